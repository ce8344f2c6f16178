import { css } from 'lit';

/** The emoji panel. */
export const emojiPanelStyles = css`
  .emoji-panel {
    inset-block-end: 3.75rem;
    inset-inline: 8px;
    display: flex;
    flex-direction: column;
    max-inline-size: 22rem;
    block-size: 18rem;
    max-block-size: calc(100% - 4.25rem);
    overflow: clip;
  }
  .emoji-head {
    display: flex;
    flex: none;
    gap: 4px;
    padding: 6px;
    border-block-end: 1px solid var(--_line);
  }
  .emoji-search {
    flex: 1;
    min-inline-size: 0;
    padding: 4px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_field-radius);
    background: var(--_inset);
    font-size: max(1rem, var(--_text-size));
  }
  .emoji-search::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .emoji-list {
    flex: 1;
    min-block-size: 0;
    padding: 4px 8px 8px;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .emoji-title {
    padding: 8px 4px 4px;
    color: var(--_muted);
    font-size: var(--_small-size);
    line-height: calc(16 / 12);
  }
  .emoji-grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(2.5rem, 1fr));
  }
  .emoji-item {
    block-size: 2.5rem;
    padding: 0;
    border: 0;
    border-radius: var(--_row-radius);
    background: none;
    font-size: 1.375rem;
    line-height: 1;
  }
  .emoji-item:is(:hover, :focus-visible) {
    outline-offset: -2px;
    background: var(--_inset);
  }
  .emoji-none {
    padding: 24px 8px;
    color: var(--_muted);
    text-align: center;
  }
`;
