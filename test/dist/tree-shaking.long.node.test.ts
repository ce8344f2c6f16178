// What a bundler includes when an application imports one name of the main entry. Files that are loaded later are
// chunks and do not count. Bundled by rollup, as Vite does. (esbuild with code splitting keeps everything that any
// chunk could use; for it there are `live-chat-elements/room` and an entry for each element.)
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import { DIST } from './support/site.js';

const APP = path.join(DIST, '../app-of-a-test.js');

/** Code that an application with this one line has before any chunk is loaded. */
async function firstCode(line: string): Promise<string> {
  const app = {
    name: 'app',
    resolveId: (id: string) => (id === 'app' ? APP : null),
    load: (id: string) => (id === APP ? line : null),
  };
  const bundle = await rollup({
    input: 'app',
    plugins: [app, nodeResolve({ browser: true, exportConditions: ['production'] })],
    onwarn: () => undefined,
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])));
  const wanted = [...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  for (const name of wanted)
    for (const next of chunks.get(name)?.imports ?? []) if (!wanted.includes(next)) wanted.push(next);
  assert.ok(wanted.length > 0);
  return wanted.map((name) => chunks.get(name)?.code ?? '').join('\n');
}

const LIT = /litElementVersions|litHtmlVersions|reactiveElementVersions/;
const LOG = /class LiveChat\b|class LogView\b/;
const STAGE = /class DanmakuLayer\b/;
const BUTTON = /class LikeButton\b/;
const ROOM = /class Room\b/;

describe('an app that imports from the main entry', () => {
  test('gets no Lit and no element with Room', async () => {
    const code = await firstCode("import { Room } from 'live-chat-elements'; globalThis.room = Room;");
    assert.ok(ROOM.test(code));
    for (const other of [LIT, LOG, STAGE, BUTTON]) assert.ok(!other.test(code), String(other));
  });

  test('gets no message list, no danmaku and no room with LikeButton', async () => {
    const code = await firstCode(
      "import { LikeButton } from 'live-chat-elements'; customElements.define('like-button', LikeButton);",
    );
    assert.ok(BUTTON.test(code) && LIT.test(code));
    for (const other of [LOG, STAGE, ROOM]) assert.ok(!other.test(code), String(other));
  });

  test('gets no message list and no like button with DanmakuLayer', async () => {
    const code = await firstCode(
      "import { DanmakuLayer } from 'live-chat-elements'; customElements.define('danmaku-layer', DanmakuLayer);",
    );
    assert.ok(STAGE.test(code));
    for (const other of [LOG, BUTTON]) assert.ok(!other.test(code), String(other));
  });

  test('gets all three elements with `define`', async () => {
    const code = await firstCode("import 'live-chat-elements/define';");
    for (const needed of [LIT, /class LiveChat\b/, STAGE, BUTTON]) assert.ok(needed.test(code), String(needed));
  });
});
