import type { Settings } from '../core/settings.js';

/** The application's webhook. */
export interface WebhookOptions {
  readonly url: string;
  /** With a token the calls are signed, as the service does. */
  readonly token?: string;
  /** Tencent waits 2,000 ms. */
  readonly timeoutMs?: number;
}

/** How the emulator is started. Every number of the service can be changed too, see Settings. */
export interface EmulatorOptions extends Partial<Settings> {
  /** 0 takes a free one. */
  readonly port?: number;
  /** 127.0.0.1 when not given. Anything else lets other machines in: only on a network you trust. */
  readonly host?: string;
  /** The application's key; the emulator's own test key when not given. */
  readonly secretKey?: string;
  /** Checks logins of older applications: the public key (PEM) to their private one. */
  readonly publicKey?: string;
  /** Origins of pages that may connect, besides those on this machine. */
  readonly allowedOrigins?: readonly string[];
  readonly webhook?: WebhookOptions;
  /** The clock, in ms since 1970. */
  readonly now?: () => number;
  /** Chance, 0 to 1. */
  readonly random?: () => number;
}
