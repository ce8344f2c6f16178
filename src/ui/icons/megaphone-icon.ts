import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';

/** A megaphone: an announcement. */
export const megaphoneIcon = (): TemplateResult =>
  icon(svg`<path d="M4 8.5v3l2.5.3L14.5 15V5L6.5 8.2 4 8.5ZM6.5 12l.8 3.5h2"></path><path d="M17 9v2"></path>`);
