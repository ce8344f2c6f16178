import { css } from 'lit';

/** What floats over the end of the log: the way back to the newest, a short word. */
export const floatStyles = css`
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 4px;
    }
  }
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
    animation: rise var(--_quick) ease-out;
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
`;
