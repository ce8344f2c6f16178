// The stored preferences of one test page. Pages of a test run share `localStorage` and run side by side, so that each
// has a storage of its own.
import {
  setPreferenceStorage,
  type PreferenceStorage,
} from '../../../../src/elements/shared/preferences/preference-storage.js';

export const PREFERENCES_KEY = 'live-chat-elements:preferences';

const entries = new Map<string, string>();

const memory: PreferenceStorage = {
  getItem: (key) => entries.get(key) ?? null,
  setItem: (key, value) => void entries.set(key, value),
  removeItem: (key) => void entries.delete(key),
};

/** The stored text; null for none. */
export const storedText = (): string | null => memory.getItem(PREFERENCES_KEY);

/** What is stored, as an object. */
export const stored = (): Record<string, unknown> => JSON.parse(storedText() ?? '{}') as Record<string, unknown>;

/** Stores a text as another tab does; null removes it. */
export function storeInAnotherTab(text: string | null): void {
  if (text === null) entries.delete(PREFERENCES_KEY);
  else entries.set(PREFERENCES_KEY, text);
  notifyOfStorage();
}

/** Dispatches the event that the browser dispatches when another tab has changed the entry. */
export function notifyOfStorage(): void {
  dispatchEvent(new StorageEvent('storage', { key: PREFERENCES_KEY }));
}

/** Uses `storage`, by default the empty one of this page, and forgets what was chosen before. */
export function usePreferenceStorage(storage: PreferenceStorage = memory): void {
  entries.clear();
  setPreferenceStorage(storage);
  notifyOfStorage();
}
