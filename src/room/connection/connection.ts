// The way into the room and back into it: token, the page's slot, the tab's lock, login, join; and again, for as long
// as that
// makes sense. link-watch.ts says when. Here is one calm status, and nothing of messages.
import type { ImClient, ImClientFactory, ImGroup, ImKickReason, ImListener } from '../../im/im-client.js';
import { acquirePageLock } from './page-lock.js';
import { Backoff, MAX_DELAY_MS, retryAfterMs, reconnectDelay, socketRetryDelay } from './reconnect-policy.js';
import { ChatError } from '../model/chat-error.js';
import type { Credentials } from './token.js';
import { errorFromIm } from './error-from-im.js';
import { ConnectionMonitor } from './connection-monitor.js';
import { InterruptibleSleep, isOnline, isPageVisible, onPageResume } from './page-lifecycle.js';
import type { TokenResponse } from '../model/room-options.js';
import type { ChatStatus } from '../model/room-snapshot.js';
import { TabLock } from './tab-lock.js';

/** Wrong signatures in a row before it is the endpoint's fault. */
const MAX_SIGNATURE_ERRORS = 3;
/** Joined for this long, the next loss begins with short waits again. */
const STABLE_MS = 10_000;

/** How the room came to be joined. */
export interface Joined {
  readonly client: ImClient;
  readonly group: ImGroup;
  readonly token: TokenResponse;
}

export interface ConnectionOptions {
  readonly groupId: string;
  readonly credentials: Credentials;
  /** Fetches the code of the client on demand. */
  readonly loadClient: () => Promise<ImClientFactory>;
  readonly listener: Pick<ImListener, 'onInbound' | 'onCounter' | 'onModified'>;
  readonly onStatus: (status: ChatStatus, error: ChatError | undefined) => void;
  /** A login and a join succeeded; the status does not say so yet. */
  readonly onJoined: (joined: Joined) => void;
  /** For a moment at least, something may be missed; until `onTrust` or `onInside`. */
  readonly onUnstable: () => void;
  readonly onConfirmed: () => void;
  /** The connection is not to be used until the next `onInside`. */
  readonly onLost: () => void;
  /** The status is `joined`, after a join or because a loss is over: everything may be used. */
  readonly onReady: () => void;
}

/**
 * Why the time inside, or an attempt to get in, ended. `isFresh`: an answer of the service that a new attempt may well
 * mend.
 */
interface Disconnect {
  readonly error: ChatError;
  readonly isRejoin: boolean;
}

interface PageClaim {
  readonly key: string;
  readonly release: () => void;
}

export class Connection {
  /** While joined. */
  client: ImClient | undefined;

  #status: ChatStatus = 'idle';
  #error: ChatError | undefined;
  #run: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();
  #joined: Promise<void> | undefined;
  #joinedDeferred: { resolve(): void; reject(error: ChatError): void } | undefined;
  #im: ImClient | undefined;
  #claim: PageClaim | undefined;
  #resolveDisconnect: ((loss: Disconnect) => void) | undefined;
  #lostAt = 0;
  #signatureErrors = 0;
  readonly #sleep = new InterruptibleSleep();
  readonly #backoff = new Backoff(Math.random, 500, MAX_DELAY_MS);
  readonly #tab: TabLock;
  readonly #monitor: ConnectionMonitor;

  constructor(private readonly deps: ConnectionOptions) {
    this.#tab = new TabLock({
      onStolen: () => this.#superseded(),
      onReacquired: () => void this.connect().catch(() => undefined), // the status says it
    });
    this.#monitor = new ConnectionMonitor({
      onUnstable: deps.onUnstable,
      onConfirmed: deps.onConfirmed,
      onDisconnected: () => {
        deps.onLost();
        this.#setStatus('reconnecting', new ChatError('im/offline', 'The service cannot be reached.', true));
      },
      onReconnected: () => {
        this.#setStatus('joined', undefined);
        deps.onReady();
      },
      onRejoinNeeded: (error, isForgotten) => this.#resolveDisconnect?.({ error, isRejoin: isForgotten }),
      onRoomGone: (error) => this.end('closed', error),
    });
  }

  /**
   * Resolves when the room is joined; the same promise for everybody who asks meanwhile. Rejects when it is closed or
   * has failed.
   */
  connect(): Promise<void> {
    if (this.#joined) return this.#joined;
    this.#joined = new Promise((resolve, reject) => {
      this.#joinedDeferred = { resolve, reject };
    });
    this.#joined.catch(() => undefined); // whoever awaits it hears of it
    const run = new AbortController();
    this.#run = run;
    this.#lostAt = Date.now();
    this.#signatureErrors = 0;
    this.#backoff.reset();
    this.#setStatus('connecting', undefined);
    // A run begins when the one before it has left.
    this.#running = this.#running.then(() => this.#loop(run.signal));
    return this.#joined;
  }

  /** Leaves and frees everything. Resolves when the service has been told. */
  async disconnect(): Promise<void> {
    this.#tab.release();
    this.#stop('closed', undefined, new ChatError('room/closed', 'The room was closed.', false));
    await this.#running;
  }

  /** The room is over: the service said so. */
  end(status: 'closed' | 'failed', error: ChatError): void {
    this.#stop(status, error, error);
    if (error.code === 'im/superseded') this.#tab.reacquireWhenFree();
    else this.#tab.release();
  }

  /** Something else found out that the service has forgotten us: join again. */
  rejoin(error: ChatError): void {
    this.#resolveDisconnect?.({ error, isRejoin: true });
  }

  #superseded(): void {
    if (this.#run && !this.#run.signal.aborted)
      this.end('closed', new ChatError('im/superseded', 'The same person opened the room in another page.', true));
  }

  #stop(status: ChatStatus, error: ChatError | undefined, rejection: ChatError): void {
    if (this.#status === 'idle' && !this.#run) return;
    const settle = this.#joinedDeferred;
    this.#joinedDeferred = undefined;
    this.#joined = undefined;
    this.#run?.abort();
    this.#run = undefined;
    this.deps.credentials.clear();
    this.#stopMonitor();
    this.#resolveDisconnect?.(closedDisconnect());
    this.#setStatus(status, error);
    settle?.reject(rejection);
  }

  async #loop(signal: AbortSignal): Promise<void> {
    const waking = new AbortController();
    onPageResume(() => {
      this.#sleep.wake();
      this.#monitor.resume();
    }, waking.signal);
    try {
      while (!signal.aborted) {
        const loss = await this.#attempt(signal);
        if (signal.aborted) break;
        // What the network broke is begun with a new client: the old one may wait for a minute.
        if (loss.error.code === 'im/offline' || (loss.error.code === 'im/unavailable' && !loss.isRejoin))
          await this.#closeClient();
        if (!this.#shouldRetry(loss.error)) {
          this.end(loss.error.code === 'im/superseded' ? 'closed' : 'failed', loss.error);
          break;
        }
        await this.#backOff(loss, signal);
      }
    } finally {
      waking.abort();
      await this.#closeClient();
      this.#claim?.release();
      this.#claim = undefined;
    }
  }

  /** One way in, and the time inside. Resolves with the reason for which it ended. */
  async #attempt(signal: AbortSignal): Promise<Disconnect> {
    try {
      const joined = await this.#enter(signal);
      if (signal.aborted) return closedDisconnect();
      const lost = new Promise<Disconnect>((resolve) => {
        this.#resolveDisconnect = resolve;
      });
      this.client = joined.client;
      this.#signatureErrors = 0;
      this.#monitor.begin(joined.client);
      this.deps.onJoined(joined);
      this.#setStatus('joined', undefined);
      this.deps.onReady();
      this.#joinedDeferred?.resolve();
      const joinedAt = Date.now();
      const loss = await lost;
      this.#lostAt = this.#monitor.lostSince;
      if (Date.now() - joinedAt > STABLE_MS) this.#backoff.reset();
      return loss;
    } catch (error) {
      return { error: errorFromIm(error, 'connect'), isRejoin: false };
    } finally {
      this.#resolveDisconnect = undefined;
      if (!signal.aborted) this.#stopMonitor();
    }
  }

  async #enter(signal: AbortSignal): Promise<Joined> {
    const { credentials, loadClient, groupId } = this.deps;
    const [token, create] = await Promise.all([
      this.#signatureErrors > 0 ? credentials.renew() : credentials.get(),
      loadClient().catch(rethrowUnloadable),
    ]);
    throwIfAborted(signal);
    await this.#claimFor(token, signal);
    if (token.userId) await this.#tab.acquire(token.sdkAppId, token.userId);
    throwIfAborted(signal);
    const client = (this.#im ??= create(this.#listener(), { socketRetryDelay }));
    await client.login(token, signal);
    return { client, group: await client.join(token.groupId ?? groupId, signal), token };
  }

  async #claimFor({ sdkAppId, userId = '' }: TokenResponse, signal: AbortSignal): Promise<void> {
    const key = `${sdkAppId}:${userId}`;
    if (this.#claim?.key === key) return;
    this.#claim?.release();
    this.#claim = undefined;
    this.#claim = { key, release: await acquirePageLock(key, this, signal) };
  }

  #listener(): ImListener {
    const { listener } = this.deps;
    return {
      ...listener,
      onInbound: (items) => {
        this.#monitor.noteActivity();
        listener.onInbound(items);
      },
      onConnection: (state) => this.#monitor.report(state),
      onKicked: (reason) => this.#handleKick(reason),
    };
  }

  #shouldRetry(error: ChatError): boolean {
    if (error.code === 'im/superseded' || !error.retryable) return false;
    if (error.code !== 'im/signature') return true;
    this.#signatureErrors++;
    return this.#signatureErrors < MAX_SIGNATURE_ERRORS;
  }

  /** Says the loss and waits before the next attempt; shorter when the network or the tab comes back. */
  async #backOff({ error, isRejoin }: Disconnect, signal: AbortSignal): Promise<void> {
    const wasJoined = this.#status === 'joined' || this.#status === 'reconnecting';
    // Another login right after an expired signature is nothing that a person has to read about.
    if (!isRejoin || error.code !== 'im/signature') this.#setStatus(wasJoined ? 'reconnecting' : 'connecting', error);
    const isFirst = this.#backoff.attempts === 0;
    const backoffMs = this.#backoff.next();
    if (isRejoin && isFirst) return;
    const wait = reconnectDelay({
      error,
      backoffMs,
      lostForMs: Date.now() - this.#lostAt,
      isVisible: isPageVisible(),
      isOnline: isOnline(),
      random: Math.random(),
    });
    await this.#sleep.wait(wait, retryAfterMs(error) > 0, signal);
  }

  #handleKick(reason: ImKickReason): void {
    switch (reason) {
      case 'signature-expired':
        this.#resolveDisconnect?.({
          error: new ChatError('im/signature', 'The login signature has expired.', true),
          isRejoin: true,
        });
        return;
      case 'another-page':
      case 'another-device':
        this.#superseded();
        return;
      case 'by-server':
        this.end('failed', new ChatError('im/kicked', 'The service logged this user out.', false));
        return;
    }
  }

  #stopMonitor(): void {
    this.#monitor.end();
    if (!this.client) return;
    this.client = undefined;
    this.deps.onLost();
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
    this.deps.onStatus(status, error);
  }
}

function closedDisconnect(): Disconnect {
  return { error: new ChatError('room/closed', 'The room was closed.', false), isRejoin: false };
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw closedDisconnect().error;
}

function rethrowUnloadable(cause: unknown): never {
  throw new ChatError('im/unavailable', 'The code of the chat service could not be loaded.', true, cause);
}
