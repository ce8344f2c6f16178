import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';

/** A cross: close. */
export const closeIcon = (): TemplateResult => icon(svg`<path d="m5.5 5.5 9 9m0-9-9 9"></path>`);
