import { css } from 'lit';

/** The other appearances, and what little room, thumbs, less motion and forced colours ask for. Last, because it overrides. */
export const appearanceStyles = css`
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
  :host([appearance='overlay']) .row:not(.row-gift) {
    inline-size: fit-content;
    max-inline-size: calc(100% - 8px);
    background: none;
    color: white;
    text-shadow: 0 0 2px #000, 0 1px 2px #000, 0 0 6px rgb(0 0 0 / 60%);
  }
  :host([appearance='overlay']) .badge {
    text-shadow: none;
  }
  :host([appearance='overlay']) .composer {
    border: 0;
  }
  :host([appearance='overlay']) :is(.end, .empty, .hint, .status) {
    color: white;
    text-shadow: 0 0 2px #000, 0 1px 2px #000;
  }
  :host([appearance='overlay']) :is(.menu, .options, .emoji-panel, .toast, .pill) {
    --_muted: var(--chat-muted, oklch(70% 0.014 255));
    text-shadow: none;
  }
  :host([appearance='overlay']) .header .icon-button {
    margin-inline: 2px;
    background: rgb(0 0 0 / 45%);
    color: white;
  }
  :host([appearance='overlay']) .skeleton {
    display: none;
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
    .bone {
      animation: none;
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
    .button,
    .text-button,
    .menu-item:focus-visible,
    .avatar {
      border: 1px solid;
    }
    .wait {
      border: 2px solid;
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
