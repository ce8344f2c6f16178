// The bounds of the message buffer, the id map and the stored lists, and the listeners of a room.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatMessage } from '../../../src/room/model/chat-message.js';
import { noticeMessage } from '../../../src/room/messages/notices.js';
import { CountingEmitter } from '../support/counting-emitter.js';
import { localHiddenUsersStore } from '../../../src/room/state/hidden-users-store.js';
import { MessageBuffer, MessageIdMap } from '../../../src/room/state/message-buffer.js';

const message = (id: string, seq = 0, status: ChatMessage['status'] = 'sent'): ChatMessage => ({
  ...noticeMessage({ type: 'gap' }),
  id,
  seq,
  status,
});
const ids = (buffer: MessageBuffer) => buffer.toArray().map(({ id }) => id);
const filled = (max: number, count: number, status: ChatMessage['status'] = 'sent') => {
  const buffer = new MessageBuffer(max);
  for (let index = 1; index <= count; index++) buffer.add(message(`m${index}`, index, status));
  return buffer;
};

describe('the order of MessageBuffer', () => {
  it('is that of the sequence numbers for a message that is up to 64 places late', () => {
    for (const [late, isInOrder] of [
      [63, true],
      [64, true],
      [65, false],
    ] as const) {
      const buffer = new MessageBuffer(500);
      for (let seq = 1; seq <= 100; seq++) buffer.add(message(`m${seq * 2}`, seq * 2));
      buffer.add(message('late', (100 - late) * 2 + 1));
      const index = ids(buffer).indexOf('late');
      assert.equal(index === 100 - late, isInOrder, `${late}: ${index}`);
      assert.equal(new Set(ids(buffer)).size, 101);
    }
  });

  it('puts a message with an equal number behind the other, and one without a number at the end', () => {
    const buffer = filled(9, 2);
    buffer.add(message('same', 1));
    buffer.add(message('none'));
    assert.deepEqual(ids(buffer), ['m1', 'same', 'm2', 'none']);
  });

  it('inserts a late message behind the oldest that is left, not among those that were removed', () => {
    const buffer = filled(3, 10);
    buffer.add(message('late', 1.5));
    assert.deepEqual(ids(buffer), ['m8', 'm9', 'm10'], 'it is the oldest, and beyond the maximum');
    buffer.setMax(9);
    buffer.add(message('late2', 8.5));
    assert.deepEqual(ids(buffer), ['m8', 'late2', 'm9', 'm10']);
  });
});

describe('the size of MessageBuffer', () => {
  it('is the maximum, also after that was made smaller or larger', () => {
    const buffer = filled(5, 8);
    assert.deepEqual(ids(buffer), ['m4', 'm5', 'm6', 'm7', 'm8']);
    buffer.setMax(2);
    assert.deepEqual([ids(buffer), buffer.size], [['m7', 'm8'], 2]);
    for (const id of ['m4', 'm5', 'm6']) assert.equal(buffer.get(id), undefined);
    buffer.setMax(3);
    buffer.add(message('m9', 9));
    assert.deepEqual(ids(buffer), ['m7', 'm8', 'm9']);
    buffer.setMax(0);
    assert.deepEqual([ids(buffer), buffer.size, buffer.get('m9')], [[], 0, undefined]);
  });

  it('is at most 100 when all are unsent: then the oldest of them goes', () => {
    const buffer = filled(3, 1000, 'sending');
    assert.equal(filled(3, 100, 'failed').size, 100);
    assert.equal(buffer.size, 100);
    assert.equal(ids(buffer)[0], 'm901');
    for (let index = 1; index <= 900; index++) assert.equal(buffer.get(`m${index}`), undefined);
  });

  it('finds, replaces and removes messages wherever they are, after any number of removals', () => {
    const buffer = filled(4, 50);
    assert.equal(buffer.findLast(({ seq }) => seq <= 48)?.id, 'm48');
    assert.equal(
      buffer.findLast(({ seq }) => seq <= 46),
      undefined,
    );
    assert.equal(buffer.findLast(() => true)?.id, 'm50');
    assert.equal(buffer.replace({ ...message('m47', 47), text: 'new' }), true);
    assert.equal(buffer.get('m47')?.text, 'new');
    assert.equal(buffer.replace(message('m1', 1)), false);
    assert.equal(buffer.remove('m48'), true);
    assert.equal(buffer.remove('m46'), false);
    assert.deepEqual([ids(buffer), buffer.size], [['m47', 'm49', 'm50'], 3]);
    assert.deepEqual(buffer.toArray(({ seq }) => seq === 49).map(({ id }) => id), ['m49']); // prettier-ignore
    assert.ok(Object.isFrozen(buffer.toArray()));
    assert.equal(buffer.add(message('m48', 48)), true, 'its id is free again');
    assert.deepEqual(ids(buffer), ['m47', 'm48', 'm49', 'm50']);
  });
});

describe('MessageIdMap', () => {
  it('maps both ways, and keeps the last thousand pairs', () => {
    const map = new MessageIdMap();
    for (let index = 0; index <= 1000; index++) map.link(`l${index}`, `s${index}`);
    assert.deepEqual([map.localId('s1'), map.serviceId('l1')], ['l1', 's1']);
    assert.deepEqual([map.localId('s0'), map.serviceId('l0')], ['s0', 'l0'], 'an unknown id is itself');
  });
});

describe('localHiddenUsersStore', () => {
  it('keeps the last 500 users of each room, and only strings', (test) => {
    const items = new Map<string, string>();
    const storage = {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    };
    const own = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
    Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
    test.after(() => {
      if (own) Object.defineProperty(globalThis, 'localStorage', own);
      else Reflect.deleteProperty(globalThis, 'localStorage');
    });
    const users = Array.from({ length: 501 }, (_, index) => `u${index}`);
    localHiddenUsersStore.save('show', users);
    assert.deepEqual(localHiddenUsersStore.load('show'), users.slice(1));
    assert.deepEqual(localHiddenUsersStore.load('other'), []);
    const [key = ''] = items.keys();
    for (const [stored, loaded] of [
      [JSON.stringify(users), users.slice(1)],
      ['[1,"a",null,["b"],{}]', ['a']],
      ['{"a":1}', []],
      ['nonsense', []],
    ] as const) {
      items.set(key, stored);
      assert.deepEqual(localHiddenUsersStore.load('show'), loaded);
    }
    localHiddenUsersStore.save('show', []);
    assert.equal(items.size, 0);
  });

  it('works without storage, and with one that refuses', (test) => {
    const own = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
    test.after(() => {
      if (own) Object.defineProperty(globalThis, 'localStorage', own);
      else Reflect.deleteProperty(globalThis, 'localStorage');
    });
    const refuse = () => {
      throw new Error('disabled');
    };
    for (const value of [undefined, { getItem: refuse, setItem: refuse, removeItem: refuse }]) {
      Object.defineProperty(globalThis, 'localStorage', { value, configurable: true });
      localHiddenUsersStore.save('show', ['a']);
      localHiddenUsersStore.save('show', []);
      assert.deepEqual(localHiddenUsersStore.load('show'), []);
    }
  });
});

describe('Emitter', () => {
  const make = () => new CountingEmitter<{ a: number; b: number }>();

  it('calls the listeners of the event in their order, each as often as it was added', () => {
    const emitter = make();
    const heard: string[] = [];
    const twice = (value: number) => heard.push(`twice ${value}`);
    emitter.on('a', twice);
    emitter.on('a', (value) => heard.push(`one ${value}`));
    const remove = emitter.on('a', twice);
    emitter.on('b', () => assert.fail('another event'));
    emitter.emit('a', 1);
    assert.deepEqual(heard.splice(0), ['twice 1', 'one 1', 'twice 1']);
    remove();
    remove();
    emitter.emit('a', 2);
    assert.deepEqual(heard, ['twice 2', 'one 2']);
    assert.equal(emitter.size, 3);
  });

  it('calls all listeners that were there at the beginning, although one removes another or adds one', () => {
    const emitter = make();
    const heard: string[] = [];
    emitter.on('a', () => {
      remove();
      emitter.on('a', () => heard.push('added'));
    });
    const remove = emitter.on('a', () => heard.push('removed'));
    emitter.emit('a', 1);
    assert.deepEqual(heard, ['removed']);
  });

  it('removes a listener with its signal, and adds none for a signal that was aborted', () => {
    const emitter = make();
    const stop = new AbortController();
    emitter.on('a', () => assert.fail('called'), { signal: stop.signal });
    assert.equal(emitter.size, 1);
    stop.abort();
    assert.equal(emitter.size, 0);
    emitter.on('a', () => assert.fail('called'), { signal: stop.signal })();
    emitter.emit('a', 1);
    assert.equal(emitter.size, 0);
    assert.throws(() => emitter.on('a', 'x' as never), /listener for "a" is no function/);
  });

  it('calls the others when one throws, and reports the error as uncaught', (test) => {
    const later: (() => void)[] = [];
    test.mock.method(globalThis, 'setTimeout', (run: () => void) => void later.push(run));
    const emitter = make();
    let isCalled = false;
    emitter.on('a', () => {
      throw new Error('of a listener');
    });
    emitter.on('a', () => (isCalled = true));
    emitter.emit('a', 1);
    assert.equal(isCalled, true);
    assert.equal(later.length, 1);
    assert.throws(() => later[0]?.(), /of a listener/);
  });
});
