import { css } from 'lit';

/** Icon buttons and filled buttons. */
export const buttonStyles = css`
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
      background-color var(--_short),
      color var(--_short);
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

  @media (pointer: coarse) {
    .icon-button {
      inline-size: 2.75rem;
      block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .button {
      border: 1px solid;
    }
  }
`;
