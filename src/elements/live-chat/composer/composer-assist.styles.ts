import { css } from 'lit';

/** The names that are offered after an @, over the field. */
export const composerAssistStyles = css`
  .composer {
    position: relative;
  }
  .names {
    position: absolute;
    z-index: 2;
    inset-block-end: 100%;
    inset-inline: 8px;
    max-block-size: 14rem;
    margin: 0;
    padding: 4px;
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_row-radius) + 4px);
    background: var(--_surface);
    box-shadow: var(--_shadow);
    list-style: none;
  }
  .name {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 2.25rem;
    padding-inline: 10px;
    overflow: hidden;
    border-radius: var(--_row-radius);
    cursor: pointer;
  }
  .name bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name[aria-selected='true'] {
    background: var(--_inset);
  }

  @media (pointer: coarse) {
    .name {
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .name[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
