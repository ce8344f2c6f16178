// The mutations of one source file: comparisons, conditions, numbers, Booleans, return values and removed statements.
import ts from 'typescript';

const OPERATORS = new Map([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
]);
const MAX_SHOWN = 60;

/** [{file, line, start, end, text, what}]: replace start to end by text. */
export function mutationsOf(file, source) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found = [];
  const occurrences = new Map();
  const shown = (text) => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text).replaceAll(/\s+/g, ' ');
  const add = (node, text, kind) => {
    const start = node.getStart(tree);
    const line = tree.getLineAndCharacterOfPosition(start).line + 1;
    // The second of two equal mutations of a file has a number, so that the list of accepted ones can name it.
    const description = `${kind}: ${shown(node.getText(tree))} → ${shown(text) || 'removed'}`;
    const occurrence = (occurrences.get(description) ?? 0) + 1;
    occurrences.set(description, occurrence);
    const what = occurrence > 1 ? `${description} (${occurrence})` : description;
    found.push({ file, line, start, end: node.getEnd(), text, what });
  };
  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isTypeAliasDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const operator = OPERATORS.get(node.operatorToken.kind);
      const isText = node.operatorToken.kind === ts.SyntaxKind.PlusToken && /['"`]/.test(node.getText(tree));
      if (operator && !isText) {
        const [left, right] = [node.left.getText(tree), node.right.getText(tree)];
        add(node, `(${left}) ${operator} (${right})`, 'operator');
      }
    }
    if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
      const condition = node.expression ?? node.condition;
      add(condition, 'true', 'condition');
      add(condition, 'false', 'condition');
    }
    if (ts.isNumericLiteral(node) && !ts.isPropertyAssignment(node.parent) && node.parent.propertyName !== node) {
      const value = Number(node.text.replaceAll('_', ''));
      if (Number.isFinite(value)) add(node, String(value + 1), 'number');
    }
    if (node.kind === ts.SyntaxKind.TrueKeyword) add(node, 'false', 'value');
    if (node.kind === ts.SyntaxKind.FalseKeyword) add(node, 'true', 'value');
    if (ts.isReturnStatement(node) && node.expression && !isTrivial(node.expression))
      add(node.expression, 'undefined', 'return');
    if (ts.isExpressionStatement(node) && isEffect(node.expression)) add(node, ';', 'removed');
    if (ts.isThrowStatement(node)) add(node, ';', 'removed');
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function isTrivial(node) {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

/** A call or an assignment; a call of super() cannot be removed. */
function isEffect(node) {
  const inner = ts.isAwaitExpression(node) || ts.isVoidExpression(node) ? node.expression : node;
  if (ts.isCallExpression(inner)) return inner.expression.kind !== ts.SyntaxKind.SuperKeyword;
  return (
    ts.isBinaryExpression(inner) &&
    inner.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    inner.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

/**
 * The source with all mutations, numbered from `first`: each is in effect when `__isMutated(number)` is true. So the
 * files are compiled once for all mutations.
 */
export function instrument(source, mutations, first) {
  const sites = new Map();
  mutations.forEach((mutation, index) => {
    const key = `${mutation.start} ${mutation.end}`;
    const site = sites.get(key) ?? { start: mutation.start, end: mutation.end, variants: [] };
    site.variants.push({ ...mutation, id: first + index });
    sites.set(key, site);
  });
  // An outer site comes before the sites inside it.
  const ordered = [...sites.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  let next = 0;
  const render = (start, end) => {
    let [text, at] = ['', start];
    while (next < ordered.length && ordered[next].start < end) {
      const site = ordered[next++];
      text += source.slice(at, site.start) + wrap(site.variants, render(site.start, site.end));
      at = site.end;
    }
    return text + source.slice(at, end);
  };
  return render(0, source.length);
}

function wrap(variants, original) {
  if (variants[0].text === ';') return `{ if (!__isMutated(${variants[0].id})) ${original} }`;
  return `(${variants.map(({ id, text }) => `__isMutated(${id}) ? (${text}) : `).join('')}(${original}))`;
}
