// Enforces the rules of the room in the webhook, before the service delivers a message, where no page can bypass them.
// The settings come from the metadata in the group's introduction, which moderators can change and members cannot. The
// owner, the admins and the moderators of the metadata are exempt.
import type { DecodedMessage } from '../../protocol/decode-message.js';
import { REFUSAL_CODE, type RefusalRule } from '../../protocol/refusal-code.js';
import { withoutQuote } from '../../protocol/text-message.js';
import { MAX_TEXT_LENGTH } from '../../text/sanitize-text.js';
import { parseRoomMetadata, isEmojiOnly } from '../../protocol/room-metadata.js';
import { RateLimiter, type RateLimit } from '../rate-limiter.js';
import { requireGroupInfo } from '../rest/group-commands.js';
import type { RestClient } from '../rest/rest-client.js';
import { TencentError } from '../rest/tencent-error.js';
import type { BeforeSendHook } from '../webhook/webhook-handler.js';
import { decodeElements } from '../webhook/message-elements.js';
import { type WebhookResponse, webhookResponse } from '../webhook/webhook-response.js';
import type { BeforeSendEvent } from '../webhook/webhook-event.js';
import { BoundedMap } from '../../util/bounded-map.js';
import { refusalTexts } from './refusal-texts.js';
import { SwrCache } from './swr-cache.js';

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
  /**
   * The language of the texts for the sender: a BCP 47 tag, or a function that finds it for a message. The languages are
   * those of the elements; default, and for others, `en`.
   */
  language?: string | ((event: BeforeSendEvent) => string);
  /** Texts for the sender in place of ours. `seconds` is the wait in slow mode. */
  messages?: Partial<Record<RefusalRule, (event: BeforeSendEvent, seconds: number) => string>>;
  /** How long the room's settings are used before they are read again; default 5000 ms. */
  freshMs?: number;
  /**
   * Allows gifts that users send. Default false: a user can write any gift without paying, so your server takes the
   * payment and sends the gift.
   */
  allowGifts?: boolean;
  /** Called when the settings could not be read; the last known ones stay in force. Default: console.error. */
  onError?: (error: unknown) => void;
  /** Milliseconds of a clock that is never set back; default `performance.now`. For tests. */
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

/** The names of TUIKit's larger pictures, which its apps send as faces. */
const TUIKIT_PICTURE = /^(?:tt|yz|ys|gcs)\d\d(?:@2x)?$/;

function isEmoji(text: string): boolean {
  return isEmojiOnly(text) || TUIKIT_PICTURE.test(text);
}

/** The texts of an element that a page draws. */
function drawnTexts(part: DecodedMessage): readonly string[] {
  if (part.kind === 'text') return [part.text];
  if (part.kind === 'face') return part.data === '' ? [] : [part.data];
  return part.kind === 'gift' ? [part.gift.name] : [];
}

/**
 * Enforces slow mode, emoji-only, length and rate. The state is in this process's memory: run the webhook in one
 * process, or divide the rooms among several.
 */
export function roomRules(options: RoomRulesOptions): RoomRules {
  const {
    client,
    maxLength = MAX_TEXT_LENGTH,
    rate = RATE,
    isStaff,
    language = 'en',
    messages = {},
    freshMs = 5000,
    allowGifts = false,
    now = () => performance.now(),
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
      const [{ introduction, ownerId }, admins] = await Promise.all([
        requireGroupInfo(client, groupId, { signal }),
        adminsOf(groupId, signal),
      ]);
      const { slowMode, emojiOnly, moderators } = parseRoomMetadata(introduction);
      return {
        slowMode,
        emojiOnly,
        staff: new Set([...admins, ...moderators, ...(ownerId ? [ownerId] : [])]),
      };
    },
  });

  function refuse(rule: RefusalRule, event: BeforeSendEvent, seconds = 0): WebhookResponse {
    const text =
      messages[rule]?.(event, seconds) ??
      refusalTexts(typeof language === 'function' ? language(event) : language)[rule].replace(
        '{seconds}',
        `${seconds}`,
      );
    return webhookResponse.refuse(text, REFUSAL_CODE[rule]);
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

  const beforeSend: BeforeSendHook = async (event, _signal, context) => {
    if (event.platform === 'RESTAPI' || isStaff?.(event)) return undefined;
    const { slowMode, emojiOnly, staff } = await rooms.get(event.groupId, context);
    if (staff.has(event.userId)) return undefined;
    if (limiter && limiter.take(`${event.groupId}\n${event.userId}`) > 0) return refuse('tooFast', event);
    const parts = decodeElements(event);
    const hasGift = parts.some((part) => part.kind === 'gift');
    if (parts.some((part) => part.kind === 'control') || (hasGift && !allowGifts)) return refuse('notAllowed', event);
    const texts = parts.flatMap(drawnTexts);
    if (texts.some((text) => text.length > maxLength)) return refuse('tooLong', event);
    if (emojiOnly && (!texts.every(isEmoji) || parts.some((part) => part.kind === 'custom')))
      return refuse('emojiOnly', event);
    // Likes have a limit of their own.
    const isSubjectToSlowMode = parts.some((part) => ['text', 'face', 'gift', 'custom'].includes(part.kind));
    const wait = isSubjectToSlowMode ? slowModeWait(event, slowMode) : 0;
    if (wait > 0) return refuse('slowMode', event, wait);
    const cloudCustomData = emojiOnly ? withoutQuote(event.cloudCustomData) : event.cloudCustomData;
    return cloudCustomData === event.cloudCustomData ? undefined : webhookResponse.replace({ cloudCustomData });
  };
  return { beforeSend, forget: (groupId) => rooms.forget(groupId) };
}
