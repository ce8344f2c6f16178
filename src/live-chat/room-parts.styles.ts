import type { CSSResult } from 'lit';
import { bannerStyles } from './banner.styles.js';
import { rowMenuStyles } from './row-menu.styles.js';
import { rowStyles } from './row.styles.js';

/** The looks of what is drawn of a room, in the order in which later ones override. */
export const roomPartsStyles: readonly CSSResult[] = [rowStyles, rowMenuStyles, bannerStyles];
