import { css } from 'lit';

// What the page may set (`--chat-*`), turned into what the styles of the elements read (`--_*`), each with its own
// value
// when the page says nothing. The public ones are never declared here: a declared one would block what is set further
// up.

/** Colours and durations that elements share, for light and dark after the page's `color-scheme`. */
export const baseTokens = css`
  :host {
    --_raised: var(--chat-raised, light-dark(oklch(97% 0.005 255), oklch(22% 0.014 255)));
    --_line: var(--chat-line, light-dark(oklch(90% 0.009 255), oklch(28% 0.015 255)));
    --_muted: var(--chat-muted, light-dark(oklch(48% 0.018 255), oklch(70% 0.014 255)));
    --_accent: var(--chat-accent, light-dark(oklch(52% 0.17 255), oklch(75% 0.12 255)));
    --_quick: var(--chat-motion-quick, 120ms);
    --_calm: var(--chat-motion-calm, 200ms);
  }
`;
