import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';

/** A triangle: let the log go on. */
export const playIcon = (): TemplateResult => icon(svg`<path d="M6.5 4.5 15 10l-8.5 5.5Z"></path>`);
