import { css } from 'lit';

/** The menu of a row, the mark of a row that the user went to, and the arrow of the toolbar in right-to-left text. */
export const menuStyles = css`
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

  /* The arrow points to the start of the line. */
  :host(:dir(rtl)) [data-action='reply'] .icon {
    scale: -1 1;
  }
  .row.marked {
    animation: mark 2s ease-out;
  }
  @keyframes mark {
    from,
    40% {
      background: var(--_warn-tint);
      box-shadow: 0 0 0 2px var(--_warn);
    }
  }

  @media (pointer: coarse) {
    .menu-item {
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .menu-item:focus-visible {
      border: 1px solid;
    }
    .row.marked {
      outline: 2px solid Highlight;
    }
  }
`;
