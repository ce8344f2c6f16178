import { css } from 'lit';

// The public custom properties (`--chat-*`) with their defaults, as the private ones (`--_*`) that the styles of the
// elements use. The public ones are never declared here: a declaration would override an inherited value.

/** Colours, durations and rules that elements share. Light or dark follows the `color-scheme` of the page. */
export const baseStyles = css`
  :host {
    /* Colours */
    --_raised: var(--chat-raised, light-dark(oklch(97% 0.005 255), oklch(22% 0.014 255)));
    --_line: var(--chat-line, light-dark(oklch(90% 0.009 255), oklch(28% 0.015 255)));
    --_muted: var(--chat-muted, light-dark(oklch(48% 0.018 255), oklch(70% 0.014 255)));
    --_accent: var(--chat-accent, light-dark(oklch(52% 0.17 255), oklch(75% 0.12 255)));
    /* Durations */
    --_short: var(--chat-duration-short, 120ms);
    --_long: var(--chat-duration-long, 200ms);
  }
  :host([hidden]) {
    display: none;
  }
`;
