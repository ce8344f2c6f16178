import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BoundedMap, BoundedSet } from '../../src/util/bounded-map.js';

const keys = (map: BoundedMap<string, number>) => [...map.entries()].map(([key]) => key).join('');

describe('BoundedMap', () => {
  test('removes the oldest entry beyond its capacity', () => {
    const map = new BoundedMap<string, number>(2);
    for (const key of 'abc') map.set(key, 1);
    assert.equal(keys(map), 'bc');
    assert.equal(map.size, 2);
  });

  test('makes an entry the newest when it is set again, and not when it is read', () => {
    const map = new BoundedMap<string, number>(3);
    for (const key of 'abc') map.set(key, 1);
    map.set('a', 2);
    map.get('b');
    map.set('d', 1);
    assert.equal(keys(map), 'cad');
    assert.equal(map.get('a'), 2);
  });

  test('stays within its capacity through deletions, clearing and thousands of entries', () => {
    const map = new BoundedMap<string, number>(100);
    for (let index = 0; index < 10_000; index++) {
      map.set(String(index), index);
      if (index % 3 === 0) map.delete(String(index - 50));
      if (index % 7 === 0) map.set(String(index - 20), index);
      if (index === 5_000) map.clear();
      assert.ok(map.size <= 100);
    }
    assert.equal(map.get('9999'), 9999);
    map.clear();
    for (const key of 'xyz') map.set(key, 1);
    assert.equal(keys(map), 'xyz');
  });
});

describe('BoundedSet', () => {
  test('remembers the last values, and says whether a value is new', () => {
    const set = new BoundedSet<string>(2);
    assert.deepEqual([set.add('a'), set.add('a'), set.add('b'), set.add('c')], [true, false, true, true]);
    assert.deepEqual([set.has('a'), set.has('b'), set.has('c')], [false, true, true]);
  });
});
