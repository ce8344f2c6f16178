import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FrameSplitter } from './support/frame-splitter.js';

const HANDSHAKE = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n');
const short = Buffer.from([0x81, 2, 104, 105]);
const masked = Buffer.from([0x81, 0x82, 1, 2, 3, 4, 5, 6]);
const middle = Buffer.concat([Buffer.from([0x82, 126, 0x01, 0x2c]), Buffer.alloc(300, 7)]);
const long = Buffer.concat([Buffer.from([0x82, 127, 0, 0, 0, 0, 0, 1, 0x11, 0x70]), Buffer.alloc(70_000, 9)]);

test('FrameSplitter finds the handshake and whole frames of every length, whatever the chunks', () => {
  const all = Buffer.concat([HANDSHAKE, short, masked, middle, long, short]);
  for (const step of [1, 3, 1_000, all.length]) {
    const splitter = new FrameSplitter();
    const pieces = [];
    for (let from = 0; from < all.length; from += step) pieces.push(...splitter.push(all.subarray(from, from + step)));
    assert.deepEqual(
      pieces.map(({ bytes, isFrame }) => [bytes.length, isFrame]),
      [
        [HANDSHAKE.length, false],
        [short.length, true],
        [masked.length, true],
        [middle.length, true],
        [long.length, true],
        [short.length, true],
      ],
      `in steps of ${step}`,
    );
    assert.ok(Buffer.concat(pieces.map(({ bytes }) => bytes)).equals(all));
  }
});

test('FrameSplitter returns no incomplete frame', () => {
  const splitter = new FrameSplitter();
  splitter.push(HANDSHAKE);
  assert.deepEqual(splitter.push(middle.subarray(0, 200)), []);
  assert.equal(splitter.push(middle.subarray(200)).length, 1);
});
