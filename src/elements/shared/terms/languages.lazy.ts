// Which file has the texts of a language. Loaded where a page is neither in English nor in Chinese, and when a panel
// opens, so that it costs the first download nothing.
import { retryImport } from '../../../util/retry-import.js';
import type { PanelTerms, ViewTerms } from './terms.js';

/** By language, with all its regions: es-MX has the texts of es, and pt those of pt-BR. */
const LOADERS = new Map<string, () => Promise<ViewTerms>>([
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

/** The same for the panels, with Chinese by script. */
const PANEL_LOADERS = new Map<string, () => Promise<PanelTerms>>([
  ['zh', () => retryImport(() => import('./panels/panels-zh-cn.lazy.js'), 'panelsZhCn')],
  ['zh-Hant', () => retryImport(() => import('./panels/panels-zh-tw.lazy.js'), 'panelsZhTw')],
  ['ja', () => retryImport(() => import('./panels/panels-ja.lazy.js'), 'panelsJa')],
  ['ko', () => retryImport(() => import('./panels/panels-ko.lazy.js'), 'panelsKo')],
  ['id', () => retryImport(() => import('./panels/panels-id.lazy.js'), 'panelsId')],
  ['th', () => retryImport(() => import('./panels/panels-th.lazy.js'), 'panelsTh')],
  ['vi', () => retryImport(() => import('./panels/panels-vi.lazy.js'), 'panelsVi')],
  ['es', () => retryImport(() => import('./panels/panels-es.lazy.js'), 'panelsEs')],
  ['pt', () => retryImport(() => import('./panels/panels-pt-br.lazy.js'), 'panelsPtBr')],
  ['ar', () => retryImport(() => import('./panels/panels-ar.lazy.js'), 'panelsAr')],
  ['de', () => retryImport(() => import('./panels/panels-de.lazy.js'), 'panelsDe')],
  ['fr', () => retryImport(() => import('./panels/panels-fr.lazy.js'), 'panelsFr')],
]);

/** The texts for a BCP 47 language tag; undefined for a language that has none. Rejects when a file cannot be loaded. */
export async function loadLanguage(lang: string): Promise<ViewTerms | undefined> {
  return LOADERS.get(new Intl.Locale(lang).language)?.();
}

/**
 * The texts of the panels for a BCP 47 language tag; English for a language that has none, or when its file cannot be
 * loaded. Rejects when the English file cannot be loaded either.
 */
export async function loadPanelTerms(lang: string): Promise<PanelTerms> {
  const { language, script } = new Intl.Locale(lang).maximize();
  const load = PANEL_LOADERS.get(`${language}-${script}`) ?? PANEL_LOADERS.get(language);
  const found = await load?.().catch((error: unknown) => {
    console.warn(`live-chat-elements: the texts for "${lang}" could not be loaded. English is used.`, error);
  });
  return found ?? retryImport(() => import('./panels/panels-en.lazy.js'), 'panelsEn');
}
