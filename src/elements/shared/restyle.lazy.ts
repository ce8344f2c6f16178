import type { CSSResult, LitElement } from 'lit';
import { adoptedStyles, adoptStyles } from './adopt-styles.js';

/** Adopts the styles of an element again, those of its class and those of its lazily loaded parts, in its document. */
export function restyle(element: LitElement): void {
  const root = element.shadowRoot;
  if (!root) return;
  const own = (element.constructor as typeof LitElement).elementStyles as CSSResult[];
  root.adoptedStyleSheets = [];
  adoptStyles(root, [...own, ...adoptedStyles(root)]);
}
