// What TypeScript reports to users of the package: strict, without skipLibCheck, and without our development packages.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { DIST } from './support/site.js';

const run = promisify(execFile);
const ROOT = path.join(DIST, '..');

const BROWSER_USER = `
import { LiveChat, DanmakuLayer, LikeButton, ChatMessageEvent, type ChatMessage } from 'live-chat-elements';
import 'live-chat-elements/define';
import { Room, type RoomSnapshot, type TokenProvider } from 'live-chat-elements/room';
const chat: LiveChat = document.createElement('live-chat');
const danmaku: DanmakuLayer = document.querySelector('danmaku-layer')!;
const like: LikeButton = document.querySelector('like-button')!;
like.like(3);
chat.addEventListener('chat-message', (event: ChatMessageEvent) => { const { text, from }: ChatMessage = event.message; console.log(text, from.nick); });
const tokenProvider: TokenProvider = async ({ groupId }) => ({ sdkAppId: 1, groupId });
const room = new Room({ groupId: 'friday-show', tokenProvider });
const snapshot: RoomSnapshot = room.snapshot;
export { chat, danmaku, snapshot };
// @ts-expect-error a room needs a group
new Room({ tokenProvider });
`;
/** A page that imports one entry only, and listens where events bubble to. */
const EVENTS_USER = (entry: string) => `
import 'live-chat-elements/${entry}';
document.addEventListener('chat-error', ({ error }) => console.log(error.code));
document.addEventListener('chat-message', ({ message }) => console.log(message.text));
${['define', 'live-chat'].includes(entry) ? "document.addEventListener('chat-before-send', (event) => (event.text = ''));" : ''}
${['define', 'danmaku-layer'].includes(entry) ? "document.addEventListener('danmaku-drop', ({ count }) => count * 2);" : ''}
`;
const SERVER_USER = `
import { createTokenHandler, createUserSig } from 'live-chat-elements/server';
import { startEmulator } from 'live-chat-elements/emulator';
export const handler = createTokenHandler({ sdkAppId: 1400000001, secretKey: 'key', identify: async () => ({ userId: 'ana' }) });
export const userSig: Promise<string> = createUserSig({ sdkAppId: 1400000001, secretKey: 'key', userId: 'ana' });
export const emulator = startEmulator({ port: 0 });
`;

describe('the types of the package', () => {
  let folder: string;
  before(() => {
    if (!existsSync(path.join(DIST, 'types/index.d.ts')))
      throw new Error('No types are built yet: run `npm run build` first.');
    folder = mkdtempSync(path.join(tmpdir(), 'types-user-'));
    const installed = path.join(folder, 'node_modules/live-chat-elements');
    mkdirSync(installed, { recursive: true });
    const manifest = readFileSync(path.join(ROOT, 'package.json'), 'utf8');
    writeFileSync(path.join(installed, 'package.json'), manifest);
    cpSync(DIST, path.join(installed, 'dist'), { recursive: true });
    // As npm installs it: the dependencies, and no development dependencies.
    for (const name of Object.keys((JSON.parse(manifest) as { dependencies: object }).dependencies))
      symlinkIfMissing(name);
    writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function complaints(code: string, options: object): Promise<string> {
    writeFileSync(path.join(folder, 'user.ts'), code);
    writeFileSync(
      path.join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          skipLibCheck: false,
          noEmit: true,
          target: 'ES2022',
          lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
          types: [],
          ...options,
        },
        files: ['user.ts'],
      }),
    );
    try {
      await run(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], {
        timeout: 240_000, // ends a compiler that hangs
      });
      return '';
    } catch (error) {
      return (error as { stdout: string }).stdout.slice(0, 3_000);
    }
  }

  test('compile in the code of a page, resolved as bundlers do and without the types of Node', async () => {
    assert.equal(await complaints(BROWSER_USER, { module: 'ESNext', moduleResolution: 'bundler' }), '');
  });

  test('compile in the code of a page, resolved by `typesVersions` as before there was `exports`', async () => {
    assert.equal(
      await complaints(BROWSER_USER, {
        module: 'ESNext',
        moduleResolution: 'node10',
        ignoreDeprecations: '6.0',
        skipLibCheck: true, // of Lit, which has no types for it
      }),
      '',
    );
  });

  test('include the events of the elements, whatever entry is imported', async () => {
    for (const entry of ['define', 'live-chat', 'danmaku-layer', 'like-button'])
      assert.equal(await complaints(EVENTS_USER(entry), { module: 'ESNext', moduleResolution: 'bundler' }), '', entry);
  });

  test('compile in the code of a server, resolved as Node does', async () => {
    symlinkIfMissing('@types/node');
    symlinkIfMissing('undici-types');
    assert.equal(
      await complaints(SERVER_USER + BROWSER_USER, {
        module: 'NodeNext',
        moduleResolution: 'NodeNext',
        types: ['node'],
      }),
      '',
    );
  });

  function symlinkIfMissing(name: string): void {
    const target = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(target), { recursive: true });
    if (!existsSync(target)) symlinkSync(path.join(ROOT, 'node_modules', name), target);
  }
});
