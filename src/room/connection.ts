// The way into the room and back into it: token, the page's slot, the tab's lock, login, join; then it watches, and begins
// again for as long as that makes sense. It says one calm status, and nothing of messages.
import type { ImClient, ImClientFactory, ImConnection, ImGroup, ImKickReason, ImListener } from '../im/im-client.js';
import { claimApplication } from './application-slot.js';
import { Backoff } from './backoff.js';
import { ChatError } from './chat-error.js';
import type { Credentials, TokenFailure } from './credentials.js';
import { errorFromIm } from './error-from-im.js';
import { isOnline, isPageVisible, onWake } from './page-signals.js';
import type { TokenAnswer } from './room-options.js';
import type { ChatStatus } from './room-snapshot.js';
import { TabLock } from './tab-lock.js';

/** The SDK's reports flap; a loss is said when it lasts this long. */
const SAY_LOSS_AFTER_MS = 1_000;
/**
 * The client comes back by itself, and then keeps its place in the room, so that nothing is missed. After so long the place is
 * gone anyway, and the token may be.
 */
const START_ANEW_AFTER_MS = 45_000;
/** Silence that makes a return to the tab a reason to ask. */
const ASK_ON_WAKE_AFTER_MS = 5_000;
/** Nothing heard for this long: ask the service whether it still knows us. */
const WATCHDOG_MS = 60_000;
/** Wrong signatures in a row before it is the endpoint's fault. */
const MAX_SIGNATURE_ERRORS = 3;
/** Joined for this long, the next loss begins with short waits again. */
const STABLE_MS = 10_000;
/** Waits grow with the length of the loss: a short one is to be over at once, a long one is to spare the service. */
const WAIT_CAPS: readonly (readonly [lostForMs: number, capMs: number])[] = [[60_000, 2_500], [300_000, 10_000], [Infinity, 30_000]];
const HIDDEN_CAP_MS = 30_000;

/** How the room came to be joined. */
export interface Joined {
  readonly client: ImClient;
  readonly group: ImGroup;
  readonly token: TokenAnswer;
}

export interface ConnectionDeps {
  readonly groupId: string;
  readonly credentials: Credentials;
  /** Fetches the code of the client on demand. */
  readonly loadClient: () => Promise<ImClientFactory>;
  readonly listener: Pick<ImListener, 'onInbound' | 'onCounter' | 'onAttributes' | 'onModified'>;
  readonly onStatus: (status: ChatStatus, error: ChatError | undefined) => void;
  /** A login and a join succeeded; the status does not say so yet. */
  readonly onJoined: (joined: Joined) => void;
  /** The connection is not to be trusted until the next `onInside`. */
  readonly onLost: () => void;
  /** The status is `joined`, after a join or because a loss is over: everything may be used. */
  readonly onInside: () => void;
}

type Loss = { readonly error: ChatError; readonly isFresh: boolean };

export class Connection {
  /** While joined. */
  client: ImClient | undefined;
  groupId: string;

  #status: ChatStatus = 'idle';
  #run: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();
  #joined: Promise<void> | undefined;
  #settle: { resolve(): void; reject(error: ChatError): void } | undefined;
  #im: ImClient | undefined;
  #claimed: { readonly sdkAppId: number; readonly userId: string; readonly release: () => void } | undefined;
  #lose: ((loss: Loss) => void) | undefined;
  #raw: ImConnection = 'connecting';
  #rawSince = 0;
  #lossTimer: ReturnType<typeof setTimeout> | undefined;
  #anewTimer: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setInterval> | undefined;
  #lastError: ChatError | undefined;
  #heardAt = 0;
  #lostAt = 0;
  #signatureErrors = 0;
  #wake: (() => void) | undefined;
  readonly #backoff = new Backoff(Math.random, 500, HIDDEN_CAP_MS);
  readonly #tab: TabLock;

  constructor(private readonly deps: ConnectionDeps) {
    this.groupId = deps.groupId;
    this.#tab = new TabLock({
      onStolen: () => this.#superseded(),
      onVacant: () => void this.connect().catch(() => undefined), // the status says it
    });
  }

  /** Resolves when the room is joined; the same promise for everybody who asks meanwhile. Rejects when it is closed or has failed. */
  connect(): Promise<void> {
    if (this.#joined) return this.#joined;
    this.#joined = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
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
    if (error.code === 'im/superseded') this.#tab.awaitVacancy();
    else this.#tab.release();
  }

  /** Something else found out that the service has forgotten us: join again. */
  forgotten(error: ChatError): void {
    this.#lose?.({ error, isFresh: true });
  }

  /** Messages came: the watchdog can sleep. */
  heard(): void {
    this.#heardAt = Date.now();
  }

  #superseded(): void {
    if (this.#run && !this.#run.signal.aborted) this.end('closed', new ChatError('im/superseded', 'The same person opened the room in another page.', true));
  }

  #stop(status: ChatStatus, error: ChatError | undefined, rejection: ChatError): void {
    if (this.#status === 'idle' && !this.#run) return;
    const settle = this.#settle;
    this.#settle = undefined;
    this.#joined = undefined;
    this.#run?.abort();
    this.#run = undefined;
    this.#clearTimers();
    this.deps.credentials.clear();
    if (this.client) {
      this.client = undefined;
      this.deps.onLost();
    }
    this.#setStatus(status, error);
    settle?.reject(rejection);
  }

  async #loop(signal: AbortSignal): Promise<void> {
    const watch = new AbortController();
    onWake(() => this.#handleWake(), watch.signal);
    try {
      while (!signal.aborted) {
        const loss = await this.#attempt(signal);
        if (signal.aborted) break;
        // What the network broke is begun with a new client: the old one may wait for a minute.
        if (loss.error.code === 'im/offline' || (loss.error.code === 'im/unavailable' && !loss.isFresh)) await this.#closeClient();
        if (!this.#mayGoOn(loss.error)) {
          this.end(loss.error.code === 'room/dismissed' || loss.error.code === 'im/superseded' ? 'closed' : 'failed', loss.error);
          break;
        }
        await this.#pause(loss, signal);
      }
    } finally {
      watch.abort();
      await this.#closeClient();
      this.#claimed?.release();
      this.#claimed = undefined;
    }
  }

  /** One way in, and the time inside. Resolves with the reason for which it ended. */
  async #attempt(signal: AbortSignal): Promise<Loss> {
    try {
      const joined = await this.#enter(signal);
      if (signal.aborted) return closedLoss();
      const lost = new Promise<Loss>((resolve) => {
        this.#lose = resolve;
        signal.addEventListener('abort', () => resolve(closedLoss()), { once: true });
      });
      this.client = joined.client;
      this.#signatureErrors = 0;
      this.deps.onJoined(joined);
      this.#setStatus('joined', undefined);
      this.deps.onInside();
      this.#settle?.resolve();
      const joinedAt = Date.now();
      this.#heardAt = joinedAt;
      this.#armWatchdog();
      const loss = await lost;
      this.#lostAt = this.#raw === 'connected' ? Date.now() : this.#rawSince;
      if (Date.now() - joinedAt > STABLE_MS) this.#backoff.reset();
      return loss;
    } catch (error) {
      return { error: errorFromIm(error, 'connect'), isFresh: false };
    } finally {
      this.#clearTimers();
      this.#lose = undefined;
      if (this.client && !signal.aborted) {
        this.client = undefined;
        this.deps.onLost();
      }
    }
  }

  async #enter(signal: AbortSignal): Promise<Joined> {
    const { credentials, loadClient } = this.deps;
    const [token, create] = await Promise.all([this.#signatureErrors > 0 ? credentials.renew() : credentials.get(), loadClient().catch(rethrowUnloadable)]);
    throwIfAborted(signal);
    await this.#claim(token, signal);
    if (token.userId) await this.#tab.take(token.sdkAppId, token.userId);
    throwIfAborted(signal);
    this.groupId = token.groupId ?? this.deps.groupId;
    const client = (this.#im ??= create(this.#listener()));
    await client.login(token, signal);
    const group = await client.join(this.groupId, signal);
    this.#raw = 'connected'; // it has just answered
    return { client, group, token };
  }

  async #claim({ sdkAppId, userId = '' }: TokenAnswer, signal: AbortSignal): Promise<void> {
    if (this.#claimed?.sdkAppId === sdkAppId && this.#claimed.userId === userId) return;
    this.#claimed?.release();
    this.#claimed = undefined;
    this.#claimed = { sdkAppId, userId, release: await claimApplication(`${sdkAppId}:${userId}`, this, signal) };
  }

  #listener(): ImListener {
    const { listener } = this.deps;
    return {
      ...listener,
      onInbound: (items) => {
        this.heard();
        listener.onInbound(items);
      },
      onConnection: (state) => this.#handleConnection(state),
      onKicked: (reason) => this.#handleKick(reason),
    };
  }

  #mayGoOn(error: ChatError): boolean {
    if (error.code === 'im/superseded' || !error.retryable) return false;
    if (error.code !== 'im/signature') return true;
    this.#signatureErrors++;
    return this.#signatureErrors < MAX_SIGNATURE_ERRORS;
  }

  /** Waits before the next attempt; shorter when the network or the tab comes back. */
  async #pause({ error, isFresh }: Loss, signal: AbortSignal): Promise<void> {
    const wasJoined = this.#status === 'joined' || this.#status === 'reconnecting';
    // Another login right after an expired signature is nothing that a person has to read about.
    if (!isFresh || error.code !== 'im/signature') this.#setStatus(wasJoined ? 'reconnecting' : 'connecting', error);
    if (isFresh && this.#backoff.attempts === 0) {
      this.#backoff.next();
      return;
    }
    const lostFor = Date.now() - this.#lostAt;
    const cap = isPageVisible() ? (WAIT_CAPS.find(([ms]) => lostFor < ms)?.[1] ?? HIDDEN_CAP_MS) : HIDDEN_CAP_MS;
    const named = (error.cause as Partial<TokenFailure> | undefined)?.retryAfterMs ?? 0;
    const busy = error.code === 'im/unavailable' ? Math.random() * cap : 0;
    const wait = Math.max(named, Math.min(cap, this.#backoff.next()), busy);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, isOnline() ? wait : Math.max(wait, HIDDEN_CAP_MS));
      const go = (): void => {
        clearTimeout(timer);
        resolve();
      };
      if (named === 0) this.#wake = go;
      signal.addEventListener('abort', go, { once: true });
    });
    this.#wake = undefined;
  }

  #handleWake(): void {
    this.#wake?.();
    if (this.client && Date.now() - this.#heardAt > ASK_ON_WAKE_AFTER_MS) void this.#verify();
  }

  #handleConnection(state: ImConnection): void {
    const was = this.#raw;
    if (was === state) return;
    const isUp = state === 'connected';
    // "connecting" and "disconnected" take turns while there is no connection: the loss began with the first of them.
    if (isUp || was === 'connected') this.#rawSince = Date.now();
    this.#raw = state;
    if (!this.client) return;
    if (!isUp) {
      this.#lossTimer ??= setTimeout(() => this.#sayLoss(), SAY_LOSS_AFTER_MS);
      this.#anewTimer ??= setTimeout(() => this.#lose?.({ error: offline(), isFresh: false }), START_ANEW_AFTER_MS);
      return;
    }
    clearTimeout(this.#lossTimer);
    clearTimeout(this.#anewTimer);
    this.#lossTimer = undefined;
    this.#anewTimer = undefined;
    void this.#verify();
  }

  #sayLoss(): void {
    this.#lossTimer = undefined;
    if (!this.client || this.#status !== 'joined') return;
    this.deps.onLost();
    this.#setStatus('reconnecting', offline());
  }

  /** Connected does not mean in the room: the service is asked. */
  async #verify(): Promise<void> {
    const { client } = this;
    if (!client) return;
    this.heard();
    try {
      await client.getGroup();
      if (this.client !== client || this.#raw !== 'connected' || this.#status !== 'reconnecting') return;
      this.#setStatus('joined', undefined);
      this.deps.onInside();
    } catch (cause) {
      if (this.client !== client) return;
      const error = errorFromIm(cause, 'send'); // as a member who asks, not as one who joins
      if (error.code === 'room/not-found') this.end('closed', new ChatError('room/dismissed', 'The room is gone.', false, cause));
      else if (error.code === 'send/not-member') this.#lose?.({ error, isFresh: true });
      else if (this.#status === 'reconnecting' && this.#raw === 'connected') this.#lose?.({ error: offline(cause), isFresh: false });
    }
  }

  #armWatchdog(): void {
    this.#watchdog = setInterval(() => {
      if (isPageVisible() && Date.now() - this.#heardAt > WATCHDOG_MS) void this.#verify();
    }, WATCHDOG_MS / 4);
  }

  #handleKick(reason: ImKickReason): void {
    switch (reason) {
      case 'signature-expired':
        this.#lose?.({ error: new ChatError('im/signature', 'The login signature has expired.', true), isFresh: true });
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

  async #closeClient(): Promise<void> {
    const client = this.#im;
    this.#im = undefined;
    await client?.close();
  }

  #clearTimers(): void {
    clearTimeout(this.#lossTimer);
    clearTimeout(this.#anewTimer);
    clearInterval(this.#watchdog);
    this.#lossTimer = undefined;
    this.#anewTimer = undefined;
  }

  #setStatus(status: ChatStatus, error: ChatError | undefined): void {
    if (status === this.#status && error?.code === this.#lastError?.code) return;
    this.#status = status;
    this.#lastError = error;
    this.deps.onStatus(status, error);
  }
}

function offline(cause?: unknown): ChatError {
  return new ChatError('im/offline', 'The service cannot be reached.', true, cause);
}

function closedLoss(): Loss {
  return { error: new ChatError('room/closed', 'The room was closed.', false), isFresh: false };
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw closedLoss().error;
}

function rethrowUnloadable(cause: unknown): never {
  throw new ChatError('im/unavailable', 'The code of the chat service could not be loaded.', true, cause);
}
