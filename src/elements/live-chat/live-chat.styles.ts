import { type CSSResult, css } from 'lit';
import { baseStyles } from '../shared/base.styles.js';
import { buttonStyles } from './button.styles.js';
import { composerStyles } from './composer/composer.styles.js';
import { headerStyles } from './header.styles.js';
import { listStyles } from './message-list/list.styles.js';
import { placeholderStyles } from './placeholders.styles.js';

/** Colours, sizes and radii of `<live-chat>`, in addition to the base tokens. */
const tokens = css`
  :host {
    --_surface: var(--chat-surface, light-dark(oklch(99% 0.003 255), oklch(18% 0.012 255)));
    --_inset: var(--chat-inset, light-dark(oklch(95% 0.007 255), oklch(15% 0.012 255)));
    --_text: var(--chat-text, light-dark(oklch(22% 0.018 255), oklch(94% 0.006 255)));
    --_edge: var(--chat-edge, light-dark(oklch(62% 0.015 255), oklch(52% 0.016 255)));
    --_on-accent: var(--chat-on-accent, light-dark(oklch(99% 0.003 255), oklch(16% 0.03 255)));
    --_danger: var(--chat-danger, light-dark(oklch(50% 0.19 25), oklch(76% 0.13 25)));
    --_radius: var(--chat-radius, 14px);
    --_field-radius: var(--chat-field-radius, 20px);
    --_row-radius: var(--chat-row-radius, 8px);
    --_text-size: var(--chat-text-size, 0.875rem);
    --_author-size: var(--chat-author-size, 0.8125rem);
    --_small-size: var(--chat-small-size, 0.75rem);
  }
`;

/** The element itself, elementary rules, and the frame. */
const frameStyles = css`
  :host {
    --_pad: var(--chat-padding, 12px);
    display: block;
    box-sizing: border-box;
    contain: layout style;
    container: live-chat / inline-size;
    block-size: var(--chat-height, 30rem);
    /* With container queries the content gives no width: without this the element would collapse in a flex row. */
    min-inline-size: min(12rem, 100%);
    min-block-size: 0;
    color: var(--_text);
    font-family: var(--chat-font, inherit);
    font-size: var(--_text-size);
    line-height: calc(20 / 14);
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  button,
  textarea,
  input,
  select {
    margin: 0;
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }
  p {
    margin: 0;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    display: block;
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }
  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: clip;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  :host([appearance='overlay']) {
    --_muted: rgb(255 255 255 / 88%);
    color-scheme: dark;
    font-size: var(--chat-text-size, 0.9375rem);
    line-height: calc(22 / 15);
  }
  :host([appearance='overlay']) .frame {
    border: 0;
    border-radius: 0;
    background: none;
  }
`;

/** The styles of the first render of `<live-chat>`. Lazily loaded parts add their own (`adoptStyles`). */
export const liveChatStyles: readonly CSSResult[] = [
  baseStyles,
  tokens,
  frameStyles,
  buttonStyles,
  headerStyles,
  listStyles,
  placeholderStyles,
  composerStyles,
];
