import { css } from 'lit';

/** The message that is replied to, over the input. */
export const replyDraftStyles = css`
  .reply {
    display: flex;
    align-items: center;
    gap: 4px;
    margin-block-end: 6px;
    padding-inline-start: 10px;
    border-inline-start: 3px solid var(--_accent);
    border-radius: 3px;
    background: var(--_raised);
    font-size: var(--_small-size);
  }
  .reply-quote {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    color: var(--_muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .reply-name {
    color: var(--_accent);
    font-weight: 600;
  }
`;
