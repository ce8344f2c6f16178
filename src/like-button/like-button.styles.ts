import { css } from 'lit';

/** Everything is read with a fallback and nothing public is declared here, so that a page can set it from above. */
export const likeButtonStyles = css`
  :host {
    --_size: var(--like-size, 48px);
    --_own-size: calc(var(--_size) * 0.58);
    --_color: var(--like-color, light-dark(oklch(58% 0.22 15), oklch(70% 0.19 15)));

    display: inline-flex;
    flex-direction: column;
    align-items: center;
    gap: 4px;
    position: relative;
    font-family: inherit;
    -webkit-tap-highlight-color: transparent;
  }

  :host([hidden]) {
    display: none;
  }

  .stand {
    position: relative;
    inline-size: max(var(--_size), 44px);
    block-size: max(var(--_size), 44px);
    display: grid;
    place-items: center;
  }

  button {
    all: unset;
    box-sizing: border-box;
    position: relative;
    display: grid;
    place-items: center;
    inline-size: var(--_size);
    block-size: var(--_size);
    border: 1px solid var(--like-line, var(--_line));
    border-radius: var(--like-radius, 50%);
    background: var(--like-background, var(--_raised));
    color: var(--_color);
    cursor: pointer;
    touch-action: manipulation;
    user-select: none;
    -webkit-user-select: none;
    -webkit-touch-callout: none;
    transition: translate var(--_quick) ease-out, scale var(--_calm) cubic-bezier(0.3, 1.8, 0.5, 1), border-color var(--_quick);
  }

  /* The target reaches 44 px also when a brand makes the button smaller. */
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

  button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }

  button[disabled] {
    color: var(--_muted);
    cursor: default;
  }

  .icon {
    display: grid;
    place-items: center;
    inline-size: 54%;
    block-size: 54%;
    pointer-events: none;
  }

  .icon svg,
  ::slotted(*) {
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }

  .icon svg {
    fill: currentColor;
  }

  button[disabled] .icon svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
  }

  .count {
    min-inline-size: 3ch;
    min-block-size: 16px;
    font-size: var(--like-count-size, 0.75rem);
    line-height: 16px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: center;
    white-space: nowrap;
    color: var(--like-count-color, inherit);
  }

  /* On the button's shoulder, so that neighbours stay readable. Left and right, not start and end: it goes where the window has space. */
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
    transition: opacity var(--_calm), visibility 0s var(--_calm);
  }

  .combo.left {
    left: auto;
    right: calc(100% - 12px);
  }

  .combo.shown {
    opacity: 1;
    visibility: visible;
    transition: opacity var(--_quick);
  }

  /* A point above the button: hearts rise from it, so nothing below, a composer for one, is ever covered. */
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

    .combo {
      background: Canvas;
      color: CanvasText;
      border: 1px solid CanvasText;
    }
  }
`;
