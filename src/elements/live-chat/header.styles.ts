import { css } from 'lit';

/** The header. */
export const headerStyles = css`
  .header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 8px;
    min-block-size: 3rem;
    padding-inline: calc(var(--_pad) + 4px) 4px;
    border-block-end: 1px solid var(--_line);
  }
  /* One line: a number of users that does not fit beside the name wraps, and is clipped. */
  .heading {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 8px;
    min-inline-size: 0;
    block-size: 1lh;
    overflow: clip;
  }
  .title {
    max-inline-size: 100%;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .controls {
    display: flex;
    flex: none;
    margin-inline-start: auto;
  }

  :host([appearance='compact']) .header {
    min-block-size: 2.5rem;
  }
  :host([appearance='overlay']) .header {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    z-index: 1;
    padding: 0;
    border: 0;
  }
  :host([appearance='overlay']) .header slot {
    display: none;
  }
  :host([appearance='overlay']) .header .icon-button {
    margin-inline: 2px;
    background: rgb(0 0 0 / 45%);
    color: white;
  }
`;
