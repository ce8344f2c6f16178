import type { LocalizeHost } from '../shared/localize-controller.js';

/** The members of `<like-button>` that its parts read; they never write any. */
export interface LikeHost extends LocalizeHost {
  /** The root in which the effects are drawn. */
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** Likes of the room. */
  readonly count: number;
  /** Whose hearts are shown. */
  readonly hearts: 'all' | 'own' | 'none';
  /** Maximum number of hearts on screen. */
  readonly maxHearts: number;
}

/** Whether an element may be animated now: it is on a visible page, and the user has not asked for reduced motion. */
export function canAnimate({ isConnected, ownerDocument }: Element): boolean {
  const view = ownerDocument.defaultView;
  return (
    isConnected &&
    view !== null &&
    !ownerDocument.hidden &&
    !(view.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? true) // jsdom has no matchMedia
  );
}
