import { css } from 'lit';

/** Styles of presses, of the combo and of hearts; loaded with the effects. */
export const likeEffectsStyles = css`
  :host {
    --_own-size: calc(var(--_size) * 0.58);
  }

  button {
    touch-action: manipulation;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
    -webkit-tap-highlight-color: transparent;
    transition:
      translate var(--_short) ease-out,
      scale var(--_long) cubic-bezier(0.3, 1.8, 0.5, 1),
      border-color var(--_short);
  }

  /* The click target is at least 44 px, also when a page makes the button smaller. */
  button::after {
    content: '';
    position: absolute;
    inset: min(0px, (var(--_size) - 44px) / 2);
    border-radius: inherit;
  }

  @media (hover: hover) {
    button:hover:not([disabled]) {
      border-color: color-mix(in oklch, var(--_color) 55%, transparent);
    }
  }

  button:active:not([disabled]) {
    translate: 0 2px;
    scale: 0.94;
  }

  .heart {
    position: absolute;
    inset-block-end: 0;
    inline-size: var(--_own-size);
    block-size: var(--_own-size);
    margin-inline-start: calc(var(--_own-size) / -2);
    opacity: 0;
    will-change: transform, opacity;
  }

  .heart.other {
    inline-size: calc(var(--_own-size) * 0.66);
    block-size: calc(var(--_own-size) * 0.66);
    margin-inline-start: calc(var(--_own-size) * -0.33);
  }

  .heart svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    fill: currentColor;
  }

  .color-1 {
    color: var(--like-heart-1, oklch(64% 0.23 15));
  }
  .color-2 {
    color: var(--like-heart-2, oklch(72% 0.18 350));
  }
  .color-3 {
    color: var(--like-heart-3, oklch(72% 0.17 40));
  }
  .color-4 {
    color: var(--like-heart-4, oklch(82% 0.15 85));
  }
  .color-5 {
    color: var(--like-heart-5, oklch(68% 0.18 310));
  }
  .color-6 {
    color: var(--like-heart-6, oklch(74% 0.13 230));
  }

  /* At the corner of the button, so that neighbours stay readable. Left and right, not start and end: it is
     shown where the window has space. */
  .combo {
    position: absolute;
    inset-block-start: -8px;
    left: calc(100% - 12px);
    padding: 2px 8px;
    border-radius: 20px;
    background: var(--_color);
    color: var(--like-on-color, light-dark(#fff, oklch(16% 0.03 15)));
    font-size: 0.8125rem;
    line-height: 20px;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
    pointer-events: none;
    opacity: 0;
    visibility: hidden;
    transition:
      opacity var(--_long),
      visibility 0s var(--_long);
  }

  .combo.left {
    left: auto;
    right: calc(100% - 12px);
  }

  .combo.shown {
    opacity: 1;
    visibility: visible;
    transition: opacity var(--_short);
  }

  /* A point above the button from which hearts rise, so that nothing below it is covered. */
  .hearts {
    position: absolute;
    inset-block-end: 100%;
    inset-inline-start: 50%;
    inline-size: 0;
    block-size: 0;
    pointer-events: none;
    z-index: 1;
  }

  @media (prefers-reduced-motion: reduce) {
    button {
      transition: none;
    }

    button:active:not([disabled]) {
      translate: none;
      scale: none;
      background: color-mix(in oklch, var(--_color) 18%, var(--like-background, var(--_raised)));
    }

    .hearts {
      display: none;
    }
  }

  @media (forced-colors: active) {
    button {
      background: ButtonFace;
      border-color: ButtonText;
      color: ButtonText;
    }

    button[disabled] {
      border-color: GrayText;
      color: GrayText;
    }

    button:focus-visible {
      outline-color: Highlight;
    }

    .heart {
      color: Highlight;
    }

    .combo {
      background: Canvas;
      color: CanvasText;
      border: 1px solid CanvasText;
    }
  }
`;
