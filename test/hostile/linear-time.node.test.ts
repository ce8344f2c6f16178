// No text of a stranger may make one step of ours take the square of its length. Every regular expression in the
// sources is found
// and fed runs that lead such expressions astray; then the functions that strangers' texts go through. A ratio is
// asserted, not a
// time: twice the input may take at most three times as long. What is done with the long input in a few milliseconds is
// linear
// without asking: the square of it could not be.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { dedupeKey } from '../../src/elements/danmaku-layer/pending-queue.js';
import { initials } from '../../src/elements/live-chat/message-list/message-row.js';
import { decodeMessage } from '../../src/protocol/decode-message.js';
import { safeImageUrl } from '../../src/text/safe-image-url.js';
import { isEmojiOnly, segmentsOf } from '../../src/text/segments.js';
import { isSimpleMarkup } from '../../src/text/sanitize-html.js';
import { sanitizeLine, sanitizeText } from '../../src/text/sanitize-text.js';
import { WordMatcher, foldText } from '../../src/text/word-matcher.js';

const LONG = 100_000;
/** What takes a text apart letter by letter; still more than twice the longest that the service carries. */
const LONG_FOR_FUNCTIONS = 32_000;
/** A square of the long input takes more than a second; what is done by then took no square. */
const SURELY_LINEAR_MS = 50;
const MAX_RATIO = 3;
/** A busy machine can make one measurement look bad, but not the best of several, taken in turns. */
const ROUNDS = 5;

const UNITS = [
  ' ',
  '\n',
  '\t',
  ' \n',
  'a',
  'a ',
  'a.',
  '/',
  '=',
  '%',
  '-',
  '0',
  '0.',
  '{',
  '{a',
  '{a}',
  '[',
  '<',
  '<a',
  '<b ',
  '<a href="https://',
  'http',
  'https://',
  'https://a)',
  '@',
  '@a',
  '#',
  '|',
  'a |',
  '::',
  ')',
  '(',
  '&',
  '\\',
  '"',
  '\uFE0F',
  '\u0301',
  '\u200D',
  'a\u200D',
  '\u200D\u0301',
  ' \u200D',
  'क\u094D',
  'क\u094D\u094D',
  'क\u093C\u094D',
  '\u{1F3F4}\u{E0067}',
  '\u{E0061}',
  '\u{E0100}',
  '👩\u200D',
  '好',
  '\uD800',
  'ك\u0640',
  "a'",
  '시 ',
  'https://a.b/好 ',
] as const;
/** Behind the run: what makes an expression that wanted the end go back. */
const TAILS = ['', '!', '\n', 'x\u200D'] as const;

function input(unit: string, tail: string, length: number): string {
  return `x${unit.repeat(Math.ceil(length / unit.length))}${tail}`;
}

function take(run: (text: string) => unknown, text: string): number {
  const started = performance.now();
  run(text);
  return performance.now() - started;
}

/**
 * In words when it is not; undefined when it is. A short pair comes first, so that a square does not hold the test up.
 */
function notLinear(run: (text: string) => unknown, unit: string, tail: string, longest: number): string | undefined {
  for (const length of [longest / 8, longest]) {
    const [long, short] = [input(unit, tail, length), input(unit, tail, length / 2)];
    let whole = take(run, long);
    if (whole < SURELY_LINEAR_MS) continue;
    let half = take(run, short);
    for (let round = 0; round < ROUNDS && whole > half * MAX_RATIO; round++) {
      half = Math.min(half, take(run, short));
      whole = Math.min(whole, take(run, long));
    }
    if (whole > half * MAX_RATIO)
      return `${JSON.stringify(unit)} and ${JSON.stringify(tail)}: ${length / 2} units took ${half.toFixed(1)} ms, ${length} took ${whole.toFixed(1)} ms`;
  }
  return undefined;
}

function expressions(): ReadonlyMap<string, RegExp> {
  const found = new Map<string, RegExp>();
  for (const name of readdirSync('src', { recursive: true }).map(
    (each) => `src/${String(each).replaceAll('\\', '/')}`,
  )) {
    if (!name.endsWith('.ts')) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        found.set(`${name} ${node.text}`, new RegExp(node.text.slice(1, end), node.text.slice(end + 1)));
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(name, readFileSync(name, 'utf8'), ts.ScriptTarget.Latest, true));
  }
  return found;
}

function failures(run: (text: string) => unknown, longest = LONG): string[] {
  return UNITS.flatMap((unit) =>
    TAILS.map((tail) => notLinear(run, unit, tail, longest)).filter((words) => words !== undefined),
  );
}

describe('the number of steps grows in proportion to the length', () => {
  it('and a quadratic function is detected', () =>
    assert.match(notLinear((text) => text.replace(/\s+$/, ''), ' ', '!', LONG) ?? '', /took/));

  it('for every regular expression in the sources', (context) => {
    const all = expressions();
    assert.ok(all.size > 50, `${all.size} expressions were found`);
    const bad = [...all].flatMap(([name, expression]) =>
      failures((text) => (expression.global ? text.replace(expression, '') : text.search(expression))).map(
        (words) => `${name}: ${words}`,
      ),
    );
    context.diagnostic(`${all.size} expressions, ${UNITS.length * TAILS.length} inputs of ${LONG} characters each`);
    assert.deepEqual(bad, []);
  });

  const text = (words: string) =>
    ({
      kind: 'text',
      id: 'a',
      groupId: 'g',
      from: { userId: 'eve', nick: '', avatar: '' },
      isSelf: false,
      seq: 1,
      time: 1,
      priority: 'normal',
      cloudCustomData: words,
      isBroadcast: false,
      text: words,
    }) as const;
  const people = [{ userId: 'a', names: ['a', 'x', ' '], isSelf: false }];
  const matcher = new WordMatcher(['spam', 'a a', '好好', 'aaaaaaab']);
  const FUNCTIONS: Readonly<Record<string, (words: string) => unknown>> = {
    cleanText: (words) => sanitizeText(words, LONG_FOR_FUNCTIONS * 2),
    cleanLine: (words) => sanitizeLine(words, LONG_FOR_FUNCTIONS * 2),
    segmentsOf: (words) => segmentsOf(words, people),
    isSimpleMarkup,
    isEmojiOnly,
    safeImageUrl,
    initials,
    dedupeKey,
    foldText,
    'WordMatcher.find': (words) => matcher.find(words),
    'readMessage of a text': (words) => decodeMessage(text(words)),
    'readMessage of a custom message': (words) =>
      decodeMessage({ ...text(''), kind: 'custom', data: words, description: words, extension: words }),
  };
  for (const [name, run] of Object.entries(FUNCTIONS))
    it(`for ${name}`, () => assert.deepEqual(failures(run, LONG_FOR_FUNCTIONS), []));
});
