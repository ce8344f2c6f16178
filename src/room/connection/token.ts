// Fetches the token, once for all callers of the same moment, keeps it in memory only, and renews it at 80 % of its
// lifetime. It does not retry: its caller decides when to try again (a refusal carries the wait that the server asked
// for).
import { tokenRequest } from '../../protocol/token-request.js';
import { parseTokenResponse } from '../../protocol/token-response.js';
import { untilAborted } from '../../util/promises.js';
import { postJson } from '../../util/post-json.js';
import { readBoundedText } from '../../util/read-bytes.js';
import { retryImport } from '../../util/retry-import.js';
import { ChatError } from '../model/chat-error.js';
import type { RoomOptions, TokenResponse } from '../model/room-options.js';

const REQUEST_TIMEOUT_MS = 15_000;
/** Far more than the longest response that `parseTokenResponse` accepts. */
const MAX_RESPONSE_BYTES = 64 * 1024;
/** The server kit's problems are shorter. */
const MAX_PROBLEM_BYTES = 4 * 1024;
const REFRESH_AT = 0.8;
/** With a wrong clock a token looks expired at once; it must not be requested every second. */
const MIN_LIFE_MS = 120_000;
/** A timer takes at most 2^31 ms. */
const MAX_LIFE_MS = 2_000_000_000;
const MAX_RETRY_AFTER_S = 300;
/** For a room that uses the login of the page and needs no token. */
const NO_TOKEN: TokenResponse = { sdkAppId: 0 };

/** The checked token. Throws `token/invalid` with a message that names the field, never its value. */
export function parseToken(value: unknown): TokenResponse {
  try {
    return parseTokenResponse(value);
  } catch (error) {
    throw new ChatError('token/invalid', (error as TypeError).message, false);
  }
}

/** The cause of a `token/unreachable`: the endpoint's response, without its body. */
export interface TokenFailure {
  readonly status: number;
  /** The wait that `Retry-After` names, ms; 0 without one. */
  readonly retryAfterMs: number;
}

export type CredentialsOptions = Pick<
  RoomOptions,
  'groupId' | 'tokenEndpoint' | 'tokenProvider' | 'tokenCredentials' | 'sdk'
>;

interface FetchedToken {
  readonly token: unknown;
  /** The server's clock where it is known, otherwise this one; unix ms. */
  readonly serverNow: number;
}

/** The source of valid tokens. Rejects with `token/unreachable`, `token/denied` or `token/invalid`. */
export class Credentials {
  #token: TokenResponse | undefined;
  #staleAt = 0;
  #pending: Promise<TokenResponse> | undefined;
  #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The result of `#explain`, once it was needed. */
  #explanation: Promise<string> | undefined;

  constructor(
    private readonly options: CredentialsOptions,
    /** Called after each scheduled renewal, with the new token or the error. */
    private readonly onRenewed: (outcome: TokenResponse | ChatError) => void = () => undefined,
  ) {}

  /** The current token while it is fresh, otherwise a new one. */
  get(): Promise<TokenResponse> {
    const { tokenEndpoint, tokenProvider } = this.options;
    if (!tokenEndpoint && !tokenProvider) return Promise.resolve(NO_TOKEN);
    if (this.#token && Date.now() < this.#staleAt) return Promise.resolve(this.#token);
    return this.renew();
  }

  /** A new token, also when the current one is fresh. */
  renew(): Promise<TokenResponse> {
    this.#pending ??= this.#request().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Removes the token and stops all work. The next `get` fetches a new one. */
  clear(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#token = undefined;
    this.#staleAt = 0;
    this.#explanation = undefined;
    clearTimeout(this.#timer);
  }

  async #request(): Promise<TokenResponse> {
    const { signal } = this.#abort;
    const deadline = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const either = AbortSignal.any([signal, deadline]);
    const { tokenProvider } = this.options;
    try {
      const { token: untrusted, serverNow } = await untilAborted(
        tokenProvider ? this.#askProvider(tokenProvider, either) : this.#fetch(either),
        either,
      );
      const token = this.#withSdk(parseToken(untrusted));
      if (signal.aborted) throw closed();
      this.#keep(token, serverNow);
      return token;
    } catch (error) {
      if (signal.aborted) throw closed();
      if (error instanceof ChatError) throw error;
      const message = deadline.aborted
        ? 'The token endpoint did not respond in time.'
        : tokenProvider
          ? 'The token provider failed.'
          : await this.#explain(either);
      if (signal.aborted) throw closed();
      throw new ChatError('token/unreachable', message, true, error);
    }
  }

  async #askProvider(provider: NonNullable<RoomOptions['tokenProvider']>, signal: AbortSignal): Promise<FetchedToken> {
    return { token: await provider({ groupId: this.options.groupId, signal }), serverNow: Date.now() };
  }

  async #fetch(signal: AbortSignal): Promise<FetchedToken> {
    const { groupId, tokenEndpoint = '', tokenCredentials = 'same-origin' } = this.options;
    const response = await postJson(tokenRequest(tokenEndpoint, groupId, tokenCredentials), signal);
    if (!response.ok) {
      if (response.status === 403 && (await isOriginProblem(response))) throw originRefusal();
      void response.body?.cancel().catch(() => undefined); // an error page of any size is not read
      throw refusal(response);
    }
    const text = await readBoundedText(response, MAX_RESPONSE_BYTES);
    if (text === undefined)
      throw new ChatError(
        'token/invalid',
        `The token response is not usable: it is larger than ${MAX_RESPONSE_BYTES / 1024} KB.`,
        false,
      );
    let token: unknown;
    try {
      token = JSON.parse(text);
    } catch {
      // The parser's message quotes the response, which may hold a signature: it is not passed on.
      throw new ChatError('token/invalid', 'The token response is not usable: it is not JSON.', false);
    }
    const serverNow = Date.parse(response.headers.get('Date') ?? '');
    return { token, serverNow: Number.isNaN(serverNow) ? Date.now() : serverNow };
  }

  /**
   * What is wrong with an endpoint that did not respond. It is probed once, so that an endpoint in trouble does not get
   * twice as many requests.
   */
  #explain(signal: AbortSignal): Promise<string> {
    return (this.#explanation ??= retryImport(() => import('./origin-probe.lazy.js'), 'explainFailure')
      .then((explainFailure) => explainFailure(this.options.tokenEndpoint ?? '', signal))
      .catch(() => undefined)
      .then((explanation) => explanation ?? 'The token endpoint cannot be reached.'));
  }

  /** The SDK that the page names takes precedence over the one that the token names. */
  #withSdk(token: TokenResponse): TokenResponse {
    const { sdk } = this.options;
    return sdk && sdk !== 'auto' ? { ...token, sdk } : token;
  }

  /** The lifetime is measured by the server's clock where it is known: the user's may be wrong by hours. */
  #keep(token: TokenResponse, serverNow: number): void {
    this.#token = token;
    clearTimeout(this.#timer);
    const life =
      token.expiresAt === undefined
        ? MAX_LIFE_MS
        : Math.min(MAX_LIFE_MS, Math.max(MIN_LIFE_MS, token.expiresAt * 1000 - serverNow));
    this.#staleAt = Date.now() + life * REFRESH_AT;
    if (token.expiresAt !== undefined) this.#scheduleRenewal(life * REFRESH_AT);
  }

  #scheduleRenewal(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { signal } = this.#abort;
      this.renew().then(this.onRenewed, (error: unknown) => {
        if (signal.aborted) return;
        if (error instanceof ChatError) this.onRenewed(error);
        // The current token is valid for another fifth of its lifetime; full jitter spreads the requests of many pages.
        if (!(error instanceof ChatError) || error.retryable) this.#scheduleRenewal(5_000 + Math.random() * 25_000);
      });
    }, ms);
  }
}

function closed(): ChatError {
  return new ChatError('room/closed', 'The room was closed.', false);
}

/** Whether the server kit refused the page for its origin: the user cannot change that by signing in. */
async function isOriginProblem(response: Response): Promise<boolean> {
  if (!response.headers.get('Content-Type')?.startsWith('application/problem+json')) return false;
  const text = await readBoundedText(response, MAX_PROBLEM_BYTES).catch(() => undefined);
  return text !== undefined && /"code":"origin"/.test(text);
}

function originRefusal(): ChatError {
  const message =
    'The token endpoint refuses pages of this origin (HTTP 403): add it to the option `origins` of the server; ' +
    'a proxy has to keep the Host header, or use `trustProxy`.';
  console.error(`live-chat-elements: ${message}`);
  return new ChatError('token/invalid', message, false, { status: 403, retryAfterMs: 0 } satisfies TokenFailure);
}

function refusal(response: Response): ChatError {
  const { status } = response;
  const seconds = Number(response.headers.get('Retry-After') ?? '');
  const failure: TokenFailure = {
    status,
    retryAfterMs: Number.isFinite(seconds) ? Math.min(MAX_RETRY_AFTER_S, Math.max(0, seconds)) * 1000 : 0,
  };
  if (status === 401 || status === 403)
    return new ChatError(
      'token/denied',
      `The token endpoint requires the user to sign in (HTTP ${status}).`,
      false,
      failure,
    );
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return new ChatError('token/unreachable', `The token endpoint is not ready (HTTP ${status}).`, true, failure);
  return new ChatError(
    'token/invalid',
    `The token endpoint responded with HTTP ${status}: check its address, and that it accepts a POST with a JSON body.`,
    false,
    failure,
  );
}
