import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatMessage } from '../../../src/room/model/chat-message.js';
import { MessageBuffer } from '../../../src/room/state/message-buffer.js';
import { noticeMessage } from '../../../src/room/messages/notices.js';

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
  it('does as much work per message after a million as at the start', (test) => {
    // Entries that are moved or copied, and properties of messages that are read: the time they take is never measured.
    let work = 0;
    const { slice, splice, copyWithin } = Array.prototype;
    test.after(() => Object.assign(Array.prototype, { slice, splice, copyWithin }));
    Object.assign(Array.prototype, {
      slice(this: unknown[], start = 0, end?: number) {
        work += this.length - start;
        return slice.call(this, start, end);
      },
      splice(this: unknown[], start: number, removed: number, ...added: unknown[]) {
        work += this.length - start;
        return splice.call(this, start, removed, ...added);
      },
      copyWithin(this: unknown[], target: number, start: number, end: number) {
        work += end - start;
        return copyWithin.call(this, target, start, end);
      },
    });
    const counting = (message: ChatMessage): ChatMessage =>
      new Proxy(message, { get: (target, key) => (work++, Reflect.get(target, key) as unknown) });
    const workOf = (buffer: MessageBuffer, from: number, messages: number): number => {
      const before = work;
      for (let index = from; index < from + messages; index++) buffer.add(counting(row(`${index}`, index + 1)));
      return work - before;
    };
    const buffer = new MessageBuffer(500);
    workOf(buffer, 0, 1_000); // fills it
    const early = workOf(buffer, 1_000, 10_000);
    workOf(buffer, 11_000, 989_000);
    const late = workOf(buffer, 1_000_000, 10_000);
    assert.ok(early < 10_000 * 12, `${early} steps for 10,000 messages`);
    assert.ok(late <= early * 1.1, `${early} steps at the start, ${late} after a million messages`);
    assert.equal(buffer.size, 500);
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
