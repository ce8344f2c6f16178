import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBoundedText, readBytes } from '../../src/util/read-bytes.js';

/** A stream of these chunks, and whether its reader cancelled it. */
function streamOf(...chunks: readonly (readonly number[])[]) {
  const state = { isCancelled: false };
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new Uint8Array(chunk));
      controller.close();
    },
  });
  const { cancel } = ReadableStreamDefaultReader.prototype;
  const { getReader } = stream;
  Object.defineProperty(stream, 'getReader', {
    value: () => {
      const reader = getReader.call(stream) as ReadableStreamDefaultReader<Uint8Array>;
      reader.cancel = (reason) => ((state.isCancelled = true), cancel.call(reader, reason));
      return reader;
    },
  });
  return { stream, state };
}
/** A response with so many bytes and these headers; `type` as a browser reports it. */
function responseOf(bytes: number, headers: Record<string, string> = {}, type?: string) {
  const response = new Response(new Uint8Array(bytes).fill(97), { headers });
  return type === undefined ? response : Object.defineProperty(response, 'type', { value: type });
}

describe('readBytes', () => {
  it('joins the chunks in order', async () => {
    assert.deepEqual(await readBytes(streamOf([1, 2], [], [3]).stream, 3), new Uint8Array([1, 2, 3]));
    assert.deepEqual(await readBytes(null, 3), new Uint8Array());
    assert.deepEqual(await readBytes(undefined, 0), new Uint8Array());
  });

  it('reads as many bytes as are allowed, and cancels a stream that has more', async () => {
    const exact = streamOf([1, 2], [3, 4]);
    assert.equal((await readBytes(exact.stream, 4))?.length, 4);
    assert.equal(exact.state.isCancelled, false);
    const more = streamOf([1, 2], [3, 4, 5]);
    assert.equal(await readBytes(more.stream, 4), undefined);
    assert.equal(more.state.isCancelled, true);
  });

  it('rejects when the stream fails', async () => {
    const failing = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('reset')) });
    await assert.rejects(readBytes(failing, 4), /reset/);
  });
});

describe('readBoundedText', () => {
  it('reads UTF-8 up to the limit, whatever the headers say', async () => {
    assert.equal(await readBoundedText(new Response('字'), 3), '字');
    assert.equal(await readBoundedText(new Response('字'), 2), undefined);
    for (const headers of [undefined, { 'Content-Length': '9' }, { 'Content-Length': 'x' }]) {
      assert.equal(await readBoundedText(responseOf(4, headers), 4), 'aaaa');
      assert.equal(await readBoundedText(responseOf(5, headers), 4), undefined);
    }
  });

  it('reads in one step only what declares a small length of itself', async () => {
    const isReadInOneStep = async (response: Response) => {
      let isText = false;
      const { text } = response;
      response.text = () => ((isText = true), text.call(response));
      await readBoundedText(response, 4);
      return isText;
    };
    const small = { 'Content-Length': '4' };
    assert.equal(await isReadInOneStep(responseOf(4, small)), true);
    assert.equal(await isReadInOneStep(responseOf(4, small, 'basic')), true);
    assert.equal(await isReadInOneStep(responseOf(4, small, 'cors')), false, 'its encoding is hidden');
    assert.equal(await isReadInOneStep(responseOf(4, { ...small, 'Content-Encoding': 'gzip' })), false);
    for (const length of ['5', '-1', '4.0', '', '0x1', ' '])
      assert.equal(await isReadInOneStep(responseOf(4, { 'Content-Length': length })), false, length);
    assert.equal(await isReadInOneStep(responseOf(4)), false);
  });
});
