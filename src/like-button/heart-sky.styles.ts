import { css } from 'lit';

/** Looks of hearts in the air, added with the code that lets them rise. */
export const heartSkyStyles = css`
  .heart {
    position: absolute;
    inset-block-end: 0;
    inline-size: var(--_own-size);
    block-size: var(--_own-size);
    margin-inline-start: calc(var(--_own-size) / -2);
    opacity: 0;
    will-change: transform, opacity;
  }

  .heart.other {
    inline-size: calc(var(--_own-size) * 0.66);
    block-size: calc(var(--_own-size) * 0.66);
    margin-inline-start: calc(var(--_own-size) * -0.33);
  }

  .heart svg {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    fill: currentColor;
  }

  .color-1 { color: var(--like-heart-1, oklch(64% 0.23 15)); }
  .color-2 { color: var(--like-heart-2, oklch(72% 0.18 350)); }
  .color-3 { color: var(--like-heart-3, oklch(72% 0.17 40)); }
  .color-4 { color: var(--like-heart-4, oklch(82% 0.15 85)); }
  .color-5 { color: var(--like-heart-5, oklch(68% 0.18 310)); }
  .color-6 { color: var(--like-heart-6, oklch(74% 0.13 230)); }

  @media (forced-colors: active) {
    .heart {
      color: Highlight;
    }
  }
`;
