import { css } from 'lit';

/** The composer as it is first rendered. */
export const composerStyles = css`
  .composer {
    position: relative;
    flex: none;
    padding: 8px;
    border-block-start: 1px solid var(--_line);
  }
  .field {
    display: flex;
    align-items: flex-end;
    min-block-size: 2.5rem;
    border: 1px solid var(--_edge);
    border-radius: var(--_field-radius);
    background: var(--_inset);
    transition: border-color var(--_short);
  }
  .field:focus-within:has(.input:focus) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .field .icon-button {
    inline-size: 2.375rem;
    block-size: 2.375rem;
  }
  .input {
    flex: 1;
    align-self: center;
    min-inline-size: 0;
    max-block-size: 3lh;
    margin-block: 9px;
    padding: 0 4px;
    border: 0;
    outline: 0;
    background: none;
    font-size: max(1rem, var(--_text-size));
    line-height: calc(20 / 16);
    overflow-wrap: anywhere;
    resize: none;
    scrollbar-width: thin;
    scrollbar-color: var(--_edge) transparent;
    field-sizing: content;
    overflow: hidden auto;
  }
  /* Not on the field while it is empty: when these change, Firefox forgets what can be undone. */
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
    overflow: hidden;
    text-overflow: ellipsis;
    unicode-bidi: plaintext;
    white-space: nowrap;
  }
  .send-button[aria-disabled='true'] {
    cursor: default;
  }
  :host(:dir(rtl)) .send-button .icon {
    scale: -1 1;
  }

  :host([appearance='overlay']) .composer {
    border: 0;
  }
  @media (pointer: coarse) {
    .field .icon-button {
      inline-size: 2.75rem;
      block-size: 2.75rem;
    }
    .input {
      margin-block: 12px;
    }
  }
  @media (forced-colors: active) {
    .send-button[aria-disabled='true'] {
      color: GrayText;
    }
  }
`;
