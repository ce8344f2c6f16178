import { css } from 'lit';

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
