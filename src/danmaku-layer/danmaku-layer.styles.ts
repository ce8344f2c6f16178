import { css } from 'lit';

/** The layer's own tokens are read with a fallback and never declared, so that the page can set them anywhere above. */
export const danmakuLayerStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  /* Without a picture the frame does not position anything, so that the stage covers the page's own positioned parent. */
  .frame {
    block-size: 100%;
  }
  .frame.filled {
    position: relative;
  }
  .stage {
    /* A popover, so that it can stand above a player that went fullscreen by itself; its looks are undone here. */
    display: block;
    box-sizing: border-box;
    position: absolute;
    inset: var(--_safe-top, 0px) 0 auto;
    inline-size: auto;
    block-size: calc((100% - var(--_safe-top, 0px) - var(--_safe-bottom, 0px)) * var(--_area, 1));
    margin: 0;
    border: 0;
    padding: 0;
    z-index: 1;
    overflow: clip;
    contain: strict;
    pointer-events: none;
    user-select: none;
    background: none;
    color: var(--danmaku-color, #fff);
    font-family: var(--danmaku-font, inherit);
    font-size: var(--danmaku-size, 24px);
    font-weight: var(--danmaku-weight, 600);
    line-height: var(--danmaku-line-height, 1.25);
    mask: var(--danmaku-mask, none);
  }
  .stage.above {
    position: fixed;
  }
  .stage.narrow {
    font-size: var(--danmaku-size, 18px);
  }
  .probe {
    position: absolute;
    visibility: hidden;
    white-space: pre;
  }
  .belt,
  .strip {
    position: absolute;
    inset-block: 0;
    inline-size: 0;
  }
  .belt {
    inset-inline-start: 0;
  }
  .strip {
    contain: layout size style;
    will-change: transform;
  }
  .strip,
  .still {
    /* On the strip and not on the stage: one layer by itself needs no surface of its own to fade. */
    opacity: var(--danmaku-opacity, 1);
  }
  .item {
    display: block;
    box-sizing: border-box;
    block-size: var(--_lane);
    line-height: var(--_lane);
    white-space: pre;
    unicode-bidi: plaintext;
    text-align: start;
    paint-order: stroke fill;
    -webkit-text-stroke: var(--danmaku-outline, 0.14em rgb(0 0 0));
  }
  .own,
  .staff {
    padding-inline: 0.4em;
    border-radius: 0.3em;
  }
  .own {
    box-shadow: inset 0 0 0 2px var(--danmaku-own, oklch(0.75 0.15 255));
  }
  .staff {
    background: var(--danmaku-staff-background, oklch(0.48 0.17 255));
    border-radius: 1em;
    -webkit-text-stroke: 0;
  }
  .still {
    position: absolute;
    inset-inline: 0;
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-inline: auto;
    overflow: clip;
    text-overflow: ellipsis;
    padding-inline: 0.4em;
    border-radius: 0.3em;
    background: var(--danmaku-still-background, rgb(0 0 0 / 0.5));
  }
  .held {
    position: absolute;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 8px;
    max-inline-size: 100%;
    box-sizing: border-box;
    padding: 2px 8px;
    border-radius: 8px;
    background: rgb(0 0 0 / 0.8);
    pointer-events: auto;
    user-select: text;
    cursor: default;
  }
  .held .item {
    overflow: clip;
    text-overflow: ellipsis;
    max-inline-size: 100%;
  }
  .held button {
    min-block-size: 32px;
    border: 0;
    border-radius: 6px;
    padding: 0 10px;
    background: rgb(255 255 255 / 0.16);
    color: #fff;
    font: 500 13px/1.2 system-ui, sans-serif;
    cursor: pointer;
  }
  .held button:hover {
    background: rgb(255 255 255 / 0.3);
  }
  @media (pointer: coarse) {
    .held button {
      min-block-size: 44px;
    }
  }
  .item img {
    block-size: 1em;
    inline-size: 1em;
    margin-inline-end: 0.25em;
    vertical-align: -0.125em;
    object-fit: contain;
  }
  @media (forced-colors: active) {
    .own,
    .held {
      border: 1px solid;
    }
  }
`;
