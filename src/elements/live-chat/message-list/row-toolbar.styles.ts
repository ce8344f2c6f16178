import { css } from 'lit';

/** The toolbar of a row. */
export const rowToolbarStyles = css`
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
  .tool {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.5rem;
    padding: 0;
    border: 0;
    border-radius: var(--_row-radius);
    background: none;
  }
  .tool:hover {
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

  @media (pointer: coarse) {
    .tool {
      inline-size: 2.75rem;
      block-size: 2.25rem;
    }
    /* A reply is swiped. */
    [data-action='reply'] {
      display: none;
    }
    .row {
      touch-action: pan-y pinch-zoom;
    }
  }
`;
