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

const ADDRESS = 'https://example.org/a';

function linksIn(text: string): string[] {
  return segmentsOf(text)
    .filter((each) => each.kind === 'link')
    .map((each) => each.text);
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
  it('end a link at the quotes, dashes and punctuation of all languages, at symbols and at emoji', () => {
    const around =
      '“ ” ‘ ’ « » ‹ › „ ‚ ❝ ❞ ‟ … ‥ — – ― ‼ • · 、 。 ！ 」 』 】 〉 ） ～ ، ؛ ؟ ۔ । ॥ ։ ׃ ። ། ၊ ។ ᠂ ¿ ¡ → ★ € 🎉 👍🏽';
    for (const mark of around.split(' ')) assert.deepEqual(linksIn(`${mark}${ADDRESS}${mark}x`), [ADDRESS], mark);
  });
  it('end a link where its brackets are no longer balanced', () => {
    for (const text of [
      `(${ADDRESS})`,
      `[${ADDRESS}].`,
      `(${ADDRESS})和`,
      `(${ADDRESS}.), x`,
      `${ADDRESS}(`,
      `${ADDRESS}(see b)`,
    ])
      assert.deepEqual(linksIn(text), [ADDRESS], text);
    for (const whole of [`${ADDRESS}(b)`, `${ADDRESS}[0]`, `${ADDRESS}?b=(c[1])`, 'https://[::1]/a'])
      assert.deepEqual(linksIn(`${whole}).`), [whole]);
  });
  it('end a link before text that is attached to it in a language without spaces', () => {
    for (const text of ['看看', 'を見て', 'カタログ', '에서 봐', 'ดูนี่', '(b)看'])
      assert.deepEqual(linksIn(`x${ADDRESS}${text}`), [text.startsWith('(') ? `${ADDRESS}(b)` : ADDRESS], text);
    for (const path of ['/wiki/中文', '/wiki/日本語#歴史', '?q=한국어', '/wiki/Café', '/вики/Имя'])
      assert.deepEqual(linksIn(`https://example.org${path}`), [`https://example.org${path}`]);
  });
  it('end an ASCII host after its top level domain, and keep hosts of other scripts', () => {
    for (const text of ['后边的文字', '에서', 'привет', '后边/文字'])
      assert.deepEqual(linksIn(`http://www.example.org${text}`), ['http://www.example.org'], text);
    assert.deepEqual(linksIn('https://example.org:8080看'), ['https://example.org:8080']);
    for (const host of ['例子.测试', 'www.bücher.example', 'abc例子.com', 'почта.example'])
      assert.deepEqual(linksIn(`https://${host}/a`), [`https://${host}/a`]);
  });
  it('show the ASCII form of a look-alike host', () => assert.match(shapes('https://аррle.com/')[0] ?? '', /xn--/));
  it('contain no link with another scheme', () =>
    assert.deepEqual(shapes('javascript://alert(1) data:text/html,x ftp://a.b'), [
      'javascript://alert(1) data:text/html,x ftp://a.b',
    ]));
  it('contain no link with a user name', () =>
    assert.deepEqual(shapes('https://bank.com@evil.org/'), ['https://bank.com@evil.org/']));
  it('contain mentions by name and id', () =>
    assert.deepEqual(shapes('@Ana @u2 @李雷你好'), ['mention u1', ' ', 'mention u2', ' ', 'mention u2', '你好']));
  it('find mentions in any case and width', () => {
    for (const text of ['@ANA', '@ana', '＠Ana', '＠ＡＮＡ', '@U1', '＠李雷']) {
      const [mention] = segmentsOf(text, [ANA, LI]);
      assert.equal(mention?.kind, 'mention', text);
      assert.equal(mention.text, text);
    }
    for (const [name, text] of [
      ['Νίκος', '@ΝΊΚΟΣ'],
      ['ЁЛКА', '@ёлка'],
      ['Ｚｏé', '@ZOÉ'],
      ['𐐀bc', '@𐐨BC'],
    ] as const)
      assert.equal(segmentsOf(text, [{ userId: 'u3', names: [name], isSelf: false }])[0]?.kind, 'mention', text);
    assert.deepEqual(shapes('İ @ANA İ'), ['İ ', 'mention u1', ' İ']);
  });
  it('prefer the user whose name is written in the same case', () => {
    const small: Mentionable = { userId: 'u3', names: ['ana'], isSelf: false };
    assert.deepEqual(shapes('@ana @Ana', [ANA, small]), ['mention u3', ' ', 'mention u1']);
    assert.deepEqual(shapes('@ana @Ana', [small, ANA]), ['mention u3', ' ', 'mention u1']);
  });
  it('contain no mention of Ana in "@Anabel" or in an e-mail address', () =>
    assert.deepEqual(shapes('@Anabel bob@Ana.org x＠ANA'), ['@Anabel bob@Ana.org x＠ANA']));
  it('are found in a number of steps proportional to the length', () => {
    for (const unit of ['@', 'https://', '@Ana', '＠', ')', '(', 'https://)', '后'])
      for (const start of ['https://a', 'https://a.b/', '']) {
        const textOf = (length: number) => `${start}${unit.repeat(length / unit.length)}`;
        const slow = superlinearity((text) => segmentsOf(text, [ANA, LI]), textOf, 50_000);
        assert.equal(slow, undefined, start + unit);
      }
  });
});
