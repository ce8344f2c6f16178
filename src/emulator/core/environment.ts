// What the core needs from its runtime. It uses the clock, random numbers and keys only through this interface, so that
// the same code runs in Node, in a page and with a fake clock in tests.

/** Cancels an operation; calling it again has no effect. */
export type Cancel = () => void;

/** Clock, timers, random numbers, signature check and webhook of the core. */
export interface Environment {
  /** The time in milliseconds since 1970. */
  now(): number;
  /** A random number from 0 (inclusive) to 1 (exclusive). */
  random(): number;
  /** Calls back once after `ms` milliseconds. */
  setTimer(callback: () => void, ms: number): Cancel;
  /**
   * Verifies a UserSig for `userId` at `now` (unix seconds). Resolves with its expiry in unix seconds; rejects with an
   * error whose `code` is Tencent's.
   */
  verify(userSig: string, userId: string, now: number): Promise<{ expiresAt: number }>;
  /**
   * Signs a text with the key of the application, so that clients cannot forge login tokens. Absent: tokens are
   * unsigned.
   */
  sign?(text: string): string;
  /**
   * Posts to the webhook of the application and resolves with its JSON response. Rejects if there is no valid response
   * in time. Absent: the application has no webhook.
   */
  callWebhook?(command: string, body: object, platform: string): Promise<unknown>;
}
