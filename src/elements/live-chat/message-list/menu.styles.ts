import { css } from 'lit';

/** The menu of a row, the reply over the input, and the mark of a message that the user went to. */
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

  .reply {
    display: flex;
    align-items: center;
    gap: 4px;
    margin-block-end: 6px;
    padding-inline-start: 10px;
    border-inline-start: 3px solid var(--_accent);
    border-radius: 3px;
    background: var(--_raised);
    font-size: var(--_small-size);
  }
  .reply-quote {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    color: var(--_muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .reply-name {
    color: var(--_accent);
    font-weight: 600;
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
