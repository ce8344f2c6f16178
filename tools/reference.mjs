// Writes the reference of the elements into both READMEs, between two marks, from the class comments by way of
// dist/custom-elements.json (`npm run build:manifest`); the Chinese sentences stand in reference/zh-cn.mjs.
// `--check` writes nothing and fails when a README is out of date, or a sentence has no Chinese.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readElements } from './manifest/read-elements.mjs';
import { writeSection } from './reference/write-section.mjs';
import * as chinese from './reference/zh-cn.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const BEGIN = '<!-- reference: made by tools/reference.mjs, do not edit -->';
const END = '<!-- /reference -->';
const ENGLISH = {
  attribute: 'attribute',
  fallback: 'default',
  property: 'property or method',
  event: 'event',
  slots: '**Slots**: ',
  parts: '**Parts**: ',
  states: '**States**: ',
  cssProperty: 'custom property',
  unnamed: 'the default one',
  readOnly: ' Read only.',
  to: 'to',
  end: '.',
};
const isCheck = process.argv.includes('--check');
const missing = new Set();

function translated(sentence) {
  if (!(sentence in chinese.sentences)) missing.add(sentence);
  return chinese.sentences[sentence] ?? sentence;
}

/** The one README with its reference made anew. */
function update(file, elements, labels, say) {
  const readme = readFileSync(ROOT + file, 'utf8');
  const [start, stop] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (start < 0 || stop < start) throw new Error(`${file} lacks the marks "${BEGIN}" and "${END}".`);
  const made = `${readme.slice(0, start)}${BEGIN}\n\n${elements
    .map((element) => writeSection(element, labels, say))
    .join('\n')
    .trimEnd()}\n\n${readme.slice(stop)}`;
  if (made === readme) return console.log(`${file} says what the elements have.`);
  if (isCheck) throw new Error(`${file} is out of date. Run \`npm run reference\`.`);
  writeFileSync(ROOT + file, made);
  console.log(`${file}: reference written.`);
}

try {
  if (!existsSync(`${ROOT}dist/custom-elements.json`))
    throw new Error(
      'dist/custom-elements.json is missing. Run `npm run build:manifest` first; `npm run reference` does both.',
    );
  const elements = readElements(ROOT);
  update('README.md', elements, ENGLISH, (sentence) => sentence);
  update('README.zh-CN.md', elements, chinese.labels, translated);
  if (missing.size > 0)
    throw new Error(
      `tools/reference/zh-cn.mjs has no Chinese for:\n${[...missing].map((sentence) => `  ${sentence}`).join('\n')}`,
    );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
