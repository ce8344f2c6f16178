import { supportsAdoptingStyleSheets, type CSSResult } from 'lit';

/** Adds styles of a part that was loaded late to a shadow root, after those that are there, as Lit adds an element's own. */
export function addStyles(root: ShadowRoot, ...styles: readonly CSSResult[]): void {
  for (const each of styles) {
    const { styleSheet } = each;
    if (supportsAdoptingStyleSheets && styleSheet) {
      if (!root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
      continue;
    }
    const style = document.createElement('style');
    const nonce = (globalThis as { litNonce?: string }).litNonce;
    if (nonce !== undefined) style.setAttribute('nonce', nonce);
    style.textContent = each.cssText;
    root.append(style);
  }
}
