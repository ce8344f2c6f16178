// Watches a client that is in the room: calms the flapping reports of its connection, asks the service after every loss
// and
// after long silence whether it still knows us, and says when it is time to begin anew. It begins nothing itself.
import type { ImClient, ImConnection } from '../../im/im-client.js';
import { ChatError } from '../model/chat-error.js';
import { errorFromIm } from './error-from-im.js';
import { isPageVisible } from './page-lifecycle.js';

/** The SDK's reports flap; a loss is said when it lasts this long. */
const SAY_LOSS_AFTER_MS = 1_000;
/**
 * The client comes back by itself, and then keeps its place in the room, so that nothing is missed. After so long the
 * place is
 * gone anyway, and the token may be.
 */
const START_ANEW_AFTER_MS = 45_000;
/** Silence that makes a return to the tab a reason to ask. */
const ASK_ON_WAKE_AFTER_MS = 5_000;
/** Nothing heard for this long: ask the service whether it still knows us. */
const SILENCE_MS = 60_000;

export interface LinkWatchDeps {
  /** The connection is away, perhaps only for a moment: from here on something may be missed. */
  readonly onDoubt: () => void;
  /** The service has said that it knows us. */
  readonly onTrust: () => void;
  /** The connection has been away long enough to be said. */
  readonly onDown: () => void;
  /** It is back, and the service knows us. After `onDown` only. */
  readonly onUp: () => void;
  /** Only beginning anew helps. `isForgotten`: the service answers, but does not know us as a member. */
  readonly onBroken: (error: ChatError, isForgotten: boolean) => void;
  /** The room is no more. */
  readonly onGone: (error: ChatError) => void;
}

export class LinkWatch {
  #client: ImClient | undefined;
  #raw: ImConnection = 'connecting';
  #isDownSaid = false;
  #changedAt = 0;
  #heardAt = 0;
  #sayTimer: ReturnType<typeof setTimeout> | undefined;
  #anewTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly deps: LinkWatchDeps) {}

  /** Since when the connection has been away, unix ms; now when it is there. */
  get lostSince(): number {
    return this.#raw === 'connected' ? Date.now() : this.#changedAt;
  }

  /** `client` has just been let into the room. */
  begin(client: ImClient): void {
    this.end();
    this.#client = client;
    this.#raw = 'connected';
    this.#isDownSaid = false;
    this.heard();
    this.#silenceTimer = setInterval(() => {
      if (isPageVisible() && Date.now() - this.#heardAt > SILENCE_MS) void this.#ask();
    }, SILENCE_MS / 4);
  }

  end(): void {
    this.#client = undefined;
    this.#clearLossTimers();
    clearInterval(this.#silenceTimer);
  }

  /** Something arrived: there is no silence. */
  heard(): void {
    this.#heardAt = Date.now();
  }

  /** The person or the network is back. */
  wake(): void {
    if (Date.now() - this.#heardAt > ASK_ON_WAKE_AFTER_MS) void this.#ask();
  }

  /** The client's raw report. */
  report(state: ImConnection): void {
    const was = this.#raw;
    if (was === state) return;
    const isUp = state === 'connected';
    // "connecting" and "disconnected" take turns while there is no connection: the loss began with the first of them.
    if (isUp || was === 'connected') this.#changedAt = Date.now();
    this.#raw = state;
    if (!this.#client) return;
    if (isUp) {
      this.#clearLossTimers();
      void this.#ask();
      return;
    }
    if (was === 'connected') this.deps.onDoubt();
    this.#sayTimer ??= setTimeout(() => {
      if (this.#isDownSaid) return;
      this.#isDownSaid = true;
      this.deps.onDown();
    }, SAY_LOSS_AFTER_MS);
    this.#anewTimer ??= setTimeout(
      () => this.deps.onBroken(new ChatError('im/offline', 'The service cannot be reached.', true), false),
      START_ANEW_AFTER_MS,
    );
  }

  #clearLossTimers(): void {
    clearTimeout(this.#sayTimer);
    clearTimeout(this.#anewTimer);
    this.#sayTimer = undefined;
    this.#anewTimer = undefined;
  }

  /** Connected does not mean in the room. */
  async #ask(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.heard();
    try {
      await client.getGroup();
      if (this.#client !== client || this.#raw !== 'connected') return;
      this.deps.onTrust();
      if (!this.#isDownSaid) return;
      this.#isDownSaid = false;
      this.deps.onUp();
    } catch (cause) {
      if (this.#client !== client) return;
      const error = errorFromIm(cause, 'send'); // as a member who asks, not as one who joins
      if (error.code === 'room/not-found')
        this.deps.onGone(new ChatError('room/dismissed', 'The room is gone.', false, cause));
      else if (error.code === 'send/not-member') this.deps.onBroken(error, true);
      else if (this.#isDownSaid && this.#raw === 'connected')
        this.deps.onBroken(new ChatError('im/offline', 'The service does not answer.', true, cause), false);
    }
  }
}
