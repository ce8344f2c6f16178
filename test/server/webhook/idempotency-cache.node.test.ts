// The service repeats an event when a response is late; a repeat must have no further effect.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { IdempotencyCache, MAX_ENTRIES } from '../../../src/server/webhook/idempotency-cache.js';

/** How long a signature of the service is accepted: 60 s before and after it was made. */
const SIGNATURE_S = 120;
const PATIENCE_MS = 2_000;

function cache(maxEntries?: number) {
  let made = 0;
  const clock = { now: 1_700_000_000_000 };
  const kept = new IdempotencyCache(() => clock.now, PATIENCE_MS, maxEntries);
  return {
    clock,
    made: () => made,
    respond: async (key: string, status = 200) => {
      const response = await kept.respond(key, () => Promise.resolve(Response.json({ made: (made += 1) }, { status })));
      return { status: response.status, type: response.headers.get('content-type'), body: await response.json() };
    },
    kept,
  };
}

describe('repeats of an event', () => {
  it('get the first response, also when both arrive at once', async () => {
    const { respond, made } = cache();
    const [first, second] = await Promise.all([respond('key'), respond('key')]);
    assert.deepEqual([first, made()], [{ status: 200, type: 'application/json', body: { made: 1 } }, 1]);
    assert.deepEqual(second, first);
    assert.deepEqual(await respond('key'), first);
    assert.deepEqual((await respond('another')).body, { made: 2 });
  });

  it('are tried again after a failure of the server, and not after a refusal', async () => {
    const { respond, made, kept } = cache();
    for (const status of [500, 503]) {
      await respond(`key ${status}`, status);
      assert.equal((await respond(`key ${status}`)).status, 200);
    }
    assert.equal((await respond('refused', 499)).status, 499);
    assert.equal((await respond('refused')).status, 499);
    assert.equal(made(), 5);
    await assert.rejects(
      kept.respond('throws', () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal((await respond('throws')).status, 200);
  });

  it('are recognised for as long as a signature is accepted, and forgotten afterwards', async () => {
    const { respond, clock } = cache();
    await respond('key');
    clock.now += 60_000;
    await respond('later');
    clock.now += 59_999;
    assert.deepEqual((await respond('key')).body, { made: 1 });
    clock.now += 1;
    assert.deepEqual((await respond('key')).body, { made: 3 });
    assert.deepEqual((await respond('later')).body, { made: 2 });
  });

  it('are recognised after 11,000 other events', async () => {
    const { kept, made, respond } = cache();
    await respond('first');
    const other = { status: 200, headers: new Headers(), text: () => Promise.resolve('') } as unknown as Response;
    for (let key = 0; key < 11_000; key++) await kept.respond(String(key), () => Promise.resolve(other));
    await respond('first');
    assert.equal(made(), 1);
  });

  it('need a bounded memory: enough for 1,600 events per second', async () => {
    assert.ok(MAX_ENTRIES >= 1_600 * SIGNATURE_S && MAX_ENTRIES <= 250_000, `${MAX_ENTRIES}`);
    const { respond, made } = cache(100);
    for (let key = 0; key <= 100; key++) await respond(String(key));
    await respond('1');
    assert.equal(made(), 101, 'the newest hundred are kept');
    await respond('0');
    assert.equal(made(), 102, 'the oldest is not');
  });
});
