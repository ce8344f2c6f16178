import { css } from 'lit';

/**
 * Tokens are read with a fallback and never declared, so that the page can set them on any ancestor.
 * - `.frame` is positioned only when it has a picture; otherwise the stage covers the page's own positioned parent.
 * - `.stage` is a popover, so that it can be shown above a player that is in fullscreen by itself; the default styles
 *   of popovers are reset.
 * Comments have their styles in comments.styles.ts, which is loaded with the engine.
 */
export const danmakuLayerStyles = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  .frame {
    block-size: 100%;
  }
  .frame.filled {
    position: relative;
  }
  /* The page's text properties would move comments or make them wider than measured: only what is measured is
     inherited. */
  .stage {
    all: initial;
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
    color-scheme: inherit;
    visibility: inherit;
    text-shadow: inherit;
    letter-spacing: inherit;
    -webkit-text-size-adjust: 100%;
    font-family: var(--danmaku-font, inherit);
    font-style: inherit;
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
`;
