// One REST call: signature, time limit, reading the envelope, repeating where that cannot do a thing twice.
// Knows no command by name.
import { createUserSig, type SigningKey } from '../user-sig.js';
import { ResponseReader } from './response-reader.js';
import { REST_FAILURE, TencentError } from './tencent-error.js';

/** How long one call may take, and who may end it. */
export interface CallOptions {
  /** Ends the call, waits between attempts included; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Milliseconds for one attempt. */
  timeoutMs?: number;
}

/**
 * `safe`: doing it twice is doing it once. `unsafe`: repeated only when the service certainly did nothing.
 * A list: safe, and these codes on a repeat mean that the attempt before it had worked.
 */
export type Repeat = 'safe' | 'unsafe' | readonly number[];

/** One REST command with its body; rejects with a `TencentError`. */
export type RestCall = (
  command: string,
  body: object,
  repeat: Repeat,
  options?: CallOptions,
) => Promise<ResponseReader>;

export interface RestTransportOptions {
  key: SigningKey;
  sdkAppId: number;
  identifier: string;
  baseUrl: string;
  fetch: typeof fetch;
  timeoutMs: number;
  retries: number;
  /** Longest wait before the first repeat, ms; doubles with each. */
  backoffMs: number;
  random: () => number;
  now: () => number;
}

const MAX_BACKOFF_MS = 10_000;
const SIGNATURE_LIFETIME_S = 86_400;
const SIGNATURE_EXPIRED = 70001;

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** Makes the function through which every command goes. */
export function createRestTransport(options: RestTransportOptions): RestCall {
  const { key, sdkAppId, identifier, baseUrl, random, now, retries, backoffMs } = options;
  let signature: { text: Promise<string>; renewAt: number } | undefined;

  function sign(): Promise<string> {
    const at = now();
    if (!signature || at >= signature.renewAt) {
      signature = {
        text: createUserSig({
          ...key,
          sdkAppId,
          userId: identifier,
          expire: SIGNATURE_LIFETIME_S,
          now: Math.floor(at / 1000),
        }),
        renewAt: at + SIGNATURE_LIFETIME_S * 500,
      };
    }
    return signature.text;
  }

  async function attempt(
    command: string,
    body: string,
    { signal, timeoutMs = options.timeoutMs }: CallOptions,
  ): Promise<ResponseReader> {
    const query = new URLSearchParams({
      sdkappid: String(sdkAppId),
      identifier,
      usersig: await sign(),
      random: String(Math.floor(random() * 0x1_0000_0000)),
      contenttype: 'json',
    });
    const limit = AbortSignal.timeout(timeoutMs);
    let status: number;
    let answer: unknown;
    try {
      const init: RequestInit = {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      };
      const response = await options.fetch(`${baseUrl}/v4/${command}?${query.toString()}`, init);
      status = response.status;
      const text = await response.text();
      try {
        answer = JSON.parse(text);
      } catch {
        answer = undefined;
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (limit.aborted) throw new TencentError(REST_FAILURE.timeout, `no answer within ${timeoutMs} ms`, command);
      throw new TencentError(REST_FAILURE.network, 'no connection', command, { cause: error });
    }
    const reader = new ResponseReader(answer);
    if (!reader.has('ErrorCode') && !reader.has('ActionStatus'))
      throw new TencentError(REST_FAILURE.notTencent, `HTTP ${status} without an answer of Tencent's`, command, {
        retryable: status === 429 || status >= 500,
      });
    const code = reader.number('ErrorCode');
    if (code !== 0 || reader.string('ActionStatus') === 'FAIL')
      throw new TencentError(code, reader.string('ErrorInfo') || 'refused without a reason', command);
    return reader;
  }

  return async (command, body, repeat, callOptions = {}) => {
    callOptions.signal?.throwIfAborted();
    const text = JSON.stringify(body);
    let renewed = false;
    let maybeDone = false;
    for (let repeated = 0; ; repeated++) {
      try {
        return await attempt(command, text, callOptions);
      } catch (error) {
        if (!(error instanceof TencentError)) throw error;
        if (maybeDone && Array.isArray(repeat) && repeat.includes(error.code)) return new ResponseReader({});
        if (error.code === SIGNATURE_EXPIRED && !renewed) {
          renewed = true;
          signature = undefined;
          continue;
        }
        const mayRepeat = error.retryable && (repeat !== 'unsafe' || error.notCarriedOut);
        if (!mayRepeat || repeated >= retries) throw error;
        maybeDone ||= !error.notCarriedOut;
        await pause(random() * Math.min(MAX_BACKOFF_MS, backoffMs * 2 ** repeated), callOptions.signal);
      }
    }
  };
}
