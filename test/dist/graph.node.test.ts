// Which built file needs which, read from the files themselves. A browser may remember a failed file and all that import
// it, so a lazily loaded file must need nothing that can be lost besides itself; and a class that exists twice would
// make `instanceof` false for half of its objects.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { describe, test } from 'node:test';
import { build } from 'esbuild';
import { DIST } from './support/site.js';

interface BuiltFile {
  /** Files of the package that are imported statically. */
  readonly needs: readonly string[];
  /** Files of the package that are loaded with `import()`. */
  readonly loads: readonly string[];
}
type Graph = ReadonlyMap<string, BuiltFile>;

/** The files that these entries can reach. Paths are relative to `dist`. */
async function readGraph(entries: readonly string[]): Promise<Graph> {
  const { metafile } = await build({
    entryPoints: entries.map((file) => path.join(DIST, file)),
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'out',
    write: false,
    metafile: true,
    packages: 'external',
    logLevel: 'error',
  });
  const nameOf = (file: string) => path.relative(DIST, path.resolve(file)).replaceAll('\\', '/');
  return new Map(
    Object.entries(metafile.inputs).map(([file, { imports }]) => {
      const targets = (kind: string) =>
        imports.flatMap((each) => (each.kind === kind && !each.external ? [nameOf(each.path)] : []));
      return [nameOf(file), { needs: targets('import-statement'), loads: targets('dynamic-import') }];
    }),
  );
}

/** The file and all that it needs. */
function closureOf(graph: Graph, file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const each of graph.get(file)?.needs ?? []) closureOf(graph, each, found);
  return found;
}

/** The files that are loaded with `import()` → what each needs besides the first download. */
function lazyFilesOf(graph: Graph, first: string): Map<string, readonly string[]> {
  const there = closureOf(graph, first);
  const lazy = new Set([...graph.values()].flatMap(({ loads }) => loads).filter((file) => !there.has(file)));
  return new Map([...lazy].map((file) => [file, [...closureOf(graph, file)].filter((each) => !there.has(each))]));
}

/** The classes of a built file, as `module: class declaration`, found by its source map. */
function classesOf(file: string): string[] {
  const code = readFileSync(path.join(DIST, file), 'utf8');
  const map = new SourceMap(JSON.parse(readFileSync(path.join(DIST, `${file}.map`), 'utf8')));
  const { sources, sourcesContent } = map.payload;
  const found = new Set<string>();
  code.split('\n').forEach((text, line) => {
    for (const { index } of text.matchAll(/\bclass\b/g)) {
      const entry = map.findEntry(line, index);
      if (!('originalSource' in entry)) continue;
      const source = sourcesContent[sources.indexOf(entry.originalSource)] ?? '';
      const declared = /^(?:export )?(?:abstract )?class \w+/.exec(source.split('\n')[entry.originalLine] ?? '')?.[0];
      // A copy of a module that a lazily loaded file has is `<lazy file>~<module>`.
      if (declared)
        found.add(`${path.basename(entry.originalSource).replace(/^.*~/, '')}: ${declared.replace('export ', '')}`);
    }
  });
  return [...found];
}

const SOURCES = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(path.join('src', file), 'utf8'));
const isTestedFor = (className: string) => SOURCES.some((code) => code.includes(`instanceof ${className}`));

const NPM = ['index.js', 'define.js', 'react.js', 'room.js', 'live-chat.js', 'danmaku-layer.js', 'like-button.js'];

const CDN = 'cdn/live-chat-elements.js';
const [npm, cdn] = await Promise.all([readGraph(NPM), readGraph([CDN])]);

for (const [kind, graph, first] of [
  ['for bundlers', npm, 'define.js'],
  ['for script tags', cdn, CDN],
] as const) {
  const lazyFiles = lazyFilesOf(graph, first);
  describe(`the build ${kind}`, () => {
    test('has a lazily loaded file for each *.lazy.ts, also for each SDK', () => {
      const names = [...lazyFiles.keys()].map((file) => path.basename(file).replace(/-[\w-]{8}\.js$|\.js$/, ''));
      const expected = readdirSync(path.join(DIST, '../src'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.lazy.ts'))
        .map((file) => path.basename(file).replace('.lazy.ts', ''));
      for (const name of expected) assert.ok(names.includes(name), `${name} is not among ${names}`);
    });

    test('has no lazily loaded file that needs another one', () => {
      for (const [file, needs] of lazyFiles)
        assert.deepEqual(
          needs.filter((each) => each !== file && lazyFiles.has(each)),
          [],
          file,
        );
    });

    test('has no file besides the first download that two lazily loaded files need', () => {
      const users = new Map<string, string[]>();
      for (const [file, needs] of lazyFiles)
        for (const each of needs) users.set(each, [...(users.get(each) ?? []), file]);
      for (const [file, by] of users) assert.equal(by.length, 1, `${file} is needed by ${by.join(' and ')}`);
    });

    test('has each class in one file', () => {
      const homes = new Map<string, string[]>();
      for (const file of graph.keys()) {
        if (/tim-sdk(-3)?\.js$/.test(file)) continue; // not ours, and without a map
        for (const each of classesOf(file)) homes.set(each, [...(homes.get(each) ?? []), file]);
      }
      for (const ours of ['room.ts: class Room', 'live-chat.ts: class LiveChat', 'chat-error.ts: class ChatError'])
        assert.ok(homes.has(ours), `${ours} is not among ${[...homes.keys()].join()}`);
      for (const [name, files] of homes) {
        // The two clients are alternatives, each with its own copy of what they share: nothing tests for those classes.
        if (files.every((file) => /(?:tim|attached)-client/.test(file)) && !isTestedFor(name.split(' ').at(-1) ?? ''))
          continue;
        assert.equal(files.length, 1, `${name} is in ${files.join(' and ')}`);
      }
    });
  });
}

test('a lazily loaded file of the build for script tags needs nothing but the first download', () => {
  for (const [file, needs] of lazyFilesOf(cdn, CDN)) assert.deepEqual(needs, [file]);
});
