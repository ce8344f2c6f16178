// The texts of the drawn tests: our own set, and public collections of attacks where they lie beside the repository or
// in the
// folder that HOSTILE_CORPORA names (.json files that are lists of texts, .txt files with one on each line).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.js';
import { RENDERING_ATTACKS } from './rendering-attacks.js';

/** A named list of texts. */
export interface Corpus {
  readonly name: string;
  readonly texts: readonly string[];
}

const BESIDE_THE_REPOSITORY = fileURLToPath(new URL('../../../../shared/corpora/', import.meta.url));

/** Ours; always there. */
export const OWN_CORPUS: Corpus = { name: 'our own', texts: [...new Set([...HOSTILE_TEXTS, ...RENDERING_ATTACKS])] };

/** Others', where they are; none elsewhere. */
export function foreignCorpora(folder = process.env['HOSTILE_CORPORA'] ?? BESIDE_THE_REPOSITORY): readonly Corpus[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json') || file.endsWith('.txt'))
    .map((file) => {
      const content = readFileSync(path.join(folder, file), 'utf8');
      const texts = file.endsWith('.json')
        ? (JSON.parse(content) as unknown[]).map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
        : content.split('\n').filter((line) => line !== '');
      return { name: file, texts };
    });
}
