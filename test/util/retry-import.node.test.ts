import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { retryImport } from '../../src/util/retry-import.js';

describe('retryImport()', () => {
  test('returns the named export', async () => {
    assert.equal(await retryImport(() => Promise.resolve({ name: 'value' }), 'name'), 'value');
  });

  test('loads once more after a failure', async () => {
    let calls = 0;
    const load = () => (calls++ === 0 ? Promise.reject(new Error('lost')) : Promise.resolve({ name: 'value' }));
    assert.equal(await retryImport(load, 'name'), 'value');
    assert.equal(calls, 2);
  });

  test('rejects with the first error', async () => {
    let calls = 0;
    const load = (): Promise<{ name: string }> => Promise.reject(new Error(`lost ${++calls}`));
    await assert.rejects(retryImport(load, 'name'), /^Error: lost 1$/);
  });

  test('takes a module without the export for a failure', async () => {
    const load = () => Promise.resolve({ a: 'renamed by a bundler' } as unknown as { name: string });
    await assert.rejects(retryImport(load, 'name'), /no export name/);
  });
});
