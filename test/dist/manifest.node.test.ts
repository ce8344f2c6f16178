// What the build generates from the class comments: the manifest, the data for editors, and the typings for frameworks.
// `npm run test:frameworks` checks the typings with the compiler of each framework.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { DIST } from './support/site.js';

const ROOT = path.join(DIST, '..');
const FRAMEWORKS = ['react', 'preact', 'solid', 'vue', 'svelte'];

interface Named {
  readonly name: string;
  readonly description?: string;
}
interface Element {
  readonly tagName: string;
  readonly name: string;
  readonly attributes: readonly Named[];
  readonly events: readonly (Named & { readonly type: { readonly text: string } })[];
  readonly cssProperties: readonly (Named & { readonly default?: string })[];
  readonly cssParts: readonly Named[];
}
interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Partial<Element>[] }[];
}
const json = (file: string): unknown => JSON.parse(readFileSync(path.join(DIST, file), 'utf8'));
const names = (entries: readonly Named[]) => entries.map(({ name }) => name).sort();

let elements: readonly Element[];
before(() => {
  if (!existsSync(path.join(DIST, 'web-types.json')))
    throw new Error('The manifest is not built yet: run `npm run build` first.');
  elements = (json('custom-elements.json') as Manifest).modules
    .flatMap(({ declarations = [] }) => declarations)
    .filter((declaration): declaration is Element => declaration.tagName !== undefined);
});

describe('the manifest', () => {
  test('names every public custom property that the styles read, and no other', () => {
    const styles = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const read = styles.flatMap((file) =>
      [
        ...readFileSync(path.join(ROOT, 'src', file), 'utf8').matchAll(/var\((--(?:chat|danmaku|like)-[a-z0-9-]+)/g),
      ].map(([, name]) => name),
    );
    const reported = elements.flatMap(({ cssProperties }) => names(cssProperties));
    assert.deepEqual([...reported].sort(), [...new Set(read)].sort());
  });

  test('has a description and a default that is valid CSS for every custom property', () => {
    for (const { name, description, default: value } of elements.flatMap(({ cssProperties }) => cssProperties)) {
      assert.match(description ?? '', /^[A-Z].*\.$/, name);
      assert.ok(value, `${name} has no default`);
      assert.doesNotMatch(value, /--_|;|\n/, name);
      assert.equal(value.split('(').length, value.split(')').length, `${name}: ${value}`);
    }
  });

  test('has a description for every attribute, event and part, and a class for every event', () => {
    const types = path.join(DIST, 'types/elements');
    const eventTypes = readdirSync(types, { recursive: true, encoding: 'utf8' })
      .filter((file) => /events?\.d\.ts$/.test(file))
      .map((file) => readFileSync(path.join(types, file), 'utf8'))
      .join('\n');
    for (const { tagName, attributes, events, cssParts } of elements) {
      for (const { name, description } of [...attributes, ...events, ...cssParts])
        assert.ok(description, `${tagName}: ${name}`);
      for (const { name, type } of events)
        assert.match(eventTypes, new RegExp(`export declare class ${type.text} extends Event`), name);
    }
  });

  test('names every part that the elements render', () => {
    const sources = (folder: string) =>
      readdirSync(path.join(ROOT, 'src/elements', folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => readFileSync(path.join(ROOT, 'src/elements', folder, file), 'utf8'))
        .join('\n');
    for (const { tagName, cssParts } of elements) {
      const drawn = [...sources(tagName).matchAll(/ part="([a-z -]+)"/g)].flatMap(([, parts = '']) =>
        parts.trim().split(/\s+/),
      );
      assert.deepEqual(
        [...new Set(drawn)].filter((part) => !names(cssParts).includes(part)),
        [],
        tagName,
      );
    }
  });
});

describe('the data files for editors', () => {
  test('name for VS Code the tags with all their attributes, and every custom property', () => {
    const html = json('vscode.html-custom-data.json') as {
      tags: (Named & { attributes: (Named & { values?: Named[]; valueSet?: string })[] })[];
    };
    for (const { tagName, attributes } of elements)
      assert.deepEqual(
        names(html.tags.find(({ name }) => name === tagName)?.attributes ?? []),
        names(attributes),
        tagName,
      );
    const chat = html.tags.find(({ name }) => name === 'live-chat');
    assert.deepEqual(names(chat?.attributes.find(({ name }) => name === 'notices')?.values ?? []), [
      'all',
      'digest',
      'none',
    ]);
    assert.equal(chat?.attributes.find(({ name }) => name === 'no-composer')?.valueSet, 'v');

    const css = json('vscode.css-custom-data.json') as {
      properties: Named[];
      pseudoElements: Named[];
      pseudoClasses: Named[];
    };
    assert.deepEqual(names(css.properties), elements.flatMap(({ cssProperties }) => names(cssProperties)).sort());
    assert.ok(names(css.pseudoElements).includes('::part(row)'));
    assert.ok(names(css.pseudoClasses).includes(':state(joined)'));
    assert.equal(new Set(names(css.pseudoElements)).size, css.pseudoElements.length, 'a part is there twice');
  });

  test('name in web-types the tags with attributes and events, at the path in package.json', () => {
    const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      name: string;
      version: string;
      'web-types': string;
    };
    assert.equal(manifest['web-types'], 'dist/web-types.json');
    const types = json('web-types.json') as {
      name: string;
      version: string;
      contributions: { html: { elements: (Named & { attributes: Named[]; events: Named[] })[] } };
    };
    assert.deepEqual([types.name, types.version], [manifest.name, manifest.version]);
    for (const { tagName, attributes, events } of elements) {
      const found = types.contributions.html.elements.find(({ name }) => name === tagName);
      assert.deepEqual(
        [names(found?.attributes ?? []), names(found?.events ?? [])],
        [names(attributes), names(events)],
        tagName,
      );
    }
  });
});

describe('the typings of the frameworks', () => {
  for (const framework of FRAMEWORKS) {
    test(`name for ${framework} every tag, attribute and event`, () => {
      const text = readFileSync(path.join(DIST, `types/frameworks/${framework}.d.ts`), 'utf8');
      const camel = (name: string) => name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase());
      for (const { tagName, name: className, attributes, events } of elements) {
        assert.ok(new RegExp(`'${tagName}': .*${className}Props`).test(text), tagName);
        const own = text.split(`interface ${className}Props {`)[1]?.split('\n}\n')[0] ?? '';
        for (const { name } of attributes)
          assert.ok(
            new RegExp(`  '?${framework === 'vue' ? camel(name) : name}'?\\?: `).test(own),
            `${tagName} ${name}`,
          );
        for (const { name, type } of events)
          assert.ok(own.includes(`(event: ${type.text}) => void`), `${tagName} ${name}`);
      }
      assert.deepEqual(text.replace(/\/\*\*.*?\*\//g, '').match(/\bany\b|\bstatus\?|canSend/g), null);
    });
  }
});

describe('the modules of the manifest', () => {
  const { modules } = json('custom-elements.json') as {
    modules: { path: string; exports?: { kind: string; name: string; declaration: { module?: string } }[] }[];
  };

  test('are published files', () => {
    for (const { path: file, exports = [] } of modules)
      for (const module of [file, ...exports.map(({ declaration }) => declaration.module ?? file)])
        assert.ok(module.startsWith('dist/') && existsSync(path.join(ROOT, module)), module);
  });

  test('define the tags and give every attribute a type', () => {
    const defined = modules
      .filter(({ path: file }) => file === 'dist/define.js')
      .flatMap(({ exports = [] }) => exports.filter(({ kind }) => kind === 'custom-element-definition'));
    assert.deepEqual(names(defined), ['danmaku-layer', 'like-button', 'live-chat']);
    for (const { attributes } of elements)
      for (const attribute of attributes as readonly { name: string; type?: { text: string } }[])
        assert.ok(attribute.type?.text, attribute.name);
  });
});
