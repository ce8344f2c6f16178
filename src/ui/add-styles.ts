import type { CSSResult } from 'lit';

/**
 * Adds the styles of a part that was fetched late to a shadow root, each once; in front of those of `before`, which override
 * them, or last. Needs style sheets that can be adopted (2023), which is older than what the looks need themselves.
 */
export function addStyles(root: Node, styles: readonly CSSResult[], before?: CSSResult): void {
  if (!(root instanceof ShadowRoot)) return;
  const there = root.adoptedStyleSheets;
  const fresh = styles.flatMap(({ styleSheet }) => (styleSheet && !there.includes(styleSheet) ? [styleSheet] : []));
  if (fresh.length === 0) return;
  const at = before?.styleSheet ? there.indexOf(before.styleSheet) : -1;
  const cut = at < 0 ? there.length : at;
  root.adoptedStyleSheets = [...there.slice(0, cut), ...fresh, ...there.slice(cut)];
}
