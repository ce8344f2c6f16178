import { css } from 'lit';

/** The log without its rows, and what floats over its end: the way back to the newest, a short word. */
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
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 4px;
    }
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
