import {
  MAX_ANNOUNCEMENT_BYTES,
  MAX_ID_LENGTH,
  type ModerationRequest,
  MUTE_FOREVER_S,
} from '../../protocol/moderation.js';
import { MAX_SLOW_MODE_S } from '../../protocol/room-metadata.js';
import { sanitizeText } from '../../text/sanitize-text.js';
import { HttpProblem } from '../http-problem.js';

/** Whether a value can be the id of a group: 1 to 48 printable ASCII characters, Tencent's limit. */
export function isGroupId(value: unknown): value is string {
  return typeof value === 'string' && /^[\x20-\x7e]{1,48}$/.test(value);
}

type Body = ReadonlyMap<string, unknown>;

/** Tencent's limit, in bytes of UTF-8. */
const MAX_REASON_BYTES = 1000;

function invalid(detail: string): HttpProblem {
  return new HttpProblem(400, 'Bad request', detail, { code: 'field' });
}

function userId(body: Body): string {
  const value = body.get('userId');
  if (typeof value !== 'string' || !/^[\x20-\x7e]{1,32}$/.test(value))
    throw invalid('userId must be 1 to 32 printable ASCII characters.');
  return value;
}

function wholeNumber(body: Body, name: string, min: number, max: number): number {
  const value = body.get(name);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
    throw invalid(`${name} must be a whole number from ${min} to ${max}.`);
  return value;
}

function boolean(body: Body, name: string): boolean {
  const value = body.get(name);
  if (typeof value !== 'boolean') throw invalid(`${name} must be true or false.`);
  return value;
}

function text(body: Body, name: string, maxBytes: number, fallback?: string): string {
  const value = body.get(name) ?? fallback;
  if (typeof value !== 'string') throw invalid(`${name} must be a string.`);
  const clean = sanitizeText(value);
  if (new TextEncoder().encode(clean).byteLength > maxBytes) throw invalid(`${name} is longer than ${maxBytes} bytes.`);
  return clean;
}

/** A moderator's request, read from its JSON without unknown fields. Throws HttpProblem 400 that names the field. */
export function parseModerationRequest(body: Body): ModerationRequest {
  const groupId = body.get('groupId');
  if (!isGroupId(groupId)) throw invalid('groupId must be 1 to 48 printable ASCII characters.');
  const action = body.get('action');
  switch (action) {
    case 'mute':
      return { action, groupId, userId: userId(body), seconds: wholeNumber(body, 'seconds', 1, MUTE_FOREVER_S) };
    case 'ban':
      return {
        action,
        groupId,
        userId: userId(body),
        seconds: wholeNumber(body, 'seconds', 1, MUTE_FOREVER_S),
        reason: text(body, 'reason', MAX_REASON_BYTES, ''),
      };
    case 'unmute':
    case 'unban':
      return { action, groupId, userId: userId(body) };
    case 'muteAll':
      return { action, groupId, muted: boolean(body, 'muted') };
    case 'retract': {
      const messageId = body.get('messageId') ?? '';
      if (typeof messageId !== 'string' || messageId.length > MAX_ID_LENGTH)
        throw invalid(`messageId must be a string of at most ${MAX_ID_LENGTH} characters.`);
      return { action, groupId, seq: wholeNumber(body, 'seq', 1, Number.MAX_SAFE_INTEGER), messageId };
    }
    case 'announce':
      return { action, groupId, text: text(body, 'text', MAX_ANNOUNCEMENT_BYTES) };
    case 'slowMode':
      return { action, groupId, seconds: wholeNumber(body, 'seconds', 0, MAX_SLOW_MODE_S) };
    case 'emojiOnly':
      return { action, groupId, on: boolean(body, 'on') };
    default:
      throw invalid('action must be one of mute, unmute, muteAll, ban, unban, retract, announce, slowMode, emojiOnly.');
  }
}
