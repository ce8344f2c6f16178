// Which messages become comments, and which comment becomes of a message.
import type { ChatMessage } from '../../room/model/chat-message.js';
import { PRIORITY, parseComment, type DanmakuComment } from './comment.js';

/** How much older than the latest message of its batch a message may be, ms. */
const MAX_BEHIND_MS = 20_000;
/** How much older than the present time of the service a message may be, ms. */
const MAX_AGE_MS = 600_000;

/**
 * Finds the recent messages of each batch. A room's history also arrives as a batch, and is shown in the message list
 * only. The clock of this machine may be wrong or set while the page is open: it is used for the history only. After
 * that the time of the service is estimated from the latest message and a monotonic clock.
 */
export class RecentMessages {
  /** Latest time of a message minus the monotonic time of its arrival, ms. */
  #offset = -Infinity;

  /**
   * `isHistory`: received while the room was being joined. `wallClock`: Unix time by this machine. `now`: a monotonic
   * time. Both in ms.
   */
  filter(
    messages: readonly ChatMessage[],
    isHistory: boolean,
    wallClock = Date.now(),
    now = performance.now(),
  ): readonly ChatMessage[] {
    const latest = messages.reduce(
      (time, message) => (message.status === 'sending' ? time : Math.max(time, message.time)),
      -Infinity,
    );
    const serviceTime = Number.isFinite(this.#offset) ? this.#offset + now : isHistory ? wallClock : -Infinity;
    const oldest = Math.max(latest - MAX_BEHIND_MS, serviceTime - MAX_AGE_MS);
    this.#offset = Math.max(this.#offset, latest - now);
    return messages.filter(({ time, status }) => status === 'sending' || time > oldest);
  }
}

/**
 * The comment for a message; undefined for notices, custom messages and messages without text. `withImage`: with the
 * picture of a gift, whose address comes from its sender.
 */
export function commentFromMessage(
  { kind, id, text, from, danmaku, gift, mentionsSelf }: ChatMessage,
  withImage = true,
): DanmakuComment | undefined {
  if ((kind !== 'text' && kind !== 'face' && kind !== 'gift') || text.trim() === '') return undefined;
  const common = { id, own: from.isSelf, role: from.role, userId: from.userId, nick: from.nick, mentionsSelf };
  if (!gift) return parseComment({ ...common, text, ...danmaku });
  const banner = parseComment({
    ...common,
    text: `${from.nick}: ${gift.name} ×${gift.count}`,
    mode: 'top',
    image: withImage ? gift.image : '',
  });
  // A gift is not dropped among the comments of viewers.
  return banner.variant === 'viewer' ? { ...banner, priority: PRIORITY.staff, variant: 'gift' } : banner;
}

/** Gifts of one kind from one user belong to one combo when they follow each other within this time, ms. */
const COMBO_TIMEOUT_MS = 4_000;

/** Adds up gifts that follow each other, so that one banner counts up instead of many banners being shown. */
export class GiftCombos {
  #combos = new Map<string, { readonly count: number; readonly at: number; readonly id: string }>();

  /** Returns the message with the count of the whole combo, and the id of the message whose banner it replaces. */
  add(message: ChatMessage, now: number): { readonly message: ChatMessage; readonly replaces: string | undefined } {
    const { gift, from, id } = message;
    if (!gift) return { message, replaces: undefined };
    for (const [key, { at }] of this.#combos) if (now - at > COMBO_TIMEOUT_MS) this.#combos.delete(key);
    const key = `${from.userId}\n${gift.giftId}`;
    const previous = this.#combos.get(key);
    const count = (previous?.count ?? 0) + gift.count;
    this.#combos.set(key, { count, at: now, id });
    return { message: previous ? { ...message, gift: { ...gift, count } } : message, replaces: previous?.id };
  }
}
