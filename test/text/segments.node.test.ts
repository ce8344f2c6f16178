import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { segmentsOf, type Mentionable } from '../../src/text/segments.js';

const ANA: Mentionable = { userId: 'u1', names: ['Ana', 'u1'], isSelf: true };
const LI: Mentionable = { userId: 'u2', names: ['李雷', 'u2'], isSelf: false };

function shapes(text: string, people: readonly Mentionable[] = [ANA, LI]): string[] {
  const segments = segmentsOf(text, people);
  assert.equal(segments.map((each) => each.text).join(''), text);
  return segments.map((each) =>
    each.kind === 'link'
      ? `link ${each.href} ${each.host}`
      : each.kind === 'mention'
        ? `mention ${each.userId}`
        : each.text,
  );
}

describe('segments', () => {
  it('leave a plain text whole', () => assert.deepEqual(shapes('hello'), ['hello']));
  it('find links and leave the full stop outside', () =>
    assert.deepEqual(shapes('see https://example.org/a?b=1.'), [
      'see ',
      'link https://example.org/a?b=1 example.org',
      '.',
    ]));
  it('end a link at Chinese punctuation', () =>
    assert.deepEqual(shapes('看https://example.org/好，谢谢'), [
      '看',
      'link https://example.org/%E5%A5%BD example.org',
      '，谢谢',
    ]));
  it('keep a bracket that belongs to the address', () =>
    assert.deepEqual(shapes('(https://example.org/a_(b))'), ['(', 'link https://example.org/a_(b) example.org', ')']));
  it('show a look-alike host in its true form', () => assert.match(shapes('https://аррle.com/')[0] ?? '', /xn--/));
  it('make no link of other schemes', () =>
    assert.deepEqual(shapes('javascript://alert(1) data:text/html,x ftp://a.b'), [
      'javascript://alert(1) data:text/html,x ftp://a.b',
    ]));
  it('make no link of an address with a user name', () =>
    assert.deepEqual(shapes('https://bank.com@evil.org/'), ['https://bank.com@evil.org/']));
  it('find mentions by name and id', () =>
    assert.deepEqual(shapes('@Ana @u2 @李雷你好'), ['mention u1', ' ', 'mention u2', ' ', 'mention u2', '你好']));
  it('do not take "@Anabel" for Ana, nor an e-mail address', () =>
    assert.deepEqual(shapes('@Anabel bob@Ana.org'), ['@Anabel bob@Ana.org']));
  it('take time in proportion to the length', () => {
    for (const text of [
      '@'.repeat(100_000),
      'https://'.repeat(20_000),
      '@Ana'.repeat(20_000),
      `https://a${')'.repeat(100_000)}`,
    ]) {
      const started = performance.now();
      segmentsOf(text, [ANA, LI]);
      assert.ok(performance.now() - started < 200, text.slice(0, 20));
    }
  });
});
