// Run by `npm run build:manifest` after the analyzer has written dist/custom-elements.json: adds to it what the
// analyzer does not find (defaults of custom properties, classes of events), and generates the typings for frameworks
// (dist/types/frameworks) and the data for editors.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cssDefaults } from './manifest/css-defaults.mjs';
import { frameworkTypes } from './manifest/framework-types.mjs';
import { readElements } from './manifest/read-elements.mjs';
import { vscodeData } from './manifest/vscode-data.mjs';
import { webTypes } from './manifest/web-types.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const DIST = path.join(ROOT, 'dist');
const writeJson = (file, content) => writeFileSync(path.join(DIST, file), `${JSON.stringify(content, null, 2)}\n`);

/** The analyzer reads all of src; the manifest keeps the elements, their events and the entries. */
const isOfElements = ({ path: file, declarations = [] }) =>
  declarations.some(({ tagName }) => tagName) ||
  /^src\/(?:elements\/.*events?\.ts$|(?:index|define|cdn)\.ts$)/.test(file);

/** The published file that exports what a module of src declares. */
function publishedFile(file) {
  const name = file.replace(/^\.?\/?(?:src\/)?/, '').replace(/\.[jt]s$/, '');
  const [, tag] = /^elements\/([a-z-]+)\/\1$/.exec(name) ?? [];
  const entries = { define: 'dist/define.js', cdn: 'dist/cdn/live-chat-elements.js', 'room/index': 'dist/room.js' };
  return tag ? `dist/${tag}.js` : (entries[name] ?? 'dist/index.js');
}

/** The modules under the names of published files, with the definitions of the tags, which the analyzer cannot see. */
function publish(modules) {
  const merged = new Map();
  const renamed = JSON.parse(JSON.stringify(modules), (key, value) =>
    ['path', 'module'].includes(key) && typeof value === 'string' ? publishedFile(value) : value,
  );
  for (const module of renamed) {
    const same = merged.get(module.path);
    if (!same) merged.set(module.path, { ...module });
    else
      for (const key of ['declarations', 'exports'])
        same[key] = [...(same[key] ?? []), ...(module[key] ?? [])].filter(
          (entry, index, all) =>
            all.findIndex(({ kind, name }) => kind === entry.kind && name === entry.name) === index,
        );
  }
  const elements = renamed.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);
  const define = merged.get('dist/define.js');
  define.exports = elements.map(({ tagName, name }) => ({
    kind: 'custom-element-definition',
    name: tagName,
    declaration: { name, module: `dist/${tagName}.js` },
  }));
  return [...merged.values()];
}

function finishManifest() {
  const manifest = JSON.parse(readFileSync(path.join(DIST, 'custom-elements.json'), 'utf8'));
  const described = new Map(readElements(ROOT).map((element) => [element.tagName, element]));
  const defaults = cssDefaults(ROOT);
  for (const declaration of manifest.modules.flatMap(({ declarations = [] }) => declarations)) {
    const element = described.get(declaration.tagName);
    if (!element) continue;
    declaration.superclass = { name: 'LitElement', package: 'lit' };
    declaration.events = element.events.map(({ name, description, className }) => ({
      name,
      type: { text: className },
      description,
    }));
    const known = new Map(element.attributes.map((attribute) => [attribute.name, attribute]));
    for (const attribute of declaration.attributes ?? []) attribute.type ??= { text: known.get(attribute.name).type };
    for (const property of declaration.cssProperties ?? [])
      if (defaults.get(property.name)) property.default = defaults.get(property.name);
  }
  manifest.modules = manifest.modules.filter(isOfElements);
  for (const declaration of manifest.modules.flatMap(({ declarations = [] }) => declarations)) {
    if (declaration.members)
      declaration.members = declaration.members.filter(
        ({ name, privacy }) => !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected',
      );
  }
  manifest.modules = publish(manifest.modules);
  writeJson('custom-elements.json', manifest);
}

finishManifest();
const elements = readElements(ROOT);
const eventClasses = new Set(
  JSON.parse(readFileSync(path.join(DIST, 'custom-elements.json'), 'utf8')).modules.flatMap(({ declarations = [] }) =>
    declarations.map(({ name }) => name),
  ),
);
for (const { name, className } of elements.flatMap(({ events }) => events)) {
  if (!eventClasses.has(className))
    throw new Error(`A class comment has the event ${name}, but no module exports ${className}.`);
}
mkdirSync(path.join(DIST, 'types/frameworks'), { recursive: true });
for (const [file, text] of Object.entries(frameworkTypes(elements)))
  writeFileSync(path.join(DIST, 'types/frameworks', file), text);
const { html, css } = vscodeData(elements);
writeJson('vscode.html-custom-data.json', html);
writeJson('vscode.css-custom-data.json', css);
writeJson('web-types.json', webTypes(elements, JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'))));
