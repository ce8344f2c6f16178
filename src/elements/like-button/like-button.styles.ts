import { css } from 'lit';

/**
 * Styles of the button before the effects are loaded, which have their own. Public custom properties are read with a
 * fallback and never declared, so that a page can set them on any ancestor.
 */
export const likeButtonStyles = css`
  :host {
    --_size: var(--like-size, 48px);
    --_color: var(--like-color, light-dark(oklch(58% 0.22 15), oklch(70% 0.19 15)));

    display: inline-flex;
    flex-direction: column;
    align-items: center;
    gap: 4px;
    position: relative;
    font-family: inherit;
  }

  .anchor {
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
`;
