import { ChatError } from '../model/chat-error.js';
import type { RoomOptions, TokenResponse } from '../model/room-options.js';

// Checks what a token endpoint or a page's token provider answered. Errors name the field and never show its value.

const ROLES: readonly unknown[] = ['viewer', 'host', 'moderator'];

function invalid(words: string): ChatError {
  return new ChatError('token/invalid', `The token answer is not usable: ${words}.`, false);
}

function optionalText(answer: Record<string, unknown>, field: string, max: number): string | undefined {
  const value = answer[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw invalid(`"${field}" has to be a string`);
  if (value.length > max) throw invalid(`"${field}" is longer than ${max} characters`);
  return value;
}

function required(value: string | undefined, field: string): string {
  if (value === undefined) throw invalid(`"${field}" is missing (it goes with "userId")`);
  return value;
}

function parseProxy(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocol !== 'ws:' && protocol !== 'wss:') throw invalid('"proxyServer" has to be a ws: or wss: address');
  return value;
}

/** The checked answer. Throws `token/invalid`, in words. */
export function parseToken(value: unknown): TokenResponse {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('it has to be a JSON object');
  const answer = value as Record<string, unknown>;
  const sdkAppId = answer['sdkAppId'];
  if (sdkAppId === undefined) throw invalid('"sdkAppId" is missing');
  if (typeof sdkAppId !== 'number' || !Number.isSafeInteger(sdkAppId) || sdkAppId <= 0)
    throw invalid('"sdkAppId" has to be a positive whole number');
  const userId = optionalText(answer, 'userId', 64);
  const role = answer['role'] ?? undefined;
  if (role !== undefined && !ROLES.includes(role)) throw invalid('"role" has to be "viewer", "host" or "moderator"');
  const capabilities = answer['capabilities'] ?? undefined;
  if (
    capabilities !== undefined &&
    !(Array.isArray(capabilities) && capabilities.every((each) => typeof each === 'string'))
  )
    throw invalid('"capabilities" has to be a list of strings');
  const expiresAt = answer['expiresAt'] ?? undefined;
  if (expiresAt !== undefined && !(typeof expiresAt === 'number' && Number.isFinite(expiresAt) && expiresAt > 0))
    throw invalid('"expiresAt" has to be a number of seconds since 1970');
  if (typeof expiresAt === 'number' && expiresAt > 1e11)
    throw invalid('"expiresAt" has to be in seconds, not in milliseconds');
  if (userId !== undefined && expiresAt === undefined) throw invalid('"expiresAt" is missing (it goes with "userId")');
  const userSig = optionalText(answer, 'userSig', 8192);
  return Object.freeze({
    sdkAppId,
    userId,
    userSig: userId === undefined ? undefined : required(userSig, 'userSig'),
    groupId: optionalText(answer, 'groupId', 128),
    expiresAt,
    nick: optionalText(answer, 'nick', 1000),
    avatar: optionalText(answer, 'avatar', 2000),
    role: role as TokenResponse['role'],
    capabilities: capabilities && Object.freeze([...capabilities]),
    proxyServer: parseProxy(optionalText(answer, 'proxyServer', 2000)),
  });
}

// Gets the token, once for everybody who asks at the same time, keeps it in memory only, and renews it at 80 % of its
// life.
// It does not retry: whoever asked decides when to ask again (a refusal for now carries the wait the server named).

const REQUEST_TIMEOUT_MS = 15_000;
const REFRESH_AT = 0.8;
/** A clock that is wrong must not make a request a second out of "expired". */
const MIN_LIFE_MS = 120_000;
/** A timer takes at most 2^31 ms. */
const MAX_LIFE_MS = 2_000_000_000;

/** Beneath a `token/unreachable`: what the endpoint answered, without its body. */
export interface TokenFailure {
  readonly status: number;
  /** The wait that `Retry-After` names, ms; 0 without one. */
  readonly retryAfterMs: number;
}

export type CredentialsOptions = Pick<RoomOptions, 'groupId' | 'tokenEndpoint' | 'tokenProvider' | 'tokenCredentials'>;

/** The way to a valid token. Rejects with `token/unreachable`, `token/denied` or `token/invalid`. */
export class Credentials {
  #token: TokenResponse | undefined;
  #staleAt = 0;
  #pending: Promise<TokenResponse> | undefined;
  #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly options: CredentialsOptions,
    /** Called after each renewal by the clock, with the new token or the error. */
    private readonly onRenewed: (outcome: TokenResponse | ChatError) => void = () => undefined,
  ) {}

  /** The token at hand while it is fresh, otherwise a new one. */
  get(): Promise<TokenResponse> {
    if (this.#token && Date.now() < this.#staleAt) return Promise.resolve(this.#token);
    return this.renew();
  }

  /** A new token, whatever is at hand. */
  renew(): Promise<TokenResponse> {
    this.#pending ??= this.#request().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Forgets the token and stops everything. The next `get` begins anew. */
  clear(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#token = undefined;
    this.#staleAt = 0;
    clearTimeout(this.#timer);
  }

  async #request(): Promise<TokenResponse> {
    const { signal } = this.#abort;
    const deadline = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const either = AbortSignal.any([signal, deadline]);
    try {
      const { answer, serverNow } = await untilAborted(
        this.options.tokenProvider ? this.#fetchWithRetry(this.options.tokenProvider, either) : this.#fetch(either),
        either,
      );
      const token = parseToken(answer);
      if (signal.aborted) throw closed();
      this.#keep(token, serverNow);
      return token;
    } catch (error) {
      if (signal.aborted) throw closed();
      if (error instanceof ChatError) throw error;
      const words = deadline.aborted
        ? 'The token endpoint did not answer in time.'
        : this.options.tokenProvider
          ? 'The token provider failed.'
          : 'The token endpoint cannot be reached.';
      throw new ChatError('token/unreachable', words, true, error);
    }
  }

  async #fetchWithRetry(
    provider: NonNullable<RoomOptions['tokenProvider']>,
    signal: AbortSignal,
  ): Promise<{ answer: unknown; serverNow: number }> {
    return { answer: await provider({ groupId: this.options.groupId, signal }), serverNow: Date.now() };
  }

  async #fetch(signal: AbortSignal): Promise<{ answer: unknown; serverNow: number }> {
    const response = await fetch(this.options.tokenEndpoint ?? '', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ groupId: this.options.groupId }),
      credentials: this.options.tokenCredentials ?? 'same-origin',
      cache: 'no-store',
      signal,
    });
    if (!response.ok) throw refusal(response);
    let answer: unknown;
    try {
      answer = await response.json();
    } catch (cause) {
      if (signal.aborted) throw cause;
      // The parser's message quotes the answer, which may hold a signature: it is not passed on.
      throw new ChatError('token/invalid', 'The token answer is not usable: it is not JSON.', false);
    }
    const serverNow = Date.parse(response.headers.get('Date') ?? '');
    return { answer, serverNow: Number.isNaN(serverNow) ? Date.now() : serverNow };
  }

  /** Life is measured on the server's clock where it is known: the person's may be wrong by hours. */
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
        // The old one is good for another fifth of its life; full jitter keeps a crowd from asking in step.
        if (!(error instanceof ChatError) || error.retryable) this.#scheduleRenewal(5_000 + Math.random() * 25_000);
      });
    }, ms);
  }
}

function closed(): ChatError {
  return new ChatError('room/closed', 'The room was closed.', false);
}

/** A provider may ignore its signal. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function refusal(response: Response): ChatError {
  const { status } = response;
  const seconds = Number(response.headers.get('Retry-After') ?? '');
  const failure: TokenFailure = {
    status,
    retryAfterMs: Number.isFinite(seconds) ? Math.min(300, Math.max(0, seconds)) * 1000 : 0,
  };
  if (status === 401 || status === 403)
    return new ChatError(
      'token/denied',
      `The token endpoint asks the person to sign in (HTTP ${status}).`,
      false,
      failure,
    );
  if (status === 408 || status === 425 || status === 429 || status >= 500)
    return new ChatError('token/unreachable', `The token endpoint is not ready (HTTP ${status}).`, true, failure);
  return new ChatError(
    'token/invalid',
    `The token endpoint answered HTTP ${status}: check the address and its method (POST with a JSON body).`,
    false,
    failure,
  );
}
