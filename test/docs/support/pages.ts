// The Markdown pages of the repository, found by their names.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const read = (file: string): string => readFileSync(ROOT + file, 'utf8');

/** The Chinese version of an English page. */
export const chineseOf = (file: string): string => file.replace(/\.md$/, '.zh-CN.md');

/** Pages under docs/ in English. */
export const DOCS: readonly string[] = readdirSync(`${ROOT}docs`)
  .filter((name) => name.endsWith('.md') && !name.endsWith('.zh-CN.md'))
  .map((name) => `docs/${name}`)
  .sort();

/** Pages that have a Chinese version, in English. */
export const BILINGUAL: readonly string[] = ['README.md', ...DOCS];

/** A link of a Markdown page to a file of this repository. */
export interface Link {
  /** Path from the root of the repository; a folder ends with a slash. */
  readonly target: string;
  /** The part after `#`, decoded; '' if there is none. */
  readonly anchor: string;
}

/** The links of a page to files of this repository, in order. */
export function linksOf(file: string): readonly Link[] {
  return [...read(file).matchAll(/\]\(([^)#\s]*)(?:#([^)\s]*))?\)/g)]
    .filter(([, path = '']) => !/^https?:/.test(path))
    .map(([, path = '', anchor = '']) => ({
      target: path === '' ? file : new URL(path, `file:///${file}`).pathname.slice(1),
      anchor: decodeURIComponent(anchor),
    }));
}
