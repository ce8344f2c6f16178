// A person known to the application, and the logins (sessions) of that person.
import type { Connection } from './connection.js';

/** How a login was ended by the service: by a newer one of the same kind, by another device, by REST. */
export type KickType = 1 | 2 | 3;

/** One login of a person. It outlives its connection: the SDK comes back with its `a2`. */
export interface Session {
  readonly a2: string;
  readonly account: Account;
  /** The SDK's own id of the page's instance. */
  readonly instanceId: string;
  /** Unix seconds at which the UserSig ends; 0 once it was declared expired. */
  expiresAt: number;
  connection: Connection | undefined;
  kicked: KickType | undefined;
  /** The client was told so. A second word would make the SDK log out twice, which fails unhandled. */
  toldOfKick: boolean;
  /** The version of the cloud configuration last sent. */
  configVersion: number;
}

/** A person: id, profile, logins, and the rooms that the person is in. */
export class Account {
  readonly userId: string;
  readonly tinyId: string;
  nick = '';
  avatar = '';
  readonly sessions = new Set<Session>();
  readonly roomIds = new Set<string>();
  /** Rooms whose application was told that this person's connection is lost. */
  readonly lostIn = new Set<string>();
  /** Muted in every room of the application until then, in ms. */
  mutedUntil = 0;

  constructor(userId: string) {
    this.userId = userId;
    this.tinyId = tinyIdOf(userId);
  }
}

/** A number-like id that is the same in every run, because the SDK makes message ids of it. */
function tinyIdOf(userId: string): string {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let index = 0; index < userId.length; index++) {
    high = Math.imul(high ^ userId.charCodeAt(index), 0x01000193) >>> 0;
    low = Math.imul(low ^ (high >>> 7), 0x85ebca6b) >>> 0;
  }
  return `1441152${String(((high & 0xfffff) * 0x1_0000 + (low & 0xffff)) % 100_000_000_000).padStart(11, '0')}`;
}
