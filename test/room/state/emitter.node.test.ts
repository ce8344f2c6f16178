// Listeners of a room, and the signals that remove them.
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { CountingEmitter } from '../support/counting-emitter.js';

const countOn = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

test('a signal removes all its listeners, and has one itself', () => {
  const emitter = new CountingEmitter<{ said: string }>();
  const [first, second] = [new AbortController(), new AbortController()];
  const heard: string[] = [];
  const add = (signal: AbortSignal) => emitter.on('said', (text) => heard.push(text), { signal });
  const removals = Array.from({ length: 12 }, () => add(first.signal));
  add(second.signal);
  assert.deepEqual([countOn(first.signal), countOn(second.signal), emitter.size], [1, 1, 13]);

  for (const remove of removals) remove();
  assert.equal(emitter.size, 1);

  for (let times = 0; times < 2; times++) add(first.signal);
  emitter.emit('said', 'to three');
  first.abort();
  assert.deepEqual([countOn(first.signal), emitter.size], [0, 1]);
  emitter.emit('said', 'to one');
  add(first.signal);
  second.abort();
  emitter.emit('said', 'to none');
  assert.deepEqual(heard, ['to three', 'to three', 'to three', 'to one']);
});
