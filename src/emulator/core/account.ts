// A user of the application, and the logins (sessions) of that user.
import type { Connection } from './connection.js';

/** Why the service ended a login: 1 a newer login on the web, 2 a login on another device, 3 a REST call. */
export type KickType = 1 | 2 | 3;

/** One login of a user. It outlives its connection: the SDK reconnects with its `a2`. */
export interface Session {
  readonly a2: string;
  readonly account: Account;
  /** The id of the SDK instance in the page. */
  readonly instanceId: string;
  /** Unix seconds at which the UserSig expires; 0 once a fault declared it expired. */
  expiresAt: number;
  connection: Connection | undefined;
  kicked: KickType | undefined;
  /** The client got the kick frame. A second frame makes the SDK log out twice, which rejects unhandled. */
  kickNotified: boolean;
  /** The version of the cloud configuration last sent. */
  configVersion: number;
}

/** A user: id, profile, logins, and the rooms that the user is in. */
export class Account {
  readonly userId: string;
  readonly tinyId: string;
  nick = '';
  avatar = '';
  readonly sessions = new Set<Session>();
  readonly roomIds = new Set<string>();
  /** Rooms for which the webhook reported that this user is offline. */
  readonly lostIn = new Set<string>();
  /** Until when (ms) the user is muted in every room of the application. */
  mutedUntil = 0;

  constructor(userId: string) {
    this.userId = userId;
    this.tinyId = tinyIdOf(userId);
  }
}

/** A numeric id that is the same in every run, because the SDK builds message ids from it. */
function tinyIdOf(userId: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let index = 0; index < userId.length; index++) {
    high = Math.imul(high ^ userId.charCodeAt(index), 0x01000193) >>> 0;
    low = Math.imul(low ^ (high >>> 7), 0x85ebca6b) >>> 0;
  }
  return `1441152${String(((high & 0xfffff) * 0x1_0000 + (low & 0xffff)) % 100_000_000_000).padStart(11, '0')}`;
}
