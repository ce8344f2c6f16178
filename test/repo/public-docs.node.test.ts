// Everything that an entry of the package exports has a sentence that says what it is, and so has every method of it.
// Asks TypeScript, so that what is re-exported counts where it is declared.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { exports } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  exports: Record<string, string | { types?: string }>;
};
/** Entry → the source behind its types; typings of frameworks are made by the build and have none. */
const entries = Object.entries(exports).flatMap(([name, target]) => {
  const types = typeof target === 'string' ? undefined : target.types;
  const source = types && path.join(ROOT, types.replace('./dist/types/', 'src/').replace(/\.d\.ts$/, '.ts'));
  return source && existsSync(source) ? [{ name, source }] : [];
});

const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
  ts.sys,
  ROOT,
);
const program = ts.createProgram(
  entries.map(({ source }) => source),
  { ...options, noEmit: true },
);
const checker = program.getTypeChecker();

function exportsOf(source: string): ts.Symbol[] {
  const file = program.getSourceFile(source);
  const symbol = file && checker.getSymbolAtLocation(file);
  return symbol
    ? checker
        .getExportsOfModule(symbol)
        .map((each) => (each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each))
    : [];
}
/** What overrides is told where it comes from. */
const NOT_PUBLIC = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override;
const isDocumented = (symbol: ts.Symbol) =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== '';
const isOurs = (symbol: ts.Symbol) =>
  (symbol.declarations ?? []).every((declaration) =>
    declaration.getSourceFile().fileName.startsWith(path.join(ROOT, 'src')),
  );

describe('the public API', () => {
  for (const { name, source } of entries) {
    test(`describes every export of ${name}`, () => {
      assert.deepEqual(
        exportsOf(source)
          .filter((symbol) => isOurs(symbol) && !isDocumented(symbol))
          .map((symbol) => symbol.name),
        [],
      );
    });
  }

  test('describes every method', () => {
    const silent = new Set<string>();
    for (const symbol of entries.flatMap(({ source }) => exportsOf(source)).filter(isOurs)) {
      for (const member of checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))) {
        const [declaration] = member.declarations ?? [];
        const isMethod = declaration && (ts.isMethodDeclaration(declaration) || ts.isMethodSignature(declaration));
        if (
          !isMethod ||
          !isOurs(member) ||
          ts.isPrivateIdentifier(declaration.name) ||
          ts.getCombinedModifierFlags(declaration) & NOT_PUBLIC
        )
          continue;
        if (!isDocumented(member)) silent.add(`${symbol.name}.${member.name}`);
      }
    }
    assert.deepEqual([...silent], []);
  });
});
