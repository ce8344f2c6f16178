import { css } from 'lit';

/**
 * The button over the picture and its panel. Dark whatever the colour scheme of the page is, like the controls of players;
 * the panel is a popover, so that a player that clips its content does not clip it.
 */
export const danmakuControlsStyles = css`
  .controls {
    position: absolute;
    z-index: 2;
    inset-block-start: 8px;
    inset-inline-end: 8px;
    color-scheme: dark;
    color: #fff;
    font:
      400 14px/1.4 system-ui,
      sans-serif;
    text-align: start;
  }
  .controls * {
    box-sizing: border-box;
  }
  .controls-button {
    display: grid;
    place-items: center;
    inline-size: 36px;
    block-size: 36px;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: rgb(0 0 0 / 0.6);
    color: inherit;
    cursor: pointer;
    touch-action: manipulation;
  }
  .controls-button:is(:hover, [aria-expanded='true']) {
    background: rgb(0 0 0 / 0.85);
  }
  .controls :focus-visible {
    outline: 2px solid #fff;
    outline-offset: 2px;
    box-shadow: 0 0 0 2px #000;
  }
  .controls .icon {
    inline-size: 20px;
    block-size: 20px;
  }
  .controls-panel {
    position: absolute;
    inset: 44px 0 auto auto;
    inset-inline: auto 0;
    inline-size: 300px;
    max-inline-size: calc(100vw - 16px);
    margin: 0;
    padding: 8px 16px;
    overflow: auto;
    overscroll-behavior: contain;
    border: 1px solid rgb(255 255 255 / 0.16);
    border-radius: 12px;
    background: rgb(24 26 30 / 0.97);
    color: inherit;
    scrollbar-width: thin;
  }
  .controls-panel:popover-open {
    position: fixed;
    inset: var(--_panel-top) auto auto var(--_panel-left);
    max-block-size: calc(100dvh - var(--_panel-top) - 8px);
  }
  .controls-panel.sheet:popover-open {
    inset: auto 0 0;
    inline-size: 100%;
    max-inline-size: 100%;
    max-block-size: min(70dvh, 30rem);
    border-end-start-radius: 0;
    border-end-end-radius: 0;
    padding-block-end: max(8px, env(safe-area-inset-bottom));
  }
  .controls-panel:focus {
    outline: 0;
  }
  .control {
    display: flex;
    align-items: center;
    gap: 4px 12px;
    min-block-size: 36px;
  }
  .control > span {
    flex: 1 1 auto;
    min-inline-size: 0;
  }
  .control select {
    min-block-size: 32px;
    max-inline-size: 60%;
    padding: 2px 8px;
    border: 1px solid rgb(255 255 255 / 0.5);
    border-radius: 8px;
    background: #000;
    color: inherit;
    font: inherit;
  }
  .control input[type='checkbox'] {
    flex: none;
    inline-size: 20px;
    block-size: 20px;
    margin: 0;
  }
  .control input[type='range'] {
    flex: 0 1 120px;
    min-inline-size: 60px;
    margin: 0;
  }
  .control :is(input) {
    accent-color: oklch(0.75 0.12 255);
  }
  .control output {
    min-inline-size: 3.5em;
    color: rgb(255 255 255 / 0.75);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .kinds {
    display: grid;
    grid-template-columns: 1fr 1fr;
    column-gap: 24px;
    margin: 4px 0;
    padding: 0;
    border: 0;
    border-block: 1px solid rgb(255 255 255 / 0.16);
  }
  .kinds legend {
    float: inline-start;
    grid-column: 1 / -1;
    padding: 6px 0 0;
    color: rgb(255 255 255 / 0.75);
    font-size: 12px;
  }
  .controls-note {
    color: oklch(0.82 0.12 75);
    font-size: 12px;
  }
  .controls-reset {
    min-block-size: 32px;
    margin: 0 -8px 0 auto;
    margin-inline: auto -8px;
    padding: 0 8px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: oklch(0.8 0.1 255);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  @media (pointer: coarse) {
    .controls-button {
      inline-size: 44px;
      block-size: 44px;
    }
    .control,
    .controls-reset {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .controls-button,
    .controls-reset {
      border: 1px solid;
    }
  }
`;
