// Writes the element reference into docs/reference.md and docs/reference.zh-CN.md, between two markers. The source is
// the class comments, read from dist/custom-elements.json (`npm run build:manifest`). The Chinese sentences are in
// reference/zh-cn.mjs.
// `--check` writes nothing and fails if a page is out of date or a sentence has no Chinese translation.
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
  unnamed: '(default)',
  readOnly: ' Read only.',
  to: 'to',
  end: '.',
};
const PAGES = { english: 'docs/reference.md', chinese: 'docs/reference.zh-CN.md' };
const isCheck = process.argv.includes('--check');
const missing = new Set();

function translated(sentence) {
  if (!(sentence in chinese.sentences)) missing.add(sentence);
  return chinese.sentences[sentence] ?? sentence;
}

/** Replaces the text between the markers of one page. */
function update(file, elements, labels, translate) {
  const page = readFileSync(ROOT + file, 'utf8');
  const [start, stop] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (start < 0 || stop < start) throw new Error(`${file} lacks the markers "${BEGIN}" and "${END}".`);
  const updated = `${page.slice(0, start)}${BEGIN}\n\n${elements
    .map((element) => writeSection(element, labels, translate))
    .join('\n')
    .trimEnd()}\n\n${page.slice(stop)}`;
  if (updated === page) return console.log(`${file} is up to date.`);
  if (isCheck) throw new Error(`${file} is out of date. Run \`npm run reference\`.`);
  writeFileSync(ROOT + file, updated);
  console.log(`${file}: reference written.`);
}

try {
  if (!existsSync(`${ROOT}dist/custom-elements.json`))
    throw new Error(
      'dist/custom-elements.json is missing. Run `npm run build:manifest` first; `npm run reference` does both.',
    );
  const elements = readElements(ROOT);
  update(PAGES.english, elements, ENGLISH, (sentence) => sentence);
  update(PAGES.chinese, elements, chinese.labels, translated);
  if (missing.size > 0)
    throw new Error(
      `tools/reference/zh-cn.mjs has no translation of:\n${[...missing].map((sentence) => `  ${sentence}`).join('\n')}`,
    );
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
