import { css } from 'lit';

/**
 * Styles of comments, loaded with the engine. Opacity is set on layers, not on the stage: a compositor layer can be
 * transparent without another surface.
 */
export const commentStyles = css`
  .segment,
  .layer {
    position: absolute;
    inset-block: 0;
    inline-size: 0;
  }
  .segment {
    inset-inline-start: 0;
  }
  .layer {
    contain: layout size style;
    will-change: transform;
  }
  .layer,
  .fixed {
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
  .own {
    background: rgb(0 0 0 / 0.4);
    box-shadow: inset 0 0 0 2px var(--danmaku-own, oklch(0.75 0.15 255));
  }
  .fixed {
    position: absolute;
    inset-inline: 0;
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-inline: auto;
    overflow: clip;
    text-overflow: ellipsis;
    background: var(--danmaku-fixed-background, rgb(0 0 0 / 0.75));
  }
  .staff {
    background: var(--danmaku-staff-background, oklch(0.48 0.17 255));
    -webkit-text-stroke: 0;
  }
  .gift {
    background: var(--danmaku-fixed-background, rgb(0 0 0 / 0.75));
  }
  .own,
  .staff,
  .gift,
  .fixed {
    padding-inline: 0.4em;
    border-block: 1px solid transparent;
    border-radius: 0.3em;
    background-clip: padding-box;
    line-height: calc(var(--_lane) - 2px);
  }
  .staff {
    border-radius: 1em;
  }
  .item img {
    block-size: 1em;
    inline-size: 1em;
    margin-inline-end: 0.25em;
    vertical-align: -0.125em;
    object-fit: contain;
  }
  @media (forced-colors: active) {
    .item {
      -webkit-text-stroke-color: Canvas;
    }
    .own,
    .staff,
    .gift,
    .fixed {
      border-block-color: Canvas;
    }
    .own,
    .staff {
      outline: 1px solid;
      outline-offset: -2px;
    }
  }
`;
