import { css } from 'lit';

/** The connection status. */
export const statusStyles = css`
  .status {
    position: relative;
    flex: none;
    padding: 6px var(--_pad) 4px;
    color: var(--_muted);
    font-size: var(--_small-size);
    line-height: calc(16 / 12);
    text-align: center;
  }
  .status::before {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: 2px;
    background: var(--_warn);
    content: '';
  }

  @media (forced-colors: active) {
    .status::before {
      background: CanvasText;
    }
  }
`;
