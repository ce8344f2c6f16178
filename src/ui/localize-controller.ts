// Words, numbers and times in the language of the place where an element stands: the closest `lang` attribute,
// through shadow roots, then the document's, then the browser's. Wakes its host when that changes.
// Does not hold the words themselves (`terms/`).
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { fetchTerms, findTerms } from './terms/find-terms.js';
import { formatTerm } from './terms/format-term.js';
import type { Term } from './terms/term.js';
import type { TermKey, Terms } from './terms/terms.js';

type Root = Document | ShadowRoot;

interface Watcher {
  refresh(): void;
}

/** Controllers by the root that one observer watches for them: a page with many elements has one observer for each root. */
const watched = new WeakMap<Root, { readonly controllers: Set<Watcher>; readonly observer: MutationObserver }>();

function watch(root: Root, controller: Watcher): void {
  let entry = watched.get(root);
  if (!entry) {
    const controllers = new Set<Watcher>();
    const observer = new MutationObserver(() => {
      for (const each of controllers) each.refresh();
    });
    observer.observe(root, { attributes: true, attributeFilter: ['lang', 'dir'], subtree: true });
    entry = { controllers, observer };
    watched.set(root, entry);
  }
  entry.controllers.add(controller);
}

function unwatch(root: Root, controller: Watcher): void {
  const entry = watched.get(root);
  if (!entry) return;
  entry.controllers.delete(controller);
  if (entry.controllers.size > 0) return;
  entry.observer.disconnect();
  watched.delete(root);
}

/** Formatters are dear to make, so each is made once for each language and kind. */
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat>();

function formatter<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat>(key: string, make: () => T): T {
  let found = formatters.get(key) as T | undefined;
  if (!found) {
    found = make();
    formatters.set(key, found);
  }
  return found;
}

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

/** Gives its host words, numbers and times, and asks it to update when the language around it changes. */
export class LocalizeController<Key extends TermKey = TermKey> implements ReactiveController {
  #lang = 'en';
  #dir: 'ltr' | 'rtl' = 'ltr';
  #roots: Root[] = [];
  #settled: Promise<void> | undefined;

  /** `english`: the words that the host speaks, in the language that stands in for all others. */
  constructor(
    private readonly host: LocalizeHost,
    private readonly english: Readonly<Record<Key, Term>>,
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

  /** While the words of the language are on their way: a host waits for it before it first draws, so that nobody sees another language flash by. */
  get settled(): Promise<void> | undefined {
    return this.#settled;
  }

  hostConnected(): void {
    let root = this.host.getRootNode();
    while (root instanceof ShadowRoot || root instanceof Document) {
      this.#roots.push(root);
      watch(root, this);
      if (root instanceof Document) break;
      root = root.host.getRootNode();
    }
    this.refresh();
  }

  hostDisconnected(): void {
    for (const root of this.#roots) unwatch(root, this);
    this.#roots = [];
  }

  /** Looks at the language again; called when a `lang` or `dir` attribute near the host changes. */
  refresh(): void {
    const lang = this.#findLang();
    const fetching = fetchTerms(lang);
    if (fetching && fetching !== this.#settled) {
      this.#settled = fetching;
      void fetching.then(() => {
        if (this.#settled !== fetching) return;
        this.#settled = undefined;
        this.#take(lang);
      });
    }
    if (!fetching) {
      this.#settled = undefined;
      this.#take(lang);
    }
  }

  #take(lang: string): void {
    const dir = getComputedStyle(this.host).direction === 'rtl' ? 'rtl' : 'ltr';
    if (lang === this.#lang && dir === this.#dir) return;
    this.#lang = lang;
    this.#dir = dir;
    this.host.requestUpdate();
  }

  /** The words of `key`, with its `{places}` filled. `count` chooses the plural; numbers are written as the language does. */
  term(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
    const term = this.host.terms?.[key] ?? findTerms(this.#lang, this.english as Readonly<Record<Key, Term>> & Partial<Terms>)[key];
    return formatTerm(term, this.#lang, values, (value) => this.number(value));
  }

  /** "12,400" */
  number(value: number): string {
    return formatter(`number ${this.#lang}`, () => new Intl.NumberFormat(this.#lang)).format(value);
  }

  /** "12.4K", "1.2万": for places where the exact number stands elsewhere. */
  shortNumber(value: number): string {
    return formatter(`short ${this.#lang}`, () => new Intl.NumberFormat(this.#lang, { notation: 'compact', maximumFractionDigits: 1 })).format(value);
  }

  /** "21:07" of a unix time in ms. */
  time(ms: number): string {
    return formatter(`time ${this.#lang}`, () => new Intl.DateTimeFormat(this.#lang, { hour: 'numeric', minute: '2-digit' })).format(ms);
  }

  /** "45 seconds", "10 minutes", "2 hours", "3 days": the largest unit that says it, rounded up. */
  duration(seconds: number): string {
    const [unit, size] = seconds < 60 ? (['second', 1] as const) : seconds < 3600 ? (['minute', 60] as const) : seconds < 86_400 ? (['hour', 3600] as const) : (['day', 86_400] as const);
    return formatter(`${unit} ${this.#lang}`, () => new Intl.NumberFormat(this.#lang, { style: 'unit', unit, unitDisplay: 'long' })).format(Math.ceil(seconds / size));
  }

  /** "Ana, Ben and Cleo". */
  list(items: readonly string[]): string {
    return formatter(`list ${this.#lang}`, () => new Intl.ListFormat(this.#lang)).format(items);
  }

  #findLang(): string {
    let node: Element | null = this.host;
    while (node) {
      const found: Element | null = node.closest('[lang]');
      const lang = found?.getAttribute('lang');
      if (lang && isLanguage(lang)) return lang;
      const root: Node = (found ?? node).getRootNode();
      // An empty or wrong `lang` means "not known": look further out.
      node = found?.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    }
    // A browser under the POSIX locale says `en-US@posix`, which Intl does not take.
    return isLanguage(navigator.language) ? navigator.language : 'en';
  }
}
