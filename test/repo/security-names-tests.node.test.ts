// SECURITY.md names the test for each promise. Each file that it names exists, and each test name that it quotes is in
// one of them.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const TEXT = readFileSync('SECURITY.md', 'utf8');
const CHECKLIST = TEXT.slice(TEXT.indexOf('## The checklist'), TEXT.indexOf('## What is tested'));
const SOURCES = readdirSync('test', { recursive: true })
  .map((file) => String(file))
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(`test/${file}`, 'utf8'));

/** As the name of a test is written in a source: the quotes inside can be escaped. */
function isTestName(name: string): boolean {
  const start = name.replace(/…$/, '');
  return SOURCES.some((source) => [`'${start}`, `"${start}`, `\`${start}`].some((written) => source.includes(written)));
}

test('SECURITY.md names files that exist', () => {
  const named = [...TEXT.matchAll(/`((?:test|src|dist|tools)\/[^`]*)`/g)]
    .map(([, file]) => file ?? '')
    .filter((file) => !file.startsWith('dist/') && !file.includes('*'));
  assert.ok(named.length > 20, `${named.length} files`);
  assert.deepEqual(
    named.filter((file) => !existsSync(file)),
    [],
  );
});

test('SECURITY.md quotes tests that exist', () => {
  const quoted = [...CHECKLIST.matchAll(/"([^"\n]{12,})"/g)].map(([, name]) => name ?? '');
  assert.ok(quoted.length > 15, `${quoted.length} tests`);
  assert.deepEqual(
    quoted.filter((name) => !isTestName(name)),
    [],
  );
});

test('SECURITY.md has an entry for every line of its checklist', () => {
  const lines = CHECKLIST.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:what|---)/.test(line));
  assert.ok(lines.length >= 20, `${lines.length} lines`);
  assert.deepEqual(
    lines.filter((line) => (line.split('|')[2] ?? '').trim().length < 10),
    [],
  );
});
