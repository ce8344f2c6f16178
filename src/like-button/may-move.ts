/**
 * Whether anything may move on an element now: it is on a page that somebody sees and who has not asked for less
 * motion.
 */
export function mayMove({ isConnected, ownerDocument }: Element): boolean {
  const view = ownerDocument.defaultView;
  return (
    isConnected &&
    view !== null &&
    !ownerDocument.hidden &&
    !view.matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}
