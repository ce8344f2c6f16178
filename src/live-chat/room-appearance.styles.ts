import { css } from 'lit';

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
