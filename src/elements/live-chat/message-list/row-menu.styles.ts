import { css } from 'lit';

/** The toolbar and the menu of a row. */
export const rowMenuStyles = css`
  .tools {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 4px;
    display: flex;
    align-items: center;
    gap: 2px;
    padding-inline-start: 8px;
    border-radius: var(--_row-radius);
    background: var(--_surface);
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
    line-height: 1.5rem;
    text-shadow: none;
  }
  .row-notice .tools {
    padding-inline: 6px;
    line-height: 1rem;
  }
  .more {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.5rem;
    padding: 0;
    border: 0;
    border-radius: var(--_row-radius);
    background: none;
  }
  .more:hover {
    background: var(--_inset);
    color: var(--_text);
  }
  .row:not(.row-notice) :is(.author, .avatar) {
    cursor: pointer;
  }
  @media (hover: hover) {
    .row:not(.own, .mentions-self, .row-gift, .row-notice):hover {
      background: var(--_raised);
    }
    .row:hover .tools,
    .row-gift .tools {
      background: var(--_raised);
    }
  }
  .menu {
    inset-inline-end: 8px;
    display: flex;
    flex-direction: column;
    min-inline-size: 10rem;
    max-inline-size: calc(100% - 16px);
    max-block-size: calc(100% - 16px);
    padding: 4px;
    overflow: auto;
  }
  .menu.below {
    inset-block-start: var(--_offset);
  }
  .menu.above {
    inset-block-end: var(--_offset);
  }
  .menu-item {
    flex: none;
    min-block-size: 2.25rem;
    padding: 6px 12px;
    overflow: hidden;
    border: 0;
    border-radius: 7px;
    background: none;
    color: inherit;
    text-align: start;
    text-decoration: none;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .menu-item:is(:hover, :focus-visible) {
    outline-offset: -2px;
    background: var(--_inset);
  }
  .menu-item.destructive {
    color: var(--_danger);
  }

  @media (pointer: coarse) {
    .more {
      inline-size: 2.75rem;
      block-size: 2.25rem;
    }
    .menu-item {
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .menu-item:focus-visible {
      border: 1px solid;
    }
  }
`;
