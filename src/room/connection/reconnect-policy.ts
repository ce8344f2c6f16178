// Every delay and limit of connecting and reconnecting. No timers: connection.ts, connection-monitor.ts, page-lock.ts
// and the client of the service apply them.
import type { ImError } from '../../im/im-error.js';
import type { ChatError } from '../model/chat-error.js';
import type { TokenFailure } from './token.js';

/** The SDK reports short interruptions; a disconnect is reported only when it lasts this long. */
export const DISCONNECT_DEBOUNCE_MS = 1_000;
/**
 * The SDK reconnects by itself, and then keeps its place in the room, so that nothing is missed. After this long the
 * place is lost anyway and the token may have expired: the room is joined again.
 */
export const REJOIN_AFTER_MS = 45_000;
/** When the tab or the network returns, the service is probed if nothing was received for this long. */
export const PROBE_ON_RESUME_AFTER_MS = 5_000;
/**
 * The service is probed whenever nothing was received for this long: two probes show that a quiet room is not quiet but
 * not delivered, and that within a minute.
 */
export const PROBE_AFTER_SILENCE_MS = 20_000;
/**
 * The service may refuse the profile to a new member for some seconds (`_silentlyGetGroupProfile` in
 * `@tencentcloud/chat` 3.6.6): for this long after a join a refused probe proves nothing, and is repeated.
 */
export const PROFILE_LAG_MS = 10_000;
export const PROFILE_LAG_PROBE_MS = 1_000;
/**
 * A tab that was hidden for this long is joined again when it returns. Browsers run the timers of a hidden tab once a
 * minute, and the service takes a web client for offline after about 60 s without a frame ("State Change Callback").
 */
export const REJOIN_AFTER_HIDDEN_MS = 60_000;
/** A room that was joined is reported as dismissed when the service has denied it for this long. */
export const DISMISSED_AFTER_MS = 5_000;
/** After this long in the room, the next disconnect starts with short delays again. */
export const STABLE_AFTER_MS = 10_000;
/** After this many refused signatures in a row the token endpoint is considered wrong. */
export const MAX_SIGNATURE_ERRORS = 3;
/**
 * Frameworks mount the elements of a new page before they remove the old ones; after this long the old ones are gone.
 */
export const PAGE_LOCK_HANDOVER_MS = 1_000;

/**
 * A tab that gets its lock back waits this long before it connects; longer while another page keeps taking the lock.
 */
export const TAB_LOCK_MIN_PAUSE_MS = 1_000;
export const TAB_LOCK_MAX_PAUSE_MS = 60_000;
/** After this long without a theft the pause is short again. */
export const TAB_LOCK_CALM_MS = 120_000;

/** The first delay is at most this long; the limit doubles with each attempt. */
const BASE_DELAY_MS = 500;
/** The longest delay, also while the tab is hidden or the browser is offline (the return of either ends the delay). */
const MAX_DELAY_MS = 30_000;
/** The same for a token endpoint or a service that responds with an error: many viewers get it at the same moment. */
const BUSY_BASE_DELAY_MS = 1_000;
/** A short loss should be over soon, a long one should not burden the service: longer losses allow longer delays. */
const DELAY_CAPS: readonly (readonly [lostForMs: number, capMs: number])[] = [
  [60_000, 2_500],
  [300_000, 10_000],
];

/** After the second refusal of a login because of too many logins. More attempts prolong the restriction. */
const TOO_MANY_LOGINS_DELAY_MS = 60_000;
/** Deadlines grow with the attempts up to this factor: 10, 20, 40 s for a login. */
const MAX_PATIENCE = 4;

const SOCKET_BASE_DELAY_MS = 200;
const SOCKET_MAX_DELAY_MS = 2_000;

/** What the next delay depends on. */
interface ReconnectContext {
  readonly error: ChatError;
  readonly lostForMs: number;
  readonly isVisible: boolean;
  readonly isOnline: boolean;
}

/** The delay that the token endpoint asked for with `Retry-After`, ms; 0 without one. */
export function retryAfterMs({ cause }: ChatError): number {
  return (cause as Partial<TokenFailure> | undefined)?.retryAfterMs ?? 0;
}

/**
 * The delays between attempts to join: exponential backoff with full jitter. After a loss of the network the delay is
 * capped by how long the loss has lasted. When the token endpoint or the service is not available it is not, and at
 * least half of each delay is fixed: about seven attempts in the first minute.
 */
export class ReconnectPolicy {
  #attempts = 0;
  #loginRefusals = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** No delay was taken since the last `reset`. */
  get isFirstAttempt(): boolean {
    return this.#attempts === 0;
  }

  /** By how much the deadlines of the next attempt are longer: a slow network cannot meet the first ones. */
  get patience(): number {
    return Math.min(MAX_PATIENCE, 2 ** this.#attempts);
  }

  /** The delay before the next attempt, ms. */
  nextDelay({ error, lostForMs, isVisible, isOnline }: ReconnectContext): number {
    const isBusy = error.code === 'token/unreachable' || error.code === 'im/unavailable';
    const base = isBusy ? BUSY_BASE_DELAY_MS : BASE_DELAY_MS;
    const ceiling = Math.min(MAX_DELAY_MS, base * 2 ** Math.min(this.#attempts, 20));
    this.#attempts++;
    const hasTooManyLogins = (error.cause as Partial<ImError> | undefined)?.reason === 'too-many-logins';
    this.#loginRefusals = hasTooManyLogins ? this.#loginRefusals + 1 : 0;
    if (!isOnline) return MAX_DELAY_MS;
    if (this.#loginRefusals > 1) return Math.round(TOO_MANY_LOGINS_DELAY_MS * (1 + this.random() / 2));
    const random = this.random();
    if (isBusy) return Math.max(retryAfterMs(error), Math.round((ceiling * (1 + random)) / 2));
    const cap = isVisible ? (DELAY_CAPS.find(([ms]) => lostForMs < ms)?.[1] ?? MAX_DELAY_MS) : MAX_DELAY_MS;
    return Math.min(cap, Math.round(random * ceiling));
  }

  /** Starts with short delays again. */
  reset(): void {
    this.#attempts = 0;
    this.#loginRefusals = 0;
  }
}

/**
 * The delay before the client opens its socket again, ms: 0.2 s, doubling up to 2 s, each changed at random by up to a
 * quarter so that many clients do not return at once. `attempt` counts from 0.
 */
export function socketRetryDelay(attempt: number): number {
  return Math.min(SOCKET_BASE_DELAY_MS * 2 ** attempt, SOCKET_MAX_DELAY_MS) * (0.75 + Math.random() / 2);
}
