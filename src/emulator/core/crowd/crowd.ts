import type { Account } from '../account.js';
import type { Priority } from '../downlink/user-message.js';
import type { Cancel } from '../environment.js';
import { changeCounters } from '../operations/counters.js';
import type { Room } from '../room.js';
import type { Service } from '../service.js';
import { AWKWARD_LINES, CHINESE_LINES, CHINESE_NAMES, ENGLISH_LINES, ENGLISH_NAMES } from './crowd-lines.js';
import type { CrowdLocale, CrowdOptions } from './crowd-options.js';

/** A source of numbers from 0 up to, not including, 1 that is the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// Simulated viewers who come, talk, like, give and leave, at a rate that can be turned. They go the way of real ones
// through the room, only without a socket.

const TICK_MS = 50;
/** Between two steps of the counter of likes: viewers' pages merge theirs, too. */
const COUNTER_STEP_MS = 1000;
/** The counter that live-chat-elements keeps its total in. */
const LIKES_COUNTER = 'likes';
/** After so many viewers the first ones come again, so that a crowd that runs for days stays a crowd. */
const DIFFERENT_VIEWERS = 5000;
const MAX_PER_SECOND = 5000;
/** One line in so many is an awkward one. */
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
  readonly #wanted: number | undefined;
  #perSecond = 0;
  #storm: { readonly perSecond: number; readonly until: number } | undefined;
  #here: Account[] = [];
  #nextViewer = 0;
  #dueMessages = 0;
  #dueTurns = 0;
  #count = 0;
  #uncountedLikes = 0;
  #countedAt = 0;
  #last: number;
  #cancel: Cancel = () => undefined;
  #stopped = false;

  /** Throws TypeError for a rate that is not 0 to 5,000. */
  constructor(service: Service, options: CrowdOptions, onStop: () => void = () => undefined) {
    this.#service = service;
    this.#seed = options.seed ?? 1;
    this.#random = seededRandom(this.#seed);
    this.#locale = options.locale ?? 'mixed';
    this.#likes = options.likes ?? 0.12;
    this.#gifts = options.gifts ?? 0.02;
    this.#turnover = options.turnover;
    this.#unlimited = options.unlimited ?? true;
    this.#wanted = options.viewers;
    this.#onStop = onStop;
    this.setRate(options.perSecond);
    this.#room = service.roomForJoin(options.groupId);
    this.#last = service.environment.now();
    this.#tickLater();
  }

  /** The room that it is in. */
  get groupId(): string {
    return this.#room.groupId;
  }

  /** How many messages it has sent. */
  get sentCount(): number {
    return this.#count;
  }

  /** Changes the rate, in messages a second. Throws TypeError for one that is not 0 to 5,000. */
  setRate(perSecond: number): void {
    if (!Number.isFinite(perSecond) || perSecond < 0 || perSecond > MAX_PER_SECOND)
      throw new TypeError(`A crowd's rate must be 0 to ${MAX_PER_SECOND} messages a second.`);
    this.#perSecond = perSecond;
  }

  /** Talks at another rate for some time, as when something happens on stage. */
  storm(perSecond: number, seconds: number): void {
    if (!Number.isFinite(perSecond) || perSecond < 0 || perSecond > MAX_PER_SECOND)
      throw new TypeError(`A storm's rate must be 0 to ${MAX_PER_SECOND} messages a second.`);
    this.#storm = { perSecond, until: this.#service.environment.now() + seconds * 1000 };
  }

  /** Everyone leaves, without a word. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#cancel();
    for (const account of this.#here) this.#service.membership.remove(this.#room, account);
    this.#here = [];
    this.#onStop();
  }

  #tickLater(): void {
    this.#cancel = this.#service.environment.setTimer(() => this.#tick(), TICK_MS);
  }

  #tick(): void {
    if (this.#room.dismissed) return this.stop();
    const now = this.#service.environment.now();
    // A clock that jumped makes neither a flood nor a pause.
    const elapsed = Math.min(1, Math.max(0, (now - this.#last) / 1000));
    this.#last = now;
    if (this.#storm && now >= this.#storm.until) this.#storm = undefined;
    const rate = this.#storm?.perSecond ?? this.#perSecond;
    const size = this.#wanted ?? Math.min(400, Math.ceil(24 + rate * 2));
    this.#dueTurns += (this.#turnover ?? Math.min(2, rate / 20)) * elapsed;
    this.#dueMessages += rate * elapsed;
    if (rate > 0) while (this.#here.length < size / 2) this.#enter(this.#here.length > 2);
    for (; this.#dueTurns >= 1; this.#dueTurns -= 1) this.#turn(size);
    for (; this.#dueMessages >= 1; this.#dueMessages -= 1) this.#speak();
    this.#countLikes(now);
    this.#tickLater();
    return undefined;
  }

  #turn(size: number): void {
    if (this.#here.length < size && this.#random() < 0.55) this.#enter(false);
    else this.#leave();
  }

  #enter(quietly: boolean): void {
    const number = (this.#nextViewer++ % DIFFERENT_VIEWERS) + 1;
    const account = this.#service.account(`crowd-${this.#seed}-${number}`);
    const chinese = this.#speaksChinese();
    const names = chinese ? CHINESE_NAMES : ENGLISH_NAMES;
    account.nick = `${this.#pick(names)}${number > names.length ? ` ${number}` : ''}`;
    // The first ones are here when the curtain rises; only later ones are seen to come.
    if (this.#room.members.has(account.userId)) return;
    if (quietly) this.#service.membership.restore(this.#room, account);
    else this.#service.membership.join(this.#room, account);
    this.#here.push(account);
  }

  #leave(): void {
    const index = Math.floor(this.#random() * this.#here.length);
    const account = this.#here[index];
    if (!account) return;
    this.#here.splice(index, 1);
    this.#service.membership.leave(this.#room, account);
  }

  #speak(): void {
    const from = this.#pick(this.#here);
    if (!from) return;
    const kind = this.#random();
    if (kind < this.#likes) this.#send(from, this.#like(from), 'Low');
    else if (kind < this.#likes + this.#gifts) this.#send(from, this.#gift(from), 'High');
    else this.#send(from, { MsgType: 'TIMTextElem', MsgContent: { Text: this.#line() } }, 'Normal');
  }

  /** As the pages of real likers do, where the plan has counters. */
  #countLikes(now: number): void {
    if (
      this.#uncountedLikes === 0 ||
      now - this.#countedAt < COUNTER_STEP_MS ||
      this.#service.settings.plan !== 'ultimate'
    )
      return;
    changeCounters(this.#service, this.#room, this.#here[0]?.userId ?? '', 'Increase', [
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
    // Refused (muted, banned, filtered, dismissed) is as good as said: nobody waits for it.
    this.#service.messages.post(this.#room, from, draft, { unlimited: this.#unlimited }).catch(() => undefined);
  }

  /** The form that Tencent's own apps of several generations and these elements read. */
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
    return this.#pick(this.#speaksChinese() ? CHINESE_LINES : ENGLISH_LINES) ?? '';
  }

  #speaksChinese(): boolean {
    return this.#locale === 'zh-CN' || (this.#locale === 'mixed' && this.#random() < 0.5);
  }

  #pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }
}

function custom(data: object): object {
  return { MsgType: 'TIMCustomElem', MsgContent: { Data: JSON.stringify(data), Desc: '', Ext: '' } };
}
