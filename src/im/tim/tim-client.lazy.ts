// The port over tim-js-sdk: one client for one room, with one session (a login) after another. This file decides the
// order: which call waits for which, when the room is joined again, and when the room is notified. The SDK's shapes are
// in tim-session.ts and tim-inbound.ts. Clients do not know of each other; the room makes sure that a page has one room
// of an application at a time.
import { withDeadline } from '../with-deadline.js';
import type {
  ImClient,
  ImClientFactory,
  ImClientOptions,
  ImCredentials,
  ImGroup,
  ImInbound,
  ImListener,
  ImOutgoing,
  ImSendHandle,
} from '../im-client.js';
import { ImError } from '../im-error.js';
import { loadTimSdk } from './tim-sdk.js';
import { readField, readNumber, readString } from './read.js';
import { isNotInGroup } from './tim-errors.js';
import { toImGroup } from './tim-inbound.js';
import { TimOutgoingMessage } from './tim-outgoing.js';
import { TimSession, type SessionListener } from './tim-session.js';

/** The SDK itself waits 15 s for each of two responses. */
const JOIN_DEADLINE_MS = 10_000;
const LEAVE_DEADLINE_MS = 2_000;
/** After these the service has removed this user from the room, and the SDK often does not notice. */
const REMOVED: ReadonlySet<string> = new Set(['kicked', 'banned', 'dismissed']);

class TimClient implements ImClient {
  readonly #listener: ImListener;
  readonly #closing = new AbortController();
  #session: TimSession | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(
    listener: ImListener,
    private readonly options: ImClientOptions,
  ) {
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
    const response = await session.call('counting', (tim) =>
      tim.increaseGroupCounter({ groupID: session.groupId, key, value: by }),
    );
    return countersOf(response)[key] ?? 0;
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
    await this.#queue.catch(ignoreError); // calls in progress are aborted and end at once
    await this.#endSession();
  }

  /** Makes a new session the current one and logs it in. It is current from the start, so that its events count. */
  async #open(credentials: ImCredentials, signals: readonly AbortSignal[]): Promise<TimSession> {
    const createSdk = await withDeadline(loadTimSdk(), { signals, operation: 'loading the SDK' });
    const session: TimSession = new TimSession(
      createSdk,
      credentials,
      this.#guardedListener(() => session),
      this.options,
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
              if (!this.#closed) this.#listener.onConnection('disconnected');
            });
            return true;
          }
          current = this.#session;
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
      if (error instanceof ImError && (error.reason === 'aborted' || error.reason === 'timeout')) {
        // The join may still succeed later and leave a membership that this client does not know of.
        await this.#endSession();
      }
      throw error;
    }
  }

  async #join(session: TimSession, groupId: string): Promise<ImGroup> {
    // While the SDK assumes a membership, it does not ask the service to join; after a quit it does.
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
      throw new ImError('not-in-group', 'The group needs an approval to join: use a live room (AVChatRoom).');
    if (session.isGuest) return toImGroup({ groupID: groupId });
    try {
      return await this.getGroup(); // the response to the join has no role
    } catch (error) {
      if (!session.isUsable) throw error;
      return toImGroup(readField(joined, 'group') ?? { groupID: groupId });
    }
  }

  /** Makes the SDK forget the room, also when the service has ended the membership before. */
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
      if (isNotInGroup(error)) return;
      // Refused or without a response, the SDK keeps the membership: only a new session is free of it.
      session.dispose();
      throw error;
    }
  }

  #guardedListener(session: () => TimSession): SessionListener {
    const notify = (call: (listener: ImListener) => void) => {
      // In a microtask of its own: never inside a method of this client, and an exception of the listener is reported
      // and not swallowed by the SDK.
      queueMicrotask(() => {
        if (!this.#closed && this.#session === session()) call(this.#listener);
      });
    };
    return {
      onInbound: (items) => {
        const { groupId } = session();
        const ours = groupId ? items.filter((item) => item.groupId === groupId) : [];
        if (ours.length === 0) return;
        // Leave before notifying, so that a listener which rejoins runs after the leave.
        if (ours.some(isRemoval)) this.#forgetRoom(session());
        notify((listener) => listener.onInbound(ours));
      },
      onConnection: (state) => notify((listener) => listener.onConnection(state)),
      onKicked: (reason) => notify((listener) => listener.onKicked(reason)),
      onCounter: (key, value) => notify((listener) => listener.onCounter(key, value)),
      onGuestLost: () => void this.#reconnectGuest(session()).catch(ignoreError), // fails only when closed
      onModified: (message) => notify((listener) => listener.onModified(message)),
    };
  }

  /** Stops the SDK from polling a room from which the service removed it. */
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

  #requireSession(operation: string): TimSession {
    if (!this.#session?.isUsable) throw new ImError('not-in-group', `Not logged in: ${operation} is not possible.`);
    return this.#session;
  }

  #signals(signal: AbortSignal): readonly AbortSignal[] {
    return [signal, this.#closing.signal];
  }

  /** Runs logins, joins and leaves one after another, in the order of the calls. */
  #runExclusive<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#queue.then(() => {
      if (this.#closing.signal.aborted) throw new ImError('aborted', 'The client is closed.');
      return work();
    });
    this.#queue = mine.catch(ignoreError);
    return mine;
  }
}

function isRemoval(item: ImInbound): boolean {
  return item.kind === 'notice' && REMOVED.has(item.action);
}

function countersOf(response: unknown): Readonly<Record<string, number>> {
  const counters = readField(response, 'counters');
  const keys = typeof counters === 'object' && counters !== null ? Object.keys(counters) : [];
  return Object.fromEntries(keys.map((key) => [key, readNumber(counters, key)]));
}

/** For waiting on work whose failure is reported to its own caller. */
function ignoreError(): void {}

/** The room's default connection to Tencent IM. */
export const createTimClient: ImClientFactory = (listener, options) => new TimClient(listener, options);
