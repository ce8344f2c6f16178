/** The ways in which a screen reader can be told what is said. */
export const ANNOUNCE_MODES = ['auto', 'all', 'mentions', 'off'] as const;

/** What screen readers are told. */
export type AnnounceMode = (typeof ANNOUNCE_MODES)[number];

// What this reader wants a screen reader to say, against what the page says; kept in the browser for all rooms of the
// site.

const KEY = 'live-chat-elements:announce';

export class AnnouncePreference {
  #chosen: AnnounceMode | undefined;

  /** Looks at what was chosen before, here or on another page. */
  read(): void {
    try {
      const stored = localStorage.getItem(KEY);
      this.#chosen = ANNOUNCE_MODES.find((mode) => mode === stored);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // storage is off in this browser
    }
  }

  choose(value: string): void {
    this.#chosen = ANNOUNCE_MODES.find((mode) => mode === value);
    try {
      localStorage.setItem(KEY, value);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // storage is off: the choice holds for this page
    }
  }

  /** What this reader chose, otherwise what the page says. */
  modeOr(page: AnnounceMode): AnnounceMode {
    return this.#chosen ?? (ANNOUNCE_MODES.includes(page) ? page : 'auto');
  }
}
