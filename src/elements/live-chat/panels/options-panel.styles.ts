import { css } from 'lit';

/** The options panel. */
export const optionsPanelStyles = css`
  .options {
    inset-block-start: 3.25rem;
    inset-inline-end: 8px;
    inline-size: 20rem;
    max-inline-size: calc(100% - 16px);
    max-block-size: calc(100% - 4rem);
    padding: 8px 12px;
    overflow: auto;
  }
  .option {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-block-size: 2.5rem;
  }
  .options-title {
    margin-block-start: 8px;
    padding-block-start: 8px;
    border-block-start: 1px solid var(--_line);
    color: var(--_muted);
    font-size: var(--_small-size);
  }
  .option select,
  .announce-input {
    max-inline-size: 100%;
    min-block-size: 2rem;
    padding: 4px 8px;
    border: 1px solid var(--_edge);
    border-radius: var(--_row-radius);
    background: var(--_inset);
  }
  .option input[type='checkbox'] {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    accent-color: var(--_accent);
  }
  .announce-form {
    flex-wrap: nowrap;
  }
  .announce-input {
    flex: 1;
    min-inline-size: 0;
  }
  .announce-input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
`;
