import { css } from 'lit';

/**
 * The box of everything that opens over the message list: row menu, options, emoji. Loaded with the view, because the
 * row menu needs it.
 */
export const popupStyles = css`
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
    animation: rise var(--_short) ease-out;
  }

  :host([appearance='overlay']) :is(.menu, .options, .emoji-panel) {
    --_muted: var(--chat-muted, oklch(70% 0.014 255));
    text-shadow: none;
  }
  @media (prefers-reduced-motion: reduce) {
    .menu,
    .options,
    .emoji-panel {
      animation: fade 100ms linear;
    }
  }
`;
