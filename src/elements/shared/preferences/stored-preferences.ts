// Whether this viewer has preferences for the site, without their code. Each lazy file that needs it has a copy of this
// module (tools/lazy-copies.mjs), so that it costs the first download nothing.
import type { PreferenceStorage } from './preference-storage.js';

/** The key of the preferences in the storage. */
export const PREFERENCES_KEY = 'live-chat-elements:preferences';

/** The storage of the page. Throws where the browser allows none. */
export function preferenceStorage(): PreferenceStorage {
  const set = (globalThis as Record<symbol, unknown>)[Symbol.for('live-chat-elements.preferences')];
  return (set as PreferenceStorage | undefined) ?? localStorage;
}

/**
 * Calls `load` if this viewer has preferences, and whenever they change: in another tab, or in this page, for which the
 * store dispatches the same event. Returns the function that ends it.
 */
export function watchPreferences(load: () => void): () => void {
  const handleStorage = ({ key }: StorageEvent): void => {
    if (key === PREFERENCES_KEY) load();
  };
  window.addEventListener('storage', handleStorage);
  try {
    if (preferenceStorage().getItem(PREFERENCES_KEY)) load();
  } catch {
    // No storage is allowed here, so nothing is stored.
  }
  return () => window.removeEventListener('storage', handleStorage);
}
