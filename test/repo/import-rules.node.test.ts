// ESLint checks which folder may import which (tools/lint/import-boundaries.mjs). These tests show that it reports a
// violation of each kind, and that no modules of src import one another in a cycle.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { FOLDERS } from '../../tools/lint/import-boundaries.mjs';

/** A file of src, and a statement that must not be in it. */
const VIOLATIONS: readonly (readonly [file: string, code: string])[] = [
  ['src/im/im-error.ts', "import 'lit';"],
  ['src/im/im-error.ts', "import '../room/room.js';"],
  ['src/im/im-error.ts', "void import('tim-js-sdk/tim-js.es.js');"],
  ['src/room/room.ts', "import 'dompurify';"],
  ['src/room/room.ts', "import 'ws';"],
  ['src/room/room.ts', "import '../elements/shared/format.js';"],
  ['src/room/likes/likes.ts', "import '../messages/inbox.js';"],
  ['src/room/room.ts', "import './moderation/moderation.lazy.js';"],
  ['src/room/room.ts', "export * from './moderation/moderation.lazy.js';"],
  ['src/room/room.ts', "void import('./room-engine.js');"],
  ['src/elements/shared/room-host.ts', "void import('../../server/index.js');"],
  ['src/elements/shared/room-host.ts', "import '../live-chat/live-chat.js';"],
  ['src/elements/live-chat/live-chat.ts', "import '../like-button/like-button.js';"],
  ['src/elements/live-chat/live-chat.ts', "import '../../im/im-error.js';"],
  ['src/elements/live-chat/live-chat.ts', "import '../../emulator/index.js';"],
  ['src/server/index.ts', "import '../elements/live-chat/live-chat.js';"],
  ['src/server/index.ts', "import '../room/model/chat-error.js';"],
  ['src/server/index.ts', "import type { ChatError } from '../room/model/chat-error.js';"],
  ['src/emulator/core/room.ts', "import 'node:fs';"],
  ['src/emulator/core/room.ts', "import '../node/start-emulator.js';"],
  ['src/emulator/core/room.ts', 'void window;'],
];

test('ESLint reports every import that the boundaries forbid', async () => {
  // The import rules need no types; a program of the whole project for each changed text takes minutes on a busy
  // machine.
  const eslint = new ESLint({ overrideConfig: [tseslint.configs.disableTypeChecked] });
  const unreported: string[] = [];
  for (const [filePath, code] of VIOLATIONS) {
    const [result] = await eslint.lintText(`${code}\n`, { filePath });
    const isReported = result?.messages.some(
      ({ ruleId }) => ruleId === 'boundaries/imports' || ruleId === 'no-restricted-globals',
    );
    if (!isReported) unreported.push(`${filePath}: ${code}`);
  }
  assert.deepEqual(unreported, []);
});

type Graph = ReadonlyMap<string, readonly string[]>;

/** Whether nothing of an import is left after compilation. */
function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const bindings = node.importClause?.namedBindings;
  if (node.importClause?.isTypeOnly) return true;
  return bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.every((each) => each.isTypeOnly);
}

/** File → the files that it loads, by `import` and `import()`; type imports are left out. Paths relative to src. */
function importGraph(): Graph {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Map(
    files.map((file) => {
      const found: string[] = [];
      const visit = (node: ts.Node): void => {
        const isStatic = (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && !isTypeOnly(node);
        const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
        const specifier = isStatic ? node.moduleSpecifier : isDynamic ? node.arguments[0] : undefined;
        if (specifier && ts.isStringLiteral(specifier) && specifier.text.startsWith('.')) found.push(specifier.text);
        ts.forEachChild(node, visit);
      };
      visit(ts.createSourceFile(file, readFileSync(`src/${file}`, 'utf8'), ts.ScriptTarget.Latest));
      return [file, found.map((each) => path.posix.join(path.posix.dirname(file), each).replace(/\.js$/, '.ts'))];
    }),
  );
}

/** The first cycle that is found, as a path of files; empty when there is none. */
function findCycle(graph: Graph): readonly string[] {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    done.add(file);
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle.length > 0) return cycle;
    }
    return [];
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

test('no modules of src import one another in a cycle', () => {
  const graph = importGraph();
  assert.ok([...graph.values()].flat().length > 500, 'the imports were found');
  assert.deepEqual(findCycle(graph), []);
});

test('the table of folders has no cycle', () => {
  assert.deepEqual(findCycle(new Map(Object.entries(FOLDERS))), []);
});

test('a cycle is found when there is one', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['b']],
  ]);
  assert.deepEqual(findCycle(graph), ['b', 'c', 'b']);
});
