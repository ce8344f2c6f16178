import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';

/** A smiling face: emoji. */
export const emojiIcon = (): TemplateResult =>
  icon(
    svg`<circle cx="10" cy="10" r="7"></circle><path d="M7 12c.8 1 1.8 1.5 3 1.5s2.2-.5 3-1.5M7.6 8v.01M12.4 8v.01"></path>`,
  );
