// A session on an instance of the SDK that belongs to the page. The page logs in and out; this class only waits for
// that. It calls no login, logout, destroy, once, setLogLevel or updateMyProfile, removes only its own listeners, and
// leaves only a group that it joined.
import type { ImConnection, ImCredentials, ImUser } from '../im-client.js';
import { createImError, isImError } from '../im-failure.js';
import { withDeadline } from '../with-deadline.js';
import { deferred } from '../../util/promises.js';
import { readField, readString } from '../tim/read.js';
import { connectionOf, kickReasonOf, listOf, roomEventHandlers, sdkListener } from '../tim/sdk-events.js';
import type { Session, SessionListener } from '../tim/session.js';
import { toImError } from '../tim/tim-errors.js';
import type { TimInstance } from '../tim/tim-sdk.js';
import { asVersion3, groupsJoinedByUs, readUser } from './page-chat.js';

/** 2.x cannot tell whether it is ready: it is asked when it has not reported it for this long. */
const READY_PROBE_MS = 100;
const CHECK_MS = 1_000;
/** How often, and after what time, a refused profile is read again before a join. */
const PROFILE_RETRIES = 2;
const PROFILE_RETRY_MS = 1_000;
/** Leaving may not delay the end by more than this. */
const END_DEADLINE_MS = 1_000;
/** The SDK's number for a part of it that the page has not registered. */
const NO_MODULE = 2998;
/**
 * The service's number for the owner of a group who quits. tim-js-sdk 2.x quits the room before, unless it knows the
 * owner, which it does not learn when the profile was refused just after the join.
 */
const OWNER_MUST_STAY = 10009;
/** Types of groups that Tencent's room engine creates and manages. */
const ENGINE_TYPES: ReadonlySet<string> = new Set(['Room', 'Live']);
const LIVE_ROOM = 'AVChatRoom';

/** Types of groups of which the page's author was warned. */
const warnedTypes = new Set<string>();

function warnOfType(groupId: string, type: string): void {
  if (warnedTypes.has(type)) return;
  warnedTypes.add(type);
  console.warn(
    `live-chat-elements: the group "${groupId}" is of type ${type}, not a live room (AVChatRoom). Messages work; ` +
      'the online count, bans and likes that the service counts may not, and unread counts are left to the page.',
  );
}

/** Whether a message can belong to the room; cheap, because the page's chat receives those of all conversations. */
function mayBeOf(groupId: string, message: unknown): boolean {
  const conversation = readString(message, 'conversationID');
  return (
    conversation === `GROUP${groupId}` ||
    conversation.startsWith('@TIM#') ||
    readField(message, 'isBroadcastMessage') === true
  );
}

function refuseEngineRoom(groupId: string, type: string): void {
  if (!ENGINE_TYPES.has(type)) return;
  throw createImError(
    'join-refused',
    `The group "${groupId}" belongs to Tencent's room engine (type ${type}): create an AVChatRoom for the chat.`,
  );
}

export class AttachedSession implements Session {
  userId: string;
  readonly credentials: ImCredentials;
  readonly isGuest = false;
  user: ImUser | undefined;
  groupId = '';
  keepsRoom = false;
  isMembershipLost = false;
  readonly #chat: TimInstance;
  readonly #listener: SessionListener;
  readonly #listeners: readonly (readonly [event: string, listener: ReturnType<typeof sdkListener>])[];
  readonly #ready = deferred();
  readonly #ended = new AbortController();
  #connection: ImConnection = 'connected';
  #isLoggedIn = false;
  #isDisposed = false;
  #checkTimer: ReturnType<typeof setInterval> | undefined;

  /**
   * `userId`: who is logged in, as far as the page says so; '' if it does not. `onLoginNeeded` is called when nothing
   * but the next login of the page can bring the room back.
   */
  constructor(
    chat: TimInstance,
    userId: string,
    credentials: ImCredentials,
    listener: SessionListener,
    private readonly onLoginNeeded: () => void,
  ) {
    this.#chat = chat;
    this.#listener = listener;
    this.userId = userId;
    this.credentials = credentials;
    const room = roomEventHandlers(() => ({ userId: this.userId, groupId: this.groupId }), listener);
    const handlers = {
      ...room,
      onMessageReceived: (data: unknown) =>
        room.onMessageReceived(listOf(data).filter((message) => mayBeOf(this.groupId, message))),
      sdkStateReady: () => this.#ready.resolve(),
      sdkStateNotReady: () => this.#endLogin(() => listener.onKicked('logged-out')),
      kickedOut: (data: unknown) => this.#endLogin(() => listener.onKicked(kickReasonOf(data))),
      netStateChange: (data: unknown) => this.#setConnection(connectionOf(data)),
    };
    this.#listeners = Object.entries(handlers).map(([event, handler]) => {
      const added = sdkListener(handler, () => this.#isDisposed);
      chat.on(event, added);
      return [event, added];
    });
  }

  matches({ userId = this.userId }: ImCredentials): boolean {
    return this.isUsable && userId === this.userId;
  }

  get isUsable(): boolean {
    return this.#isLoggedIn && !this.#isDisposed;
  }

  /** Waits, for as long as it takes, until the page has logged in. */
  async login(signals: readonly AbortSignal[]): Promise<void> {
    const all = [...signals, this.#ended.signal];
    const named = this.userId;
    const version3 = asVersion3(this.#chat);
    if (!version3 && named === '')
      throw createImError(
        'bad-argument',
        'tim-js-sdk 2.x cannot tell who is logged in: set userId (attribute user-id).',
      );
    if (version3?.isReady()) this.#ready.resolve();
    const probe = version3
      ? undefined
      : setTimeout(() => void readUser(this.#chat).then(() => this.#ready.resolve(), ignoreError), READY_PROBE_MS);
    try {
      await withDeadline(this.#ready.promise, { signals: all, operation: 'waiting for the login of the page' });
    } finally {
      clearTimeout(probe);
    }
    const reading = readUser(this.#chat).catch((error: unknown) => {
      throw toImError(error, 'reading the profile');
    });
    const user = await withDeadline(reading, { signals: all, operation: 'reading the profile' });
    for (const expected of [named, this.credentials.userId ?? ''])
      if (expected !== '' && user.userId !== expected)
        throw createImError(
          'bad-argument',
          `The chat of the page is logged in as "${user.userId}", and userId or the token names "${expected}".`,
        );
    this.user = user;
    this.userId = user.userId;
    this.#isLoggedIn = true;
    this.#checkTimer = setInterval(
      () => this.#listener.onCheck(!document.hidden && this.#connection === 'connected'),
      CHECK_MS,
    );
  }

  async join(groupId: string): Promise<unknown> {
    const type = await this.#readType(groupId);
    refuseEngineRoom(groupId, type);
    if (type !== LIVE_ROOM) warnOfType(groupId, type);
    const ours = groupsJoinedByUs(this.#chat);
    // The service must be asked, also when the SDK assumes the membership. It always refuses the owner.
    if (ours.has(groupId)) await this.#quit(groupId).catch(ignoreError);
    const joined = await this.#join(groupId, type);
    if (readString(joined, 'status') === 'AlreadyInGroup') {
      if (this.isMembershipLost) throw this.#needLogin('The chat of the page has lost this room');
    } else if (readString(joined, 'status') !== 'WaitAdminApproval') ours.add(groupId);
    const joinedType = readString(readField(joined, 'group'), 'type');
    if (ENGINE_TYPES.has(joinedType)) await this.quit(groupId).catch(ignoreError);
    refuseEngineRoom(groupId, joinedType);
    return joined;
  }

  async quit(groupId: string): Promise<unknown> {
    return groupsJoinedByUs(this.#chat).has(groupId) ? this.#quit(groupId) : undefined;
  }

  async call(operation: string, work: (tim: TimInstance) => Promise<{ readonly data?: unknown }>): Promise<unknown> {
    if (!this.isUsable) throw createImError('not-ready', `The page has logged out: ${operation} is not possible.`);
    try {
      return (await withDeadline(work(this.#chat), { signals: [this.#ended.signal], operation })).data;
    } catch (error) {
      throw toImError(error, operation);
    }
  }

  make<T>(operation: string, work: (tim: TimInstance) => T): T {
    if (!this.isUsable) throw createImError('not-in-group', `The page has logged out: ${operation} is not possible.`);
    try {
      return work(this.#chat);
    } catch (error) {
      throw toImError(error, operation);
    }
  }

  async end(): Promise<void> {
    const { groupId } = this;
    if (this.isUsable && groupId !== '' && this.#connection === 'connected')
      await withDeadline(this.quit(groupId), {
        signals: [],
        deadlineMs: END_DEADLINE_MS,
        operation: 'leaving the room',
      }).catch(ignoreError);
    this.dispose();
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    clearInterval(this.#checkTimer);
    for (const [event, added] of this.#listeners) this.#chat.off(event, added);
    setTimeout(() => this.#ended.abort()); // after the response that ended the session has passed the SDK's promises
  }

  async #join(groupId: string, type: string): Promise<unknown> {
    try {
      return await this.call('joining the room', (tim) => tim.joinGroup({ groupID: groupId, type }));
    } catch (error) {
      if (isImError(error) && error.code === OWNER_MUST_STAY)
        throw this.#needLogin('The chat of the page cannot leave another room, which this user owns');
      if (!isImError(error) || error.code !== NO_MODULE) throw error;
      throw createImError(
        'bad-argument',
        "The chat of the page has no group module: create it with { modules: { 'group-module': GroupModule } }.",
      );
    }
  }

  /** The group is no longer counted as joined when the service has confirmed that, or denies the membership. */
  async #quit(groupId: string): Promise<unknown> {
    try {
      const quitted = await this.call('leaving the room', (tim) => tim.quitGroup(groupId));
      groupsJoinedByUs(this.#chat).delete(groupId);
      return quitted;
    } catch (error) {
      if (isImError(error) && error.reason === 'not-in-group') groupsJoinedByUs(this.#chat).delete(groupId);
      throw error;
    }
  }

  /**
   * Just after the page has joined the service may refuse the profile; the SDK would then join once more, and the group
   * would not look like one of the page. So a refusal is waited for. Where it lasts, the group is taken for a live room.
   */
  async #readType(groupId: string): Promise<string> {
    for (let refusals = 0; ; refusals++) {
      try {
        const profile = await this.call('reading the room', (tim) => tim.getGroupProfile({ groupID: groupId }));
        return readString(readField(profile, 'group'), 'type') || LIVE_ROOM;
      } catch (error) {
        if (!this.isUsable) throw error;
        const isLag = isImError(error) && (error.reason === 'no-permission' || error.reason === 'group-not-found');
        if (!isLag || refusals === PROFILE_RETRIES) return LIVE_ROOM;
        await new Promise((resolve) => setTimeout(resolve, PROFILE_RETRY_MS));
      }
    }
  }

  #needLogin(problem: string): Error {
    this.onLoginNeeded();
    return createImError('bad-argument', `${problem}: the page has to log in again.`);
  }

  /** The login is over, and with it every membership. */
  #endLogin(notify: () => void): void {
    groupsJoinedByUs(this.#chat).clear();
    if (!this.#isLoggedIn) return; // still waiting for the page
    notify();
    this.dispose();
    this.onLoginNeeded();
  }

  #setConnection(state: ImConnection | undefined): void {
    if (!state || state === this.#connection) return;
    this.#connection = state;
    if (this.isUsable) this.#listener.onConnection(state);
  }
}

function ignoreError(): undefined {}
