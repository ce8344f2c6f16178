import { MAX_SLOW_MODE_S } from '../../protocol/room-metadata.js';
import { sanitizeText } from '../../text/sanitize-text.js';
import { HttpProblem } from '../http-problem.js';
import { MUTE_FOREVER_S } from '../rest/member-commands.js';

/** Whether a text can be the id of a group: 1 to 48 printable ASCII characters, Tencent's limit. */
export function isGroupId(value: unknown): value is string {
  return typeof value === 'string' && /^[\x20-\x7e]{1,48}$/.test(value);
}

/** What a moderator can ask of the endpoint. Times are seconds; ids are the application's own. */
export type ModerationRequest =
  | { readonly action: 'mute'; readonly groupId: string; readonly userId: string; readonly seconds: number }
  | { readonly action: 'unmute'; readonly groupId: string; readonly userId: string }
  | { readonly action: 'muteAll'; readonly groupId: string; readonly muted: boolean }
  | {
      readonly action: 'ban';
      readonly groupId: string;
      readonly userId: string;
      readonly seconds: number;
      readonly reason: string;
    }
  | { readonly action: 'unban'; readonly groupId: string; readonly userId: string }
  /** By position, which every message has, and by id where it is known. */
  | { readonly action: 'retract'; readonly groupId: string; readonly seq: number; readonly messageId: string }
  /** '' takes the announcement away. */
  | { readonly action: 'announce'; readonly groupId: string; readonly text: string }
  /** 0 is off. */
  | { readonly action: 'slowMode'; readonly groupId: string; readonly seconds: number }
  | { readonly action: 'emojiOnly'; readonly groupId: string; readonly on: boolean };

type Body = ReadonlyMap<string, unknown>;

/** Tencent's limits, in bytes of UTF-8. */
const MAX_ANNOUNCEMENT_BYTES = 300;
const MAX_REASON_BYTES = 1000;
const MAX_MESSAGE_ID = 128;

function bad(detail: string): HttpProblem {
  return new HttpProblem(400, 'Bad request', detail, { code: 'field' });
}

function userId(body: Body): string {
  const value = body.get('userId');
  if (typeof value !== 'string' || !/^[\x20-\x7e]{1,32}$/.test(value))
    throw bad('userId must be 1 to 32 printable ASCII characters.');
  return value;
}

function wholeNumber(body: Body, name: string, least: number, most: number): number {
  const value = body.get(name);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw bad(`${name} must be a whole number from ${least} to ${most}.`);
  return value;
}

function boolean(body: Body, name: string): boolean {
  const value = body.get(name);
  if (typeof value !== 'boolean') throw bad(`${name} must be true or false.`);
  return value;
}

function words(body: Body, name: string, maxBytes: number, fallback?: string): string {
  const value = body.get(name) ?? fallback;
  if (typeof value !== 'string') throw bad(`${name} must be text.`);
  const clean = sanitizeText(value);
  if (new TextEncoder().encode(clean).byteLength > maxBytes) throw bad(`${name} is longer than ${maxBytes} bytes.`);
  return clean;
}

/**
 * A moderator's request out of its JSON, with nothing in it that was not asked for. Throws HttpProblem 400 in words.
 */
export function parseModerationRequest(body: Body): ModerationRequest {
  const groupId = body.get('groupId');
  if (!isGroupId(groupId)) throw bad('groupId must be 1 to 48 printable ASCII characters.');
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
        reason: words(body, 'reason', MAX_REASON_BYTES, ''),
      };
    case 'unmute':
    case 'unban':
      return { action, groupId, userId: userId(body) };
    case 'muteAll':
      return { action, groupId, muted: boolean(body, 'muted') };
    case 'retract': {
      const messageId = body.get('messageId') ?? '';
      if (typeof messageId !== 'string' || messageId.length > MAX_MESSAGE_ID)
        throw bad(`messageId must be text of at most ${MAX_MESSAGE_ID} characters.`);
      return { action, groupId, seq: wholeNumber(body, 'seq', 1, Number.MAX_SAFE_INTEGER), messageId };
    }
    case 'announce':
      return { action, groupId, text: words(body, 'text', MAX_ANNOUNCEMENT_BYTES) };
    case 'slowMode':
      return { action, groupId, seconds: wholeNumber(body, 'seconds', 0, MAX_SLOW_MODE_S) };
    case 'emojiOnly':
      return { action, groupId, on: boolean(body, 'on') };
    default:
      throw bad('action must be one of mute, unmute, muteAll, ban, unban, retract, announce, slowMode, emojiOnly.');
  }
}
