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
  /* A long label wraps beside its control. */
  .option > span:first-child {
    flex: 1 1 6rem;
  }
  .option > .text-button {
    margin-inline-end: -8px;
  }
  .options-title {
    margin-block-start: 8px;
    padding-block-start: 8px;
    border-block-start: 1px solid var(--_line);
    color: var(--_muted);
    font-size: var(--_small-size);
  }
  .option select,
  .option textarea,
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
  .options:focus {
    outline: 0;
  }
  .option-words {
    display: grid;
    grid-template-columns: 1fr;
    padding-block: 4px;
  }
  .option textarea {
    resize: vertical;
    line-height: inherit;
  }
  .option textarea::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .hidden-users ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .hidden-users li {
    flex-wrap: nowrap;
    min-block-size: 2rem;
  }
  .hidden-name {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .option-note {
    flex: 1;
    color: var(--_warn);
    font-size: var(--_small-size);
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
