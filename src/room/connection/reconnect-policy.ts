import type { ChatError } from '../model/chat-error.js';
import type { TokenFailure } from './token.js';

/** Waiting times between attempts: full jitter, doubling, without end. */
export class Backoff {
  #attempts = 0;

  constructor(
    private readonly random: () => number,
    /** Of the first wait at most, ms. */
    private readonly baseMs = 500,
    /** Of any wait at most, ms. */
    private readonly capMs = 30_000,
  ) {}

  get attempts(): number {
    return this.#attempts;
  }

  /** The next wait in ms, at least `minimum`. */
  next(minimum = 0): number {
    const ceiling = Math.min(this.capMs, this.baseMs * 2 ** Math.min(this.#attempts, 20));
    this.#attempts++;
    return Math.max(minimum, Math.round(this.random() * ceiling));
  }

  /** Begins small again, after success. */
  reset(): void {
    this.#attempts = 0;
  }
}

const SOCKET_BASE_DELAY_MS = 200;
const MAX_SOCKET_DELAY_MS = 2_000;

/**
 * Milliseconds before the client's attempt `attempt` (from 0) to open its socket again: 0.2 s, doubling up to 2 s. Each
 * varies by a quarter, so that many pages do not reconnect at the same moment.
 */
export function socketRetryDelay(attempt: number): number {
  return Math.min(SOCKET_BASE_DELAY_MS * 2 ** attempt, MAX_SOCKET_DELAY_MS) * (0.75 + Math.random() / 2);
}

/** Waits grow with the length of the loss: a short one is to be over at once, a long one is to spare the service. */
const DELAY_CAPS: readonly (readonly [lostForMs: number, capMs: number])[] = [
  [60_000, 2_500],
  [300_000, 10_000],
];
/**
 * Of any wait, ms; also while nobody looks at the page, or the browser knows of no network (its return ends the wait).
 */
export const MAX_DELAY_MS = 30_000;

export interface ReconnectContext {
  readonly error: ChatError;
  /** What full jitter and doubling give, ms. */
  readonly backoffMs: number;
  readonly lostForMs: number;
  readonly isVisible: boolean;
  readonly isOnline: boolean;
  /** 0 to 1. */
  readonly random: number;
}

/** The wait that the token endpoint asked for, ms; 0 when it did not. */
export function retryAfterMs({ cause }: ChatError): number {
  return (cause as Partial<TokenFailure> | undefined)?.retryAfterMs ?? 0;
}

/** How long to wait before the next attempt to get in, ms. */
export function reconnectDelay({ error, backoffMs, lostForMs, isVisible, isOnline, random }: ReconnectContext): number {
  if (!isOnline) return MAX_DELAY_MS;
  const cap = isVisible ? (DELAY_CAPS.find(([ms]) => lostForMs < ms)?.[1] ?? MAX_DELAY_MS) : MAX_DELAY_MS;
  // A service that says it is busy is not asked again at once, however short the loss.
  const busy = error.code === 'im/unavailable' ? random * cap : 0;
  return Math.max(retryAfterMs(error), Math.min(cap, backoffMs), busy);
}
