// The texts of the rendering tests: the project's own, and public collections of attacks, where they are beside the
// repository or in the folder that HOSTILE_CORPORA names (.json files with lists of texts, .txt files with one text per
// line).
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

/** The project's own texts; always available. */
export const OWN_CORPUS: Corpus = { name: 'our own', texts: [...new Set([...HOSTILE_TEXTS, ...RENDERING_ATTACKS])] };

/** Public collections, where they are installed. */
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
