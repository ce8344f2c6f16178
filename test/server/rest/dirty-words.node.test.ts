// The list of forbidden words over its three back ends.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TencentError, WordList } from '../../../src/server/index.js';
import { useFakeService } from '../support/fake-service.js';

const service = useFakeService();
const make = service.client;
const commands = () => service.requests.map((each) => each.command);

describe('dirtyWords', () => {
  it("explains what became of Tencent's old interface", async () => {
    service.answers({ ErrorCode: 10042, ErrorInfo: 'this interface is invalid' });
    await assert.rejects(
      make().dirtyWords.get(),
      (error) =>
        error instanceof TencentError &&
        error.code === 10042 &&
        /withdrawn/.test(error.message) &&
        /WordList/.test(error.message),
    );
  });

  it('passes on every other error of it', async () => {
    service.answers({ ErrorCode: 60010, ErrorInfo: 'not an administrator' });
    await assert.rejects(make().dirtyWords.get(), /not an administrator \(60010\)/);
    const failing = make({ fetch: () => Promise.reject(new TypeError('lost')), retries: 0 });
    await assert.rejects(failing.dirtyWords.add(['a']), /no connection/);
  });

  it('refuses words without a byte and words of more than 200, before it asks the service', async () => {
    for (const { dirtyWords } of [make(), make({ dirtyWords: { libraryId: 'lib-1' } })]) {
      await dirtyWords.add(['x'.repeat(200)]);
      const { length } = service.requests;
      for (const word of ['', 'x'.repeat(201)])
        await assert.rejects(dirtyWords.add(['fine', word]), /1 to 200 bytes/, word);
      assert.equal(service.requests.length, length);
    }
  });

  it('ends at an empty page of the library, also when the total says that there is more', async () => {
    service.answers({ TotalCount: 9, Infos: [{ Content: 'a' }] }, { TotalCount: 9, Infos: [] });
    assert.deepEqual(await make({ dirtyWords: { libraryId: 'lib-1' } }).dirtyWords.get(), ['a']);
    assert.deepEqual(
      service.requests.map(({ body }) => body['Offset']),
      [0, 1],
    );
  });

  it('still supports it, with 50 words of at most 200 bytes per call', async () => {
    service.answers({ DirtyWordsList: ['a', 'b'] });
    const { dirtyWords } = make();
    assert.deepEqual(await dirtyWords.get(), ['a', 'b']);
    await dirtyWords.add(Array.from({ length: 60 }, (_, index) => `w${index}`));
    await dirtyWords.delete(['w1']);
    assert.deepEqual(commands(), [
      'openim_dirty_words/get',
      'openim_dirty_words/add',
      'openim_dirty_words/add',
      'openim_dirty_words/delete',
    ]);
    await assert.rejects(dirtyWords.add(['字'.repeat(67)]), TypeError);
  });

  it('keeps words in the library of cloud moderation, page by page', async () => {
    const { dirtyWords } = make({ dirtyWords: { libraryId: 'lib-1', label: 'Abuse' } });
    service.answers(
      { TotalCount: 3, Infos: [{ Content: 'a' }, { Content: 'b' }] },
      { TotalCount: 3, Infos: [{ Content: 'c' }] },
    );
    assert.deepEqual(await dirtyWords.get(), ['a', 'b', 'c']);
    assert.deepEqual(service.requests[1]?.body, { SdkAppId: 1400000001, LibID: 'lib-1', Offset: 2, Limit: 100 });
    await dirtyWords.add(['d']);
    assert.deepEqual(service.requests[2]?.body['UserKeywords'], [{ Content: 'd', Label: 'Abuse' }]);
    await dirtyWords.delete(Array.from({ length: 11 }, (_, index) => `w${index}`));
    assert.equal(service.requests.length, 5);
  });

  it('keeps words in a list of its own', async () => {
    const list = new WordList(['a']);
    const { dirtyWords } = make({ dirtyWords: list });
    await dirtyWords.add(['b']);
    await dirtyWords.delete(['a']);
    assert.deepEqual(await dirtyWords.get(), ['b']);
    assert.equal(service.requests.length, 0);
  });
});
