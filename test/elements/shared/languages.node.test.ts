// The texts of the elements in every language, and how a language is chosen.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { en as view } from '../../../src/elements/shared/terms/en.lazy.js';
import { loadPanelTerms } from '../../../src/elements/shared/terms/languages.lazy.js';
import { panelsEn } from '../../../src/elements/shared/terms/panels/panels-en.lazy.js';
import { fetchTerms, findTerms, type Term, type TermKey } from '../../../src/elements/shared/terms/terms.js';

const LANGUAGES = ['zh-CN', 'zh-TW', 'ja', 'ko', 'id', 'th', 'vi', 'es', 'pt-BR', 'ar', 'de', 'fr'];
const en: Readonly<Record<TermKey, Term>> = { ...view, ...panelsEn };
const keys = Object.keys(en) as TermKey[];

/** Words that are the same in English and in another language; and texts without words, in any language. */
const SAME_AS_ENGLISH: Readonly<Record<string, readonly TermKey[]>> = {
  '*': ['times', 'says', 'saidAt'],
  id: ['chat', 'emoji', 'host', 'moderator'],
  es: ['sticker'],
  'pt-BR': ['host'],
  de: ['host', 'sticker'],
  fr: ['emojiSmileys'],
};
/** Texts for numbers that are at least 1 when they are shown. */
const NEVER_ZERO: readonly TermKey[] = [
  ...(['newMessages', 'joinedMany', 'leftMany', 'dropped', 'charactersOver', 'hiddenUsers'] as const),
];
/** Texts that are written so that they are right with every number. */
const WITHOUT_PLURAL: Readonly<Record<string, readonly TermKey[]>> = {
  ar: ['online', 'dropped', 'charactersLeft', 'charactersOver', 'suggestions', 'likeCount', 'hiddenUsers'],
};

/** Of the elements and of their panels. */
async function termsOf(lang: string): Promise<Readonly<Record<TermKey, Term>>> {
  await fetchTerms(lang);
  return { ...(findTerms(lang) ?? view), ...(await loadPanelTerms(lang)) };
}
const formsOf = (term: Term): string[] => (typeof term === 'string' ? [term] : Object.values(term));
const placesIn = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
/** A form for one number may write it as a word. */
const NUMBER_IN_WORDS = ['zero', 'one', 'two'];

describe('The texts', () => {
  it('are there for each language file', () => {
    for (const [folder, prefix] of [
      ['', ''],
      ['panels/', 'panels-'],
    ] as const) {
      const files = readdirSync(new URL(`../../../src/elements/shared/terms/${folder}`, import.meta.url))
        .map((name) => /^(.+)\.lazy\.ts$/.exec(name)?.[1]?.replace(prefix, '') ?? '')
        .filter((name) => name !== '' && name !== 'en' && name !== 'languages');
      assert.deepEqual(files.sort(), LANGUAGES.map((lang) => lang.toLowerCase()).sort());
    }
  });

  for (const lang of LANGUAGES) {
    it(`are complete in ${lang}, and none was left in English`, async () => {
      const terms = await termsOf(lang);
      assert.notDeepEqual(terms, en);
      assert.deepEqual(Object.keys(terms).sort(), [...keys].sort());
      const same = keys.filter((key) => JSON.stringify(terms[key]) === JSON.stringify(en[key]));
      const accepted = [...(SAME_AS_ENGLISH['*'] ?? []), ...(SAME_AS_ENGLISH[lang] ?? [])];
      assert.deepEqual(
        same.filter((key) => !accepted.includes(key)),
        [],
      );
      for (const key of SAME_AS_ENGLISH[lang] ?? []) assert.ok(same.includes(key), `${key} is no exception any more`);
      for (const key of keys)
        for (const form of formsOf(terms[key])) assert.ok(form !== '' && form === form.trim(), `${key}: "${form}"`);
    });

    it(`have the placeholders of the English ones in ${lang}`, async () => {
      const terms = await termsOf(lang);
      for (const key of keys) {
        const [english = ''] = formsOf(en[key]).slice(-1);
        const term = terms[key];
        for (const [category, form] of Object.entries(typeof term === 'string' ? { other: term } : term)) {
          const expected = placesIn(english).filter(
            (place) => place !== '{count}' || form.includes(place) || !NUMBER_IN_WORDS.includes(category),
          );
          assert.deepEqual(placesIn(form), expected, `${key}, ${category}`);
        }
      }
    });

    it(`have the plural forms that ${lang} needs`, async () => {
      const terms = await termsOf(lang);
      const needed = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
      for (const key of keys) {
        const term = terms[key];
        if (typeof en[key] === 'string') assert.equal(typeof term, 'string', key);
        else if (needed.length === 1 || WITHOUT_PLURAL[lang]?.includes(key)) assert.equal(typeof term, 'string', key);
        else
          assert.deepEqual(
            Object.keys(term).sort(),
            needed.filter((category) => category !== 'zero' || !NEVER_ZERO.includes(key)).sort(),
            key,
          );
      }
    });
  }

  it('are chosen by language, script and region', async () => {
    for (const [tag, lang] of [
      ['zh', 'zh-CN'],
      ['zh-SG', 'zh-CN'],
      ['zh-Hans-HK', 'zh-CN'],
      ['zh-Hant-CN', 'zh-TW'],
      ['zh-Hant', 'zh-TW'],
      ['zh-HK', 'zh-TW'],
      ['pt', 'pt-BR'],
      ['pt-PT', 'pt-BR'],
      ['es-MX', 'es'],
      ['ES-419', 'es'],
      ['ar-EG', 'ar'],
      ['de-AT-1996', 'de'],
      ['fr-CA', 'fr'],
      ['in', 'id'],
      ['ja-JP-u-ca-japanese', 'ja'],
    ] as const)
      assert.deepEqual(await termsOf(tag), await termsOf(lang), tag);
  });

  it('are English for a language without texts, and are not requested again', async () => {
    for (const lang of ['ru', 'und', 'zhx', 'ast']) {
      assert.deepEqual(await termsOf(lang), en, lang);
      assert.equal(fetchTerms(lang), undefined, lang);
    }
    assert.equal(fetchTerms('en-GB'), undefined);
    assert.equal(findTerms('en-GB'), undefined);
  });
});
