// The style sheets of an element that is in another document than the one that loaded the package.
import type { CSSResult, LitElement } from 'lit';
import { adoptedStyles } from './adopt-styles.js';

/** The style sheet for a document. A constructed style sheet belongs to the document of its constructor. */
function sheetFor({ defaultView }: Document, style: CSSResult): CSSStyleSheet | undefined {
  if (!defaultView || defaultView === window) return style.styleSheet;
  const sheet = new defaultView.CSSStyleSheet();
  sheet.replaceSync(style.cssText);
  return sheet;
}

/** Adopts the styles of an element again, those of its class and those of its lazily loaded parts, in its document. */
export function restyle(element: LitElement): void {
  const root = element.shadowRoot;
  if (!root?.adoptedStyleSheets) return;
  const own = (element.constructor as typeof LitElement).elementStyles as CSSResult[];
  const styles = [...new Set([...own, ...adoptedStyles(root)])];
  root.adoptedStyleSheets = styles.flatMap((style) => sheetFor(element.ownerDocument, style) ?? []);
}
