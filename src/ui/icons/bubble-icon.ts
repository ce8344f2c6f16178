import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';

/** A speech bubble: nothing said yet. */
export const bubbleIcon = (): TemplateResult => icon(svg`<path d="M4 4.5h12a1.5 1.5 0 0 1 1.5 1.5v6.5A1.5 1.5 0 0 1 16 14H9.5L6 17v-3H4a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 4 4.5Z"></path>`);
