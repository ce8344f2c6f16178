import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';

/** An arrow pointing down: to the latest. */
export const arrowDownIcon = (): TemplateResult => icon(svg`<path d="M10 4v12m-4.5-4.5L10 16l4.5-4.5"></path>`);
