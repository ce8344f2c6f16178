import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heapGrowth } from './support/heap-growth.js';

test('heapGrowth reports no growth for a heap that varies, and for one that levels off early', () => {
  assert.deepEqual(heapGrowth([30, 34, 29, 31, 45, 30, 32, 30, 31]), []);
  assert.deepEqual(heapGrowth([3, 4, 3, 4, 4, 4, 4, 5, 4]), []);
});

test('heapGrowth reports a heap that grows, also slowly', () => {
  assert.match(heapGrowth([20, 21, 22, 23, 24, 25, 26, 27, 28])[0] ?? '', /grew from 21 to 27 MB/);
  assert.equal(heapGrowth([3, 3, 3, 4, 5, 5, 6, 6, 6]).length, 1);
});
