import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';

/** A paper plane: send. */
export const sendIcon = (): TemplateResult =>
  icon(svg`<path d="M3.5 10 16.5 3.8l-3.6 12.4-3-5-6.4-1.2Z"></path><path d="m9.9 11.2 6.6-7.4"></path>`);
