// Text and numbers in the language of an element: the closest `lang` attribute, also outside of its shadow root, then
// the document's, then the browser's. Updates its host when the language changes. The texts are in `terms/`.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isDocument, isShadowRoot } from './element-utils.js';
import { formatNumber } from './format.js';
import {
  type Term,
  type TermKey,
  type Terms,
  type ViewTermKey,
  fetchTerms,
  findTerms,
  formatTerm,
} from './terms/terms.js';

/** The connected controllers, and the one observer of the trees that they are in. */
const controllers = new Set<{ refresh(): void }>();
let observer: MutationObserver | undefined;

function isLanguage(lang: string): boolean {
  try {
    return Intl.getCanonicalLocales(lang).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A host may have `terms`: the page's own text for any of the keys. */
export type LocalizeHost = ReactiveControllerHost & HTMLElement & { terms?: Partial<Terms> | undefined };

/** Provides its host with text and numbers, and updates it when the language changes. */
export class LocalizeController<Key extends TermKey = ViewTermKey> implements ReactiveController {
  #lang = 'en';
  #dir: 'ltr' | 'rtl' = 'ltr';
  #loaded: Promise<void> | undefined;

  /** `fallback`: the texts that the host uses, for every key that the language in use does not have. In English. */
  constructor(
    private readonly host: LocalizeHost,
    private fallback: Readonly<Record<Key, Term>>,
  ) {
    host.addController(this);
  }

  /** BCP 47 tag of the language in use. */
  get lang(): string {
    return this.#lang;
  }

  /** The direction of the text around the host. */
  get dir(): 'ltr' | 'rtl' {
    return this.#dir;
  }

  /**
   * Set while the texts of the language are being loaded. The host delays its first render until then, so that no other
   * language is shown first.
   */
  get loaded(): Promise<void> | undefined {
    return this.#loaded;
  }

  hostConnected(): void {
    observer ??= new MutationObserver(() => {
      for (const controller of controllers) controller.refresh();
    });
    controllers.add(this);
    let root = this.host.getRootNode();
    while (isShadowRoot(root) || isDocument(root)) {
      observer.observe(root, { attributeFilter: ['lang', 'dir'], subtree: true });
      if (isDocument(root)) break;
      root = root.host.getRootNode();
    }
    this.refresh();
  }

  hostDisconnected(): void {
    controllers.delete(this);
    if (controllers.size === 0) observer?.disconnect();
  }

  /** Determines the language again; called when a `lang` or `dir` attribute of an ancestor changes. */
  refresh(): void {
    const lang = this.#findLang();
    const fetching = fetchTerms(lang);
    if (fetching && fetching !== this.#loaded) {
      this.#loaded = fetching;
      void fetching.then(() => {
        if (this.#loaded !== fetching) return;
        this.#loaded = undefined;
        this.#apply(lang);
      });
    }
    if (!fetching) {
      this.#loaded = undefined;
      this.#apply(lang);
    }
  }

  #apply(lang: string): void {
    const dir = getComputedStyle(this.host).direction === 'rtl' ? 'rtl' : 'ltr';
    if (lang === this.#lang && dir === this.#dir) return;
    this.#lang = lang;
    this.#dir = dir;
    this.host.requestUpdate();
  }

  /** Adds texts of further keys: in English, or those of the panels in any language. */
  addTerms<More extends TermKey>(terms: Readonly<Record<More, Term>>): LocalizeController<Key | More> {
    this.fallback = { ...this.fallback, ...terms };
    return this as LocalizeController<Key | More>;
  }

  /** The text of `key` with its `{placeholders}` replaced. `count` selects the plural form. */
  term(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
    const found: Partial<Terms> | undefined = findTerms(this.#lang);
    const term = this.host.terms?.[key] ?? found?.[key] ?? this.fallback[key];
    return formatTerm(term, this.#lang, values, (value) => this.number(value));
  }

  /** "12,400" */
  number(value: number): string {
    return formatNumber(this.#lang, value);
  }

  #findLang(): string {
    let node: Element | null = this.host;
    while (node) {
      const found: Element | null = node.closest('[lang]');
      const lang = found?.getAttribute('lang')?.replaceAll('_', '-'); // "zh_CN", as some servers write it
      if (lang && isLanguage(lang)) return lang;
      const root: Node = (found ?? node).getRootNode();
      // An empty or invalid `lang` is ignored: the next ancestor counts.
      node = found?.parentElement ?? (isShadowRoot(root) ? root.host : null);
    }
    // Under the POSIX locale a browser reports `en-US@posix`, which Intl rejects.
    return isLanguage(navigator.language) ? navigator.language : 'en';
  }
}
