import { type CSSResult, css } from 'lit';
import { baseTokens } from '../shared/tokens.styles.js';
import { tokens } from './live-chat-tokens.styles.js';
import { composerStyles } from './composer/composer.styles.js';
import { logStyles } from './message-list/list.styles.js';
import { statesStyles } from './placeholders.styles.js';

/**
 * The other appearances of the first drawing, and what thumbs, less motion and forced colours ask of it. Last, because
 * it overrides.
 */
export const appearanceStyles = css`
  :host([appearance='compact']) .header {
    min-block-size: 2.5rem;
  }

  /* To be read over a picture */
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
  :host([appearance='overlay']) .header {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    z-index: 1;
    padding: 0;
    border: 0;
  }
  :host([appearance='overlay']) .header slot {
    display: none;
  }
  :host([appearance='overlay']) .log {
    mask-image: linear-gradient(to bottom, transparent, #000 3rem);
    scrollbar-width: none;
  }
  :host([appearance='overlay']) .composer {
    border: 0;
  }
  :host([appearance='overlay']) :is(.end, .empty, .hint, .status) {
    color: white;
    text-shadow:
      0 0 2px #000,
      0 1px 2px #000;
  }
  :host([appearance='overlay']) .header .icon-button {
    margin-inline: 2px;
    background: rgb(0 0 0 / 45%);
    color: white;
  }
  :host([appearance='overlay']) .skeleton {
    display: none;
  }

  /* Thumbs */
  @media (pointer: coarse) {
    .icon-button,
    .field .icon-button {
      inline-size: 2.75rem;
      block-size: 2.75rem;
    }
    .input {
      margin-block: 12px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .button {
      border: 1px solid;
    }
    .send-button[aria-disabled='true'] {
      color: GrayText;
    }
    .bone-avatar,
    .bone-lines > span {
      background: GrayText;
      forced-color-adjust: none;
    }
  }
`;

/** Host, buttons, header, status: what is always there. */
export const frameStyles = css`
  :host {
    --_pad: var(--chat-padding, 12px);
    display: block;
    box-sizing: border-box;
    contain: layout style;
    container: live-chat / inline-size;
    block-size: var(--chat-height, 30rem);
    /* Its width cannot come from what is in it (container queries): without this it would vanish in a flex row. */
    min-inline-size: min(12rem, 100%);
    min-block-size: 0;
    color: var(--_text);
    font-family: var(--chat-font, inherit);
    font-size: var(--_text-size);
    line-height: calc(20 / 14);
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none;
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

  /* The frame */
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
  .header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 8px;
    min-block-size: 3rem;
    padding-inline: calc(var(--_pad) + 4px) 4px;
    border-block-end: 1px solid var(--_line);
  }
  /* One line: the number of people is there where it fits whole beside the name, and wraps out of sight where not. */
  .heading {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 8px;
    min-inline-size: 0;
    block-size: 1lh;
    overflow: clip;
  }
  .title {
    max-inline-size: 100%;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .online {
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .controls {
    display: flex;
    flex: none;
    margin-inline-start: auto;
  }
  .icon-button {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--_muted);
    transition:
      background-color var(--_quick),
      color var(--_quick);
  }
  @media (hover: hover) {
    .icon-button:hover:not(:disabled, [aria-disabled='true']) {
      background: var(--_inset);
      color: var(--_text);
    }
  }
  .icon-button:focus-visible {
    outline-offset: -2px;
  }
  .button {
    min-block-size: 2.5rem;
    padding: 6px 20px;
    border: 0;
    border-radius: var(--_field-radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  @media (hover: hover) {
    .button:hover {
      background: color-mix(in oklch, var(--_accent), var(--_text) 12%);
    }
  }
`;

/**
 * The looks of the first drawing of `<live-chat>`, in the order in which later ones override. What is fetched later
 * brings its own.
 */
export const liveChatStyles: readonly CSSResult[] = [
  baseTokens,
  tokens,
  frameStyles,
  logStyles,
  statesStyles,
  composerStyles,
  appearanceStyles,
];
