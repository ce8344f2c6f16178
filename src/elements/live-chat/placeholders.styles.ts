import { css } from 'lit';

/** What is shown until the view of the room is loaded, or when it cannot be. */
export const placeholderStyles = css`
  .placeholder {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    padding: 16px;
    overflow: auto;
    pointer-events: none;
  }
  .placeholder > * {
    pointer-events: auto;
  }
  .skeleton {
    align-items: stretch;
    justify-content: flex-end;
    gap: 16px;
  }
  .bone {
    display: flex;
    gap: 8px;
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .bone-1 {
    animation-delay: 0.2s;
  }
  .bone-2 {
    animation-delay: 0.4s;
  }
  .bone-avatar,
  .bone-lines > span {
    border-radius: 999px;
    background: var(--_line);
  }
  .bone-avatar {
    flex: none;
    inline-size: 28px;
    block-size: 28px;
  }
  .bone-lines {
    display: grid;
    flex: 1;
    align-content: center;
    gap: 6px;
  }
  .bone-lines > span {
    block-size: 10px;
    inline-size: 72%;
  }
  .bone-lines > span:first-child {
    inline-size: 28%;
  }
  .bone-1 .bone-lines > span:last-child {
    inline-size: 48%;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  .end {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 4px;
    max-inline-size: 36ch;
    margin-inline: auto;
    text-align: center;
    text-wrap: balance;
  }
  .end-title {
    font-weight: 600;
  }
  .end .button {
    margin-block-start: 8px;
  }

  :host([appearance='overlay']) .skeleton {
    display: none;
  }
  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }
  @media (forced-colors: active) {
    .bone-avatar,
    .bone-lines > span {
      background: GrayText;
      forced-color-adjust: none;
    }
  }
`;
