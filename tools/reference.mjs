// Writes the reference of the elements into README.md, between two marks, from the class comments by way of
// dist/custom-elements.json (`npm run build:manifest`). `--check` writes nothing and fails when README is out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readElements } from './manifest/read-elements.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const README = `${ROOT}README.md`;
const BEGIN = '<!-- reference: made by tools/reference.mjs, do not edit -->';
const END = '<!-- /reference -->';
/** Said once, for all three. */
const COMMON = ['for', 'tokenEndpoint', 'tokenCredentials', 'groupId', 'tokenProvider', 'room', 'terms', 'status'];

if (!existsSync(`${ROOT}dist/custom-elements.json`)) {
  console.error('dist/custom-elements.json is missing. Run `npm run build:manifest` first; `npm run reference` does both.');
  process.exit(1);
}
const cell = (text = '') => text.replaceAll('\n', ' ').replaceAll('|', '\\|').trim();
const code = (text) => (text ? `\`${text}\`` : '');
const table = (head, rows) => (rows.length === 0 ? [] : [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`), '']);
const list = (title, entries, name = (entry) => code(entry.name)) => (entries.length === 0 ? [] : [`${title}: ${entries.map((entry) => `${name(entry)} ${cell(entry.description).replace(/\.$/, '')}`).join(' · ')}.`, '']);
const isOwn = ({ property, name }) => !COMMON.includes(property ?? name);
/** A zero is how an element says that it chooses itself; its sentence tells what. */
const defaultOf = ({ type, default: value }) => (type === 'boolean' || value === '0' ? '' : code(value));

/** `--chat-hue-1` to `--chat-hue-8` take one row. */
function families(properties) {
  const lastOf = new Map(properties.map(({ name }) => [name.replace(/-\d+$/, '-1'), name]));
  return properties
    .filter(({ name }) => !/-(?:[2-9]|\d\d)$/.test(name))
    .map(({ name, description, default: value }) => (lastOf.get(name) === name ? [code(name), code(value), description] : [`${code(name)} to ${code(lastOf.get(name))}`, '', description.replace(/^First/, 'Each')]));
}

function section({ tagName, attributes, properties, methods, events, slots, cssParts, cssProperties, cssStates }) {
  return [
    `### \`<${tagName}>\``,
    '',
    ...table(['attribute', 'default', ''], attributes.filter(isOwn).map((attribute) => [code(attribute.name), defaultOf(attribute), attribute.description])),
    ...table(['property or method', ''], [
      ...properties.filter(isOwn).map(({ name, description, isReadonly }) => [code(name), `${description}${isReadonly ? ' Read only.' : ''}`]),
      ...methods.map(({ name, parameters, description }) => [code(`${name}(${parameters.join(', ')})`), description]),
    ]),
    ...table(['event', ''], events.map(({ name, description }) => [code(name), description])),
    ...list('**Slots**', slots, ({ name }) => (name ? code(name) : 'the default one')),
    ...list('**Parts**', cssParts),
    ...list('**States**', cssStates, ({ name }) => code(`:state(${name})`)),
    ...table(['custom property', 'default', ''], families(cssProperties)),
  ].join('\n');
}

const readme = readFileSync(README, 'utf8');
const [start, stop] = [readme.indexOf(BEGIN), readme.indexOf(END)];
if (start < 0 || stop < start) {
  console.error(`README.md lacks the marks "${BEGIN}" and "${END}".`);
  process.exit(1);
}
const made = `${readme.slice(0, start)}${BEGIN}\n\n${readElements(ROOT).map(section).join('\n').trimEnd()}\n\n${readme.slice(stop)}`;
if (made === readme) console.log('README.md says what the elements have.');
else if (process.argv.includes('--check')) {
  console.error('README.md is out of date. Run `npm run reference`.');
  process.exitCode = 1;
} else {
  writeFileSync(README, made);
  console.log('README.md: reference written.');
}
