// A token handler with an invented key, and requests to it.
import assert from 'node:assert/strict';
import { type TokenHandlerOptions, createTokenHandler } from '../../../src/server/index.js';

export const SECRET = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'; // an invented key
export const URL_HERE = 'https://show.test/api/token';

export function make(options: Partial<Omit<TokenHandlerOptions, 'secretKey' | 'privateKey'>> = {}) {
  return createTokenHandler({
    sdkAppId: 1400000001,
    secretKey: SECRET,
    identify: () => ({ userId: 'ana', nick: 'Ana' }),
    onError: () => undefined,
    ...options,
  });
}
export const post = (
  body: string | Uint8Array<ArrayBuffer> | object = { groupId: 'friday-show' },
  headers: Record<string, string> = {},
  url = URL_HERE,
) =>
  new Request(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
export async function problem(response: Response, status: number) {
  assert.equal(response.status, status);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const text = await response.text();
  assert.ok(!text.includes(SECRET) && !text.includes(' at '), text);
  return JSON.parse(text) as { type: string; title: string; status: number; detail: string; code?: string };
}
