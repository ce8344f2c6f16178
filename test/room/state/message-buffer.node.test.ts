import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatMessage } from '../../../src/room/model/chat-message.js';
import { MessageBuffer } from '../../../src/room/state/message-buffer.js';
import { noticeMessage } from '../../../src/room/messages/notices.js';
import { cpuMs } from '../../support/cpu-time.js';

function row(id: string, seq = 0): ChatMessage {
  return { ...noticeMessage({ type: 'gap' }), id, seq };
}
const ids = (window: MessageBuffer): string =>
  window
    .toArray()
    .map((each) => each.id)
    .join(' ');

describe('MessageBuffer', () => {
  it('keeps the newest messages', () => {
    const window = new MessageBuffer(3);
    for (const id of ['a', 'b', 'c', 'd', 'e']) window.add(row(id));
    assert.equal(ids(window), 'c d e');
    assert.equal(window.get('a'), undefined);
  });
  it('accepts each id once', () => {
    const window = new MessageBuffer(3);
    assert.equal(window.add(row('a')), true);
    assert.equal(window.add(row('a')), false);
    assert.equal(ids(window), 'a');
  });
  it('inserts a late message before later ones, and keeps the position of own rows', () => {
    const window = new MessageBuffer(9);
    for (const each of [row('a', 1), row('own'), row('c', 3), row('b', 2), row('d', 4)]) window.add(each);
    assert.equal(ids(window), 'a own b c d');
  });
  it('changes and removes messages by id', () => {
    const window = new MessageBuffer(9);
    for (const id of ['a', 'b', 'c']) window.add(row(id));
    assert.equal(window.replace({ ...row('b'), text: 'changed' }), true);
    assert.equal(window.get('b')?.text, 'changed');
    assert.equal(window.remove('b'), true);
    assert.equal(window.remove('b'), false);
    assert.equal(ids(window), 'a c');
  });
  it('costs as much per message after a million as at the start', () => {
    const fill = (buffer: MessageBuffer, from: number, count: number): void => {
      for (let index = from; index < from + count; index++) buffer.add(row(`${index}`, index + 1));
    };
    const old = new MessageBuffer(500);
    fill(old, 0, 1_000_000);
    // Side by side, and the best of several rounds: other programs slow both down.
    let [early, late] = [Infinity, Infinity];
    for (let round = 0; round < 8; round++) {
      const fresh = new MessageBuffer(500);
      early = Math.min(
        early,
        cpuMs(() => fill(fresh, 0, 50_000)),
      );
      late = Math.min(
        late,
        cpuMs(() => fill(old, 1_000_000 + round * 50_000, 50_000)),
      );
    }
    // A cost that grew with the number of messages would be a thousand times as high. Noise doubles it at times.
    assert.ok(late < early * 10, `${early} ms in a new buffer, ${late} ms after a million`);
    assert.equal(old.size, 500);
  });
  it('keeps own messages that are being sent or have failed, in their order', () => {
    const buffer = new MessageBuffer(3);
    buffer.add({ ...row('sending'), status: 'sending' });
    buffer.add(row('a'));
    buffer.add({ ...row('failed'), status: 'failed' });
    for (const id of ['b', 'c', 'd', 'e']) buffer.add(row(id));
    assert.equal(ids(buffer), 'sending failed e');
    buffer.replace(row('sending'));
    for (const id of ['f', 'g']) buffer.add(row(id));
    assert.equal(ids(buffer), 'failed f g');
  });
  it('is bounded when all its messages are unsent', () => {
    const buffer = new MessageBuffer(3);
    for (let index = 0; index < 1000; index++) buffer.add({ ...row(`${index}`), status: 'failed' });
    assert.ok(buffer.size <= 103, `${buffer.size}`);
  });
});
