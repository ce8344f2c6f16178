// Monitors a client that is in the room: debounces its reports of the connection, probes the service after every loss
// and after long silence, and reports when the room must be joined again. Does not join by itself.
import type { ImClient, ImConnection, ImGroup } from '../../im/im-client.js';
import { currentMoment, elapsedSince, type Moment } from '../../util/moment.js';
import { ChatError } from '../model/chat-error.js';
import { errorFromIm } from './error-from-im.js';
import { isPageVisible } from './page-lifecycle.js';
import {
  DISCONNECT_DEBOUNCE_MS,
  PROBE_AFTER_SILENCE_MS,
  PROBE_ON_RESUME_AFTER_MS,
  PROFILE_LAG_MS,
  PROFILE_LAG_PROBE_MS,
  REJOIN_AFTER_HIDDEN_MS,
  REJOIN_AFTER_MS,
} from './reconnect-policy.js';

interface ConnectionMonitorCallbacks {
  /** The connection is interrupted, perhaps only for a moment: from now on messages may be missed. */
  readonly onDeliveryUncertain: () => void;
  /** The service has confirmed that this client is in the room. */
  readonly onDeliveryResumed: () => void;
  /** The connection has been interrupted for long enough to report it. */
  readonly onDisconnected: () => void;
  /** The connection is back, and the service has confirmed the membership. Called only after `onDisconnected`. */
  readonly onReconnected: () => void;
  /** The room must be joined again. `isForgotten`: the service responds, but this client is no member any more. */
  readonly onRejoinNeeded: (error: ChatError, isForgotten: boolean) => void;
  /** The service reported the group. */
  readonly onGroup: (group: ImGroup) => void;
}

export class ConnectionMonitor {
  #client: ImClient | undefined;
  #connection: ImConnection = 'connecting';
  #isDisconnectReported = false;
  #changedAt = 0;
  #joinedAt: Moment = currentMoment();
  #lastActivity: Moment = currentMoment();
  #debounceTimer: ReturnType<typeof setTimeout> | undefined;
  #rejoinTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setInterval> | undefined;
  #repeatTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly callbacks: ConnectionMonitorCallbacks) {}

  /** Since when the connection has been lost, by `performance.now()`; the present time while it is there. */
  get lostSince(): number {
    return this.#connection === 'connected' ? performance.now() : this.#changedAt;
  }

  /** Starts with a client that has just joined the room. */
  begin(client: ImClient): void {
    this.end();
    this.#client = client;
    this.#connection = 'connected';
    this.#isDisconnectReported = false;
    this.#joinedAt = currentMoment();
    this.noteActivity();
    this.#silenceTimer = setInterval(() => {
      if (isPageVisible() && elapsedSince(this.#lastActivity) > PROBE_AFTER_SILENCE_MS) void this.#probe();
    }, PROBE_AFTER_SILENCE_MS / 4);
  }

  end(): void {
    this.#client = undefined;
    this.#clearTimers();
    clearInterval(this.#silenceTimer);
  }

  /** Something was received. */
  noteActivity(): void {
    this.#lastActivity = currentMoment();
  }

  /** The tab or the network is back; the tab was hidden for `hiddenMs`. */
  resume(hiddenMs: number): void {
    if (this.#client && hiddenMs > REJOIN_AFTER_HIDDEN_MS)
      this.callbacks.onRejoinNeeded(new ChatError('im/offline', 'The page was hidden for long.', true), true);
    else if (elapsedSince(this.#lastActivity) > PROBE_ON_RESUME_AFTER_MS) void this.#probe();
  }

  /** Takes the client's report of its connection, which is not debounced. */
  report(connection: ImConnection): void {
    const previous = this.#connection;
    if (previous === connection) return;
    const isConnected = connection === 'connected';
    // "connecting" and "disconnected" alternate while there is no connection: the loss began with the first of them.
    if (isConnected || previous === 'connected') this.#changedAt = performance.now();
    this.#connection = connection;
    if (!this.#client) return;
    if (isConnected) {
      this.#clearTimers();
      void this.#probe();
      return;
    }
    if (previous === 'connected') this.callbacks.onDeliveryUncertain();
    this.#debounceTimer ??= setTimeout(() => {
      if (this.#isDisconnectReported) return;
      this.#isDisconnectReported = true;
      this.callbacks.onDisconnected();
    }, DISCONNECT_DEBOUNCE_MS);
    this.#rejoinTimer ??= setTimeout(
      () => this.callbacks.onRejoinNeeded(new ChatError('im/offline', 'The service cannot be reached.', true), false),
      REJOIN_AFTER_MS,
    );
  }

  #clearTimers(): void {
    clearTimeout(this.#debounceTimer);
    clearTimeout(this.#rejoinTimer);
    clearTimeout(this.#repeatTimer);
    this.#debounceTimer = undefined;
    this.#rejoinTimer = undefined;
  }

  /** Asks the service for the group: a client that is connected need not be a member of the room. */
  async #probe(): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.noteActivity();
    try {
      const group = await client.getGroup();
      if (this.#client !== client || this.#connection !== 'connected') return;
      this.callbacks.onGroup(group);
      this.callbacks.onDeliveryResumed();
      if (!this.#isDisconnectReported) return;
      this.#isDisconnectReported = false;
      this.callbacks.onReconnected();
    } catch (cause) {
      if (this.#client !== client) return;
      const error = errorFromIm(cause, 'send'); // the errors of a member, not of a user who joins
      if (error.code === 'room/not-found' || error.code === 'send/not-member') {
        if (elapsedSince(this.#joinedAt) > PROFILE_LAG_MS) this.callbacks.onRejoinNeeded(error, true);
        else {
          clearTimeout(this.#repeatTimer);
          this.#repeatTimer = setTimeout(() => void this.#probe(), PROFILE_LAG_PROBE_MS);
        }
      } else if (this.#isDisconnectReported && this.#connection === 'connected')
        this.callbacks.onRejoinNeeded(new ChatError('im/offline', 'The service does not respond.', true, cause), false);
    }
  }
}
