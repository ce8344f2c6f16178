// Faults of connections, logins and rooms. Faults of single requests are in faults.ts.
import type { KickType } from './account.js';
import type { Connection } from './connection.js';
import type { SequenceFaultOptions } from './sequence-faults.js';
import type { Service } from './service.js';

/** Which connections a fault applies to: those of one user, or all. */
export interface Target {
  readonly userId?: string | undefined;
}

/** Injects faults of connections, logins and rooms. */
export class FaultInjector {
  readonly #service: Service;
  /** Set by the owner of the server socket: refuse new connections for so many ms. */
  onDown: ((ms: number) => void) | undefined;
  /** Set by the owner of the clock. */
  onClockJump: ((ms: number) => void) | undefined;

  constructor(service: Service) {
    this.#service = service;
  }

  /** Closes sockets. Returns how many. */
  close(target: Target = {}): number {
    return this.#each(target, (connection) => connection.close('fault'));
  }

  /** Open sockets drop all frames in both directions; `on: false` ends the fault. */
  hang({ on = true, ...target }: Target & { readonly on?: boolean } = {}): number {
    return this.#each(target, (connection) => {
      connection.dropsIncoming = on;
      connection.dropsOutgoing = on;
    });
  }

  /** Requests are executed, but responses and events are dropped; `on: false` ends the fault. */
  halfOpen({ on = true, ...target }: Target & { readonly on?: boolean } = {}): number {
    return this.#each(target, (connection) => {
      connection.dropsOutgoing = on;
    });
  }

  /**
   * Ends memberships of a room without notices and without a quit: the next poll is refused. Without `userId` it ends
   * those of all members and guests. Returns how many.
   */
  dropMembership(groupId: string, { userId }: Target = {}): number {
    const room = this.#service.room(groupId);
    const members = [...room.members.values()].filter(
      ({ account }) => userId === undefined || account.userId === userId,
    );
    for (const { account } of members) this.#service.membership.remove(room, account);
    const guests = userId === undefined ? [...room.guests.keys()] : [];
    for (const key of guests) this.#service.membership.dropGuest(room, key);
    room.timeline.releasePolls();
    return members.length + guests.length;
  }

  /**
   * Forgets the events of a room, so that the positions of all polls in progress are not known any more. Ignored or
   * repaired unless `refuseUnknownPositions` is set.
   */
  expirePositions(groupId: string): void {
    this.#service.room(groupId).timeline.expire();
  }

  /** The service restarts: it is down for `downMs`, and keeps or loses the members of its rooms. */
  restart({
    downMs = 0,
    keepMemberships = true,
  }: { readonly downMs?: number; readonly keepMemberships?: boolean } = {}): void {
    this.onDown?.(downMs);
    this.close();
    if (keepMemberships) return;
    for (const room of this.#service.rooms.values()) {
      for (const member of [...room.members.values()]) this.#service.membership.remove(room, member.account);
      for (const key of [...room.guests.keys()]) this.#service.membership.dropGuest(room, key);
    }
  }

  /** Expires the UserSig of logins; their next request is refused with 70001. */
  expireSignature({ userId }: Target = {}): number {
    let count = 0;
    for (const session of this.#service.sessions.values()) {
      if (userId !== undefined && session.account.userId !== userId) continue;
      session.expiresAt = 0;
      count += 1;
    }
    return count;
  }

  /** Ends the logins of a user, as by a login on another page or device or by a REST call. */
  kick(userId: string, reason: 'page' | 'device' | 'rest' = 'rest'): number {
    const type: KickType = reason === 'page' ? 1 : reason === 'device' ? 2 : 3;
    const sessions = [...this.#service.account(userId).sessions];
    for (const session of sessions) this.#service.kick(session, type);
    return sessions.length;
  }

  /** Makes clients stop sending a command for some seconds; the SDK then rejects it locally with 60022. */
  overload({
    command = 'group_open_http_svc.send_group_msg',
    delaySeconds = 2,
    ...target
  }: Target & { readonly command?: string; readonly delaySeconds?: number } = {}): number {
    return this.#each(target, (connection) =>
      this.#service.push(connection, 'OverLoadPush.notify2', { OverLoadServCmd: command, DelaySecs: delaySeconds }),
    );
  }

  /** Duplicate or reordered sequence numbers, or large batches. An empty object ends all of them. */
  sequence(groupId: string, options: SequenceFaultOptions = {}): void {
    this.#service.room(groupId).sequenceFaults.set(options);
  }

  /** Sends `count` texts that are delivered in one batch. */
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

  /**
   * Delivers the newest `count` messages of a room, or of one sender in it, once more under new sequence numbers. They
   * keep their ids. Returns how many there were.
   */
  repeat(groupId: string, { userId, count = 20 }: Target & { readonly count?: number } = {}): number {
    const room = this.#service.room(groupId);
    const messages = room.recentMessages.filter(({ from }) => userId === undefined || from === userId).slice(-count);
    for (const { text } of messages) {
      const event = JSON.parse(text) as object;
      room.publish((seq) => ({ ...event, Event: 3, MsgSeq: seq }));
    }
    return messages.length;
  }

  /** Moves the clock of the service by so many ms. */
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
