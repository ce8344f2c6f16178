// Sites behind a proxy: the host that the browser used and the address of the client are in headers.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import {
  createTokenHandler,
  toNodeListener,
  type TokenHandlerOptions,
  type TrustProxy,
} from '../../src/server/index.js';
import { readForwarded } from '../../src/server/forwarded.js';

const SECRET = 'emulator-test-key-opens-no-real-application-0000000000000000000';
const make = (options: Partial<TokenHandlerOptions>) =>
  createTokenHandler({
    sdkAppId: 1400000001,
    secretKey: SECRET,
    identify: () => ({ guest: true }),
    addressLimit: false,
    ...options,
  } as TokenHandlerOptions);
const post = (headers: Record<string, string>) =>
  new Request('http://10.0.0.7:3000/api/token', {
    method: 'POST',
    body: '{"groupId":"room"}',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', host: '10.0.0.7:3000', ...headers },
  });
const PAGE = 'https://show.example';
const X_HEADERS = { origin: PAGE, 'x-forwarded-host': 'show.example', 'x-forwarded-proto': 'https' };
const RFC_HEADER = { origin: PAGE, forwarded: 'for=198.51.100.4;proto=https;host=show.example' };

describe('a handler behind a proxy', () => {
  const cases: [trustProxy: TrustProxy, headers: Record<string, string>, status: number][] = [
    [true, X_HEADERS, 200],
    ['forwarded', RFC_HEADER, 200],
    [false, X_HEADERS, 403],
    [false, RFC_HEADER, 403],
    // The other header is one that the proxy passes on from the client.
    [true, RFC_HEADER, 403],
    ['forwarded', X_HEADERS, 403],
    [true, { ...X_HEADERS, origin: 'https://other.example' }, 403],
  ];
  for (const [trustProxy, headers, status] of cases)
    test(`responds ${status} with trustProxy ${trustProxy} to ${JSON.stringify(headers)}`, async () => {
      assert.equal((await make({ trustProxy })(post(headers))).status, status);
    });

  const ofClient: [trustProxy: TrustProxy, headers: (address: string) => Record<string, string>][] = [
    [true, (address) => ({ ...X_HEADERS, 'x-forwarded-for': `192.0.2.1, ${address}` })],
    ['forwarded', (address) => ({ ...RFC_HEADER, forwarded: `host=show.example;for=192.0.2.1, for=${address}` })],
  ];
  for (const [trustProxy, headers] of ofClient)
    test(`limits the address that the proxy names with trustProxy ${trustProxy}`, async () => {
      const handle = make({ trustProxy, addressLimit: { limit: 2, windowSeconds: 60 } });
      const statuses: number[] = [];
      for (const client of ['198.51.100.4', '198.51.100.4', '198.51.100.4', '198.51.100.5'])
        statuses.push((await handle(post(headers(client)), { address: '10.0.0.1' })).status);
      assert.deepEqual(statuses, [200, 200, 429, 200]);
    });

  test('takes Forwarded in a listener for Node, and no host from a client without it', async () => {
    const listener = toNodeListener(make({}), { trustProxy: 'forwarded' });
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const send = async (headers: Record<string, string>) =>
      (
        await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/token`, {
          method: 'POST',
          body: '{"groupId":"room"}',
          headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
        })
      ).status;
    try {
      assert.deepEqual([await send(RFC_HEADER), await send(X_HEADERS)], [200, 403]);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  test('refuses another setting when it is made', () => {
    assert.throws(() => make({ trustProxy: 'x-forwarded' as TrustProxy }), /trustProxy must be true.*"forwarded"/);
    assert.throws(() => toNodeListener(make({}), { trustProxy: 1 as never }), /trustProxy must be true/);
  });
});

describe('Forwarded of RFC 7239', () => {
  const read = (forwarded: string) => readForwarded((name) => (name === 'forwarded' ? forwarded : null), 'forwarded');

  test('has the host of the proxy next to the client and the address that the nearest proxy wrote', () => {
    assert.deepEqual(read('for=192.0.2.1;host=a.example;proto=https, for="[2001:db8::17]:4711";host=b.example'), {
      protocol: 'https',
      host: 'a.example',
      address: '[2001:db8::17]:4711',
    });
  });

  test('may have quotes, escapes, commas in quotes, any case and spaces', () => {
    assert.deepEqual(read('For="192.0.2.43, 198.51.100.17" ; HOST="show\\.example:8443";Proto=http'), {
      protocol: 'http',
      host: 'show.example:8443',
      address: '192.0.2.43, 198.51.100.17',
    });
  });

  test('has no address where the proxy hides it', () => {
    for (const hidden of ['for=unknown', 'for=_hidden', 'for="_SEVKISEK"', 'by=203.0.113.43', ''])
      assert.equal(read(hidden).address, undefined, hidden);
  });

  test('is read in a time that does not grow with the square of its length', () => {
    const hostile = ['"\\'.repeat(200_000), 'for="'.repeat(100_000), 'for="\\'.repeat(80_000), ','.repeat(400_000)];
    const started = process.cpuUsage();
    for (const header of hostile) read(header);
    const { user, system } = process.cpuUsage(started);
    assert.ok(user + system < 3e6, `${user + system} µs of processor time`);
  });
});
