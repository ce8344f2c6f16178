// SECURITY.md names the test for each promise. Each file that it names exists, and each test name that it quotes is the
// name of a test in a file that the same paragraph or the same row names.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';

const TEXT = readFileSync('SECURITY.md', 'utf8');
const CHECKLIST = TEXT.slice(TEXT.indexOf('## The checklist'), TEXT.indexOf('## What is tested'));
const ROWS = CHECKLIST.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:what|promise|---)/.test(line));

/** The first argument of each `it`, `test` and `describe` in a source; `…` stands for what a template puts in. */
function testNames(source: string): string[] {
  const tree = ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:it|test|describe)$/.test(node.expression.getText(tree))) {
      const [name] = node.arguments;
      if (name && ts.isStringLiteralLike(name)) found.push(name.text);
      if (name && ts.isTemplateExpression(name))
        found.push([name.head.text, ...name.templateSpans.map(({ literal }) => literal.text)].join('…'));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** The test files that a row names. `same file` is the one that the row before named first. */
function filesOf(row: string, previous: readonly string[]): readonly string[] {
  const named = [...row.matchAll(/`(test\/[^`*]*\.test\.ts)`/g)].map(([, file]) => file ?? '');
  return row.includes('same file') ? [...named, ...previous] : named;
}

/** The names in quotation marks of at least `min` characters that are no names of tests in `files`. */
function unknownNames(row: string, files: readonly string[]): string[] {
  const names = files.flatMap((file) => testNames(readFileSync(file, 'utf8')));
  const [, verification = ''] = row.split('|').slice(1);
  return [...verification.matchAll(/"([^"\n]+)"/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !names.some((each) => (name.endsWith('…') ? each.startsWith(name.slice(0, -1)) : each === name)));
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

test('SECURITY.md quotes tests that exist in the files that it names', () => {
  let previous: readonly string[] = [];
  const unknown = ROWS.flatMap((row) => {
    const files = filesOf(row, previous);
    if (files.length > 0) previous = files;
    return unknownNames(row, files);
  });
  assert.deepEqual(unknown, []);
});

test('a test that was renamed, or moved to another file, is reported', () => {
  const file = 'test/server/address-prefix.node.test.ts';
  const row = (name: string) => `| promise | \`${file}\` "${name}" |`;
  const [, name = ''] = testNames(readFileSync(file, 'utf8'));
  assert.deepEqual(unknownNames(row(name), [file]), []);
  assert.deepEqual(unknownNames(row(`${name} too`), [file]), [`${name} too`]);
  assert.deepEqual(unknownNames(row(name.slice(0, -5)), [file]), [name.slice(0, -5)]);
  assert.deepEqual(unknownNames(row(`${name.slice(0, 10)}…`), [file]), []);
  assert.deepEqual(unknownNames(row(name), ['test/server/user-sig.node.test.ts']), [name]);
});

test('SECURITY.md has a test, or a reason for none, in every row of its checklist', () => {
  assert.ok(ROWS.length >= 20, `${ROWS.length} rows`);
  const withoutTest = ROWS.filter((row) => !/`test\//.test(row) && !row.includes('same file'));
  // Integrity and headers of the site: nothing of ours can be tested.
  assert.deepEqual(
    withoutTest.map((row) => row.split('|')[1]?.trim()),
    ['Overlay page: `frame-ancestors`, no cookies, no `postMessage`'],
  );
});
