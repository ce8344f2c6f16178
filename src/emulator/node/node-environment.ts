import { createHash, createHmac } from 'node:crypto';
import type { Environment } from '../core/environment.js';
import { verifyUserSig } from '../../server/user-sig.js';
import type { EmulatorOptions } from './emulator-options.js';

const WEBHOOK_TIMEOUT_MS = 2000;

interface Keys {
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly publicKey: string | undefined;
}

/** The environment of the core in Node. `jump` moves its clock. */
export function nodeEnvironment(
  options: EmulatorOptions,
  keys: Keys,
): { environment: Environment; jump: (ms: number) => void } {
  let offset = 0;
  const clock = options.now ?? Date.now;
  const now = () => clock() + offset;
  const environment: Environment = {
    now,
    random: options.random ?? Math.random,
    setTimer(callback, ms) {
      const timer = setTimeout(callback, ms);
      timer.unref(); // the listening server keeps the process alive, not its timers
      return () => clearTimeout(timer);
    },
    verify: (userSig, userId, seconds) =>
      verifyUserSig(userSig, {
        sdkAppId: keys.sdkAppId,
        secretKey: keys.secretKey,
        ...(keys.publicKey !== undefined && { publicKey: keys.publicKey }),
        userId,
        now: seconds,
      }),
    sign: (text) => createHmac('sha256', keys.secretKey).update(text).digest('base64url'),
    ...(options.webhook && { callWebhook: webhookCaller(options.webhook, keys.sdkAppId, now) }),
  };
  return { environment, jump: (ms) => (offset += ms) };
}

/** Calls the webhook as Tencent does, with query, signature and timeout. */
function webhookCaller(
  { url, token, timeoutMs = WEBHOOK_TIMEOUT_MS }: NonNullable<EmulatorOptions['webhook']>,
  sdkAppId: number,
  now: () => number,
): NonNullable<Environment['callWebhook']> {
  return async (command, body, platform) => {
    const address = new URL(url);
    const query: Record<string, string> = {
      SdkAppid: String(sdkAppId),
      CallbackCommand: command,
      contenttype: 'json',
      ClientIP: '127.0.0.1',
      OptPlatform: platform,
    };
    if (token !== undefined) {
      query['RequestTime'] = String(Math.floor(now() / 1000));
      query['Sign'] = createHash('sha256')
        .update(token + query['RequestTime'])
        .digest('hex');
    }
    for (const [key, value] of Object.entries(query)) address.searchParams.set(key, value);
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`The webhook responded with status ${response.status}`);
    return (await response.json()) as unknown;
  };
}
