import { css } from 'lit';

/** Buttons without a background, for actions beside a text. */
export const textButtonStyles = css`
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
