import type { CSSResult } from 'lit';
import { isShadowRoot } from './element-utils.js';

/** On the shadow root, so that every copy of this module reads the same list. */
const STYLES = Symbol.for('live-chat-elements.styles');

/** A `PortableElement`. */
type PortableHost = Element & { adoptedCallback?(): void };
type StyledRoot = ShadowRoot & { [STYLES]?: readonly CSSResult[] };

/** The styles that lazily loaded parts have added to a shadow root. */
export function adoptedStyles(root: ShadowRoot): readonly CSSResult[] {
  return (root as StyledRoot)[STYLES] ?? [];
}

/**
 * Adds the styles of a lazily loaded part to a shadow root, after the styles that it has. Each style sheet is adopted
 * once. Lit's `static styles` cannot be used for them: it is evaluated when the class is defined, before the part is
 * loaded.
 *
 * Requires `adoptedStyleSheets` (2023), which is older than the CSS that the elements use anyway. A root that is not a
 * shadow root is left unchanged.
 */
export function adoptStyles(root: Node, styles: readonly CSSResult[]): void {
  if (!isShadowRoot(root) || !root.adoptedStyleSheets) return;
  const known = adoptedStyles(root);
  (root as StyledRoot)[STYLES] = [...known, ...styles.filter((style) => !known.includes(style))];
  if (root.ownerDocument !== document) {
    // A constructed style sheet belongs to the document of its constructor: restyle.lazy.ts makes others.
    (root.host as PortableHost).adoptedCallback?.();
    return;
  }
  const adopted = root.adoptedStyleSheets;
  const added = styles.flatMap(({ styleSheet }) => styleSheet ?? []);
  if (added.some((sheet) => !adopted.includes(sheet))) root.adoptedStyleSheets = [...new Set([...adopted, ...added])];
}
