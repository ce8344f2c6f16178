// No error that a page gets holds the signature, at any depth: pages log errors, and send their logs elsewhere.
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Connection } from '../../../src/room/connection/connection.js';
import type { Room } from '../../../src/room/room.js';
import type { TokenResponse } from '../../../src/room/model/room-options.js';
import { until } from '../../support/until.js';
import { fakeRoom } from '../support/fake-room.js';
import { rejectionOf } from '../support/rejection-of.js';

/** Short, because parsers quote only the beginning of what they cannot read. */
const SIGNATURE = 'sig-Ana';
const token = (fields: Partial<TokenResponse> = {}): TokenResponse => ({
  sdkAppId: 1_400_777_000 + Math.floor(Math.random() * 1e6),
  userId: 'ana',
  userSig: SIGNATURE,
  expiresAt: Math.floor(Date.now() / 1000) + 3600,
  ...fields,
});

/** Every string that can be reached from a value: also in causes, in properties that are not enumerable, in Maps. */
function stringsIn(value: unknown, seen = new Set<unknown>()): string[] {
  if (typeof value === 'string') return [value];
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return [];
  seen.add(value);
  const parts: unknown[] = Reflect.ownKeys(value).map((key) => Reflect.get(value, key));
  if (value instanceof Map || value instanceof Set) parts.push(...value);
  return parts.flatMap((part) => stringsIn(part, seen));
}

/** All errors that the room has given to its page. */
function errorsOf(room: Room): unknown[] {
  const errors: unknown[] = [];
  room.on('status', ({ error }) => errors.push(error, room.snapshot.error));
  room.on('error', (error) => errors.push(error));
  room.on('send-failed', (payload) => errors.push(payload));
  return errors;
}

function assertNoSignature(errors: readonly unknown[]): void {
  const given = errors.filter((each) => each !== undefined);
  assert.ok(given.length > 0, 'there was an error');
  for (const error of given)
    assert.deepEqual(
      stringsIn(error).filter((each) => each.includes(SIGNATURE)),
      [],
    );
}

/** Takes over the timer of the renewal, the only one of more than a minute and a half. */
function renewalOf(test: TestContext): () => void {
  const { setTimeout: original } = globalThis;
  let renew: () => void = () => assert.fail('no renewal was planned');
  test.mock.method(globalThis, 'setTimeout', (run: () => void, ms?: number) => {
    if ((ms ?? 0) < 95_000) return original(run, ms);
    renew = run;
    return original(() => undefined, 0);
  });
  return () => renew();
}

describe('the errors that a room gives to its page', () => {
  it('do not hold the signature when the renewed token is for another user', async (test) => {
    const renew = renewalOf(test);
    const first = token();
    let current = first;
    const { room, im } = fakeRoom({}, { tokenProvider: () => Promise.resolve(current) });
    test.after(() => room.disconnect());
    const errors = errorsOf(room);
    await room.connect();
    current = { ...first, userId: 'zoe' };
    // Also the error with which the room joins again: the page gets it when that fails for good.
    const rejoin = test.mock.method(Connection.prototype, 'rejoin');
    renew();
    await until(() => room.snapshot.self?.userId === 'zoe' && room.snapshot.status === 'joined', 'it is joined again');
    errors.push(...rejoin.mock.calls.map((call) => call.arguments[0]));
    assert.equal(im.count('join'), 2);
    assertNoSignature(errors);
  });

  it('do not hold the signature when the renewed token cannot be used', async (test) => {
    const renew = renewalOf(test);
    const first = token();
    let current: unknown = first;
    const { room } = fakeRoom({}, { tokenProvider: () => Promise.resolve(current as TokenResponse) });
    test.after(() => room.disconnect());
    const errors = errorsOf(room);
    await room.connect();
    current = { ...first, role: SIGNATURE };
    renew();
    await until(() => errors.some((each) => each !== undefined), 'the failure is reported');
    assertNoSignature(errors);
  });

  it('do not hold the signature when a token response is not usable', async () => {
    const unusable: unknown[] = [
      { ...token(), sdkAppId: SIGNATURE },
      { ...token(), expiresAt: SIGNATURE },
      { ...token(), userId: SIGNATURE.repeat(20) },
      { ...token(), capabilities: SIGNATURE },
      SIGNATURE,
      [SIGNATURE],
    ];
    for (const response of unusable) {
      const { room } = fakeRoom({}, { tokenProvider: () => Promise.resolve(response as TokenResponse) });
      const errors = errorsOf(room);
      errors.push(await rejectionOf(room.connect()));
      assertNoSignature(errors);
      await room.disconnect();
    }
  });

  it('do not hold the signature when the response of an endpoint is not JSON', async (test) => {
    test.mock.method(globalThis, 'fetch', () => Promise.resolve(new Response(SIGNATURE)));
    const { room } = fakeRoom({}, { tokenProvider: undefined, tokenEndpoint: '/api/token' });
    const errors = errorsOf(room);
    errors.push(await rejectionOf(room.connect()));
    assertNoSignature(errors);
    await room.disconnect();
  });
});
