import type { Profile, Settings } from '../core/settings.js';

/** The webhook of the application. */
export interface WebhookOptions {
  readonly url: string;
  /** Key of the signature in webhook calls. Without it the calls are not signed. */
  readonly token?: string;
  /** Default: 2,000, as at Tencent. */
  readonly timeoutMs?: number;
}

/** Options of `startEmulator()`. They include all settings of the service. */
export interface EmulatorOptions extends Partial<Settings> {
  /** Base of the settings. Default: `lenient`. */
  readonly profile?: Profile;
  /** Port to listen on. Default: 0, a free port. */
  readonly port?: number;
  /** Address to listen on. Default: 127.0.0.1. Any other address admits other machines: use it in a trusted network. */
  readonly host?: string;
  /** Key of the application. Default: the published test key of the emulator. */
  readonly secretKey?: string;
  /** Public key (PEM) that verifies the UserSigs of older applications. */
  readonly publicKey?: string;
  /** Origins of pages that may connect, besides pages of this machine. */
  readonly allowedOrigins?: readonly string[];
  /** Origins of pages that may also use the controls and the REST API. Default: none. */
  readonly controlOrigins?: readonly string[];
  readonly webhook?: WebhookOptions;
  /** Clock of the service, in ms since 1970. */
  readonly now?: () => number;
  /** Generator of random numbers from 0 (inclusive) to 1 (exclusive). */
  readonly random?: () => number;
}
