// The sizes of the source files: a file is a noun that a reader finds and reads at once, neither a fragment nor a book.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

/** Entries of the package or of a build; they only import and export. */
const ENTRIES = ['index.ts', 'cdn.ts', 'cdn-classic.ts', 'define.ts', 'emulator/index.ts', 'emulator/page/index.ts'];

const sizes = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file.replaceAll('\\', '/'), readFileSync(`src/${file}`, 'utf8').split('\n').length - 1]),
);
const filesOf = (matches: (lines: number) => boolean) =>
  [...sizes].flatMap(([file, lines]) => (matches(lines) && !ENTRIES.includes(file) ? [`${file}: ${lines}`] : []));

test('no source file has more than 400 lines', () => {
  assert.ok(sizes.size > 100, 'the files are found');
  assert.deepEqual(
    filesOf((lines) => lines > 400),
    [],
  );
});

test('no source file that is not an entry has fewer than 20 lines', () => {
  assert.deepEqual(
    filesOf((lines) => lines < 20),
    [],
  );
});

test('half of the source files have 60 lines or more', () => {
  const sorted = [...sizes.values()].sort((a, b) => a - b);
  assert.ok((sorted[Math.floor(sorted.length / 2)] ?? 0) >= 60);
});
