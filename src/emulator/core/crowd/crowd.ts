import type { Account } from '../account.js';
import type { Priority } from '../downlink/user-message.js';
import type { Cancel } from '../environment.js';
import { changeCounters } from '../operations/counters.js';
import type { Room } from '../room.js';
import type { Service } from '../service.js';
import { AWKWARD_LINES, CHINESE_LINES, CHINESE_NAMES, ENGLISH_LINES, ENGLISH_NAMES } from './crowd-lines.js';

/** The language of a crowd; `mixed` is both, with some right-to-left text. */
export type CrowdLocale = 'zh-CN' | 'en' | 'mixed';

/** Options of simulated viewers. The same seed and clock give the same messages. */
export interface CrowdOptions {
  readonly groupId: string;
  /** Messages per second, including likes and gifts. */
  readonly perSecond: number;
  /** Default: 1. */
  readonly seed?: number | undefined;
  /** Default: `mixed`. */
  readonly locale?: CrowdLocale | undefined;
  /** Number of viewers. Default: 24 to 400, depending on the rate. */
  readonly viewers?: number | undefined;
  /** Fraction (0 to 1) of the messages that are likes. Default: 0.12. */
  readonly likes?: number | undefined;
  /** Fraction (0 to 1) of the messages that are gifts. Default: 0.02. */
  readonly gifts?: number | undefined;
  /** Joins and leaves per second. Default: a twentieth of the rate, at most 2. */
  readonly turnover?: number | undefined;
  /** The messages do not count towards the rate limit of the room and are never dropped. Default: true. */
  readonly unlimited?: boolean | undefined;
}

/** A generator of random numbers from 0 (inclusive) to 1 (exclusive) with a seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// Simulated viewers who join, send messages, likes and gifts, and leave, at an adjustable rate. They use the same
// operations as clients, without a socket.

const TICK_MS = 50;
/** Interval of the updates of the likes counter; the pages of real viewers merge their updates, too. */
const COUNTER_STEP_MS = 1000;
/** The group counter in which live-chat-elements stores the total of likes. */
const LIKES_COUNTER = 'likes';
/** Number of different viewers; then the first ones join again, so that the number of accounts is bounded. */
const MAX_VIEWERS = 5000;
const MAX_PER_SECOND = 5000;
/** One text in so many is from AWKWARD_LINES. */
const AWKWARD_EVERY = 25;
const GIFTS: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'rose', name: 'Rose' },
  { id: 'rocket', name: 'Rocket' },
  { id: 'cake', name: 'Cake' },
];
const ENVELOPE = { version: '1.0', platform: 'Web' } as const;

/** A running crowd. */
export class Crowd {
  readonly #service: Service;
  readonly #room: Room;
  readonly #random: () => number;
  readonly #locale: CrowdLocale;
  readonly #likes: number;
  readonly #gifts: number;
  readonly #turnover: number | undefined;
  readonly #unlimited: boolean;
  readonly #seed: number;
  readonly #onStop: () => void;
  readonly #viewerLimit: number | undefined;
  #perSecond = 0;
  #burst: { readonly perSecond: number; readonly until: number } | undefined;
  #viewers: Account[] = [];
  #nextViewer = 0;
  #dueMessages = 0;
  #dueTurnover = 0;
  #count = 0;
  #uncountedLikes = 0;
  #countedAt = 0;
  #last: number;
  #cancel: Cancel = () => undefined;
  #stopped = false;

  /** Throws TypeError for a rate outside 0 to 5,000. */
  constructor(service: Service, options: CrowdOptions, onStop: () => void = () => undefined) {
    this.#service = service;
    this.#seed = options.seed ?? 1;
    this.#random = seededRandom(this.#seed);
    this.#locale = options.locale ?? 'mixed';
    this.#likes = options.likes ?? 0.12;
    this.#gifts = options.gifts ?? 0.02;
    this.#turnover = options.turnover;
    this.#unlimited = options.unlimited ?? true;
    this.#viewerLimit = options.viewers;
    this.#onStop = onStop;
    this.setRate(options.perSecond);
    this.#room = service.roomForJoin(options.groupId);
    this.#last = service.environment.now();
    this.#scheduleTick();
  }

  /** The room of the crowd. */
  get groupId(): string {
    return this.#room.groupId;
  }

  /** Number of messages sent so far. */
  get sentCount(): number {
    return this.#count;
  }

  /** Changes the rate, in messages per second. Throws TypeError for a rate outside 0 to 5,000. */
  setRate(perSecond: number): void {
    if (!Number.isFinite(perSecond) || perSecond < 0 || perSecond > MAX_PER_SECOND)
      throw new TypeError(`The rate of a crowd must be 0 to ${MAX_PER_SECOND} messages per second.`);
    this.#perSecond = perSecond;
  }

  /** Uses another rate for some seconds. */
  burst(perSecond: number, seconds: number): void {
    if (!Number.isFinite(perSecond) || perSecond < 0 || perSecond > MAX_PER_SECOND)
      throw new TypeError(`The rate of a burst must be 0 to ${MAX_PER_SECOND} messages per second.`);
    this.#burst = { perSecond, until: this.#service.environment.now() + seconds * 1000 };
  }

  /** Removes all viewers without notifying the room. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#cancel();
    for (const account of this.#viewers) this.#service.membership.remove(this.#room, account);
    this.#viewers = [];
    this.#onStop();
  }

  #scheduleTick(): void {
    this.#cancel = this.#service.environment.setTimer(() => this.#tick(), TICK_MS);
  }

  #tick(): void {
    if (this.#room.dismissed) return this.stop();
    const now = this.#service.environment.now();
    // Limits the effect of a clock jump.
    const elapsed = Math.min(1, Math.max(0, (now - this.#last) / 1000));
    this.#last = now;
    if (this.#burst && now >= this.#burst.until) this.#burst = undefined;
    const rate = this.#burst?.perSecond ?? this.#perSecond;
    const size = this.#viewerLimit ?? Math.min(400, Math.ceil(24 + rate * 2));
    this.#dueTurnover += (this.#turnover ?? Math.min(2, rate / 20)) * elapsed;
    this.#dueMessages += rate * elapsed;
    if (rate > 0) while (this.#viewers.length < size / 2) this.#addViewer(this.#viewers.length > 2);
    for (; this.#dueTurnover >= 1; this.#dueTurnover -= 1) this.#changeViewers(size);
    for (; this.#dueMessages >= 1; this.#dueMessages -= 1) this.#sendMessage();
    this.#countLikes(now);
    this.#scheduleTick();
    return undefined;
  }

  #changeViewers(size: number): void {
    if (this.#viewers.length < size && this.#random() < 0.55) this.#addViewer(false);
    else this.#removeViewer();
  }

  #addViewer(withoutTip: boolean): void {
    const number = (this.#nextViewer++ % MAX_VIEWERS) + 1;
    const account = this.#service.account(`crowd-${this.#seed}-${number}`);
    const chinese = this.#writesChinese();
    const names = chinese ? CHINESE_NAMES : ENGLISH_NAMES;
    account.nick = `${this.#pick(names)}${number > names.length ? ` ${number}` : ''}`;
    if (this.#room.members.has(account.userId)) return;
    // The initial viewers join without a tip.
    if (withoutTip) this.#service.membership.restore(this.#room, account);
    else this.#service.membership.join(this.#room, account);
    this.#viewers.push(account);
  }

  #removeViewer(): void {
    const index = Math.floor(this.#random() * this.#viewers.length);
    const account = this.#viewers[index];
    if (!account) return;
    this.#viewers.splice(index, 1);
    this.#service.membership.leave(this.#room, account);
  }

  #sendMessage(): void {
    const from = this.#pick(this.#viewers);
    if (!from) return;
    const kind = this.#random();
    if (kind < this.#likes) this.#send(from, this.#like(from), 'Low');
    else if (kind < this.#likes + this.#gifts) this.#send(from, this.#gift(from), 'High');
    else this.#send(from, { MsgType: 'TIMTextElem', MsgContent: { Text: this.#line() } }, 'Normal');
  }

  /** Updates the likes counter as the pages of real viewers do, if the plan has counters. */
  #countLikes(now: number): void {
    if (
      this.#uncountedLikes === 0 ||
      now - this.#countedAt < COUNTER_STEP_MS ||
      this.#service.settings.plan !== 'ultimate'
    )
      return;
    changeCounters(this.#service, this.#room, this.#viewers[0]?.userId ?? '', 'Increase', [
      { key: LIKES_COUNTER, value: this.#uncountedLikes },
    ]);
    this.#uncountedLikes = 0;
    this.#countedAt = now;
  }

  #send(from: Account, element: object, priority: Priority): void {
    this.#count += 1;
    const draft = {
      msgBody: [element],
      priority,
      random: Math.floor(this.#random() * 0xffff_ffff),
      clientTime: this.#room.seconds(),
      cloudCustomData: '',
    };
    // A refused message (muted, banned, filtered, dismissed) is ignored.
    this.#service.messages.post(this.#room, from, draft, { unlimited: this.#unlimited }).catch(() => undefined);
  }

  /** The format of Tencent's TUIKit, which live-chat-elements reads. */
  #like(from: Account): object {
    const sender = { userId: from.userId, userName: from.nick, avatarUrl: from.avatar, level: '0' };
    const extInfo = { userID: from.userId, nickName: from.nick, avatarUrl: from.avatar };
    const count = 1 + Math.floor(this.#random() * 5);
    this.#uncountedLikes += count;
    return custom({
      ...ENVELOPE,
      businessID: 'TUIGift_like',
      data: { message: '', sender, extInfo, count, id: `${this.#seed}-${this.#count}` },
    });
  }

  #gift(from: Account): object {
    const gift = this.#pick(GIFTS) ?? { id: 'rose', name: 'Rose' };
    const sender = { userId: from.userId, userName: from.nick, avatarUrl: from.avatar, level: '0' };
    const receiver = { userId: this.#room.owner, userName: this.#room.owner, avatarUrl: '', level: '0' };
    return custom({
      ...ENVELOPE,
      businessID: 'TUIGift',
      data: {
        sender,
        receiver,
        giftCount: 1 + Math.floor(this.#random() * 9),
        gift: { giftId: gift.id, giftName: gift.name, imageUrl: '', animationUrl: '', price: 1, extInfo: {} },
      },
    });
  }

  #line(): string {
    if (this.#locale === 'mixed' && this.#random() < 1 / AWKWARD_EVERY) return this.#pick(AWKWARD_LINES) ?? '';
    return this.#pick(this.#writesChinese() ? CHINESE_LINES : ENGLISH_LINES) ?? '';
  }

  #writesChinese(): boolean {
    return this.#locale === 'zh-CN' || (this.#locale === 'mixed' && this.#random() < 0.5);
  }

  #pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }
}

function custom(data: object): object {
  return { MsgType: 'TIMCustomElem', MsgContent: { Data: JSON.stringify(data), Desc: '', Ext: '' } };
}
