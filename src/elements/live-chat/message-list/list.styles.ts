import { css } from 'lit';

/** The log without its rows. */
export const logStyles = css`
  .log-box {
    position: relative;
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-block-size: 0;
  }
  .log {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-block-size: 0;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    contain: strict;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }
  .log:focus-visible {
    outline-offset: -2px;
  }
  /* A block, pushed down by its margin: laying out a flex column of 500 rows costs more for each new one. */
  .rows {
    flex: none;
    margin-block-start: auto;
    padding-block: 8px;
  }
  .float {
    position: absolute;
    inset-block-end: 8px;
    inset-inline: 8px;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 8px;
    pointer-events: none;
  }
  .float > * {
    pointer-events: auto;
  }
`;
