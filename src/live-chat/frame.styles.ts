import { css } from 'lit';

/** Host, buttons, header, status: what is always there. */
export const frameStyles = css`
  :host {
    --_pad: var(--chat-padding, 12px);
    display: block;
    box-sizing: border-box;
    contain: layout style;
    container: live-chat / inline-size;
    block-size: var(--chat-height, 30rem);
    /* Its width cannot come from what is in it (container queries): without this it would vanish in a flex row. */
    min-inline-size: min(12rem, 100%);
    min-block-size: 0;
    color: var(--_text);
    font-family: var(--chat-font, inherit);
    font-size: var(--_text-size);
    line-height: calc(20 / 14);
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  button,
  textarea,
  input,
  select {
    margin: 0;
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }
  p {
    margin: 0;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    display: block;
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  /* The frame */
  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: clip;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 8px;
    min-block-size: 3rem;
    padding-inline: calc(var(--_pad) + 4px) 4px;
    border-block-end: 1px solid var(--_line);
  }
  /* One line: the number of people is there where it fits whole beside the name, and wraps out of sight where not. */
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
  .online {
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .controls {
    display: flex;
    flex: none;
    margin-inline-start: auto;
  }
  .icon-button {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--_muted);
    transition:
      background-color var(--_quick),
      color var(--_quick);
  }
  @media (hover: hover) {
    .icon-button:hover:not(:disabled, [aria-disabled='true']) {
      background: var(--_inset);
      color: var(--_text);
    }
  }
  .icon-button:focus-visible {
    outline-offset: -2px;
  }
  .button {
    min-block-size: 2.5rem;
    padding: 6px 20px;
    border: 0;
    border-radius: var(--_field-radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  @media (hover: hover) {
    .button:hover {
      background: color-mix(in oklch, var(--_accent), var(--_text) 12%);
    }
  }
`;
