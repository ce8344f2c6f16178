// Watches a client that is in the room: calms the flapping reports of its connection, asks the service after every loss
// and
// after long silence whether it still knows us, and says when it is time to begin anew. It begins nothing itself.
import type { ImClient, ImConnection } from '../../im/im-client.js';
import { ChatError } from '../model/chat-error.js';
import { errorFromIm } from './error-from-im.js';
import { isPageVisible } from './page-lifecycle.js';

/** The SDK's reports flap; a loss is said when it lasts this long. */
const DISCONNECT_DEBOUNCE_MS = 1_000;
/**
 * The client comes back by itself, and then keeps its place in the room, so that nothing is missed. After so long the
 * place is
 * gone anyway, and the token may be.
 */
const REJOIN_AFTER_MS = 45_000;
/** Silence that makes a return to the tab a reason to ask. */
const PROBE_ON_RESUME_AFTER_MS = 5_000;
/** Nothing heard for this long: ask the service whether it still knows us. */
const PROBE_AFTER_SILENCE_MS = 60_000;

export interface ConnectionMonitorOptions {
  /** The connection is away, perhaps only for a moment: from here on something may be missed. */
  readonly onUnstable: () => void;
  /** The service has said that it knows us. */
  readonly onConfirmed: () => void;
  /** The connection has been away long enough to be said. */
  readonly onDisconnected: () => void;
  /** It is back, and the service knows us. After `onDown` only. */
  readonly onReconnected: () => void;
  /** Only beginning anew helps. `isForgotten`: the service answers, but does not know us as a member. */
  readonly onRejoinNeeded: (error: ChatError, isForgotten: boolean) => void;
  /** The room is no more. */
  readonly onRoomGone: (error: ChatError) => void;
}

export class ConnectionMonitor {
  #client: ImClient | undefined;
  #raw: ImConnection = 'connecting';
  #isDisconnectReported = false;
  #changedAt = 0;
  #lastActivityAt = 0;
  #debounceTimer: ReturnType<typeof setTimeout> | undefined;
  #rejoinTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly deps: ConnectionMonitorOptions) {}

  /** Since when the connection has been away, unix ms; now when it is there. */
  get lostSince(): number {
    return this.#raw === 'connected' ? Date.now() : this.#changedAt;
  }

  /** `client` has just been let into the room. */
  begin(client: ImClient): void {
    this.end();
    this.#client = client;
    this.#raw = 'connected';
    this.#isDisconnectReported = false;
    this.noteActivity();
    this.#silenceTimer = setInterval(() => {
      if (isPageVisible() && Date.now() - this.#lastActivityAt > PROBE_AFTER_SILENCE_MS) void this.#probe();
    }, PROBE_AFTER_SILENCE_MS / 4);
  }

  end(): void {
    this.#client = undefined;
    this.#clearLossTimers();
    clearInterval(this.#silenceTimer);
  }

  /** Something arrived: there is no silence. */
  noteActivity(): void {
    this.#lastActivityAt = Date.now();
  }

  /** The person or the network is back. */
  resume(): void {
    if (Date.now() - this.#lastActivityAt > PROBE_ON_RESUME_AFTER_MS) void this.#probe();
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
      void this.#probe();
      return;
    }
    if (was === 'connected') this.deps.onUnstable();
    this.#debounceTimer ??= setTimeout(() => {
      if (this.#isDisconnectReported) return;
      this.#isDisconnectReported = true;
      this.deps.onDisconnected();
    }, DISCONNECT_DEBOUNCE_MS);
    this.#rejoinTimer ??= setTimeout(
      () => this.deps.onRejoinNeeded(new ChatError('im/offline', 'The service cannot be reached.', true), false),
      REJOIN_AFTER_MS,
    );
  }

  #clearLossTimers(): void {
    clearTimeout(this.#debounceTimer);
    clearTimeout(this.#rejoinTimer);
    this.#debounceTimer = undefined;
    this.#rejoinTimer = undefined;
  }

  /** Connected does not mean in the room. */
  async #probe(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.noteActivity();
    try {
      await client.getGroup();
      if (this.#client !== client || this.#raw !== 'connected') return;
      this.deps.onConfirmed();
      if (!this.#isDisconnectReported) return;
      this.#isDisconnectReported = false;
      this.deps.onReconnected();
    } catch (cause) {
      if (this.#client !== client) return;
      const error = errorFromIm(cause, 'send'); // as a member who asks, not as one who joins
      if (error.code === 'room/not-found')
        this.deps.onRoomGone(new ChatError('room/dismissed', 'The room is gone.', false, cause));
      else if (error.code === 'send/not-member') this.deps.onRejoinNeeded(error, true);
      else if (this.#isDisconnectReported && this.#raw === 'connected')
        this.deps.onRejoinNeeded(new ChatError('im/offline', 'The service does not answer.', true, cause), false);
    }
  }
}
