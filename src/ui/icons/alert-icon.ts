import { svg, type TemplateResult } from 'lit';
import { icon } from './icon.js';

/** An exclamation mark in a circle: something went wrong. */
export const alertIcon = (): TemplateResult => icon(svg`<circle cx="10" cy="10" r="7"></circle><path d="M10 6.5v4M10 13.5v.01"></path>`);
