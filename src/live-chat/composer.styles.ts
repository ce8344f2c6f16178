import { css } from 'lit';

/** The place to write. */
export const composerStyles = css`
  .composer {
    position: relative;
    flex: none;
    padding: 8px;
    border-block-start: 1px solid var(--_line);
  }
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
  .field {
    display: flex;
    align-items: flex-end;
    min-block-size: 2.5rem;
    border: 1px solid var(--_edge);
    border-radius: var(--_field-radius);
    background: var(--_inset);
    transition: border-color var(--_quick);
  }
  .field:focus-within:has(.input:focus) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .field.over {
    border-color: var(--_danger);
  }
  .field .icon-button {
    inline-size: 2.375rem;
    block-size: 2.375rem;
  }
  .input {
    flex: 1;
    align-self: center;
    min-inline-size: 0;
    max-block-size: 3lh;
    margin-block: 9px;
    padding: 0 4px;
    border: 0;
    outline: 0;
    background: none;
    font-size: max(1rem, var(--_text-size));
    line-height: calc(20 / 16);
    overflow-wrap: anywhere;
    resize: none;
    scrollbar-width: thin;
    scrollbar-color: var(--_edge) transparent;
    field-sizing: content;
  }
  .input:placeholder-shown {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
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
  .send-button[aria-disabled='true'] {
    cursor: default;
  }
  .send-button.ready {
    color: var(--_accent);
  }
  :host(:dir(rtl)) .send-button .icon {
    scale: -1 1;
  }
  /* Fills as the wait passes. */
  .wait {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 50%;
    background: radial-gradient(closest-side, var(--_inset) calc(100% - 3px), transparent calc(100% - 2px)), conic-gradient(var(--_accent) calc(var(--_passed, 0) * 1turn), var(--_line) 0);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
  }
  /* Drawn, not text: the button's name stays "Send", and nothing ticks aloud. */
  .wait::before {
    content: attr(data-wait);
  }
`;
