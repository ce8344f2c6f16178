import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';

/** A chevron pointing down: fold or unfold. */
export const chevronIcon = (): TemplateResult => icon(svg`<path d="m5.5 8 4.5 4.5L14.5 8"></path>`);
