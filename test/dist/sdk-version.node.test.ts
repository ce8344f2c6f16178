// Which of Tencent's SDKs a page of the built files fetches: the one that it names and no other.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { builtPages } from './support/built-pages.js';
import { Visitor } from './support/visitor.js';

const V2 = '/dist/cdn/tim-sdk.js';
const V3 = '/dist/cdn/tim-sdk-3.js';

describe('the SDK of a page', () => {
  const built = builtPages();

  /** Opens a page without a room, gives the chat these attributes, and waits for the room. */
  const enter = async (user: string, sdk: string, endpoint: string) => {
    built.site.asked.length = 0;
    const visitor = await Visitor.enter(built.browser, `${built.site.origin}/bare`, user);
    await visitor.page.waitForFunction(() => customElements.get('live-chat') !== undefined);
    await visitor.page.evaluate(
      (attributes) => {
        document.addEventListener('chat-error', (event) => {
          Object.assign(globalThis, { failure: (event as Event & { error: Error }).error.message });
        });
        for (const [name, value] of attributes)
          if (value) document.querySelector('live-chat')?.setAttribute(name, value);
      },
      [
        ['sdk', sdk],
        ['group-id', 'friday-show'],
        ['token-endpoint', endpoint],
      ] as const,
    );
    return visitor;
  };
  const fetched = () => built.site.asked.filter((file) => file.includes('tim-sdk')).sort();

  for (const [title, sdk, endpoint, files] of [
    ['is the default one', '', '/api/token', [V2]],
    ['is the one that the page names', 'v3', '/api/token', [V3]],
    ['is the one that the page names, also against the token', 'v2', '/api/token-v3', [V2]],
    ['is the one of the token, if the page leaves it to the token', 'auto', '/api/token-v3', [V3]],
    ['is the default one, if neither names one', 'auto', '/api/token', [V2]],
    // The file of version 2 is requested before the token is there.
    ['is the one of the token, if the page says nothing', '', '/api/token-v3', [V3, V2]],
  ] as const) {
    test(title, async () => {
      const user = `u${sdk}${endpoint.length}`; // a user of its own for each test
      const visitor = await enter(user, sdk, endpoint);
      await visitor.joined();
      await visitor.send(`from ${user}`);
      assert.deepEqual(fetched(), [...files].sort());
      const logins = built.emulator.app.requests.list({ command: 'wslogin', userId: user });
      // Only version 3 sends this field.
      assert.deepEqual(
        logins.map(({ body }) => 'CustomInfo' in body),
        [files[0] === V3],
      );
      assert.deepEqual(visitor.said, []);
      // An answer without its last page would be asked for again for ever.
      assert.ok(built.emulator.app.requests.list({ command: 'black_list_get', userId: user }).length < 3);
      await visitor.leave();
    });
  }

  test('is none when the page names a version that does not exist, and the error says so', async () => {
    const visitor = await enter('eve', 'v4', '/api/token');
    const failure = await visitor.page.waitForFunction(() => (globalThis as { failure?: string }).failure);
    assert.match(String(await failure.jsonValue()), /sdk has to be v2, v3 or auto, not "v4"/);
    await visitor.leave();
  });
});
