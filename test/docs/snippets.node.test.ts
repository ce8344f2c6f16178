// Type-checks the JavaScript in README and docs/ against the sources: names, options and return values. The tests of
// dist and of the demo run such pages.
import assert from 'node:assert/strict';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import ts from 'typescript';
import { BILINGUAL, ROOT, chineseOf, read } from './support/pages.js';

/** Names that the snippets take from the reader's own code. */
const READERS_OWN = `
declare function userOfRequest(request: Request): Promise<{ id: string; name: string; isModerator: boolean } | undefined>;
declare function draw(snapshot: object): void;
declare const chat: import('live-chat-elements').LiveChat;
declare const SDKAppID: number, userID: string, userSig: string;
declare module '@tencentcloud/tui-core' {
  export const TUILogin: {
    login(options: object): Promise<unknown>;
    getContext(): { chat: import('live-chat-elements/room').TencentChat };
  };
}
declare module '@tencentcloud/chat/modules/group-module.js';
declare module 'tim-js-sdk';
declare module '@vitejs/plugin-vue' { export default function vue(options?: object): import('rollup').Plugin; }
declare function defineNuxtConfig(options: object): object;
declare const app: { all(path: string, listener: import('node:http').RequestListener): void };
declare module '@hono/node-server';
declare module '@hono/node-server/conninfo';
declare module 'express';
declare module 'fastify';
declare module 'h3';
declare module 'hono';
declare module 'koa';
declare module 'next/server' { export function after(promise: Promise<unknown>): void; }
declare const Bun: { serve(options: { port: number; routes: Record<string, (request: Request, server: { requestIP(request: Request): { address: string } | null }) => Promise<Response>> }): void };
declare const Deno: { serve(options: object, handle: (request: Request, info: { remoteAddr: { hostname: string } }) => Response | Promise<Response>): void };
interface NitroEvent { waitUntil(promise: Promise<unknown>): void }
declare function defineEventHandler(handle: (event: NitroEvent) => Promise<Response>): unknown;
declare function toWebRequest(event: NitroEvent): Request;
declare function getRequestIP(event: NitroEvent): string | undefined;
`;
const ENTRIES: Readonly<Record<string, string>> = {
  'live-chat-elements': 'src/index.ts',
  'live-chat-elements/define': 'src/define.ts',
  'live-chat-elements/room': 'src/room/index.ts',
  'live-chat-elements/server': 'src/server/index.ts',
  'live-chat-elements/emulator': 'src/emulator/index.ts',
  'live-chat-elements/emulator/page': 'src/emulator/page/index.ts',
};

function snippetsOf(file: string): ReadonlyMap<string, string> {
  const blocks = [...read(file).matchAll(/^```js\n(.*?)^```/gms)].map(([, code = '']) => code);
  return new Map(
    blocks.map((code, index) => {
      // A block whose first line names a file has the folder of that file, from which it imports chat.js.
      const [, folder = ''] = /^\/\/ (\S+\/)?[^\s/]+\.js\n/.exec(code) ?? [];
      return [path.join(ROOT, 'docs', folder, `${path.basename(file)}.${index}.mjs`), `${code}\nexport {};\n`];
    }),
  );
}

/** What the examples of mounting import from the reader's own file. */
const CHAT_JS = "export const handleToken: import('live-chat-elements/server').RequestHandler;\n";

/** The complaints of the compiler by snippet. One program for all of them: most of the time is spent on the sources. */
function complaintsOf(snippets: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    ROOT,
  );
  const own = path.join(ROOT, 'readers-own.d.ts');
  const files = new Map([...snippets, [own, READERS_OWN], [path.join(ROOT, 'docs/chat.d.ts'), CHAT_JS]]);
  const settings: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    noImplicitAny: false,
    strictNullChecks: false,
    paths: Object.fromEntries(Object.entries(ENTRIES).map(([name, source]) => [name, [path.join(ROOT, source)]])),
  };
  const host = ts.createCompilerHost(settings);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (file) => files.get(file) ?? readFile.call(host, file);
  host.fileExists = (file) => files.has(file) || fileExists.call(host, file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = files.get(file);
    return text === undefined
      ? getSourceFile.call(host, file, version, ...rest)
      : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...files.keys()], settings, host);
  return new Map(
    [...snippets.keys()].map((file) => {
      const source = program.getSourceFile(file);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [
        file,
        found.map(({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
      ];
    }),
  );
}

const WITH_CODE = BILINGUAL.filter((file) => snippetsOf(file).size > 0);

const WRONG = path.join(ROOT, 'wrong.mjs');
const WRONG_CODE = "import { createTokenHandle } from 'live-chat-elements/server';\ncreateTokenHandle({});\n";

describe('The JavaScript in README and docs/', () => {
  let complaints: ReadonlyMap<string, readonly string[]>;
  before(() => {
    complaints = complaintsOf(new Map([...WITH_CODE.flatMap((file) => [...snippetsOf(file)]), [WRONG, WRONG_CODE]]));
  });

  test('is found', () => {
    assert.ok(WITH_CODE.length >= 6, WITH_CODE.join());
  });

  for (const file of WITH_CODE) {
    test(`of ${file} compiles against the package`, () => {
      assert.deepEqual(
        [...snippetsOf(file).keys()].flatMap((each) => complaints.get(each)),
        [],
      );
    });

    test(`of ${file} is the same in the Chinese version, except for comments`, () => {
      const bare = (name: string) => [...snippetsOf(name).values()].map((code) => code.replace(/\s*\/\/.*$/gm, ''));
      assert.deepEqual(bare(chineseOf(file)), bare(file));
    });
  }

  test('does not compile with a name that does not exist', () => {
    assert.match(complaints.get(WRONG)?.join() ?? '', /createTokenHandle/);
  });
});
