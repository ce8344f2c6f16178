import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestModeration } from '../../../src/room/moderation/moderation-endpoint.js';
import { ChatError } from '../../../src/room/model/chat-error.js';
import { readBoundedText } from '../../../src/util/read-bytes.js';

const send = () =>
  requestModeration(
    'https://show.test/moderate',
    { action: 'unmute', groupId: 'g', userId: 'bo' },
    { credentials: undefined, readText: readBoundedText },
  );

describe('requestModeration', () => {
  it('passes on the detail of a refusal, as plain text', async (test) => {
    test.mock.method(globalThis, 'fetch', () =>
      Promise.resolve(Response.json({ detail: 'Only hosts\u202E may' }, { status: 403 })),
    );
    await assert.rejects(
      send(),
      (error) =>
        error instanceof ChatError && error.code === 'send/not-allowed' && error.userMessage === 'Only hosts may',
    );
  });

  it('reads a refusal only up to a limit', async (test) => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 4096;
        controller.enqueue(new Uint8Array(4096).fill(32));
        if (sent > 16 * 1024 * 1024) controller.close();
      },
    });
    test.mock.method(globalThis, 'fetch', () => Promise.resolve(new Response(body, { status: 500 })));
    await assert.rejects(send(), (error) => error instanceof ChatError && error.retryable);
    assert.ok(sent <= 64 * 1024, `${sent} bytes were read`);
  });

  it('sends cookies to its own origin only, unless the option allows others', async (test) => {
    const credentials: unknown[] = [];
    test.mock.method(globalThis, 'fetch', (_url: string, init: RequestInit) => {
      credentials.push(init.credentials);
      return Promise.resolve(Response.json({ done: 'unmute' }));
    });
    await send();
    assert.deepEqual(credentials, ['same-origin']);
  });
});
