import { css } from 'lit';

/** The fixed copy of the comment under the pointer, and its actions. */
export const hoverStyles = css`
  .hovered {
    position: absolute;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    max-inline-size: 100%;
    box-sizing: border-box;
    padding: 2px 8px;
    border-radius: 8px;
    background: var(--danmaku-fixed-background, rgb(0 0 0 / 0.92));
    pointer-events: auto;
    user-select: text;
    cursor: default;
  }
  .hovered .item {
    max-inline-size: 100%;
    block-size: auto;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .hovered button {
    min-block-size: 32px;
    border: 0;
    border-radius: 6px;
    padding: 0 10px;
    background: rgb(255 255 255 / 0.16);
    color: #fff;
    font:
      500 13px/1.2 system-ui,
      sans-serif;
    cursor: pointer;
  }
  .hovered button:hover {
    background: rgb(255 255 255 / 0.3);
  }
  @media (pointer: coarse) {
    .hovered button {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .hovered {
      border: 1px solid;
    }
  }
`;
