// The playground offers what the elements have. A choice survives a round trip through an address, and the exported
// code is correct.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'node:test';
import { parseSettings, toCss, toHtml, serializeSettings } from '../../demo/playground/settings-codec.js';
import { ATTRIBUTES, PAGE, PRESETS, TOKENS } from '../../demo/playground/options.js';

const SOURCE = fileURLToPath(new URL('../../src/elements/', import.meta.url));
/** Attributes that select the room, not appearance or behaviour. */
const ROOM_ATTRIBUTES = [
  'for',
  'token-endpoint',
  'token-credentials',
  'group-id',
  'user-id',
  'sdk',
  'moderation-endpoint',
  'media',
];

const source = (folder: string) =>
  readdirSync(SOURCE + folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${SOURCE}${folder}/${file}`, 'utf8'))
    .join('\n');

describe('the options of the playground', () => {
  test('include every custom property that the elements read, and no other', () => {
    const read = new Set(
      [
        ...['shared', 'live-chat', 'danmaku-layer', 'like-button']
          .map(source)
          .join('\n')
          .matchAll(/var\(\s*(--(?:chat|danmaku|like)-[\w-]+)/g),
      ].map(([, name]) => name ?? ''),
    );
    const offered = TOKENS.flatMap(({ tokens }) => tokens.map(({ name }) => name));
    assert.deepEqual([...offered].sort(), [...read].sort());
  });

  for (const { element, attributes } of ATTRIBUTES) {
    test(`include every attribute of <${element}>`, () => {
      const properties = /static override properties: PropertyDeclarations = \{(.*?)\n {2}\};/s.exec(
        source(element),
      )?.[1];
      const declared = [...(properties ?? '').matchAll(/(\w+): \{(.*?)\}/g)]
        .filter(([, , options = '']) => !options.includes('attribute: false'))
        .map(([, name = '', options = '']) => /attribute: '([\w-]+)'/.exec(options)?.[1] ?? name.toLowerCase())
        .filter((name) => !ROOM_ATTRIBUTES.includes(name));
      assert.deepEqual(attributes.map(({ name }) => name).sort(), declared.sort());
    });
  }

  test('have presets of known properties and attributes only', () => {
    for (const [name, preset] of Object.entries(PRESETS)) {
      assert.deepEqual(
        parseSettings(serializeSettings(new Map(Object.entries(preset)))),
        new Map(Object.entries(preset)),
        name,
      );
    }
    assert.deepEqual(Object.keys(PAGE), ['scheme', 'ground', 'dir', 'lang']);
  });
});

describe('a choice', () => {
  const choice = new Map([
    ['--chat-accent', '#ff0055'],
    ['--chat-font', 'Georgia, "Songti SC", serif'],
    ['live-chat:notices', 'all'],
    ['live-chat:no-avatars', ''],
    ['page:scheme', 'dark'],
  ]);

  test('is preserved in an address, beside other parameters', () => {
    const search = serializeSettings(choice, '?user=ana&chat-radius=0px');
    assert.match(search, /^\?user=ana&/);
    assert.deepEqual(parseSettings(search), choice);
  });

  test('is ignored in an address when it is unknown or too long', () => {
    assert.equal(parseSettings(`?evil=1&live-chat:onclick=alert(1)&--_private=1&chat-font=${'x'.repeat(300)}`).size, 0);
  });

  test('is exported as CSS and HTML', () => {
    assert.equal(
      toCss(choice),
      ':root {\n  color-scheme: dark;\n  --chat-accent: #ff0055;\n  --chat-font: Georgia, "Songti SC", serif;\n}',
    );
    assert.match(
      toHtml(choice),
      /<live-chat id="chat" token-endpoint="\/api\/token" group-id="friday-show" notices="all" no-avatars><\/live-chat>/,
    );
    assert.match(toHtml(new Map([['danmaku-layer:safe-top', '"><script>']])), /safe-top="&quot;><script>"/);
  });
});
