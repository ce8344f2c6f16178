// Enforces the rules of the room in the webhook, before the service delivers a message, where no page can bypass them.
// The settings come from the metadata in the group's introduction, which moderators can change and members cannot. The
// owner, the admins and the moderators of the metadata are exempt.
import { REFUSAL_CODE } from '../../protocol/moderation.js';
import { MAX_TEXT_LENGTH } from '../../text/sanitize-text.js';
import { parseRoomMetadata } from '../../protocol/room-metadata.js';
import { RateLimiter, type RateLimit } from '../rate-limiter.js';
import type { RestClient } from '../rest/rest-client.js';
import { TencentError } from '../rest/tencent-error.js';
import type { BeforeSendHook } from '../webhook/webhook-handler.js';
import { decodeElements } from '../webhook/message-elements.js';
import { type WebhookResponse, webhookResponse } from '../webhook/webhook-response.js';
import type { BeforeSendEvent } from '../webhook/webhook-event.js';
import { isEmojiOnly } from '../../text/emoji-only.js';
import { BoundedMap } from '../../util/bounded-map.js';
import { SwrCache } from './swr-cache.js';

type Rule = keyof typeof REFUSAL_CODE;

/** Options of `roomRules`; only `client` is required. */
export interface RoomRulesOptions {
  /** From `createRestClient`. */
  client: Pick<RestClient, 'getAdminList' | 'getGroupInfo'>;
  /** Maximum characters of a text; default 2000, as many as a page draws. A page's own `max-length` may be less. */
  maxLength?: number;
  /** Messages of any kind of one user in one room; default 20 in 10 s. `false` for no limit. */
  rate?: RateLimit | false;
  /** Exempt from all rules, besides the group's owner and admins and all messages that are sent over REST. */
  isStaff?: (event: BeforeSendEvent) => boolean;
  /** Messages for the sender, for other languages. `seconds` is the wait in slow mode. */
  messages?: Partial<Record<Rule, (event: BeforeSendEvent, seconds: number) => string>>;
  /** How long the room's settings are used before they are read again; default 5000 ms. */
  freshMs?: number;
  /** Called when the settings could not be read; the last known ones stay in force. Default: console.error. */
  onError?: (error: unknown) => void;
  /** Unix ms, for tests. */
  now?: () => number;
}

/** The room's own rules (slow mode, emoji only, length, rate), enforced by the webhook. */
export interface RoomRules {
  /** For `createWebhookHandler({on: {beforeSend}})`. */
  readonly beforeSend: BeforeSendHook;
  /** The room's settings have changed: read them again. For `createModerationHandler({onDone})`. */
  forget(groupId: string): void;
}

interface RoomFacts {
  readonly slowMode: number;
  readonly emojiOnly: boolean;
  readonly staff: ReadonlySet<string>;
}

const NO_FACTS: RoomFacts = { slowMode: 0, emojiOnly: false, staff: new Set() };
const RATE: RateLimit = { limit: 20, windowSeconds: 10 };
/** Of the webhook's 2 s. */
const FETCH_TIMEOUT_MS = 1200;
/** Two messages that were sent at the right distance may arrive this much closer together. */
const JITTER_MS = 500;
const MAX_SENDERS = 50_000;

const MESSAGES: Record<Rule, (event: BeforeSendEvent, seconds: number) => string> = {
  slowMode: (_event, seconds) => `Slow mode: you can write again in ${seconds} s.`,
  emojiOnly: () => 'Only emoji can be sent in this room now.',
  tooLong: () => 'This message is too long.',
  tooFast: () => 'You are sending too fast.',
  notAllowed: () => 'You may not send this.',
};

/**
 * Enforces slow mode, emoji-only, length and rate. The state is in this process's memory: run the webhook in one process,
 * or divide the rooms among several.
 */
export function roomRules(options: RoomRulesOptions): RoomRules {
  const {
    client,
    maxLength = MAX_TEXT_LENGTH,
    rate = RATE,
    isStaff,
    messages = {},
    freshMs = 5000,
    now = Date.now,
    onError = (error: unknown) => console.error(error),
  } = options;
  const limiter = rate === false ? undefined : new RateLimiter(rate, now);
  const lastSent = new BoundedMap<string, number>(MAX_SENDERS);

  async function adminsOf(groupId: string, signal: AbortSignal): Promise<string[]> {
    try {
      return await client.getAdminList(groupId, { signal });
    } catch (error) {
      if (error instanceof TencentError && !error.retryable) return []; // a plan without admins
      throw error;
    }
  }
  const rooms = new SwrCache<RoomFacts>({
    freshMs,
    fallback: NO_FACTS,
    now,
    onError,
    fetch: async (groupId) => {
      const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
      const [[group], admins] = await Promise.all([
        client.getGroupInfo([groupId], { signal }),
        adminsOf(groupId, signal),
      ]);
      const { slowMode, emojiOnly, moderators } = parseRoomMetadata(group?.introduction ?? '');
      return {
        slowMode,
        emojiOnly,
        staff: new Set([...admins, ...moderators, ...(group?.ownerId ? [group.ownerId] : [])]),
      };
    },
  });

  function refuse(rule: Rule, event: BeforeSendEvent, seconds = 0): WebhookResponse {
    return webhookResponse.refuse((messages[rule] ?? MESSAGES[rule])(event, seconds), REFUSAL_CODE[rule]);
  }

  /** Seconds to wait; 0 when the message may be sent, and only then it counts as the sender's last one. */
  function slowModeWait(event: BeforeSendEvent, slowMode: number): number {
    const key = `${event.groupId}\n${event.userId}`;
    const at = now();
    const wait = (lastSent.get(key) ?? -Infinity) + slowMode * 1000 - at;
    if (slowMode > 0 && wait > JITTER_MS) return Math.ceil(wait / 1000);
    lastSent.set(key, at);
    return 0;
  }

  const beforeSend: BeforeSendHook = async (event) => {
    if (event.platform === 'RESTAPI' || isStaff?.(event)) return undefined;
    const { slowMode, emojiOnly, staff } = await rooms.get(event.groupId);
    if (staff.has(event.userId)) return undefined;
    if (limiter && limiter.take(`${event.groupId}\n${event.userId}`) > 0) return refuse('tooFast', event);
    const parts = decodeElements(event);
    if (parts.some((part) => part.kind === 'control')) return refuse('notAllowed', event);
    const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
    if (texts.some((text) => text.length > maxLength)) return refuse('tooLong', event);
    if (emojiOnly && (!texts.every(isEmojiOnly) || parts.some((part) => part.kind === 'custom')))
      return refuse('emojiOnly', event);
    // Likes and gifts have limits of their own.
    const isSubjectToSlowMode = parts.some(
      (part) => part.kind === 'text' || part.kind === 'face' || part.kind === 'custom',
    );
    const wait = isSubjectToSlowMode ? slowModeWait(event, slowMode) : 0;
    return wait > 0 ? refuse('slowMode', event, wait) : undefined;
  };
  return { beforeSend, forget: (groupId) => rooms.forget(groupId) };
}
