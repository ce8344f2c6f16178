// One REST call: signature, time limit, reading of the response, retries where a repeat is safe. It knows no command by
// name.
import { readBoundedText } from '../../util/read-bytes.js';
import { createUserSig, type SigningKey } from '../user-sig.js';
import { ResponseReader } from './response-reader.js';
import { REST_FAILURE, TencentError } from './tencent-error.js';

/** Options of one call. */
export interface CallOptions {
  /** Ends the call, waits between attempts included; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Milliseconds for one attempt. */
  timeoutMs?: number;
}

/**
 * Whether a call may be repeated. `safe`: a repeat has no further effect. `unsafe`: it is repeated only when the
 * service certainly did nothing. A list: safe, and these codes in a retry mean that an earlier attempt succeeded.
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
  /** Maximum wait before the first retry, ms; doubles with each. A `Retry-After` is waited for up to 10 s. */
  backoffMs: number;
  random: () => number;
  now: () => number;
}

const MAX_BACKOFF_MS = 10_000;
/** Far more than any response of the service. */
const MAX_RESPONSE_BYTES = 4 * 1024 * 1024;
const SIGNATURE_LIFETIME_S = 86_400;
const SIGNATURE_EXPIRED = 70001;

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const handleAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', handleAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', handleAbort, { once: true });
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The wait that a proxy or the service asks for; 0 without one. */
function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('Retry-After') ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0;
}

/** Makes the function that all commands use. */
export function createRestTransport(options: RestTransportOptions): RestCall {
  const { key, sdkAppId, identifier, baseUrl, random, now, retries, backoffMs } = options;
  let signature: { text: string; renewAt: number } | undefined;

  async function sign(): Promise<string> {
    const at = now();
    if (signature && at < signature.renewAt) return signature.text;
    // Not kept before it is made: a promise never settles when the platform stops the function that made it.
    const text = await createUserSig({
      ...key,
      sdkAppId,
      userId: identifier,
      expire: SIGNATURE_LIFETIME_S,
      now: Math.floor(at / 1000),
    });
    signature = { text, renewAt: at + SIGNATURE_LIFETIME_S * 500 };
    return text;
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
    let response: Response;
    let text: string | undefined;
    try {
      const init: RequestInit = {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body,
        redirect: 'manual', // 'error' is not implemented in Workers
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      };
      response = await options.fetch(`${baseUrl}/v4/${command}?${query.toString()}`, init);
      const { status } = response;
      if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
        void response.body?.cancel().catch(() => undefined);
        throw new TencentError(REST_FAILURE.notTencent, `HTTP ${status}, a redirect; check baseUrl`, command);
      }
      text = await readBoundedText(response, MAX_RESPONSE_BYTES);
    } catch (error) {
      if (error instanceof TencentError) throw error;
      signal?.throwIfAborted();
      if (limit.aborted) throw new TencentError(REST_FAILURE.timeout, `no response within ${timeoutMs} ms`, command);
      throw new TencentError(REST_FAILURE.network, 'no connection', command, { cause: error });
    }
    if (text === undefined)
      throw new TencentError(REST_FAILURE.notTencent, `a response above ${MAX_RESPONSE_BYTES} bytes`, command);
    const { status } = response;
    const reader = new ResponseReader(parseJson(text));
    if (!reader.has('ErrorCode') && !reader.has('ActionStatus'))
      throw new TencentError(REST_FAILURE.notTencent, `HTTP ${status}, not a response of Tencent's API`, command, {
        retryable: status === 429 || status >= 500,
        retryAfterMs: retryAfterMs(response),
      });
    const code = reader.number('ErrorCode');
    if (code !== 0 || reader.string('ActionStatus') === 'FAIL')
      throw new TencentError(code, reader.string('ErrorInfo') || 'the service gave no reason', command);
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
        const mayRepeat =
          error.retryable && error.retryAfterMs <= MAX_BACKOFF_MS && (repeat !== 'unsafe' || error.notCarriedOut);
        if (!mayRepeat || repeated >= retries) throw error;
        maybeDone ||= !error.notCarriedOut;
        const backoff = random() * Math.min(MAX_BACKOFF_MS, backoffMs * 2 ** repeated);
        await sleep(Math.max(error.retryAfterMs, backoff), callOptions.signal);
      }
    }
  };
}
