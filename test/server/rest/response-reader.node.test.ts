// How the fields of a response are read.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TencentError } from '../../../src/server/index.js';
import { ResponseReader } from '../../../src/server/rest/response-reader.js';
import { requireGroupInfo } from '../../../src/server/rest/group-commands.js';

describe('ResponseReader', () => {
  const reader = new ResponseReader({
    text: 'a',
    number: 5,
    numeric: '1700000000',
    empty: '',
    zero: 0,
    wrong: 'x',
    endless: 1e999,
    flag: false,
    truth: true,
    nothing: null,
    object: { a: 1 },
    list: [7],
  });

  it('reads strings and numbers in either form, and otherwise nothing', () => {
    assert.deepEqual(
      ['text', 'number', 'zero', 'flag', 'object', 'missing'].map((name) => reader.string(name)),
      ['a', '5', '0', '', '', ''],
    );
    assert.deepEqual(
      ['number', 'numeric', 'zero', 'empty', 'wrong', 'endless', 'flag', 'truth', 'list', 'missing'].map((name) =>
        reader.number(name),
      ),
      [5, 1_700_000_000, 0, 0, 0, 0, 0, 0, 0, 0],
    );
    assert.deepEqual(
      ['zero', 'empty', 'flag', 'nothing', 'missing', 'toString'].map((name) => reader.has(name)),
      [true, true, true, true, false, false],
    );
    assert.deepEqual([new ResponseReader(undefined).has('a'), new ResponseReader([1]).string('0')], [false, '']);
  });
});

describe('requireGroupInfo', () => {
  it('rejects with the error of the group, and when there is no entry', async () => {
    const error = new TencentError(10010, 'gone', 'x');
    const client = (entries: unknown[]) => ({ getGroupInfo: () => Promise.resolve(entries as never) });
    await assert.rejects(requireGroupInfo(client([{ error }]), 'g', {}), (thrown) => thrown === error);
    await assert.rejects(requireGroupInfo(client([]), 'g', {}), /no entry/);
    assert.deepEqual(await requireGroupInfo(client([{ name: 'A' }]), 'g', {}), { name: 'A' });
  });
});
