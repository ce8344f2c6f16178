// Every demo page has all texts in both languages, and its markup uses only keys that exist.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { ATTRIBUTES, PAGE, PRESETS, TOKENS } from '../../demo/playground/options.js';

type Words = Record<'en' | 'zh-CN', Record<string, unknown>>;
/** The pages are plain scripts without types. */
const read = (file: string): Promise<Record<string, Words>> =>
  import(new URL(`../../demo/${file}`, import.meta.url).href) as Promise<Record<string, Words>>;
const wordsOf = async (folder: string): Promise<Words> => (await read(`${folder}/texts.js`))['texts'] as Words;

const playground = await wordsOf('playground');
const pageTexts = (await read('page/page-texts.js'))['pageTexts'] as Words;
const PAGES: Record<string, Words> = { 'index.html': await wordsOf('gallery'), 'playground/index.html': playground };
for (const page of ['events', 'replay', 'overlay', 'strict', 'messenger'])
  PAGES[`${page}/index.html`] = await wordsOf(page);

describe('the texts of the demo', () => {
  for (const [page, words] of Object.entries({ ...PAGES, 'the bar': pageTexts })) {
    test(`of ${page} have the same keys in English and Chinese, none of them empty`, () => {
      // The titles and states of the playground are their own English texts.
      const chinese = Object.keys(words['zh-CN']).filter(
        (key) => !(page.startsWith('playground') && (/^[A-Z]/.test(key) || key === 'about')),
      );
      assert.deepEqual(chinese.sort(), Object.keys(words.en).sort());
      for (const language of ['en', 'zh-CN'] as const)
        for (const [key, text] of Object.entries(words[language])) assert.ok(text, `${language}: ${key}`);
    });
  }

  for (const [page, words] of Object.entries(PAGES)) {
    test(`include every key that ${page} uses`, () => {
      const html = readFileSync(new URL(`../../demo/${page}`, import.meta.url), 'utf8');
      const asked = [...html.matchAll(/data-(?:text|label|alt|placeholder)="([^"]+)"/g)].map(([, key = '']) => key);
      assert.ok(asked.length > 10);
      for (const language of ['en', 'zh-CN'] as const)
        assert.deepEqual(
          asked.filter((key) => !(key in words[language]) && !(key in pageTexts[language])),
          [],
        );
    });
  }

  test('name in Chinese every control of the playground, its groups, presets and states', () => {
    const chinese = playground['zh-CN'] as Record<string, unknown> & { about: Record<string, string> };
    const keys = [
      ...TOKENS.flatMap(({ tokens }) => tokens.map(({ name }) => name)),
      ...ATTRIBUTES.flatMap(({ element, attributes }) => attributes.map(({ name }) => `${element}:${name}`)),
      ...Object.keys(PAGE).map((name) => `page:${name}`),
    ];
    assert.deepEqual(Object.keys(chinese.about).sort(), keys.sort());
    const states = [
      ...readFileSync(new URL('../../demo/playground/state-gallery.js', import.meta.url), 'utf8').matchAll(
        /^ {2}\[(?:\n {4})?'([^']+)',\s+\{/gm,
      ),
    ].map(([, caption = '']) => caption);
    assert.ok(states.length >= 20);
    for (const title of [
      ...TOKENS.map(({ title }) => title),
      ...ATTRIBUTES.map(({ title }) => title),
      ...Object.keys(PRESETS),
      ...states,
    ])
      assert.ok(chinese[title], title);
  });
});
