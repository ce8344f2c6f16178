// The port over Tencent's SDK: one client for one room, with one session (a login) after another. This file decides
// which call waits for which, when the room is joined again, and when it is notified. Who logs in, and which version of
// the SDK is used, is decided by the session. Clients do not know of each other.
import { withDeadline } from '../with-deadline.js';
import type {
  ImClient,
  ImClientOptions,
  ImCredentials,
  ImGroup,
  ImListener,
  ImOutgoing,
  ImSendHandle,
  ImUser,
} from '../im-client.js';
import { createImError, isImError } from '../im-failure.js';
import { readField, readNumber, readString } from './read.js';
import { PollWatch } from './poll-watch.js';
import { isNotInGroup } from './tim-errors.js';
import { countersOf, guestGroup, isRemoval, takeMutedUntil, toImGroup } from './tim-inbound.js';
import { TimOutgoingMessage } from './tim-outgoing.js';
import type { OpenSession, Session, SessionListener } from './session.js';

/** The SDK itself waits 15 s for each of two responses. Longer for later attempts (`patience`). */
const JOIN_DEADLINE_MS = 10_000;
const LEAVE_DEADLINE_MS = 2_000;

export class TimClient implements ImClient {
  readonly #closing = new AbortController();
  #session: Session | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;
  readonly #watch = new PollWatch((error) =>
    queueMicrotask(() => {
      if (this.#closed || !this.#session?.isUsable) return;
      this.#session.isMembershipLost = true;
      this.listener.onMembershipLost(error);
    }),
  );

  constructor(
    private readonly openSession: OpenSession,
    private readonly listener: ImListener,
    private readonly options: ImClientOptions,
  ) {}

  login(credentials: ImCredentials, signal: AbortSignal): Promise<ImUser | undefined> {
    return this.#runExclusive(async () => {
      const signals = this.#signals(signal);
      const current = this.#session;
      return (current?.matches(credentials) ? current : await this.#renew(credentials, signals)).user;
    });
  }

  join(groupId: string, signal: AbortSignal): Promise<ImGroup> {
    return this.#runExclusive(async () => {
      const signals = this.#signals(signal);
      const session = await this.#leaveForJoin(this.#requireSession('joining'), signals);
      return this.#joinInTime(session, groupId, signals);
    });
  }

  leave(): Promise<void> {
    return this.#runExclusive(async () => {
      const session = this.#session;
      if (session?.groupId) await this.#quit(session);
    });
  }

  prepare(message: ImOutgoing, identity?: string): ImSendHandle {
    const session = this.#requireSession('writing');
    const outgoing = new TimOutgoingMessage(message, session, session.groupId, identity);
    return {
      id: outgoing.id,
      identity: outgoing.identity,
      send: async () => {
        const sent = await outgoing.sendBy(this.#requireSession('sending'));
        this.#watch.noteDelivery(false); // the SDK drops the copy that the room delivers
        return sent;
      },
    };
  }

  async getGroup(): Promise<ImGroup> {
    const session = this.#requireSession('reading the room');
    const { groupId } = session;
    if (session.isGuest) return guestGroup(groupId);
    const response = await session.call('reading the room', (tim) => tim.getGroupProfile({ groupID: groupId }));
    const group = readField(response, 'group');
    this.#watch.noteGroup(readNumber(group, 'nextMessageSeq'));
    return toImGroup(group, session.userId);
  }

  async getMutedUntil(): Promise<number> {
    const session = this.#requireSession('reading the mute');
    const { groupId, userId } = session;
    const response = await session.call('reading the mute', (tim) =>
      tim.getGroupMemberProfile({ groupID: groupId, userIDList: [userId] }),
    );
    return takeMutedUntil(readField(response, 'memberList', '0'));
  }

  async getOnlineCount(): Promise<number> {
    const session = this.#requireSession('counting');
    return readNumber(
      await session.call('counting who is online', (tim) => tim.getGroupOnlineMemberCount(session.groupId)),
      'memberCount',
    );
  }

  async getCounters(): Promise<Readonly<Record<string, number>>> {
    const session = this.#requireSession('counting');
    return countersOf(
      await session.call('reading the counters', (tim) => tim.getGroupCounters({ groupID: session.groupId })),
    );
  }

  async increaseCounter(key: string, by: number): Promise<number> {
    const session = this.#requireSession('counting');
    const response = await session.call('counting', (tim) =>
      tim.increaseGroupCounter({ groupID: session.groupId, key, value: by }),
    );
    return countersOf(response)[key] ?? 0;
  }

  async muteMember(userId: string, seconds: number): Promise<void> {
    const session = this.#requireSession('muting');
    const change = { groupID: session.groupId, userID: userId, muteTime: seconds };
    await session.call('muting a member', (tim) => tim.setGroupMemberMuteTime(change));
  }

  async muteAll(muted: boolean): Promise<void> {
    const session = this.#requireSession('muting');
    const change = { groupID: session.groupId, muteAllMembers: muted };
    await session.call('muting the room', (tim) => tim.updateGroupProfile(change));
  }

  async banMember(userId: string, seconds: number, reason: string): Promise<void> {
    const session = this.#requireSession('banning');
    await session.call('banning a member', (tim) =>
      tim.deleteGroupMember({ groupID: session.groupId, userIDList: [userId], reason, duration: seconds }),
    );
  }

  async recall(seq: number): Promise<void> {
    const session = this.#requireSession('recalling');
    // The SDK takes a message object, but sends only these fields of it.
    const message = {
      conversationType: 'GROUP',
      conversationID: `GROUP${session.groupId}`,
      to: session.groupId,
      from: session.userId,
      sequence: seq,
      type: 'TIMTextElem',
    };
    await session.call('recalling a message', (tim) => tim.revokeMessage(message));
  }

  async setNotification(text: string): Promise<void> {
    const session = this.#requireSession('setting the announcement');
    const change = { groupID: session.groupId, notification: text };
    await session.call('setting the announcement', (tim) => tim.updateGroupProfile(change));
  }

  async setIntroduction(text: string): Promise<void> {
    const session = this.#requireSession('setting the introduction');
    const change = { groupID: session.groupId, introduction: text };
    await session.call('setting the introduction', (tim) => tim.updateGroupProfile(change));
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await this.#queue.catch(ignoreError); // calls in progress are aborted and end at once
    await this.#endSession();
  }

  /** Makes a new session the current one and logs it in. It is current from the start, so that its events count. */
  async #open(credentials: ImCredentials, signals: readonly AbortSignal[]): Promise<Session> {
    const opened: { session?: Session } = {};
    const listener = this.#guardedListener(() => opened.session);
    const session = (opened.session = await this.openSession(credentials, listener, this.options, signals));
    this.#session = session;
    try {
      await session.login(signals);
    } catch (error) {
      session.dispose();
      throw error;
    }
    return session;
  }

  async #renew(credentials: ImCredentials, signals: readonly AbortSignal[]): Promise<Session> {
    await this.#endSession();
    try {
      return await this.#open(credentials, signals);
    } catch (error) {
      this.#session = undefined;
      throw error;
    }
  }

  /**
   * Makes the SDK forget the room that is being joined again: while it assumes a membership it does not ask the service
   * to join. The service refuses the quit of a user who is not in the room any more, and always of the owner; the SDK
   * then keeps the room, and only a new login is free of it.
   */
  async #leaveForJoin(session: Session, signals: readonly AbortSignal[]): Promise<Session> {
    if (session.groupId) await this.#quit(session);
    return session.keepsRoom ? this.#renew(session.credentials, signals) : session;
  }

  async #reconnectGuest(lost: Session): Promise<void> {
    const { credentials, groupId } = lost;
    let current = lost;
    for (let attempt = 0; ; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, this.options.socketRetryDelay(attempt)));
      const isDone = await this.#runExclusive(async () => {
        if (this.#session !== current) return true; // a user logged in meanwhile
        try {
          current.dispose();
          const signals = [this.#closing.signal];
          const session = await this.#open(credentials, signals);
          if (groupId) await this.#joinInTime(session, groupId, signals);
          return true;
        } catch (error) {
          // The room was notified of the lost connection; it decides how long to wait.
          if (!this.#session) {
            // The join got no response and the session is gone: only the room can start again.
            queueMicrotask(() => {
              if (!this.#closed) this.listener.onConnection('disconnected');
            });
            return true;
          }
          current = this.#session;
          return !isImError(error);
        }
      });
      if (isDone) return;
    }
  }

  async #joinInTime(session: Session, groupId: string, signals: readonly AbortSignal[]): Promise<ImGroup> {
    try {
      return await withDeadline(this.#join(session, groupId), {
        signals,
        deadlineMs: JOIN_DEADLINE_MS * this.options.patience(),
        operation: 'joining the room',
      });
    } catch (error) {
      if (isImError(error) && (error.reason === 'aborted' || error.reason === 'timeout')) {
        // The join may still succeed later and leave a membership that this client does not know of.
        await this.#endSession();
      }
      throw error;
    }
  }

  async #join(session: Session, groupId: string): Promise<ImGroup> {
    session.groupId = groupId;
    this.#watch.begin();
    let joined: unknown;
    try {
      joined = await session.join(groupId);
    } catch (error) {
      session.groupId = '';
      this.#watch.end();
      throw error;
    }
    if (readString(joined, 'status') === 'WaitAdminApproval')
      throw createImError('not-in-group', 'The group needs an approval: use a live room (AVChatRoom).');
    if (session.isGuest) return guestGroup(groupId);
    const group = { ...toImGroup(readField(joined, 'group'), session.userId), groupId };
    return group.name === '' && group.ownerId === '' ? { ...group, isIncomplete: true } : group;
  }

  /**
   * Makes the SDK forget the room; sets `keepsRoom` when the service refuses. Rejects, and ends the session, when there
   * is no response.
   */
  async #quit(session: Session): Promise<void> {
    const { groupId } = session;
    session.groupId = '';
    this.#watch.end();
    const quitting = session.quit(groupId);
    try {
      await withDeadline(quitting, {
        signals: [this.#closing.signal],
        deadlineMs: LEAVE_DEADLINE_MS,
        operation: 'leaving the room',
      });
    } catch (error) {
      if (isNotInGroup(error)) return;
      session.keepsRoom = true;
      if (isImError(error) && error.reason !== 'aborted' && error.reason !== 'timeout') return;
      session.dispose();
      throw error;
    }
  }

  #guardedListener(session: () => Session | undefined): SessionListener {
    const notify = (call: (listener: ImListener) => void) => {
      // In a microtask of its own: never inside a method of this client, and an exception of the listener is reported
      // and not swallowed by the SDK.
      queueMicrotask(() => {
        if (!this.#closed && this.#session && this.#session === session()) call(this.listener);
      });
    };
    return {
      onInbound: (items) => {
        const current = session();
        const ours = current?.groupId ? items.filter((item) => item.groupId === current.groupId) : [];
        if (!current || ours.length === 0) return;
        this.#watch.noteDelivery();
        // Leave before notifying, so that a listener which rejoins runs after the leave.
        if (ours.some(isRemoval)) this.#forgetRoom(current);
        notify((listener) => listener.onInbound(ours));
      },
      onConnection: (state) => notify((listener) => listener.onConnection(state)),
      onKicked: (reason) => notify((listener) => listener.onKicked(reason)),
      onFrame: (text) => {
        if (this.#session && this.#session === session()) this.#watch.receive(text);
      },
      onCheck: (isReady) => {
        if (this.#session && this.#session === session()) this.#watch.check(isReady);
      },
      onCounter: (key, value) => notify((listener) => listener.onCounter(key, value)),
      onGuestLost: () => {
        const lost = session();
        if (lost) this.#reconnectGuest(lost).catch(ignoreError); // fails only when closed
      },
      onModified: (message) => notify((listener) => listener.onModified(message)),
    };
  }

  /** Stops the SDK from polling a room from which the service removed it. */
  #forgetRoom(session: Session): void {
    this.#runExclusive(async () => {
      if (session === this.#session && session.groupId) await this.#quit(session);
    }).catch(ignoreError);
  }

  async #endSession(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#watch.end();
    await session?.end();
  }

  #requireSession(operation: string): Session {
    if (!this.#session?.isUsable) throw createImError('not-in-group', `Not logged in: ${operation} is not possible.`);
    return this.#session;
  }

  #signals(signal: AbortSignal): readonly AbortSignal[] {
    return [signal, this.#closing.signal];
  }

  /** Runs logins, joins and leaves one after another, in the order of the calls. */
  #runExclusive<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#queue.then(() => {
      if (this.#closing.signal.aborted) throw createImError('aborted', 'The client is closed.');
      return work();
    });
    this.#queue = mine.catch(ignoreError);
    return mine;
  }
}

/** For what the room can do without, and for work whose failure is reported to its own caller. */
function ignoreError(): undefined {}
