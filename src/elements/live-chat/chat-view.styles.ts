import { type CSSResult, css } from 'lit';
import { bannerStyles } from './banner.styles.js';
import { composerRulesStyles } from './composer/composer-controller.styles.js';
import { popupBoxStyles, rowMenuStyles } from './message-list/row-menu.styles.js';
import { rowStyles } from './message-list/row.styles.js';
import { floatStyles } from './toast.styles.js';

/**
 * The other appearances of a room, and what little room, thumbs, less motion and forced colours ask of it. Last,
 * because it overrides.
 */
export const roomAppearanceStyles = css`
  /* Denser: names before the words, no pictures */
  :host([appearance='compact']) .row,
  :host([appearance='overlay']) .row:not(.row-gift) {
    margin-block-start: 0;
    padding-block: 2px;
    padding-inline-start: calc(var(--_pad) - 4px);
  }
  :host(:is([appearance='compact'], [appearance='overlay'])) .row:not(.row-gift, .row-notice) :is(.meta, .text) {
    display: inline;
  }
  :host(:is([appearance='compact'], [appearance='overlay'])) .row:not(.row-gift, .row-notice) .meta {
    margin-inline-end: 6px;
  }
  :host(:is([appearance='compact'], [appearance='overlay'])) .badge {
    margin-inline-start: 6px;
  }
  :host(:is([appearance='compact'], [appearance='overlay'])) .row-gift {
    margin-block: 4px;
  }
  :host([appearance='overlay']) .row:not(.row-gift) {
    inline-size: fit-content;
    max-inline-size: calc(100% - 8px);
    background: none;
    color: white;
    text-shadow:
      0 0 2px #000,
      0 1px 2px #000,
      0 0 6px rgb(0 0 0 / 60%);
  }
  :host([appearance='overlay']) .badge {
    text-shadow: none;
  }
  :host([appearance='overlay']) :is(.menu, .options, .emoji-panel, .toast, .pill) {
    --_muted: var(--chat-muted, oklch(70% 0.014 255));
    text-shadow: none;
  }

  /* Little room */
  /* In rem, so that text twice as large counts as half the room. */
  @container live-chat (inline-size < 17.5rem) {
    .avatar {
      display: none;
    }
    .row.continued {
      padding-inline-start: calc(var(--_pad) - 4px);
    }
    .online {
      display: none;
    }
  }

  @media (pointer: coarse) {
    .more {
      inline-size: 2.75rem;
      block-size: 2.25rem;
    }
    .text-button,
    .pill,
    .menu-item {
      min-block-size: 2.75rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .arriving,
    .pill,
    .toast,
    .menu,
    .options,
    .emoji-panel {
      animation: fade 100ms linear;
    }
    .fold .icon {
      transition: none;
    }
    @keyframes fade {
      from {
        opacity: 0;
      }
    }
  }

  @media (forced-colors: active) {
    .own,
    .mentions-self {
      border-inline-end: 3px solid Highlight;
    }
    .row.host::before,
    .status::before,
    .reason::before {
      background: CanvasText;
    }
    .reason::before {
      color: Canvas;
      forced-color-adjust: none;
    }
    .text-button,
    .menu-item:focus-visible,
    .avatar {
      border: 1px solid;
    }
    .wait {
      border: 2px solid;
    }
  }
`;

/** Colours of people, and what the frame says of a room. */
export const roomFrameStyles = css`
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
`;

/**
 * The looks of what is drawn of a room, in the order in which later ones override. Panels put theirs before the last of
 * these.
 */
export const roomPartsStyles: readonly CSSResult[] = [
  roomFrameStyles,
  floatStyles,
  popupBoxStyles,
  composerRulesStyles,
  rowStyles,
  rowMenuStyles,
  bannerStyles,
  roomAppearanceStyles,
];
