// Words and numbers in the language of the place where an element stands: the closest `lang` attribute,
// through shadow roots, then the document's, then the browser's. Wakes its host when that changes.
// Does not hold the words themselves (`terms/`).
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { formatNumber } from './format.js';
import { type Term, type TermKey, type Terms, fetchTerms, findTerms, formatTerm } from './terms/terms.js';

/** All that look at the language around them, and the one observer of the trees that they stand in. */
const watchers = new Set<{ refresh(): void }>();
let observer: MutationObserver | undefined;

function isLanguage(lang: string): boolean {
  try {
    return Intl.getCanonicalLocales(lang).length === 1;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A host may carry `terms`: its page's own words for any of the keys. */
export type LocalizeHost = ReactiveControllerHost & HTMLElement & { terms?: Partial<Terms> | undefined };

/** Gives its host words and numbers, and asks it to update when the language around it changes. */
export class LocalizeController<Key extends TermKey = TermKey> implements ReactiveController {
  #lang = 'en';
  #dir: 'ltr' | 'rtl' = 'ltr';
  #loaded: Promise<void> | undefined;

  /** `english`: the words that the host speaks, in the language that stands in for all others. */
  constructor(
    private readonly host: LocalizeHost,
    private english: Readonly<Record<Key, Term>>,
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
   * While the words of the language are on their way: a host waits for it before it first draws, so that nobody sees
   * another language flash by.
   */
  get loaded(): Promise<void> | undefined {
    return this.#loaded;
  }

  hostConnected(): void {
    observer ??= new MutationObserver(() => {
      for (const each of watchers) each.refresh();
    });
    watchers.add(this);
    let root = this.host.getRootNode();
    while (root instanceof ShadowRoot || root instanceof Document) {
      observer.observe(root, { attributeFilter: ['lang', 'dir'], subtree: true });
      if (root instanceof Document) break;
      root = root.host.getRootNode();
    }
    this.refresh();
  }

  hostDisconnected(): void {
    watchers.delete(this);
    if (watchers.size === 0) observer?.disconnect();
  }

  /** Looks at the language again; called when a `lang` or `dir` attribute near the host changes. */
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

  /** From now on the host speaks these words too: all that it spoke, and more. */
  addTerms<More extends TermKey>(english: Readonly<Record<Key | More, Term>>): LocalizeController<Key | More> {
    this.english = english;
    return this as LocalizeController<Key | More>;
  }

  /**
   * The words of `key`, with its `{places}` filled. `count` chooses the plural; numbers are written as the language
   * does.
   */
  term(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
    const term =
      this.host.terms?.[key] ??
      findTerms(this.#lang, this.english as Readonly<Record<Key, Term>> & Partial<Terms>)[key];
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
      // An empty or wrong `lang` means "not known": look further out.
      node = found?.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    }
    // A browser under the POSIX locale says `en-US@posix`, which Intl does not take.
    return isLanguage(navigator.language) ? navigator.language : 'en';
  }
}
