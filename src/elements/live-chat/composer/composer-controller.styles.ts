import { css } from 'lit';

/** What the composer shows in a room: hint, counter, and the remaining time in slow mode. */
export const composerControllerStyles = css`
  .composer .sign-in {
    inline-size: 100%;
  }
  .hint {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    padding: 0 8px 6px;
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
    line-height: calc(16 / 12);
  }
  .field.over {
    border-color: var(--_danger);
  }
  .input:read-only {
    cursor: not-allowed;
  }
  .counter {
    align-self: center;
    padding-inline: 4px;
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
  }
  .counter.at-end {
    color: var(--_danger);
    font-weight: 600;
  }
  .send-button.ready {
    color: var(--_accent);
  }
  /* A ring that fills while the time passes. */
  .wait {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 50%;
    background:
      radial-gradient(closest-side, var(--_inset) calc(100% - 3px), transparent calc(100% - 2px)),
      conic-gradient(var(--_accent) calc(var(--_passed, 0) * 1turn), var(--_line) 0);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
  }
  /* Generated content: the button's name stays "Send", and screen readers do not announce each second. */
  .wait::before {
    content: attr(data-wait);
  }

  @media (forced-colors: active) {
    .wait {
      border: 2px solid;
    }
  }
`;
