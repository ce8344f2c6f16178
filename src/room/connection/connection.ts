// Joins the room (token, locks of the page and of the tab, login, join), and joins it again after every loss for as
// long as that can succeed. connection-monitor.ts reports the losses. Exposes one debounced status; knows nothing of
// messages.
import type { ImClient, ImClientFactory, ImGroup, ImKickReason, ImListener } from '../../im/im-client.js';
import { type Deferred, deferred } from '../../util/promises.js';
import { acquirePageLock } from './page-lock.js';
import { ChatError } from '../model/chat-error.js';
import type { Credentials } from './token.js';
import { errorFromIm } from './error-from-im.js';
import { ConnectionMonitor } from './connection-monitor.js';
import { InterruptibleSleep, isOnline, isPageVisible, onPageResume } from './page-lifecycle.js';
import type { TokenResponse } from '../model/room-options.js';
import type { ChatStatus } from '../model/room-snapshot.js';
import {
  DISMISSED_AFTER_MS,
  MAX_SIGNATURE_ERRORS,
  ReconnectPolicy,
  retryAfterMs,
  socketRetryDelay,
  STABLE_AFTER_MS,
} from './reconnect-policy.js';
import { TabLock } from './tab-lock.js';

/** The result of a login and a join. */
export interface Joined {
  readonly client: ImClient;
  readonly group: ImGroup;
  readonly token: TokenResponse;
}

interface ConnectionOptions {
  readonly groupId: string;
  readonly credentials: Credentials;
  /** The page's own instance of the SDK: then the page logs in and out, and this class waits for it. */
  readonly chat?: object | undefined;
  /**
   * Loads the code of the client on demand. `parts` is fulfilled when the code is there that received messages need; it
   * never rejects.
   */
  readonly loadClient: () => Promise<readonly [create: ImClientFactory, parts: Promise<unknown>]>;
  readonly listener: Pick<ImListener, 'onInbound' | 'onCounter' | 'onModified'>;
  readonly onStatus: (status: ChatStatus, error: ChatError | undefined) => void;
  /** A login and a join succeeded; the status is not `joined` yet. */
  readonly onJoined: (joined: Joined) => void;
  /** The service reported the group while the room is joined. */
  readonly onGroup: (group: ImGroup) => void;
  /** The connection is interrupted, perhaps only for a moment: messages may be missed until `onDeliveryResumed`. */
  readonly onDeliveryUncertain: () => void;
  /** The service has confirmed that the client is in the room. */
  readonly onDeliveryResumed: () => void;
  /** The status is `joined`, after a join or because a loss is over: the client can be used. */
  readonly onClientUsable: () => void;
  /** The client must not be used until the next `onClientUsable`. */
  readonly onClientUnusable: () => void;
}

/** Why the room was lost, or why an attempt to join failed. */
interface Disconnect {
  readonly error: ChatError;
  /** The service responds, and joining again will probably succeed: the first attempt is made at once. */
  readonly isRejoin: boolean;
}

/** The page lock that this connection holds. */
interface HeldPageLock {
  readonly key: unknown;
  readonly release: () => void;
}

export class Connection {
  /** The client while the room is joined. */
  client: ImClient | undefined;

  #status: ChatStatus = 'idle';
  #error: ChatError | undefined;
  #run: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();
  #joined: Deferred<void> | undefined;
  #im: ImClient | undefined;
  #pageLock: HeldPageLock | undefined;
  #resolveDisconnect: ((disconnect: Disconnect) => void) | undefined;
  /** A loss that was reported while the room was being joined. */
  #earlyDisconnect: Disconnect | undefined;
  /** The room was joined in this run. */
  #wasJoined = false;
  #lostAt = 0;
  #signatureErrors = 0;
  readonly #sleep = new InterruptibleSleep();
  readonly #policy = new ReconnectPolicy();
  readonly #tabLock: TabLock;
  readonly #monitor: ConnectionMonitor;

  constructor(private readonly options: ConnectionOptions) {
    this.#tabLock = new TabLock({
      onStolen: () => this.#superseded(),
      onReacquired: () => void this.connect().catch(() => undefined), // the status reports it
    });
    this.#monitor = new ConnectionMonitor({
      onDeliveryUncertain: options.onDeliveryUncertain,
      onDeliveryResumed: options.onDeliveryResumed,
      onDisconnected: () => {
        options.onClientUnusable();
        this.#setStatus('reconnecting', new ChatError('im/offline', 'The service cannot be reached.', true));
      },
      onReconnected: () => {
        this.#setStatus('joined', undefined);
        options.onClientUsable();
      },
      onRejoinNeeded: (error, isForgotten) => this.#resolveDisconnect?.({ error, isRejoin: isForgotten }),
      onGroup: options.onGroup,
    });
  }

  /**
   * Resolves when the room is joined; concurrent calls get the same promise. Rejects when the room fails or is closed.
   */
  connect(): Promise<void> {
    if (this.#joined) return this.#joined.promise;
    const joined = (this.#joined = deferred());
    joined.promise.catch(() => undefined); // no unhandled rejection when nobody awaits it
    const run = new AbortController();
    this.#run = run;
    this.#lostAt = performance.now();
    this.#signatureErrors = 0;
    this.#wasJoined = false;
    this.#policy.reset();
    this.#setStatus('connecting', undefined);
    // A run begins when the previous one has left the room.
    this.#running = this.#running.then(() => this.#loop(run.signal));
    return joined.promise;
  }

  /** Leaves and frees everything. Resolves when the service has logged this user out. */
  async disconnect(): Promise<void> {
    this.#tabLock.release();
    this.#stop('closed', undefined, new ChatError('room/closed', 'The room was closed.', false));
    await this.#running;
  }

  /** Ends the connection, because the service closed the room to this user. */
  end(status: 'closed' | 'failed', error: ChatError): void {
    this.#stop(status, error, error);
    if (error.code === 'im/superseded') this.#tabLock.reacquireWhenFree();
    else this.#tabLock.release();
  }

  /** Joins again, because a request showed that the service does not know this client as a member any more. */
  rejoin(error: ChatError): void {
    this.#resolveDisconnect?.({ error, isRejoin: true });
  }

  #superseded(): void {
    if (this.#run && !this.#run.signal.aborted)
      this.end('closed', new ChatError('im/superseded', 'The same user opened the room in another page.', true));
  }

  #stop(status: ChatStatus, error: ChatError | undefined, rejection: ChatError): void {
    if (this.#status === 'idle' && !this.#run) return;
    const joined = this.#joined;
    this.#joined = undefined;
    this.#run?.abort();
    this.#run = undefined;
    this.options.credentials.clear();
    this.#stopMonitor();
    this.#resolveDisconnect?.(closedDisconnect());
    this.#setStatus(status, error);
    joined?.reject(rejection);
  }

  async #loop(signal: AbortSignal): Promise<void> {
    const listening = new AbortController();
    onPageResume((hiddenMs) => {
      this.#sleep.wake();
      this.#monitor.resume(hiddenMs);
    }, listening.signal);
    try {
      while (!signal.aborted) {
        const disconnect = await this.#attempt(signal);
        const { error } = disconnect;
        if (signal.aborted) break;
        // After a failure of the network a new client is made: the old one may wait for a minute.
        if (!disconnect.isRejoin && (error.code === 'im/offline' || error.code === 'im/unavailable'))
          await this.#closeClient();
        if (!this.#shouldRetry(error)) {
          this.#fail(error);
          break;
        }
        await this.#backOff(disconnect, signal);
      }
    } finally {
      listening.abort();
      await this.#closeClient();
      this.#pageLock?.release();
      this.#pageLock = undefined;
    }
  }

  #fail(error: ChatError): void {
    if (error.code === 'im/superseded') this.end('closed', error);
    else if (error.code === 'room/not-found' && this.#wasJoined)
      this.end('closed', new ChatError('room/dismissed', 'The room does not exist any more.', false, error));
    else this.end('failed', error);
  }

  /** One attempt to join and, when it succeeds, the time in the room. Resolves to the reason for which it ended. */
  async #attempt(signal: AbortSignal): Promise<Disconnect> {
    this.#earlyDisconnect = undefined;
    try {
      const joined = await this.#join(signal);
      if (signal.aborted) return closedDisconnect();
      const disconnected = deferred<Disconnect>();
      this.#resolveDisconnect = disconnected.resolve;
      this.client = joined.client;
      this.#wasJoined = true;
      this.#signatureErrors = 0;
      this.#monitor.begin(joined.client);
      this.options.onJoined(joined);
      this.#setStatus('joined', undefined);
      this.options.onClientUsable();
      this.#joined?.resolve();
      const joinedAt = performance.now();
      if (this.#earlyDisconnect) disconnected.resolve(this.#earlyDisconnect);
      const disconnect = await disconnected.promise;
      this.#lostAt = this.#monitor.lostSince;
      if (performance.now() - joinedAt > STABLE_AFTER_MS) this.#policy.reset();
      return disconnect;
    } catch (error) {
      return { error: errorFromIm(error, 'connect'), isRejoin: false };
    } finally {
      this.#resolveDisconnect = undefined;
      if (!signal.aborted) this.#stopMonitor();
    }
  }

  async #join(signal: AbortSignal): Promise<Joined> {
    const { credentials, loadClient, groupId } = this.options;
    const [token, [create, parts]] = await Promise.all([
      this.#signatureErrors > 0 ? credentials.renew() : credentials.get(),
      loadClient().catch(rethrowUnloadable),
    ]);
    throwIfAborted(signal);
    const { chat } = this.options;
    await this.#acquirePageLock(chat ?? `${token.sdkAppId}:${token.userId ?? ''}`, signal);
    if (token.userId && !chat) await this.#tabLock.acquire(token.sdkAppId, token.userId);
    throwIfAborted(signal);
    const client = (this.#im ??= create(this.#imListener(), {
      socketRetryDelay,
      patience: () => this.#policy.patience,
    }));
    const user = await client.login(token, signal);
    await parts;
    return { client, group: await client.join(token.groupId ?? groupId, signal), token: { ...token, ...user } };
  }

  async #acquirePageLock(key: unknown, signal: AbortSignal): Promise<void> {
    if (this.#pageLock?.key === key) return;
    this.#pageLock?.release();
    this.#pageLock = undefined;
    this.#pageLock = { key, release: await acquirePageLock(key, this, signal) };
  }

  #imListener(): ImListener {
    const { listener } = this.options;
    return {
      ...listener,
      onInbound: (items) => {
        this.#monitor.noteActivity();
        listener.onInbound(items);
      },
      onMembershipLost: (error) => {
        const disconnect = { error: errorFromIm(error, 'connect'), isRejoin: true };
        if (this.#resolveDisconnect) this.#resolveDisconnect(disconnect);
        else this.#earlyDisconnect = disconnect;
      },
      onConnection: (state) => this.#monitor.report(state),
      onKicked: (reason) => this.#handleKick(reason),
    };
  }

  #shouldRetry(error: ChatError): boolean {
    // Right after a join or a change of host the service may not know the group yet.
    if (error.code === 'room/not-found' && this.#wasJoined)
      return performance.now() - this.#lostAt < DISMISSED_AFTER_MS;
    if (error.code === 'im/superseded' || !error.retryable) return false;
    if (error.code !== 'im/signature') return true;
    this.#signatureErrors++;
    return this.#signatureErrors < MAX_SIGNATURE_ERRORS;
  }

  /** Reports the loss and waits before the next attempt. The return of the network or of the tab ends the wait. */
  async #backOff({ error, isRejoin }: Disconnect, signal: AbortSignal): Promise<void> {
    const wasJoined = this.#status === 'joined' || this.#status === 'reconnecting';
    // Users need not read that a signature expired and is being renewed.
    if (!isRejoin || error.code !== 'im/signature') this.#setStatus(wasJoined ? 'reconnecting' : 'connecting', error);
    const { isFirstAttempt } = this.#policy;
    const delay = this.#policy.nextDelay({
      error,
      lostForMs: performance.now() - this.#lostAt,
      isVisible: isPageVisible(),
      isOnline: isOnline(),
    });
    if (isRejoin && isFirstAttempt) return;
    await this.#sleep.wait(delay, retryAfterMs(error) > 0, signal);
  }

  #handleKick(reason: ImKickReason): void {
    const isExpired = reason === 'signature-expired';
    const isElsewhere = reason === 'another-page' || reason === 'another-device';
    if (this.options.chat) {
      const code = isExpired ? 'im/signature' : isElsewhere ? 'im/superseded' : 'im/kicked';
      // Not retryable: only the page can log in again.
      this.end('closed', new ChatError(code, `The login of the page has ended (${reason}).`, false));
    } else if (isExpired)
      this.#resolveDisconnect?.({
        error: new ChatError('im/signature', 'The login signature has expired.', true),
        isRejoin: true,
      });
    else if (isElsewhere) this.#superseded();
    else this.end('failed', new ChatError('im/kicked', 'The service logged this user out.', false));
  }

  #stopMonitor(): void {
    this.#monitor.end();
    if (!this.client) return;
    this.client = undefined;
    this.options.onClientUnusable();
  }

  async #closeClient(): Promise<void> {
    const client = this.#im;
    this.#im = undefined;
    await client?.close();
  }

  #setStatus(status: ChatStatus, error: ChatError | undefined): void {
    if (status === this.#status && error?.code === this.#error?.code) return;
    this.#status = status;
    this.#error = error;
    this.options.onStatus(status, error);
  }
}

function closedDisconnect(): Disconnect {
  return { error: new ChatError('room/closed', 'The room was closed.', false), isRejoin: false };
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw closedDisconnect().error;
}

function rethrowUnloadable(cause: unknown): never {
  throw new ChatError('im/unavailable', 'The code for the service could not be loaded.', true, cause);
}
