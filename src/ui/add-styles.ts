import type { CSSResult } from 'lit';

/**
 * Adds the styles of a part that was fetched late to a shadow root, each once; last, or in front of the last one, which
 * overrides
 * them. Needs style sheets that can be adopted (2023), which is older than what the looks need themselves.
 */
export function addStyles(root: Node, styles: readonly CSSResult[], isBeforeLast = false): void {
  if (!(root instanceof ShadowRoot)) return;
  const there = root.adoptedStyleSheets;
  const fresh = styles.flatMap(({ styleSheet }) => (styleSheet && !there.includes(styleSheet) ? [styleSheet] : []));
  if (fresh.length === 0) return;
  const cut = there.length - (isBeforeLast ? 1 : 0);
  root.adoptedStyleSheets = [...there.slice(0, cut), ...fresh, ...there.slice(cut)];
}
