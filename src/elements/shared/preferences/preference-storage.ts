// Where the preferences of the viewer are stored. The elements read the storage through a symbol, so that a page can
// set another one before they are loaded, and so that this module is no part of the elements' own files.

/** `localStorage`, or an object of the page with the same three methods. They may throw: then nothing is kept. */
export interface PreferenceStorage {
  /** The text that is stored under `key`; null for none. */
  getItem(key: string): string | null;

  /** Stores a text under `key`, in place of the one before. */
  setItem(key: string, value: string): void;

  /** Removes the text under `key`, if there is one. */
  removeItem(key: string): void;
}

/**
 * Sets where the preferences of the viewer are stored; undefined: `localStorage`, the default. Call it before the first
 * element is in the page. A page without a bundler sets
 * `globalThis[Symbol.for('live-chat-elements.preferences')]`.
 */
export function setPreferenceStorage(storage: PreferenceStorage | undefined): void {
  (globalThis as Record<symbol, unknown>)[Symbol.for('live-chat-elements.preferences')] = storage;
}
