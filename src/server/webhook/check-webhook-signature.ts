import { equalInConstantTime, sha256Hex } from '../crypto.js';
import { HttpProblem } from '../http-problem.js';

/** As the service recommends. */
const WINDOW_S = 60;

/**
 * Checks `Sign = hex(sha256(Token + RequestTime))` and that it is at most 60 s old. The signature does not cover the
 * body: only HTTPS protects it. Throws HttpProblem 401.
 */
export async function checkWebhookSignature(query: URLSearchParams, token: string, nowMs: number): Promise<void> {
  const sign = query.get('Sign') ?? '';
  const requestTime = query.get('RequestTime') ?? '';
  const refuse = (detail: string) => new HttpProblem(401, 'Not signed', detail, { code: 'signature' });
  if (!/^[0-9a-f]{64}$/i.test(sign) || !/^\d{1,12}$/.test(requestTime))
    throw refuse('The request has no signature. Set the same token in the console and in token.');
  if (!equalInConstantTime(sign.toLowerCase(), await sha256Hex(token + requestTime)))
    throw refuse('The signature does not match.');
  if (Math.abs(nowMs / 1000 - Number(requestTime)) > WINDOW_S)
    throw refuse(`The signature is more than ${WINDOW_S} s old, or the clock of this machine is wrong.`);
}
