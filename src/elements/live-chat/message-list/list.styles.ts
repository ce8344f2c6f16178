import { css } from 'lit';

/** The message list without its rows. */
export const listStyles = css`
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
  /* A block with an automatic margin: a flex column of 500 rows needs a longer layout for each new row. */
  .rows {
    flex: none;
    margin-block-start: auto;
    padding-block: 8px;
  }

  :host([appearance='overlay']) .log {
    mask-image: linear-gradient(to bottom, transparent, #000 3rem);
    scrollbar-width: none;
  }
`;
