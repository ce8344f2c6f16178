// One login of one person: a fresh SDK in a sandbox of its own, from its first socket to its end. A session is never
// revived. Another person, a kick, a failed login: each gets a new one, so nothing the SDK remembers can mislead.
import type { ImConnection, ImCredentials, ImKickReason, ImListener } from '../im-client.js';
import { IM_ERROR_CODE, ImError } from '../im-error.js';
import { withDeadline } from '../with-deadline.js';
import { readField, readNumber, readString } from './read.js';
import { socketRetryDelay } from './socket-retry-delay.js';
import { createSdkSandbox, type SdkSandbox } from './sdk-sandbox.js';
import { toImInbound, toImMessage, toImRecall, type InboundContext } from './tim-inbound.js';
import type { TimInstance, TimSdkFactory } from './tim-sdk.js';
import { toImError } from './tim-errors.js';

/** The SDK itself would wait 60 to 90 s for a service that is down. */
const LOGIN_DEADLINE_MS = 10_000;
/** Longer than the SDK's 10 s, its tick of 1 s, and a slow answer. */
const STALL_TIMEOUT_MS = 12_500;
const HEARTBEAT_CHECK_MS = 500;
/** Goodbyes are worth no more waiting. */
const END_DEADLINE_MS = 1_000;
/** Setting the name must not hold up the room. */
const PROFILE_DEADLINE_MS = 2_000;
/** Hosts of the service, as the SDK's own table has them. */
const SERVICE_HOST = /(^|\.)(im\.qcloud\.com|tim\.qq\.com|my-imcloud\.com)$|^162\.14\.13\.203$/;
const NETWORK_FAILED = 2800;
/** Turns to the service's other hosts before a login is given up. */
const MAX_HOST_FAILOVERS = 3;
const KICK_REASONS = new Map<string, ImKickReason>([
  ['multipleAccount', 'another-page'],
  ['multipleDevice', 'another-device'],
  ['userSigExpired', 'signature-expired'],
]);

/** Who a session reports to: the room, and for one thing its client. */
export interface SessionListener extends ImListener {
  /** A guest lost the connection. The SDK would bring it back late and deaf, so a new session must take its place. */
  onGuestLost(): void;
}

export class TimSession {
  readonly userId: string;
  readonly credentials: ImCredentials;
  /** In which the relay's items are read; set when a room is joined. */
  groupId = '';
  readonly #listener: SessionListener;
  readonly #sandbox: SdkSandbox;
  readonly #tim: TimInstance;
  #connection: ImConnection = 'connecting';
  #isLoggedIn = false;
  #isDisposed = false;
  #hostChanges = 0;
  #retries = 0;
  #heartbeatTimer: ReturnType<typeof setInterval> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #pendingLogin: { resolve: () => void; reject: (error: ImError) => void } | undefined;
  /** Aborted when the session ends: the SDK, without its timers, would leave its callers waiting for ever. */
  readonly #ended = new AbortController();

  /** Opens the socket. Throws `ImError` badArgument when the SDK refuses the application id or the address. */
  constructor(createSdk: TimSdkFactory, credentials: ImCredentials, relay: SessionListener) {
    this.credentials = credentials;
    this.#listener = relay;
    this.userId = credentials.userId ?? '';
    const proxyServer = credentials.proxyServer?.replace(/(?<!\/)\/+$/, '');
    const proxyHost = proxyServer === undefined ? undefined : hostOf(proxyServer);
    this.#sandbox = createSdkSandbox({
      allowsSocket: (url) => (proxyHost === undefined ? SERVICE_HOST.test(url.hostname) : url.host === proxyHost),
      onSocketOpen: () => this.#handleSocketOpen(),
      onSocketLost: () => this.#handleSocketLost(),
    });
    try {
      if (!Number.isSafeInteger(credentials.sdkAppId) || credentials.sdkAppId <= 0)
        throw new ImError(IM_ERROR_CODE.badArgument, `${String(credentials.sdkAppId)} is not an application id.`);
      const sdk = createSdk(this.#sandbox.globals);
      const tim = sdk.create({ SDKAppID: credentials.sdkAppId, ...(proxyServer !== undefined && { proxyServer }) });
      if (!tim)
        throw new ImError(
          IM_ERROR_CODE.badArgument,
          `The SDK does not take ${String(credentials.sdkAppId)} as an application id.`,
        );
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
    await withDeadline(this.#startLogin(), { signals, deadlineMs: LOGIN_DEADLINE_MS, operation: 'logging in' });
    this.#isLoggedIn = true;
    this.#connection = 'connected';
    this.#heartbeatTimer = setInterval(() => this.#checkHeartbeat(), HEARTBEAT_CHECK_MS);
    if (!this.isGuest) await this.#setProfile(signals);
  }

  /** One call of the SDK: what it throws, rejects with or emits as an error comes out as an `ImError`. */
  async call(operation: string, work: (tim: TimInstance) => Promise<{ readonly data?: unknown }>): Promise<unknown> {
    if (!this.isUsable) throw new ImError(IM_ERROR_CODE.notJoined, `Not logged in any more, so no ${operation}.`);
    try {
      return (await withDeadline(work(this.#tim), { signals: [this.#ended.signal], operation })).data;
    } catch (error) {
      throw toImError(error, operation);
    }
  }

  /** For what the SDK makes without asking anybody: messages. */
  make<T>(operation: string, work: (tim: TimInstance) => T): T {
    if (!this.isUsable || this.isGuest)
      throw new ImError(IM_ERROR_CODE.notJoined, `A guest, or someone logged out, cannot be ${operation}.`);
    try {
      return work(this.#tim);
    } catch (error) {
      throw toImError(error, operation);
    }
  }

  /** Says goodbye where there is someone to hear it, for a second at most, then frees everything. Never rejects. */
  async end(): Promise<void> {
    const { groupId } = this;
    const isHeard = this.isUsable && !this.isGuest && this.#connection === 'connected';
    this.#isDisposed = true;
    if (isHeard) {
      // Logging out alone also leaves the room, but the room's members are told sooner by a quit.
      const goodbyes = [...(groupId ? [() => this.#tim.quitGroup(groupId)] : []), () => this.#tim.logout()];
      const said = Promise.allSettled(goodbyes.map(async (say) => say()));
      await withDeadline(said, { signals: [], deadlineMs: END_DEADLINE_MS, operation: 'logging out' }).catch(
        ignoreLateLogout,
      );
    }
    this.dispose();
  }

  dispose(): void {
    this.#isDisposed = true;
    // A task later: the answer that ended the session (an expired signature) is still on its way through the SDK's
    // promises.
    setTimeout(() => this.#ended.abort());
    this.#pendingLogin = undefined;
    clearTimeout(this.#retryTimer);
    clearInterval(this.#heartbeatTimer);
    this.#sandbox.dispose();
  }

  #startLogin(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#pendingLogin = { resolve, reject };
      const { userId, userSig = '' } = this.credentials;
      if (userId === undefined || userId === '') return; // a guest is in when the socket is open
      const login = async () => this.#tim.login({ userID: userId, userSig });
      login().catch((error: unknown) => reject(toImError(error, 'logging in')));
    });
  }

  #handleSocketOpen(): void {
    this.#retries = 0;
    clearTimeout(this.#retryTimer);
    if (this.isGuest) this.#pendingLogin?.resolve();
    // The SDK tells only of a connection that came back, not of the first one.
    this.#setConnection('connected');
  }

  #handleSocketLost(): void {
    if (this.#isLoggedIn) {
      if (this.isGuest) this.#listener.onGuestLost();
      else this.#scheduleReconnect();
      return;
    }
    if (!this.#pendingLogin) return;
    if (this.credentials.proxyServer === undefined && !this.isGuest && this.#hostChanges++ < MAX_HOST_FAILOVERS) {
      this.#sandbox.reconnect(); // to the next of the service's hosts
      return;
    }
    this.#pendingLogin.reject(new ImError(NETWORK_FAILED, 'The service cannot be reached.'));
  }

  /**
   * The SDK tries once, and then only when it has something to send: seconds later. So we ask it to, ever less often; a
   * reconnect in place keeps its position in the room, and with it what was said meanwhile.
   */
  #scheduleReconnect(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      if (!this.#sandbox.hasSocket) this.#sandbox.reconnect();
      this.#scheduleReconnect(); // until a socket opens
    }, socketRetryDelay(this.#retries++));
  }

  /**
   * A connection that was cut without a word. The SDK asks for a sign of life after 10 s of silence, and would wait for
   * it up
   * to 5 s. Not while the page is hidden: slowed timers would take every pause for silence.
   */
  #checkHeartbeat(): void {
    if (document.hidden || !this.#sandbox.hasSocket || this.#connection !== 'connected') return;
    if (performance.now() - this.#sandbox.lastMessageAt > STALL_TIMEOUT_MS) this.#sandbox.reconnect();
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
      if (error instanceof ImError && error.code === IM_ERROR_CODE.aborted) throw error;
      // A service that refuses the name still lets its owner in, under the one it knows.
    }
  }

  #listen(tim: TimInstance): void {
    const context = (): InboundContext => ({ userId: this.userId, groupId: this.groupId });
    const on = (event: string, handler: (data: unknown) => void) =>
      tim.on(event, ({ data }) => {
        if (this.#isDisposed) return;
        try {
          handler(data);
        } catch (error) {
          // In the SDK's box it would be lost, and it is a fault of ours.
          queueMicrotask(() => {
            throw error;
          });
        }
      });
    on('sdkStateReady', () => this.#pendingLogin?.resolve());
    on('onMessageReceived', (data) => {
      const items = listOf(data).flatMap((message) => toImInbound(message, context()) ?? []);
      if (items.length > 0) this.#listener.onInbound(items);
    });
    on('onMessageModified', (data) => {
      for (const each of listOf(data)) {
        const message = toImMessage(each, context());
        if (message) this.#listener.onModified(message);
      }
    });
    on('onMessageRevoked', (data) => {
      const notice = toImRecall(data, context());
      if (notice) this.#listener.onInbound([notice]);
    });
    on('netStateChange', (data) => {
      const state = readString(data, 'state');
      if (state === 'connected' || state === 'connecting' || state === 'disconnected') this.#setConnection(state);
    });
    on('kickedOut', (data) => {
      const reason = KICK_REASONS.get(readString(data, 'type')) ?? 'by-server';
      this.#listener.onKicked(reason);
      this.dispose();
    });
    on('onGroupCounterUpdated', (data) => {
      if (readString(data, 'groupID') === this.groupId)
        this.#listener.onCounter(readString(data, 'key'), readNumber(data, 'value'));
    });
    on('groupAttributesUpdated', (data) => {
      if (readString(data, 'groupID') === this.groupId)
        this.#listener.onAttributes(attributesOf(readField(data, 'groupAttributes')));
    });
  }
}

function attributesOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).map(([key, each]) => [
      key,
      typeof each === 'string' ? each : String(each),
    ]),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch (error) {
    throw new ImError(IM_ERROR_CODE.badArgument, `proxyServer is not an address: ${address}`, error);
  }
}

function ignoreLateLogout(error: unknown): void {
  if (!(error instanceof ImError)) throw error;
}
