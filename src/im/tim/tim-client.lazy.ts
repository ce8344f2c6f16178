// The port over tim-js-sdk: one client, one room, and under it one session (a login) after another. Here is the order
// of
// things: what waits for what, what is joined anew, what is told to the room and when. The SDK's shapes are in
// tim-session.ts and tim-inbound.ts. Clients do not know of each other: that a page has one room of an application at a
// time is the room's rule.
import { withDeadline } from '../with-deadline.js';
import type {
  ImClient,
  ImClientFactory,
  ImCredentials,
  ImGroup,
  ImInbound,
  ImListener,
  ImOutgoing,
  ImSendHandle,
} from '../im-client.js';
import { IM_ERROR_CODE, ImError } from '../im-error.js';
import { loadTimSdk } from './tim-sdk.js';
import { readField, readNumber, readString } from './read.js';
import { socketRetryDelay } from './socket-retry-delay.js';
import { toImGroup } from './tim-inbound.js';
import { TimOutgoingMessage } from './tim-outgoing.js';
import { TimSession, type SessionListener } from './tim-session.js';

/** The SDK itself waits 15 s for each of two answers. */
const JOIN_DEADLINE_MS = 10_000;
const LEAVE_DEADLINE_MS = 2_000;
/** After these the service has put this user out of the room, and the SDK often does not know. */
const REMOVED: ReadonlySet<string> = new Set(['kicked', 'banned', 'dismissed']);

class TimClient implements ImClient {
  readonly #listener: ImListener;
  readonly #closing = new AbortController();
  #session: TimSession | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(listener: ImListener) {
    this.#listener = listener;
  }

  login(credentials: ImCredentials, signal: AbortSignal): Promise<void> {
    return this.#runExclusive(async () => {
      const signals = this.#signals(signal);
      if (this.#session?.matches(credentials)) return;
      await this.#endSession();
      try {
        await this.#open(credentials, signals);
      } catch (error) {
        this.#session = undefined;
        throw error;
      }
    });
  }

  join(groupId: string, signal: AbortSignal): Promise<ImGroup> {
    return this.#runExclusive(() => this.#joinInTime(this.#requireSession('joining'), groupId, this.#signals(signal)));
  }

  leave(): Promise<void> {
    return this.#runExclusive(async () => {
      const session = this.#session;
      if (!session?.groupId) return;
      await this.#quit(session);
    });
  }

  prepare(message: ImOutgoing, identity?: string): ImSendHandle {
    const session = this.#requireSession('writing');
    const outgoing = new TimOutgoingMessage(message, session, session.groupId, identity);
    return {
      id: outgoing.id,
      identity: outgoing.identity,
      send: async () => outgoing.sendBy(this.#requireSession('sending')),
    };
  }

  async getGroup(): Promise<ImGroup> {
    const session = this.#requireSession('reading the room');
    const { groupId } = session;
    if (session.isGuest) return toImGroup({ groupID: groupId });
    return toImGroup(
      readField(await session.call('reading the room', (tim) => tim.getGroupProfile({ groupID: groupId })), 'group'),
    );
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
    const answer = await session.call('counting', (tim) =>
      tim.increaseGroupCounter({ groupID: session.groupId, key, value: by }),
    );
    return countersOf(answer)[key] ?? 0;
  }

  async getAttributes(): Promise<Readonly<Record<string, string>>> {
    const session = this.#requireSession('reading attributes');
    const answer = await session.call('reading the attributes', (tim) =>
      tim.getGroupAttributes({ groupID: session.groupId, keyList: [] }),
    );
    const attributes = readField(answer, 'groupAttributes');
    return Object.fromEntries(keysOf(attributes).map((key) => [key, readString(attributes, key)]));
  }

  async setAttributes(attributes: Readonly<Record<string, string>>): Promise<void> {
    const session = this.#requireSession('setting attributes');
    await session.call('setting the attributes', (tim) =>
      tim.setGroupAttributes({ groupID: session.groupId, groupAttributes: attributes }),
    );
  }

  async muteMember(userId: string, seconds: number): Promise<void> {
    const session = this.#requireSession('muting');
    await session.call('muting a member', (tim) =>
      tim.setGroupMemberMuteTime({ groupID: session.groupId, userID: userId, muteTime: seconds }),
    );
  }

  async muteAll(muted: boolean): Promise<void> {
    const session = this.#requireSession('muting');
    await session.call('muting the room', (tim) =>
      tim.updateGroupProfile({ groupID: session.groupId, muteAllMembers: muted }),
    );
  }

  async banMember(userId: string, seconds: number, reason: string): Promise<void> {
    const session = this.#requireSession('banning');
    await session.call('banning a member', (tim) =>
      tim.deleteGroupMember({ groupID: session.groupId, userIDList: [userId], reason, duration: seconds }),
    );
  }

  async recall(seq: number): Promise<void> {
    const session = this.#requireSession('taking back');
    // The SDK asks for the message object, but of it only these fields go out.
    const message = {
      conversationType: 'GROUP',
      conversationID: `GROUP${session.groupId}`,
      to: session.groupId,
      from: session.userId,
      sequence: seq,
      type: 'TIMTextElem',
    };
    await session.call('taking a message back', (tim) => tim.revokeMessage(message));
  }

  async setNotification(text: string): Promise<void> {
    const session = this.#requireSession('setting the announcement');
    await session.call('setting the announcement', (tim) =>
      tim.updateGroupProfile({ groupID: session.groupId, notification: text }),
    );
  }

  async setIntroduction(text: string): Promise<void> {
    const session = this.#requireSession('setting the introduction');
    await session.call('setting the introduction', (tim) =>
      tim.updateGroupProfile({ groupID: session.groupId, introduction: text }),
    );
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await this.#queue.catch(ignoreError); // what was under way has been aborted and ends at once
    await this.#endSession();
  }

  /**
   * A new session, logged in, in the place of the old one. It has that place from its first moment, so that it can be
   * heard.
   */
  async #open(credentials: ImCredentials, signals: readonly AbortSignal[]): Promise<TimSession> {
    const createSdk = await withDeadline(loadTimSdk(), { signals, operation: 'loading the SDK' });
    const session: TimSession = new TimSession(
      createSdk,
      credentials,
      this.#guardedListener(() => session),
    );
    this.#session = session;
    try {
      await session.login(signals);
    } catch (error) {
      session.dispose();
      throw error;
    }
    return session;
  }

  async #reconnectGuest(lost: TimSession): Promise<void> {
    const { credentials, groupId } = lost;
    let place = lost;
    for (let attempt = 0; ; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, socketRetryDelay(attempt)));
      const isDone = await this.#runExclusive(async () => {
        if (this.#session !== place) return true; // somebody logged in meanwhile
        try {
          place.dispose();
          const signals = [this.#closing.signal];
          const session = await this.#open(credentials, signals);
          if (groupId) await this.#joinInTime(session, groupId, signals);
          return true;
        } catch (error) {
          // The room has been told that the connection is lost; it decides how long that may go on.
          if (!this.#session) {
            // Nobody answered the join, so nothing is left to bring back: only the room can begin again.
            queueMicrotask(() => {
              if (!this.#closed) this.#listener.onConnection('disconnected');
            });
            return true;
          }
          place = this.#session;
          return !(error instanceof ImError);
        }
      });
      if (isDone) return;
    }
  }

  async #joinInTime(session: TimSession, groupId: string, signals: readonly AbortSignal[]): Promise<ImGroup> {
    try {
      return await withDeadline(this.#join(session, groupId), {
        signals,
        deadlineMs: JOIN_DEADLINE_MS,
        operation: 'joining the room',
      });
    } catch (error) {
      if (error instanceof ImError && (error.code === IM_ERROR_CODE.aborted || error.code === IM_ERROR_CODE.timeout)) {
        // A join that may still succeed behind our back would leave a membership that nobody knows of.
        await this.#endSession();
      }
      throw error;
    }
  }

  async #join(session: TimSession, groupId: string): Promise<ImGroup> {
    // Asked to join where it believes to be, the SDK only says so; after a quit it really asks.
    if (session.groupId) await this.#quit(session);
    session.groupId = groupId;
    let joined: unknown;
    try {
      joined = await session.call('joining the room', (tim) => tim.joinGroup({ groupID: groupId, type: 'AVChatRoom' }));
    } catch (error) {
      session.groupId = '';
      throw error;
    }
    const status = readString(joined, 'status');
    if (status === 'WaitAdminApproval')
      throw new ImError(IM_ERROR_CODE.notJoined, 'The group lets nobody in without approval; a live room is needed.');
    if (session.isGuest) return toImGroup({ groupID: groupId });
    try {
      return await this.getGroup(); // the join's own answer knows no role
    } catch (error) {
      if (!session.isUsable) throw error;
      return toImGroup(readField(joined, 'group') ?? { groupID: groupId });
    }
  }

  /** Makes the SDK forget the room; also where the service has forgotten it first. */
  async #quit(session: TimSession): Promise<void> {
    const { groupId } = session;
    session.groupId = '';
    const quitting = session.call('leaving the room', (tim) => tim.quitGroup(groupId));
    try {
      await withDeadline(quitting, {
        signals: [this.#closing.signal],
        deadlineMs: LEAVE_DEADLINE_MS,
        operation: 'leaving the room',
      });
    } catch (error) {
      if (error instanceof ImError && error.code === NOT_IN_GROUP) return;
      // Refused or unanswered, the SDK goes on believing that it is in: only a new session is free of it.
      session.dispose();
      throw error;
    }
  }

  #guardedListener(session: () => TimSession): SessionListener {
    const tell = (say: (listener: ImListener) => void) => {
      // In a microtask of its own: never inside a method of ours, and an exception of the listener is reported and not
      // swallowed by the SDK.
      queueMicrotask(() => {
        if (!this.#closed && this.#session === session()) say(this.#listener);
      });
    };
    return {
      onInbound: (items) => {
        const { groupId } = session();
        const ours = groupId ? items.filter((item) => item.groupId === groupId) : [];
        if (ours.length === 0) return;
        // Before it is told: whoever answers by joining again must come after.
        if (ours.some(isRemoval)) this.#forgetRoom(session());
        tell((listener) => listener.onInbound(ours));
      },
      onConnection: (state) => tell((listener) => listener.onConnection(state)),
      onKicked: (reason) => tell((listener) => listener.onKicked(reason)),
      onCounter: (key, value) => tell((listener) => listener.onCounter(key, value)),
      onAttributes: (attributes) => tell((listener) => listener.onAttributes(attributes)),
      onGuestLost: () => void this.#reconnectGuest(session()).catch(ignoreError), // fails only when closed
      onModified: (message) => tell((listener) => listener.onModified(message)),
    };
  }

  /** Stops the SDK from polling a room that it was put out of. */
  #forgetRoom(session: TimSession): void {
    this.#runExclusive(async () => {
      if (session === this.#session && session.groupId) await this.#quit(session);
    }).catch(ignoreError);
  }

  async #endSession(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    await session?.end();
  }

  #requireSession(doing: string): TimSession {
    if (!this.#session?.isUsable)
      throw new ImError(IM_ERROR_CODE.notJoined, `Not logged in: ${doing} is not possible.`);
    return this.#session;
  }

  #signals(signal: AbortSignal): readonly AbortSignal[] {
    return [signal, this.#closing.signal];
  }

  /** Logins, joins and leavings come one after another, whatever the caller does. */
  #runExclusive<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#queue.then(() => {
      if (this.#closing.signal.aborted) throw new ImError(IM_ERROR_CODE.aborted, 'The client is closed.');
      return work();
    });
    this.#queue = mine.catch(ignoreError);
    return mine;
  }
}

/** Tencent's number for leaving a group one is not in. */
const NOT_IN_GROUP = 2623;

function isRemoval(item: ImInbound): boolean {
  return item.kind === 'notice' && REMOVED.has(item.action);
}

function countersOf(answer: unknown): Readonly<Record<string, number>> {
  const counters = readField(answer, 'counters');
  return Object.fromEntries(keysOf(counters).map((key) => [key, readNumber(counters, key)]));
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** For waiting on work whose failure its own caller has been told. */
function ignoreError(): void {}

/** The room's default way to Tencent IM. */
export const createTimClient: ImClientFactory = (listener) => new TimClient(listener);
