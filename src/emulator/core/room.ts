// One live room: members, profile, mutes and bans, and its timeline of events. Permissions are checked in commands/ and
// operations/.
import type { Account } from './account.js';
import { pushFrame } from './connection.js';
import type { Environment } from './environment.js';
import { RateLimiter } from './rate-limiter.js';
import { SequenceFaults } from './sequence-faults.js';
import type { Settings } from './settings.js';
import { Timeline } from './timeline.js';

/** A member of the room. */
export interface Member {
  readonly account: Account;
  /** Unix seconds. */
  readonly joinedAt: number;
  /** From when (ms) on the member can read the profile of the room. */
  profileFrom: number;
  /** When (ms) the member joined or polled last. */
  seenAt: number;
  /** Marks set by modify_user_info. */
  marks: readonly number[];
}

interface Attribute {
  value: string;
  seq: number;
}

interface RecentMessage {
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
  /** Whether members get events by polls (true) or by push frames (false). */
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
  /** Time (ms) of the last poll of each reader without a login, by reader key. */
  readonly guests = new Map<string, number>();
  /** Keys of guests that were removed; their polls are refused. */
  readonly removedGuests = new Set<string>();
  /** Users who left, were removed or timed out. Their polls do not make them members again. */
  readonly leftMembers = new Set<string>();
  readonly admins = new Set<string>();
  /** Until when (ms) users are muted, by user id. */
  readonly muted = new Map<string, number>();
  /** Until when (ms) users are banned, by user id. */
  readonly banned = new Map<string, number>();
  readonly attributes = new Map<string, Attribute>();
  attributesSeq = 0;
  readonly counters = new Map<string, number>();
  countersSeq = 0;
  /** Recent messages, for the history of new members and for recalls. */
  readonly recentMessages: RecentMessage[] = [];

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
    this.limiter = new RateLimiter(environment, {
      perSecond: settings.messagesPerSecond,
      windowMs: settings.rateWindowMs,
      period: settings.ratePeriod,
    });
  }

  /** Now, in unix seconds. */
  seconds(): number {
    return Math.floor(this.environment.now() / 1000);
  }

  /** A random number for MsgRandom. */
  randomId(): number {
    return Math.floor(this.environment.random() * 0xffff_ffff);
  }

  /** Number of members and of readers without a login. */
  get onlineCount(): number {
    return this.members.size + this.guests.size;
  }

  /** The online count of get_online_member_num, which is up to `onlineCountLagMs` old. */
  get laggedOnlineCount(): number {
    const now = this.environment.now();
    if (now - this.#count.at >= this.#settings.onlineCountLagMs || now < this.#count.at)
      this.#count = { value: this.onlineCount, at: now };
    return this.#count.value;
  }

  /** The role of a user in this room. */
  roleOf(userId: string): 'Owner' | 'Admin' | 'Member' {
    if (userId === this.owner) return 'Owner';
    return this.admins.has(userId) ? 'Admin' : 'Member';
  }

  /** Until when (ms) the user is muted; 0 if not muted. */
  mutedUntil(userId: string): number {
    return this.#until(this.muted, userId);
  }

  /** Until when (ms) the user is banned; 0 if not banned. */
  bannedUntil(userId: string): number {
    return this.#until(this.banned, userId);
  }

  /** Whether the sender used the same Random within `deduplicateMs`. Records the Random. */
  isDuplicate(userId: string, random: number): boolean {
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

  /** Whether one more join or leave tip is within the limit of this second. Counts it. */
  allowsTip(): boolean {
    const second = this.seconds();
    if (second !== this.#tipSecond) {
      this.#tipSecond = second;
      this.#tipsInSecond = 0;
    }
    return this.#tipsInSecond++ < this.#settings.tipsPerSecond;
  }

  /** Delivers an event to all members. `build` gets the MsgSeq of the event. Returns that number. */
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

  /** Records a message for the history and for recalls. */
  record(seq: number, from: string, random: number, text: string): void {
    this.lastMessageAt = this.seconds();
    this.recentMessages.push({ seq, from, random, text, time: this.lastMessageAt });
    if (this.recentMessages.length > this.#settings.keptMessages)
      this.recentMessages.splice(0, this.recentMessages.length - this.#settings.keptMessages);
  }

  /** The history that a new member gets, as comma-separated JSON objects. */
  history(): string {
    if (this.#settings.historyCount <= 0 || this.#settings.plan !== 'ultimate') return '';
    const oldest = this.seconds() - this.#settings.historyMs / 1000;
    return this.recentMessages
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
