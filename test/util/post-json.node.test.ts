import assert from 'node:assert/strict';
import { describe, it, mock, type TestContext } from 'node:test';
import { postJson, preloadJson, type JsonRequest } from '../../src/util/post-json.js';

const { signal } = new AbortController();
let urls = 0;
const newRequest = (): JsonRequest => ({
  url: `https://site.example/${urls++}`,
  body: '{"a":1}',
  credentials: 'include',
});

/** Replaces `fetch`, and returns what was sent. */
function recordFetch(test: TestContext) {
  const sent: { readonly url: string; readonly init: RequestInit }[] = [];
  const fake = mock.method(globalThis, 'fetch', (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return Promise.resolve(new Response(String(sent.length)));
  });
  test.after(() => fake.mock.restore());
  return sent;
}

describe('postJson()', () => {
  it('sends a POST with the body as JSON, the credentials, and no cache', async (test) => {
    const sent = recordFetch(test);
    const request = newRequest();
    await postJson(request, signal);
    const [{ url, init } = { url: '', init: {} }] = sent;
    assert.equal(url, request.url);
    assert.deepEqual(
      [init.method, init.body, init.credentials, init.cache, init.signal],
      ['POST', '{"a":1}', 'include', 'no-store', signal],
    );
    assert.deepEqual(init.headers, { 'Content-Type': 'application/json' });
  });

  it('returns the response of an equal request that was sent early, once', async (test) => {
    const sent = recordFetch(test);
    const request = newRequest();
    await Promise.all([preloadJson(request), preloadJson({ ...request })]);
    assert.equal(sent.length, 1, 'two elements of one room send one request');
    assert.equal(await (await postJson({ ...request }, signal)).text(), '1');
    assert.equal(await (await postJson(request, signal)).text(), '2', 'the next token is requested anew');
  });

  it('does not return the response of another URL, body or credentials', async (test) => {
    const sent = recordFetch(test);
    const request = newRequest();
    await preloadJson(request);
    for (const other of [{ url: newRequest().url }, { body: '{}' }, { credentials: 'omit' as const }])
      await postJson({ ...request, ...other }, signal);
    assert.equal(sent.length, 4);
  });

  it('does not use an early response that is older than ten seconds', async (test) => {
    const sent = recordFetch(test);
    test.mock.timers.enable({ apis: ['setTimeout'] });
    const request = newRequest();
    await preloadJson(request);
    test.mock.timers.tick(10_000);
    await postJson(request, signal);
    assert.equal(sent.length, 2);
  });

  it('passes the failure of an early request on to the caller that takes it', async (test) => {
    const fake = mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('offline')));
    test.after(() => fake.mock.restore());
    const request = newRequest();
    await assert.rejects(preloadJson(request), /offline/);
    await assert.rejects(postJson(request, signal), /offline/);
  });
});
