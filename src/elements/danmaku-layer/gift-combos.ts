import type { ChatMessage } from '../../room/model/chat-message.js';

/** Gifts of one kind from one person that follow one another this closely are one combo, ms. */
const COMBO_MS = 4_000;

/** Adds up gifts that come in a row, so that one banner counts instead of many banners standing about. */
export class GiftCombos {
  #combos = new Map<string, { readonly count: number; readonly at: number; readonly id: string }>();

  /** The message with the whole combo's count, and the id of the one whose banner it takes over. */
  add(message: ChatMessage, now: number): { readonly message: ChatMessage; readonly replaces: string | undefined } {
    const { gift, from, id } = message;
    if (!gift) return { message, replaces: undefined };
    for (const [key, { at }] of this.#combos) if (now - at > COMBO_MS) this.#combos.delete(key);
    const key = `${from.userId}\n${gift.giftId}`;
    const before = this.#combos.get(key);
    const count = (before?.count ?? 0) + gift.count;
    this.#combos.set(key, { count, at: now, id });
    return { message: before ? { ...message, gift: { ...gift, count } } : message, replaces: before?.id };
  }
}
