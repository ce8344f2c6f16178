import { css } from 'lit';

/**
 * The box of what opens over the log: menu, options, emoji. Always there, because a file for it alone would be one more
 * trip.
 */
export const popupBoxStyles = css`
  .menu,
  .options,
  .emoji-panel {
    position: absolute;
    z-index: 2;
    border: 1px solid var(--_line);
    border-radius: 10px;
    background: var(--_surface);
    box-shadow: var(--_shadow);
    color: var(--_text);
    font-size: var(--_text-size);
    line-height: calc(20 / 14);
    animation: rise var(--_quick) ease-out;
  }
`;
