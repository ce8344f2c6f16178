// Faults of whole connections, logins and rooms, on demand. Each is named for what a client would suffer from it.
import type { KickType } from './account.js';
import type { Connection } from './connection.js';
import type { SequenceFaultOptions } from './sequence-faults.js';
import type { Service } from './service.js';

/** Whose connections: one person's, or everyone's when left out. */
export interface Target {
  readonly userId?: string | undefined;
}

/** Faults that are not about a single request. */
export class FaultInjector {
  readonly #service: Service;
  /** Set by what carries the connections: refuse new ones for so many ms. */
  onDown: ((ms: number) => void) | undefined;
  /** Set by whoever owns the clock. */
  onClockJump: ((ms: number) => void) | undefined;

  constructor(service: Service) {
    this.#service = service;
  }

  /** Cuts sockets. Returns how many. */
  close(whom: Target = {}): number {
    return this.#each(whom, (connection) => connection.hangUp('fault'));
  }

  /** Sockets stay open but nothing is heard or said any more; `on: false` ends it for those that still stand. */
  hang({ on = true, ...whom }: Target & { readonly on?: boolean } = {}): number {
    return this.#each(whom, (connection) => {
      connection.dropsIncoming = on;
      connection.dropsOutgoing = on;
    });
  }

  /** Requests are heard and done, but no answer and no event comes through. */
  halfOpen({ on = true, ...whom }: Target & { readonly on?: boolean } = {}): number {
    return this.#each(whom, (connection) => {
      connection.dropsOutgoing = on;
    });
  }

  /** The service goes away for `downMs` and comes back, with or without knowing who was in which room. */
  restart({
    downMs = 0,
    keepMemberships = true,
  }: { readonly downMs?: number; readonly keepMemberships?: boolean } = {}): void {
    this.onDown?.(downMs);
    this.close();
    if (keepMemberships) return;
    for (const room of this.#service.rooms.values()) {
      for (const member of [...room.members.values()]) this.#service.membership.remove(room, member.account);
      room.guests.clear();
    }
  }

  /** The UserSig of a person's logins is over; they hear of it at their next request. */
  expireSignature({ userId }: Target = {}): number {
    let count = 0;
    for (const session of this.#service.sessions.values()) {
      if (userId !== undefined && session.account.userId !== userId) continue;
      session.expiresAt = 0;
      count += 1;
    }
    return count;
  }

  /** Ends a person's logins: `page` another page, `device` another device, `rest` the application. */
  kick(userId: string, reason: 'page' | 'device' | 'rest' = 'rest'): number {
    const type: KickType = reason === 'page' ? 1 : reason === 'device' ? 2 : 3;
    const sessions = [...this.#service.account(userId).sessions];
    for (const session of sessions) this.#service.kick(session, type);
    return sessions.length;
  }

  /** Tells clients to leave a command alone for some seconds; the SDK then refuses it itself with 60022. */
  overload({
    command = 'group_open_http_svc.send_group_msg',
    delaySeconds = 2,
    ...whom
  }: Target & { readonly command?: string; readonly delaySeconds?: number } = {}): number {
    return this.#each(whom, (connection) =>
      this.#service.push(connection, 'OverLoadPush.notify2', { OverLoadServCmd: command, DelaySecs: delaySeconds }),
    );
  }

  /** Numbers twice or out of order, or many events at once. Nothing set switches all of it off. */
  sequence(groupId: string, options: SequenceFaultOptions = {}): void {
    this.#service.room(groupId).sequenceFaults.set(options);
  }

  /** Puts so many texts into a room that they leave in one batch. */
  batch(groupId: string, count = 200, text = 'batch'): void {
    const room = this.#service.room(groupId);
    room.sequenceFaults.set({ batchSize: count });
    for (let index = 1; index <= count; index++) {
      const draft = {
        msgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `${text} ${index}` } }],
        priority: 'Normal',
        random: room.randomId(),
        clientTime: room.seconds(),
        cloudCustomData: '',
      } as const;
      void this.#service.messages.post(room, this.#service.account('batch'), draft, {
        asApplication: true,
        unlimited: true,
        skipBefore: true,
      });
    }
    room.sequenceFaults.set({});
  }

  /** The service's clock jumps by so many ms. */
  jumpClock(ms: number): void {
    this.onClockJump?.(ms);
  }

  #each({ userId }: Target, act: (connection: Connection) => void): number {
    const hit = [...this.#service.connections].filter(
      (connection) => userId === undefined || connection.session?.account.userId === userId,
    );
    for (const connection of hit) act(connection);
    return hit.length;
  }
}
