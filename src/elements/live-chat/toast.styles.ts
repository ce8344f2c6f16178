import { css } from 'lit';

/** What is shown over the end of the message list: the button that scrolls to the newest message, and toasts. */
export const toastStyles = css`
  .pill,
  .toast {
    display: flex;
    align-items: center;
    gap: 6px;
    max-inline-size: 100%;
    min-block-size: 2.25rem;
    padding: 4px 10px 4px 16px;
    border: 1px solid var(--_line);
    border-radius: 18px;
    background: var(--_surface);
    box-shadow: var(--_shadow);
    color: var(--_accent);
    font-size: var(--_author-size);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    animation: rise var(--_short) ease-out;
  }
  .toast {
    padding-inline-end: 8px;
    color: var(--_text);
    font-weight: 400;
  }
  .toast > span:last-child {
    padding-inline-end: 8px;
  }
  .pill .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }

  :host([appearance='overlay']) :is(.toast, .pill) {
    --_muted: var(--chat-muted, oklch(70% 0.014 255));
    text-shadow: none;
  }
  @media (pointer: coarse) {
    .pill {
      min-block-size: 2.75rem;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .pill,
    .toast {
      animation: fade 100ms linear;
    }
  }
`;
