import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { segmentsOf, type Mentionable } from '../../src/text/segments.js';
import { superlinearity } from '../support/cpu-time.js';

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
  it('are one segment for a plain text', () => assert.deepEqual(shapes('hello'), ['hello']));
  it('contain links without the full stop after them', () =>
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
  it('show the ASCII form of a look-alike host', () => assert.match(shapes('https://аррle.com/')[0] ?? '', /xn--/));
  it('contain no link with another scheme', () =>
    assert.deepEqual(shapes('javascript://alert(1) data:text/html,x ftp://a.b'), [
      'javascript://alert(1) data:text/html,x ftp://a.b',
    ]));
  it('contain no link with a user name', () =>
    assert.deepEqual(shapes('https://bank.com@evil.org/'), ['https://bank.com@evil.org/']));
  it('contain mentions by name and id', () =>
    assert.deepEqual(shapes('@Ana @u2 @李雷你好'), ['mention u1', ' ', 'mention u2', ' ', 'mention u2', '你好']));
  it('contain no mention of Ana in "@Anabel" or in an e-mail address', () =>
    assert.deepEqual(shapes('@Anabel bob@Ana.org'), ['@Anabel bob@Ana.org']));
  it('are found in a number of steps proportional to the length', () => {
    for (const unit of ['@', 'https://', '@Ana', ')']) {
      const textOf = (length: number) => `https://a${unit.repeat(length / unit.length)}`;
      const slow = superlinearity((text) => segmentsOf(text, [ANA, LI]), textOf, 100_000);
      assert.equal(slow, undefined, unit);
    }
  });
});
