// Writes the reference of the elements into README.md, between two marks, from the class comments by way of
// dist/custom-elements.json (`npm run build:manifest`). `--check` writes nothing and fails when README is out of date.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const MANIFEST = at('dist/custom-elements.json');
const README = at('README.md');
const BEGIN = '<!-- reference: made by tools/reference.mjs, do not edit -->';
const END = '<!-- /reference -->';
const ORDER = ['live-chat', 'danmaku-layer', 'like-button'];
/** Said once, for all three. */
const COMMON = ['for', 'tokenEndpoint', 'tokenCredentials', 'groupId', 'tokenProvider', 'room', 'terms', 'status'];

if (!existsSync(MANIFEST)) {
  console.error('dist/custom-elements.json is missing. Run `npm run build:manifest` first; `npm run reference` does both.');
  process.exit(1);
}
const elements = JSON.parse(readFileSync(MANIFEST, 'utf8'))
  .modules.flatMap(({ path, declarations = [] }) => declarations.map((declaration) => ({ ...declaration, path })))
  .filter(({ tagName }) => ORDER.includes(tagName))
  .sort((a, b) => ORDER.indexOf(a.tagName) - ORDER.indexOf(b.tagName));

const cell = (text = '') => text.replaceAll('\n', ' ').replaceAll('|', '\\|').trim();
const code = (text) => `\`${text}\``;
const table = (head, rows) => (rows.length === 0 ? [] : [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`), '']);

/** `DEFAULT_MAX_HEARTS` says nothing to a reader; its value stands in the element's folder. */
function defaultOf({ default: value = '', type }, folder) {
  if (type?.text === 'boolean') return '';
  if (/^[A-Z_]+$/.test(value)) {
    const source = readdirSync(at(folder)).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(at(`${folder}/${file}`), 'utf8')).join('\n');
    return code(new RegExp(`const ${value} = ([^;]+);`).exec(source)?.[1] ?? value);
  }
  const bare = value.replace(/^'(.*)'$/, '$1');
  return bare === '' || bare === '0' ? '' : code(bare);
}

function section({ tagName, path, attributes = [], members = [], events = [], slots = [], cssParts = [], cssProperties = [], cssStates = [] }) {
  const folder = path.replace(/\/[^/]+$/, '');
  const shown = members.filter(({ privacy, static: isStatic, name }) => privacy !== 'private' && privacy !== 'protected' && !isStatic && !name.startsWith('#') && !COMMON.includes(name));
  const properties = shown.filter(({ kind, attribute }) => kind === 'field' && !attribute);
  const methods = shown.filter(({ kind, description }) => kind === 'method' && description);
  const list = (title, entries, name = (entry) => code(entry.name)) => (entries.length === 0 ? [] : [`${title}: ${entries.map((entry) => `${name(entry)} ${cell(entry.description).replace(/\.$/, '')}`).join(' · ')}.`, '']);
  return [
    `### \`<${tagName}>\``,
    '',
    ...table(['attribute', 'default', ''], attributes.filter(({ fieldName }) => !COMMON.includes(fieldName)).map((attribute) => [code(attribute.name), defaultOf(attribute, folder), attribute.description])),
    ...table(['property or method', ''], [
      ...properties.map(({ name, description = '', readonly }) => [code(name), `${description}${readonly ? ' Read only.' : ''}`]),
      ...methods.map(({ name, parameters = [], description }) => [code(`${name}(${parameters.map(({ name: parameter }) => parameter).join(', ')})`), description]),
    ]),
    ...table(['event', ''], events.filter(({ name = '' }) => /^(chat|danmaku)-/.test(name)).map(({ name, description }) => [code(name), description])),
    ...list('**Slots**', slots, ({ name }) => (name ? code(name) : 'the default one')),
    ...list('**Parts**', cssParts),
    ...list('**Custom properties**', cssProperties),
    ...list('**States**', cssStates, ({ name }) => code(`:state(${name})`)),
  ].join('\n');
}

const readme = readFileSync(README, 'utf8');
const [start, stop] = [readme.indexOf(BEGIN), readme.indexOf(END)];
if (start < 0 || stop < start) {
  console.error(`README.md lacks the marks "${BEGIN}" and "${END}".`);
  process.exit(1);
}
const made = `${readme.slice(0, start)}${BEGIN}\n\n${elements.map(section).join('\n').trimEnd()}\n\n${readme.slice(stop)}`;
if (made === readme) console.log('README.md says what the elements have.');
else if (process.argv.includes('--check')) {
  console.error('README.md is out of date. Run `npm run reference`.');
  process.exitCode = 1;
} else {
  writeFileSync(README, made);
  console.log('README.md: reference written.');
}
