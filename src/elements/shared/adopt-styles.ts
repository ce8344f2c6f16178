import type { CSSResult } from 'lit';

/**
 * Adds the styles of a lazily loaded part to a shadow root. Each style sheet is adopted once. The new ones are placed
 * last, or before the last one, which then overrides them.
 *
 * Requires `adoptedStyleSheets` (2023), which is older than the CSS that the elements need themselves. A root that is
 * not a shadow root is left alone.
 */
export function adoptStyles(root: Node, styles: readonly CSSResult[], isBeforeLast = false): void {
  if (!(root instanceof ShadowRoot)) return;
  const there = root.adoptedStyleSheets;
  const fresh = styles.flatMap(({ styleSheet }) => (styleSheet && !there.includes(styleSheet) ? [styleSheet] : []));
  if (fresh.length === 0) return;
  const cut = there.length - (isBeforeLast ? 1 : 0);
  root.adoptedStyleSheets = [...there.slice(0, cut), ...fresh, ...there.slice(cut)];
}
