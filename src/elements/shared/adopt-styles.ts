import type { CSSResult } from 'lit';

/**
 * Adds the styles of a lazily loaded part to a shadow root, after the styles that it has. Each style sheet is adopted
 * once. Lit's `static styles` cannot be used for them: it is evaluated when the class is defined, before the part is
 * loaded.
 *
 * Requires `adoptedStyleSheets` (2023), which is older than the CSS that the elements use anyway. A root that is not a
 * shadow root is left unchanged.
 */
export function adoptStyles(root: Node, styles: readonly CSSResult[]): void {
  if (!(root instanceof ShadowRoot)) return;
  const adopted = root.adoptedStyleSheets;
  const added = styles.flatMap(({ styleSheet }) => (styleSheet && !adopted.includes(styleSheet) ? [styleSheet] : []));
  if (added.length > 0) root.adoptedStyleSheets = [...adopted, ...added];
}
