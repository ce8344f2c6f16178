/** How messages are announced to screen readers. */
const ANNOUNCE_MODES = ['auto', 'all', 'mentions', 'off'] as const;

export type AnnounceMode = (typeof ANNOUNCE_MODES)[number];

const STORAGE_KEY = 'live-chat-elements:announce';

/** The user's choice of what is announced. It overrides the page's, and is stored for all rooms of the site. */
export class AnnouncePreference {
  #choice: AnnounceMode | undefined;

  /** Reads the choice made earlier, here or on another page. */
  read(): void {
    try {
      const stored = localStorage.getItem(STORAGE_KEY);
      this.#choice = ANNOUNCE_MODES.find((mode) => mode === stored);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // storage is disabled in this browser
    }
  }

  choose(value: string): void {
    this.#choice = ANNOUNCE_MODES.find((mode) => mode === value);
    try {
      localStorage.setItem(STORAGE_KEY, value);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // storage is disabled: the choice applies to this page only
    }
  }

  /** The user's choice, otherwise that of the page. */
  modeOr(page: AnnounceMode): AnnounceMode {
    return this.#choice ?? (ANNOUNCE_MODES.includes(page) ? page : 'auto');
  }
}
