// One login of one user: a fresh SDK in a sandbox of its own, from its first socket to its end. A session is never used
// again. Another user, a kick and a failed login each get a new one, so that the SDK's old state cannot do harm.
import { elapsedSince } from '../../util/moment.js';
import { type Deferred, deferred } from '../../util/promises.js';
import type { ImClientOptions, ImConnection, ImCredentials } from '../im-client.js';
import { createImError, isImError } from '../im-failure.js';
import { withDeadline } from '../with-deadline.js';
import { readField, readString } from './read.js';
import { connectionOf, kickReasonOf, roomEventHandlers, sdkListener } from './sdk-events.js';
import type { SdkSandbox } from './sdk-sandbox.js';
import { isServiceHost, serviceAddress, skipServiceHost } from './service-hosts.js';
import type { Session, SessionListener } from './session.js';
import type { SdkCopy, TimInstance } from './tim-sdk.js';
import { toImError } from './tim-errors.js';

/**
 * The SDK itself would wait 60 to 90 s for a service that is down. Connecting and logging in take six to seven round
 * trips: for slower ones than 1.4 s the deadlines of later attempts are longer (`patience`).
 */
const LOGIN_DEADLINE_MS = 10_000;
/**
 * A connection that gets no response stays "connecting" for minutes in a browser, and the SDK takes it for alive. TCP,
 * TLS and WebSocket need four round trips: this is enough for round trips of 1.5 s.
 */
const OPEN_DEADLINE_MS = 6_000;
/**
 * The SDK sends a heartbeat after 10 s without a frame, at a tick of 1 s. On a slow network the response takes longer:
 * as long as opening the socket took, which is at least two round trips.
 */
const STALL_TIMEOUT_MS = 12_500;
const MAX_OPEN_MS = 7_500;
const HEARTBEAT_CHECK_MS = 500;
/** Leaving and logging out may not delay the end by more than this. */
const END_DEADLINE_MS = 1_000;
/** Setting the name must not delay the room. */
const PROFILE_DEADLINE_MS = 2_000;
/** The bit of the plan's features that stands for the history for new members. */
const HISTORY_BIT = 4;
/** Without the features in its login response the SDK requests them 1 to 3 s after the login. */
const HISTORY_DEADLINE_MS = 3_500;
const HISTORY_CHECK_MS = 100;
/** Changes to the service's other hosts before a login fails. */
const MAX_HOST_FAILOVERS = 3;

export class TimSession implements Session {
  readonly userId: string;
  readonly credentials: ImCredentials;
  /** The room in which arriving items are read; set when it is joined. */
  groupId = '';
  /** The SDK keeps a room, because the service refused to end the membership: only a new session can join. */
  keepsRoom = false;
  isMembershipLost = false;
  readonly #listener: SessionListener;
  readonly #sandbox: SdkSandbox;
  readonly #tim: TimInstance;
  #connection: ImConnection = 'connecting';
  #isLoggedIn = false;
  #isDisposed = false;
  #failovers = 0;
  /** How long the last socket took to open. */
  #openMs = 0;
  #retries = 0;
  #heartbeatTimer: ReturnType<typeof setInterval> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #pendingLogin: Deferred<void> | undefined;
  /** Aborted when the session ends: without its timers the SDK would never settle the calls in progress. */
  readonly #ended = new AbortController();

  /** Opens the socket. Throws `ImError` badArgument when the SDK refuses the application id or the address. */
  constructor(
    { version, sdk, sandbox }: SdkCopy,
    credentials: ImCredentials,
    listener: SessionListener,
    private readonly options: ImClientOptions,
  ) {
    this.credentials = credentials;
    this.#listener = listener;
    this.userId = credentials.userId ?? '';
    const proxyServer =
      credentials.proxyServer?.replace(/(?<!\/)\/+$/, '') ?? serviceAddress(credentials.sdkAppId, this.isGuest);
    const proxyHost = proxyServer === undefined ? undefined : hostOf(proxyServer);
    this.#sandbox = sandbox;
    sandbox.bind({
      allowsSocket: (url) =>
        proxyHost === undefined ? isServiceHost(url.hostname, version.origins) : url.host === proxyHost,
      openDeadlineMs: OPEN_DEADLINE_MS * options.patience(),
      onFrame: (text) => this.#listener.onFrame(text),
      onSocketOpen: (ms) => this.#handleSocketOpen(ms),
      onSocketLost: () => this.#handleSocketLost(),
    });
    try {
      const { sdkAppId } = credentials;
      const tim = sdkAppId > 0 && sdk.create({ SDKAppID: sdkAppId, ...(proxyServer !== undefined && { proxyServer }) });
      if (!tim) throw createImError('bad-argument', `${String(sdkAppId)} is not an application id.`);
      this.#tim = tim;
      tim.setLogLevel(4);
      this.#listen(tim);
    } catch (error) {
      this.dispose();
      throw toImError(error, 'making a client');
    }
  }

  /** Logged in (or a guest), connected, and not kicked: a login with the same credentials would change nothing. */
  matches({ sdkAppId, userId = '', proxyServer }: ImCredentials): boolean {
    const mine = this.credentials;
    const isSame = mine.sdkAppId === sdkAppId && this.userId === userId && mine.proxyServer === proxyServer;
    return isSame && this.isUsable && this.#connection === 'connected';
  }

  get isGuest(): boolean {
    return this.userId === '';
  }

  get isUsable(): boolean {
    return this.#isLoggedIn && !this.#isDisposed;
  }

  /** Once per session. */
  async login(signals: readonly AbortSignal[]): Promise<void> {
    const deadlineMs = LOGIN_DEADLINE_MS * this.options.patience();
    try {
      await withDeadline(this.#startLogin(), { signals, deadlineMs, operation: 'logging in' });
    } catch (error) {
      const { proxyServer, sdkAppId } = this.credentials;
      const isUnreachable = isImError(error) && (error.reason === 'network' || error.reason === 'timeout');
      if (proxyServer === undefined && isUnreachable) skipServiceHost(sdkAppId);
      throw error;
    }
    this.#isLoggedIn = true;
    this.#connection = 'connected';
    this.#heartbeatTimer = setInterval(() => this.#checkHeartbeat(), HEARTBEAT_CHECK_MS);
    if (!this.isGuest) await Promise.all([this.#setProfile(signals), this.#awaitHistory(signals)]);
  }

  /** One call of the SDK. Whatever it throws or rejects with becomes an `ImError`. */
  async call(operation: string, work: (tim: TimInstance) => Promise<{ readonly data?: unknown }>): Promise<unknown> {
    if (!this.isUsable) throw createImError('not-in-group', `Not logged in: ${operation} is not possible.`);
    try {
      return (await withDeadline(work(this.#tim), { signals: [this.#ended.signal], operation })).data;
    } catch (error) {
      throw toImError(error, operation);
    }
  }

  /** For what the SDK makes without a request: messages. */
  make<T>(operation: string, work: (tim: TimInstance) => T): T {
    if (!this.isUsable || this.isGuest)
      throw createImError('not-in-group', `Not logged in, or a guest: ${operation} is not possible.`);
    try {
      return work(this.#tim);
    } catch (error) {
      throw toImError(error, operation);
    }
  }

  /** Joins at the service, also when the SDK assumes a membership. */
  async join(groupId: string): Promise<unknown> {
    const join = () => this.call('joining the room', (tim) => tim.joinGroup({ groupID: groupId, type: 'AVChatRoom' }));
    const joined = await join();
    if (readString(joined, 'status') !== 'AlreadyInGroup') return joined;
    // The SDK's list of groups names the room, and the service was not asked.
    await this.quit(groupId).catch(() => undefined);
    return join();
  }

  quit(groupId: string): Promise<unknown> {
    return this.call('leaving the room', (tim) => tim.quitGroup(groupId));
  }

  /** Leaves and logs out when there is a connection, for a second at most, then frees everything. Never rejects. */
  async end(): Promise<void> {
    const { groupId } = this;
    const isConnected = this.isUsable && !this.isGuest && this.#connection === 'connected';
    this.#isDisposed = true;
    if (isConnected) {
      // A logout leaves the room too, but a quit notifies the other members sooner.
      const logoutSteps = [...(groupId ? [() => this.#tim.quitGroup(groupId)] : []), () => this.#tim.logout()];
      const done = Promise.allSettled(logoutSteps.map(async (step) => step()));
      await withDeadline(done, { signals: [], deadlineMs: END_DEADLINE_MS, operation: 'logging out' }).catch(
        ignoreLateLogout,
      );
    }
    this.dispose();
  }

  dispose(): void {
    this.#isDisposed = true;
    // In a later task: the response that ended the session (an expired signature) still has to pass the SDK's promises.
    setTimeout(() => this.#ended.abort());
    this.#pendingLogin = undefined;
    clearTimeout(this.#retryTimer);
    clearInterval(this.#heartbeatTimer);
    this.#sandbox.dispose();
  }

  #startLogin(): Promise<void> {
    const pending = deferred();
    this.#pendingLogin = pending;
    // A guest is logged in when the socket is open.
    if (!this.isGuest) {
      const { userId, credentials } = this;
      const login = async () => this.#tim.login({ userID: userId, userSig: credentials.userSig ?? '' });
      login().catch((error: unknown) => pending.reject(toImError(error, 'logging in')));
    }
    return pending.promise;
  }

  #handleSocketOpen(ms: number): void {
    this.#openMs = Math.min(ms, MAX_OPEN_MS);
    this.#retries = 0;
    clearTimeout(this.#retryTimer);
    if (this.isGuest) this.#pendingLogin?.resolve();
    // The SDK reports only a restored connection, not the first one.
    this.#setConnection('connected');
  }

  #handleSocketLost(): void {
    if (this.#isLoggedIn) {
      if (this.isGuest) this.#listener.onGuestLost();
      else this.#scheduleReconnect();
      return;
    }
    if (!this.#pendingLogin) return;
    if (this.credentials.proxyServer === undefined && !this.isGuest && this.#failovers++ < MAX_HOST_FAILOVERS) {
      this.#sandbox.reconnect(); // uses the next of the service's hosts
      return;
    }
    this.#pendingLogin.reject(createImError('network', 'The service cannot be reached.'));
  }

  /**
   * The SDK reconnects once, and then only when it has something to send, seconds later. So this class makes it
   * reconnect, with growing delays. The SDK keeps its position in the room and so receives the messages in between.
   */
  #scheduleReconnect(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      if (!this.#sandbox.hasSocket) this.#sandbox.reconnect();
      this.#scheduleReconnect(); // until a socket opens
    }, this.options.socketRetryDelay(this.#retries++));
  }

  /**
   * Finds a connection that was cut without a close. The SDK sends a heartbeat after 10 s without a message and would
   * wait for the response up to 5 s. Not while the page is hidden: throttled timers would look like a stalled
   * connection.
   */
  #checkHeartbeat(): void {
    const isReady = !document.hidden && this.#sandbox.hasSocket && this.#connection === 'connected';
    this.#listener.onCheck(isReady);
    if (isReady && elapsedSince(this.#sandbox.lastMessageAt) > STALL_TIMEOUT_MS + this.#openMs)
      this.#sandbox.reconnect();
  }

  #setConnection(state: ImConnection): void {
    if (this.#isDisposed || this.#connection === state) return;
    this.#connection = state;
    this.#listener.onConnection(state);
  }

  async #setProfile(signals: readonly AbortSignal[]): Promise<void> {
    const { nick = '', avatar = '' } = this.credentials;
    if (!nick && !avatar) return;
    const set = async () => {
      const profile = await this.call('reading the profile', (tim) => tim.getMyProfile());
      if ((!nick || readString(profile, 'nick') === nick) && (!avatar || readString(profile, 'avatar') === avatar))
        return;
      await this.call('setting the profile', (tim) =>
        tim.updateMyProfile({ ...(nick && { nick }), ...(avatar && { avatar }) }),
      );
    };
    try {
      await withDeadline(set(), { signals, deadlineMs: PROFILE_DEADLINE_MS, operation: 'setting the profile' });
    } catch (error) {
      if (isImError(error) && error.reason === 'aborted') throw error;
      // The service may refuse the name; the user joins under the old one then.
    }
  }

  /** The SDK requests the history with a join only if it knows by then that the plan has it. */
  async #awaitHistory(signals: readonly AbortSignal[]): Promise<void> {
    if (!this.credentials.history) return;
    const deadline = performance.now() + HISTORY_DEADLINE_MS + this.#openMs;
    while (this.isUsable && performance.now() < deadline) {
      if (signals.some(({ aborted }) => aborted)) throw createImError('aborted', 'Stopped while reading the plan.');
      try {
        const plan = await this.call('reading the plan', (tim) =>
          tim.callExperimentalAPI('isCommercialAbilityEnabled', HISTORY_BIT),
        );
        if (readField(plan, 'enabled') === true) return;
      } catch {
        return; // the room is joined without the history
      }
      await new Promise((resolve) => setTimeout(resolve, HISTORY_CHECK_MS));
    }
  }

  #listen(tim: TimInstance): void {
    const handlers = {
      ...roomEventHandlers(() => ({ userId: this.userId, groupId: this.groupId }), this.#listener),
      sdkStateReady: () => this.#pendingLogin?.resolve(),
      netStateChange: (data: unknown) => {
        const state = connectionOf(data);
        if (state) this.#setConnection(state);
      },
      kickedOut: (data: unknown) => {
        this.#listener.onKicked(kickReasonOf(data));
        this.dispose();
      },
    };
    for (const [event, handler] of Object.entries(handlers))
      tim.on(
        event,
        sdkListener(handler, () => this.#isDisposed),
      );
  }
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch (error) {
    throw createImError('bad-argument', `proxyServer is not an address: ${address}`, { cause: error });
  }
}

function ignoreLateLogout(error: unknown): void {
  if (!isImError(error)) throw error;
}
