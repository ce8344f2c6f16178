import { css } from 'lit';

/** The announcement. */
export const bannerStyles = css`
  .banner {
    display: flex;
    flex: none;
    align-items: flex-start;
    gap: 8px;
    max-block-size: 8rem;
    padding: 2px 4px 2px 12px;
    padding-inline: 12px 4px;
    overflow: auto;
    border-block-end: 1px solid var(--_line);
    background: var(--_raised);
  }
  .banner > .icon {
    margin-block: 10px;
    color: var(--_accent);
  }
  .banner-text {
    flex: 1;
    min-inline-size: 0;
    padding-block: 10px;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .banner.folded .banner-text {
    overflow: hidden;
    color: var(--_muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .fold .icon {
    transition: rotate var(--_short);
  }
  .banner:not(.folded) .fold .icon {
    rotate: 180deg;
  }

  @media (prefers-reduced-motion: reduce) {
    .fold .icon {
      transition: none;
    }
  }
`;
