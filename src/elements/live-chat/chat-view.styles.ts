import { type CSSResult, css } from 'lit';
import { composerControllerStyles } from './composer/composer-controller.styles.js';
import { rowToolbarStyles } from './message-list/row-toolbar.styles.js';
import { rowStyles } from './message-list/row.styles.js';
import { popupStyles } from './panels/popup.styles.js';
import { toastStyles } from './toast.styles.js';

/** Buttons without a background, for actions beside a text. */
const textButtonStyles = css`
  .text-button {
    min-block-size: 1.75rem;
    padding: 2px 8px;
    border: 0;
    border-radius: var(--_row-radius);
    background: none;
    color: var(--_accent);
    font-weight: 600;
  }
  @media (hover: hover) {
    .text-button:hover {
      background: var(--_own-tint);
    }
  }

  @media (pointer: coarse) {
    .text-button {
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .text-button {
      border: 1px solid;
    }
  }
`;

/** The connection status. */
const statusStyles = css`
  .status {
    position: relative;
    flex: none;
    padding: 6px var(--_pad) 4px;
    color: var(--_muted);
    font-size: var(--_small-size);
    line-height: calc(16 / 12);
    text-align: center;
  }
  .status::before {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: 2px;
    background: var(--_warn);
    content: '';
  }

  @media (forced-colors: active) {
    .status::before {
      background: CanvasText;
    }
  }
`;

/** What the view adds to the header and to the list: the number of users, buttons over the list, and its placeholder. */
const viewStyles = css`
  .online {
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .float {
    position: absolute;
    inset-block-end: 8px;
    inset-inline: 8px;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 8px;
    pointer-events: none;
  }
  .float > * {
    pointer-events: auto;
  }
  .empty {
    max-inline-size: 30ch;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }
  .end-text {
    color: var(--_muted);
  }

  :host([appearance='overlay']) :is(.end, .empty, .hint, .status) {
    color: white;
    text-shadow:
      0 0 2px #000,
      0 1px 2px #000;
  }
`;

/** Colours of the view of a room, in addition to the tokens of the first render. */
const tokens = css`
  :host {
    --_warn: var(--chat-warn, light-dark(oklch(48% 0.1 75), oklch(82% 0.12 75)));
    --_good: var(--chat-good, light-dark(oklch(46% 0.11 150), oklch(80% 0.13 150)));
    --_tint: 9%;
    --_own-tint: color-mix(in oklch, var(--_accent) var(--_tint), transparent);
    --_warn-tint: color-mix(in oklch, var(--_warn) 11%, transparent);
    --_hue-0: var(--chat-hue-1, light-dark(oklch(50% 0.13 15), oklch(78% 0.13 15)));
    --_hue-1: var(--chat-hue-2, light-dark(oklch(50% 0.13 55), oklch(78% 0.13 55)));
    --_hue-2: var(--chat-hue-3, light-dark(oklch(50% 0.11 95), oklch(78% 0.13 95)));
    --_hue-3: var(--chat-hue-4, light-dark(oklch(50% 0.13 145), oklch(78% 0.13 145)));
    --_hue-4: var(--chat-hue-5, light-dark(oklch(50% 0.09 195), oklch(78% 0.12 195)));
    --_hue-5: var(--chat-hue-6, light-dark(oklch(50% 0.13 240), oklch(78% 0.12 240)));
    --_hue-6: var(--chat-hue-7, light-dark(oklch(50% 0.13 285), oklch(78% 0.12 285)));
    --_hue-7: var(--chat-hue-8, light-dark(oklch(50% 0.13 330), oklch(78% 0.13 330)));
    --_shadow: 0 2px 10px light-dark(rgb(0 0 0 / 14%), rgb(0 0 0 / 55%));
  }
`;

/** The styles of the lazily loaded view of a room. Panels add their own. */
export const chatViewStyles: readonly CSSResult[] = [
  tokens,
  textButtonStyles,
  statusStyles,
  viewStyles,
  toastStyles,
  popupStyles,
  composerControllerStyles,
  rowStyles,
  rowToolbarStyles,
];
