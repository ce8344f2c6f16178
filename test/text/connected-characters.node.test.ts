// No list of ours is the measure here, but the Unicode data of the runtime: each character that connects letters, in any
// script, is tried by itself.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sanitizeText } from '../../src/text/sanitize-text.js';

const MAX_CONNECTED = 16;
/** More than the longest chain, and not so long that the whole text is cut. */
const COUNT = 40;
/** They only silence a vowel, or join two letters of Tifinagh in writing: the letter after them begins a new cluster. */
const WITHOUT_STACKS = new Set(['\u0E3A', '\u0EBA', '\u103A', '\u2D7F', '\u{1612F}']);

function* characters(): Generator<string> {
  for (let code = 0xa1; code <= 0x1_ffff; code++) if (code < 0xd800 || code > 0xf8ff) yield String.fromCodePoint(code);
}

/** Whether the first of two marks is put behind the second one in the normal form: it has a higher combining class. */
function isHigher(first: string, second: string): boolean {
  return first !== second && `a${first}${second}`.normalize('NFD').endsWith(`${second}${first}`);
}

/** Combining class 9, between the voicing marks of kana (8) and the Hebrew sheva (10). */
const isVirama = (character: string): boolean => isHigher(character, '\u3099') && isHigher('\u05B0', character);

const segmenter = new Intl.Segmenter();
const isExtending = (character: string): boolean => [...segmenter.segment(`a${character}`)].length === 1;
const isPrepended = (character: string): boolean => [...segmenter.segment(`${character}a`)].length === 1;

const hex = (character: string): string => `U+${character.codePointAt(0)?.toString(16).toUpperCase()}`;

/** Those of `all` whose chain stays longer than a row can hold. */
function unbounded(all: readonly string[], chainOf: (character: string) => string): readonly string[] {
  return all.filter((each) => [...sanitizeText(chainOf(each))].length > MAX_CONNECTED).map(hex);
}

describe('a chain of connected characters is cut', () => {
  it('for every virama', () => {
    const viramas = [...characters()].filter((each) => isVirama(each) && !WITHOUT_STACKS.has(each));
    assert.ok(viramas.length > 40, `${viramas.length} viramas`);
    assert.deepEqual(
      unbounded(viramas, (virama) => `a${virama}`.repeat(COUNT)),
      [],
    );
  });

  it('for every prepended sign', () => {
    const signs = [...characters()].filter(isPrepended);
    assert.ok(signs.length > 20, `${signs.length} signs`);
    assert.deepEqual(
      unbounded(signs, (sign) => `${sign.repeat(COUNT)}a`),
      [],
    );
  });

  it('for every sign that extends the character before it', () => {
    const signs = [...characters()].filter(isExtending);
    assert.ok(signs.length > 2_000, `${signs.length} signs`);
    assert.deepEqual(
      unbounded(signs, (sign) => `a${sign.repeat(COUNT)}`),
      [],
    );
  });

  it('for every jamo', () => {
    const jamo = [...characters()].filter((each) => /[\u1100-\u11FF\uA960-\uA97C\uD7B0-\uD7FB]/.test(each));
    assert.ok(jamo.length > 300, `${jamo.length} jamo`);
    assert.deepEqual(
      unbounded(jamo, (each) => `\u1100${each.repeat(COUNT)}`),
      [],
    );
  });
});
