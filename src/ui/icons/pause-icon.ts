import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';

/** Two bars: hold the log. */
export const pauseIcon = (): TemplateResult => icon(svg`<path d="M7.2 5v10M12.8 5v10"></path>`);
