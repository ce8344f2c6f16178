import type { CSSResult } from 'lit';
import { bannerStyles } from './banner.styles.js';
import { composerRulesStyles } from './composer-rules.styles.js';
import { floatStyles } from './float.styles.js';
import { popupBoxStyles } from './popup-box.styles.js';
import { roomAppearanceStyles } from './room-appearance.styles.js';
import { roomFrameStyles } from './room-frame.styles.js';
import { rowMenuStyles } from './row-menu.styles.js';
import { rowStyles } from './row.styles.js';

/**
 * The looks of what is drawn of a room, in the order in which later ones override. Panels put theirs before the last of
 * these.
 */
export const roomPartsStyles: readonly CSSResult[] = [
  roomFrameStyles,
  floatStyles,
  popupBoxStyles,
  composerRulesStyles,
  rowStyles,
  rowMenuStyles,
  bannerStyles,
  roomAppearanceStyles,
];
