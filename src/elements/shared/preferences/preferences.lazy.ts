// The preferences of the viewer: one store for the whole site, which all elements of the page share. Loaded when
// something is stored, or when a panel opens that changes it.
import { type PreferenceChoices, readChoices } from './preference-values.js';
import { PREFERENCES_KEY, preferenceStorage } from './stored-preferences.js';
import { WordLists } from './word-lists.js';

/** The version of the stored object. What another version has stored is not read, and not overwritten. */
const VERSION = 1;
/** A longer text in the storage is not ours: the longest lists of words are shorter. UTF-16 units. */
const MAX_STORED = 250_000;

type Stored = Readonly<Record<string, unknown>>;

/** The stored object; undefined for anything that this version has not written. */
function parseStored(text: string): Stored | undefined {
  if (text.length > MAX_STORED) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Object(value) === value && (value as Stored).version === VERSION ? (value as Stored) : undefined;
  } catch {
    return undefined; // no JSON
  }
}

export class PreferenceStore {
  /** The words of the viewer, applied to messages. */
  readonly words = new WordLists(() => this.#notify());
  /** What is stored, with the fields that this version does not know. */
  #stored: Stored = {};
  #choices = readChoices({});
  #isKept = true;
  #isWriting = false;
  readonly #listeners = new Set<() => void>();

  constructor() {
    this.#reload();
    window.addEventListener('storage', ({ key }) => {
      if (!this.#isWriting && (key === PREFERENCES_KEY || key === null)) this.#reload();
    });
  }

  get choices(): PreferenceChoices {
    return this.#choices;
  }

  /** False: the choices apply to this page only, because the storage is not allowed, full, or has something else. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** Calls `listener` after every change. Returns the function that removes it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stores one choice; undefined: the page decides again. What another tab has stored meanwhile stays. */
  set<Group extends keyof PreferenceChoices, Name extends keyof PreferenceChoices[Group]>(
    group: Group,
    name: Name,
    value: PreferenceChoices[Group][Name] | undefined,
  ): void {
    const found = this.#read();
    const base = (this.#isKept && found) || this.#stored;
    const values = { ...Object(base[group]), [name]: value } as Stored;
    this.#apply({ ...base, version: VERSION, [group]: values }, found !== undefined);
  }

  /** Stores the name of a hidden user for the options, which otherwise show the id; undefined: not hidden any more. */
  nameHidden(userIds: readonly string[], name?: string): void {
    const others = Object.entries(this.#choices.hidden.names ?? {}).filter(([userId]) => !userIds.includes(userId));
    const named = name === undefined ? [] : userIds.map((userId) => [userId, name] as const);
    this.set('hidden', 'names', Object.fromEntries([...others, ...named]));
  }

  /** Leaves all decisions of these groups to the page. Overwrites a text in the storage that is not ours. */
  reset(groups: readonly (keyof PreferenceChoices)[]): void {
    const rest = Object.entries(this.#read() ?? {}).filter(([name]) => !groups.some((group) => group === name));
    this.#apply({ version: VERSION, ...Object.fromEntries(rest) }, true);
  }

  /** The stored object; undefined when the storage is not allowed, or has something else. */
  #read(): Stored | undefined {
    try {
      const text = preferenceStorage().getItem(PREFERENCES_KEY);
      return text === null ? {} : parseStored(text);
    } catch {
      return undefined;
    }
  }

  #apply(stored: Stored, isWritable: boolean): void {
    this.#stored = stored;
    this.#isKept = isWritable && this.#write(stored);
    this.#use(stored);
    // For elements of this page that have not loaded the store: the browser dispatches it in other tabs only.
    this.#isWriting = true;
    dispatchEvent(new StorageEvent('storage', { key: PREFERENCES_KEY }));
    this.#isWriting = false;
  }

  /** Whether it was written. An object without choices is removed, so that the next page loads nothing. */
  #write(stored: Stored): boolean {
    const text = JSON.stringify(stored);
    try {
      if (/^\{"version":1(,"\w+":\{\})*\}$/.test(text)) preferenceStorage().removeItem(PREFERENCES_KEY);
      else preferenceStorage().setItem(PREFERENCES_KEY, text);
      return true;
    } catch {
      return false;
    }
  }

  /** Reads the storage again. What could not be kept stays. */
  #reload(): void {
    const stored = this.#read();
    this.#isKept = stored !== undefined;
    if (!stored) return;
    this.#stored = stored;
    this.#use(stored);
  }

  #use(stored: Stored): void {
    this.#choices = readChoices(stored);
    void this.words.set(this.#choices.words);
    this.#notify();
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The store of this page. */
export const preferences = new PreferenceStore();
