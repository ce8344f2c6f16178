import type { CSSResult } from 'lit';
import { baseTokens } from '../ui/base-tokens.styles.js';
import { tokens } from '../ui/tokens.styles.js';
import { appearanceStyles } from './appearance.styles.js';
import { composerStyles } from './composer.styles.js';
import { frameStyles } from './frame.styles.js';
import { logStyles } from './log.styles.js';
import { statesStyles } from './states.styles.js';

/**
 * The looks of the first drawing of `<live-chat>`, in the order in which later ones override. What is fetched later
 * brings its own.
 */
export const liveChatStyles: readonly CSSResult[] = [
  baseTokens,
  tokens,
  frameStyles,
  logStyles,
  statesStyles,
  composerStyles,
  appearanceStyles,
];
