import type { ChatMessage } from '../../room/model/chat-message.js';

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
