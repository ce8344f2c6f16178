// What the emulated service needs from the machine it runs on. The core reaches clock, chance and keys only through
// this, so that the same code runs in Node, inside a page and under a test's own clock.

/** Stops what was started; calling it again does nothing. */
export type Cancel = () => void;

/** The clock, timers, chance and signature check that the core is given. */
export interface Environment {
  /** The time in milliseconds since 1970. */
  now(): number;
  /** A number from 0 up to, not including, 1. */
  random(): number;
  /** Calls back once after `ms` milliseconds. */
  setTimer(callback: () => void, ms: number): Cancel;
  /**
   * Checks a UserSig for `userId` at `now` (unix seconds). Resolves with its end in unix seconds; rejects with an
   * object whose `code` is Tencent's.
   */
  verify(userSig: string, userId: string, now: number): Promise<{ expiresAt: number }>;
  /**
   * Seals a text with the application's key, so that a login's token cannot be made up. Absent: tokens are not sealed.
   */
  sign?(text: string): string;
  /**
   * Posts to the application's webhook and resolves with its JSON answer. Absent: there is no webhook. Rejects when
   * there is no good answer in time.
   */
  callWebhook?(command: string, body: object, platform: string): Promise<unknown>;
}
