/** The ways in which a screen reader can be told what is said. */
export const ANNOUNCE_MODES = ['auto', 'all', 'mentions', 'off'] as const;

/** What screen readers are told. */
export type AnnounceMode = (typeof ANNOUNCE_MODES)[number];
