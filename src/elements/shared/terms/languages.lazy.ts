// Which file has the texts of a language. Loaded only where a page is neither in English nor in Chinese, so that it costs
// the first download nothing.
import { retryImport } from '../../../util/retry-import.js';
import type { Terms } from './terms.js';

/** By language, with all its regions: es-MX has the texts of es, and pt those of pt-BR. */
const LOADERS = new Map<string, () => Promise<Terms>>([
  ['ja', () => retryImport(() => import('./ja.lazy.js'), 'ja')],
  ['ko', () => retryImport(() => import('./ko.lazy.js'), 'ko')],
  ['id', () => retryImport(() => import('./id.lazy.js'), 'id')],
  ['th', () => retryImport(() => import('./th.lazy.js'), 'th')],
  ['vi', () => retryImport(() => import('./vi.lazy.js'), 'vi')],
  ['es', () => retryImport(() => import('./es.lazy.js'), 'es')],
  ['pt', () => retryImport(() => import('./pt-br.lazy.js'), 'ptBr')],
  ['ar', () => retryImport(() => import('./ar.lazy.js'), 'ar')],
  ['de', () => retryImport(() => import('./de.lazy.js'), 'de')],
  ['fr', () => retryImport(() => import('./fr.lazy.js'), 'fr')],
]);

/** The texts for a BCP 47 language tag; undefined for a language that has none. Rejects when a file cannot be loaded. */
export async function loadLanguage(lang: string): Promise<Terms | undefined> {
  return LOADERS.get(new Intl.Locale(lang).language)?.();
}
