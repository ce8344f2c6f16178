// No text of a user may make a function take quadratic time. Every regular expression in the sources gets repetitive
// texts that make such expressions backtrack, then every function that processes text of other users. A ratio of
// processor times is asserted, not a time: see test/support/cpu-time.ts.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { dedupeKey } from '../../src/elements/danmaku-layer/pending-queue.js';
import { initials } from '../../src/elements/live-chat/message-list/message-row.js';
import { decodeMessage } from '../../src/protocol/decode-message.js';
import { safeImageUrl } from '../../src/text/safe-url.js';
import { isEmojiOnly } from '../../src/protocol/room-metadata.js';
import { segmentsOf } from '../../src/text/segments.js';
import { isSimpleMarkup } from '../../src/text/sanitize-html.js';
import { sanitizeLine, sanitizeText } from '../../src/text/sanitize-text.js';
import { foldText } from '../../src/text/fold-text.js';
import { WordMatcher } from '../../src/text/word-matcher.js';
import { superlinearity } from '../support/cpu-time.js';

const LONG = 100_000;
/** For functions that split a text into characters; more than twice the longest text that the service delivers. */
const LONG_FOR_FUNCTIONS = 32_000;

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
/** Appended to the repetition: they make an expression that requires the end backtrack. */
const TAILS = ['', '!', '\n', 'x\u200D'] as const;

function input(unit: string, tail: string, length: number): string {
  return `x${unit.repeat(Math.ceil(length / unit.length))}${tail}`;
}

function failure(run: (text: string) => unknown, unit: string, tail: string, longest: number): string | undefined {
  const found = superlinearity(run, (length) => input(unit, tail, length), longest);
  return found && `${JSON.stringify(unit)} and ${JSON.stringify(tail)}: ${found}`;
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
    TAILS.map((tail) => failure(run, unit, tail, longest)).filter((each) => each !== undefined),
  );
}

describe('the number of steps grows in proportion to the length', () => {
  it('and a quadratic function is detected', () =>
    assert.match(failure((text) => text.replace(/\s+$/, ''), ' ', '!', LONG) ?? '', /took/));

  it('for every regular expression in the sources', (context) => {
    const all = expressions();
    assert.ok(all.size > 50, `${all.size} expressions were found`);
    const bad = [...all].flatMap(([name, expression]) =>
      failures((text) => (expression.global ? text.replace(expression, '') : text.search(expression))).map(
        (content) => `${name}: ${content}`,
      ),
    );
    context.diagnostic(`${all.size} expressions, ${UNITS.length * TAILS.length} inputs of ${LONG} characters each`);
    assert.deepEqual(bad, []);
  });

  const text = (content: string) =>
    ({
      kind: 'text',
      id: 'a',
      groupId: 'g',
      from: { userId: 'eve', nick: '', avatar: '' },
      isSelf: false,
      seq: 1,
      time: 1,
      priority: 'normal',
      cloudCustomData: content,
      isBroadcast: false,
      text: content,
    }) as const;
  const users = [{ userId: 'a', names: ['a', 'x', ' '], isSelf: false }];
  const matcher = new WordMatcher(['spam', 'a a', '好好', 'aaaaaaab']);
  const FUNCTIONS: Readonly<Record<string, (content: string) => unknown>> = {
    sanitizeText: (content) => sanitizeText(content, LONG_FOR_FUNCTIONS * 2),
    sanitizeLine: (content) => sanitizeLine(content, LONG_FOR_FUNCTIONS * 2),
    segmentsOf: (content) => segmentsOf(content, users),
    isSimpleMarkup,
    isEmojiOnly,
    safeImageUrl,
    initials,
    dedupeKey,
    foldText,
    'WordMatcher.find': (content) => matcher.find(content),
    'decodeMessage of a text': (content) => decodeMessage(text(content)),
    'decodeMessage of a custom message': (content) =>
      decodeMessage({ ...text(''), kind: 'custom', data: content, description: content, extension: content }),
  };
  for (const [name, run] of Object.entries(FUNCTIONS))
    it(`for ${name}`, () => assert.deepEqual(failures(run, LONG_FOR_FUNCTIONS), []));
});
