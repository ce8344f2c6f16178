// The JavaScript that the READMEs print, under the eyes of TypeScript and against the sources: names, options and what
// comes back.
// That the shown pages run is for the tests of dist and of the demo.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What the snippets take from the reader's own code. */
const READERS_OWN = `
declare function userOfRequest(request: Request): Promise<{ id: string; name: string; isModerator: boolean } | undefined>;
declare function draw(snapshot: object): void;
declare const chat: import('live-chat-elements').LiveChat;
`;
const ENTRIES: Readonly<Record<string, string>> = {
  'live-chat-elements': 'src/index.ts',
  'live-chat-elements/define': 'src/define.ts',
  'live-chat-elements/room': 'src/room/index.ts',
  'live-chat-elements/server': 'src/server/index.ts',
  'live-chat-elements/emulator': 'src/emulator/index.ts',
};

function snippetsOf(file: string): ReadonlyMap<string, string> {
  const blocks = [...readFileSync(ROOT + file, 'utf8').matchAll(/^```js\n(.*?)^```/gms)].map(([, code = '']) => code);
  return new Map(blocks.map((code, index) => [path.join(ROOT, `${file}.${index}.mjs`), `${code}\nexport {};\n`]));
}

function complaints(snippets: ReadonlyMap<string, string>): string[] {
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    ROOT,
  );
  const own = path.join(ROOT, 'readers-own.d.ts');
  const files = new Map([...snippets, [own, READERS_OWN]]);
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
  return [...snippets.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
    );
  });
}

describe('the snippets of the READMEs', () => {
  for (const file of ['README.md', 'README.zh-CN.md']) {
    test(`${file} prints code that the package understands`, () => {
      const snippets = snippetsOf(file);
      assert.ok(snippets.size >= 4, `only ${snippets.size} snippets were found`);
      assert.deepEqual(complaints(snippets), []);
    });
  }

  test('both print the same code, comments apart', () => {
    const bare = (file: string) => [...snippetsOf(file).values()].map((code) => code.replace(/\s*\/\/.*$/gm, ''));
    assert.deepEqual(bare('README.zh-CN.md'), bare('README.md'));
  });

  test('a snippet with a name that is not there is seen', () => {
    const wrong = new Map([
      [
        path.join(ROOT, 'wrong.mjs'),
        "import { createTokenHandle } from 'live-chat-elements/server';\ncreateTokenHandle({});\n",
      ],
    ]);
    assert.match(complaints(wrong).join(), /createTokenHandle/);
  });
});
