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

function finishManifest() {
  const manifest = JSON.parse(readFileSync(path.join(DIST, 'custom-elements.json'), 'utf8'));
  const described = new Map(readElements(ROOT).map((element) => [element.tagName, element]));
  const defaults = cssDefaults(ROOT);
  for (const declaration of manifest.modules.flatMap(({ declarations = [] }) => declarations)) {
    const element = described.get(declaration.tagName);
    if (!element) continue;
    declaration.events = element.events.map(({ name, description, className }) => ({
      name,
      type: { text: className },
      description,
    }));
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
