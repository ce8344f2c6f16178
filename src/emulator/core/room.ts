// One live room: who is in it, what it is called, what is forbidden, and its timeline. It delivers what it is given;
// who may do what is decided in commands/ and operations/.
import type { Account } from './account.js';
import { pushFrame } from './connection.js';
import type { Environment } from './environment.js';
import { RateLimiter } from './rate-limiter.js';
import { SequenceFaults } from './sequence-faults.js';
import type { Settings } from './settings.js';
import { Timeline } from './timeline.js';

/** A person in the room. */
export interface Member {
  readonly account: Account;
  /** Unix seconds. */
  readonly joinedAt: number;
  /** When (ms) the person joined or polled last. */
  seenAt: number;
  /** Marks set by modify_user_info. */
  marks: readonly number[];
}

interface Attribute {
  value: string;
  seq: number;
}

interface KeptMessage {
  readonly seq: number;
  readonly time: number;
  readonly random: number;
  readonly from: string;
  readonly text: string;
}

const DUPLICATE_CHECK_EVERY = 256;

/** A live room (AVChatRoom). */
export class Room {
  readonly groupId: string;
  readonly environment: Environment;
  readonly timeline: Timeline;
  readonly limiter: RateLimiter;
  readonly sequenceFaults = new SequenceFaults();
  /** Whether polls (true) or frames of their own (false) deliver to members. */
  readonly polled: boolean;
  readonly #settings: Settings;

  name: string;
  introduction = '';
  notification = '';
  faceUrl = '';
  applyJoinOption = 'FreeAccess';
  appDefinedData: readonly unknown[] = [];
  owner: string;
  muteAll = false;
  dismissed = false;
  /** Unix seconds. */
  readonly createdAt: number;
  lastMessageAt = 0;

  readonly members = new Map<string, Member>();
  /** Readers without a login, by key, with the time of their last poll in ms. */
  readonly guests = new Map<string, number>();
  /** Who was here and left, was kicked or forgotten: a poll of theirs does not bring them back. */
  readonly leftMembers = new Set<string>();
  readonly admins = new Set<string>();
  /** Until when (ms) people may not speak. */
  readonly muted = new Map<string, number>();
  /** Until when (ms) people may not enter. */
  readonly banned = new Map<string, number>();
  readonly attributes = new Map<string, Attribute>();
  attributesSeq = 0;
  readonly counters = new Map<string, number>();
  countersSeq = 0;
  /** Recent messages, for history and recall. */
  readonly kept: KeptMessage[] = [];

  readonly #randoms = new Map<string, number>();
  #randomsSinceCheck = 0;
  #tipSecond = 0;
  #tipsInSecond = 0;
  #count = { value: 0, at: -Infinity };

  constructor(groupId: string, owner: string, environment: Environment, settings: Settings) {
    this.groupId = groupId;
    this.name = groupId;
    this.owner = owner;
    this.environment = environment;
    this.#settings = settings;
    this.polled = settings.delivery === 'poll';
    this.createdAt = this.seconds();
    this.timeline = new Timeline(environment, settings.keptMessages);
    this.limiter = new RateLimiter(environment, settings.messagesPerSecond, settings.rateWindowMs);
  }

  /** Now, in unix seconds. */
  seconds(): number {
    return Math.floor(this.environment.now() / 1000);
  }

  /** A random number as messages carry one. */
  randomId(): number {
    return Math.floor(this.environment.random() * 0xffff_ffff);
  }

  /** Everyone who is here, with or without a login. */
  get onlineCount(): number {
    return this.members.size + this.guests.size;
  }

  /** The same as the service would say it when asked: up to `onlineCountLagMs` old. */
  get laggedOnlineCount(): number {
    const now = this.environment.now();
    if (now - this.#count.at >= this.#settings.onlineCountLagMs || now < this.#count.at)
      this.#count = { value: this.onlineCount, at: now };
    return this.#count.value;
  }

  /** The person's role here. */
  roleOf(userId: string): 'Owner' | 'Admin' | 'Member' {
    if (userId === this.owner) return 'Owner';
    return this.admins.has(userId) ? 'Admin' : 'Member';
  }

  /** Until when (ms) the person may not speak; 0 when they may. */
  mutedUntil(userId: string): number {
    return this.#until(this.muted, userId);
  }

  /** Until when (ms) the person may not enter; 0 when they may. */
  bannedUntil(userId: string): number {
    return this.#until(this.banned, userId);
  }

  /** Whether this sender used the same Random within the time that the service remembers. Remembers it. */
  isRepeat(userId: string, random: number): boolean {
    const now = this.environment.now();
    if (++this.#randomsSinceCheck >= DUPLICATE_CHECK_EVERY) {
      this.#randomsSinceCheck = 0;
      for (const [key, at] of this.#randoms) if (now - at > this.#settings.deduplicateMs) this.#randoms.delete(key);
    }
    const key = `${random} ${userId}`;
    const before = this.#randoms.get(key);
    if (before !== undefined && now - before <= this.#settings.deduplicateMs) return true;
    this.#randoms.set(key, now);
    return false;
  }

  /** Whether one more join or leave tip may be sent this second. */
  mayTip(): boolean {
    const second = this.seconds();
    if (second !== this.#tipSecond) {
      this.#tipSecond = second;
      this.#tipsInSecond = 0;
    }
    return this.#tipsInSecond++ < this.#settings.tipsPerSecond;
  }

  /** Delivers an event to everyone here: `build` gets its MsgSeq. Returns that number. */
  publish(build: (seq: number) => { readonly Event?: number }): number {
    const seq = this.timeline.next;
    const event = build(this.sequenceFaults.number(seq));
    const text = JSON.stringify(event);
    const batch = this.sequenceFaults.batch(text);
    if (batch.length === 0) this.timeline.reserve();
    else this.timeline.append(...batch);
    if (!this.polled) {
      for (const item of batch) {
        const frame = pushFrame(event as { Event: number }, item, seq);
        for (const member of this.members.values())
          for (const session of member.account.sessions) session.connection?.sendFrame(frame);
      }
    }
    return seq;
  }

  /** Keeps a message for newcomers and for recall. */
  keep(seq: number, from: string, random: number, text: string): void {
    this.lastMessageAt = this.seconds();
    this.kept.push({ seq, from, random, text, time: this.lastMessageAt });
    if (this.kept.length > this.#settings.keptMessages)
      this.kept.splice(0, this.kept.length - this.#settings.keptMessages);
  }

  /** What a newcomer gets to see of what was said before, as the inside of a JSON array. */
  history(): string {
    if (this.#settings.historyCount <= 0 || this.#settings.plan !== 'ultimate') return '';
    const oldest = this.seconds() - this.#settings.historyMs / 1000;
    return this.kept
      .filter((each) => each.time >= oldest)
      .slice(-this.#settings.historyCount)
      .map((each) => each.text)
      .join(',');
  }

  #until(list: Map<string, number>, userId: string): number {
    const until = list.get(userId);
    if (until === undefined) return 0;
    if (until > this.environment.now()) return until;
    list.delete(userId);
    return 0;
  }
}
