import { css } from 'lit';

/** The rows of the message list. */
export const rowStyles = css`
  /* Rows and their content are neither positioned nor clipped: each such row would be a layer, visited every frame. */
  .row {
    display: flex;
    gap: 8px;
    margin: 8px 4px 0;
    padding: 4px calc(var(--_pad) - 4px);
    border-radius: var(--_row-radius);
  }
  .row.host,
  .row.with-tools {
    position: relative;
  }
  .row.continued {
    margin-block-start: 2px;
    padding-block: 2px;
    padding-inline-start: calc(var(--_pad) - 4px + 28px + 8px);
  }
  .row:focus-visible {
    outline-offset: -2px;
  }
  .body {
    flex: 1;
    min-inline-size: 0;
  }
  .meta {
    display: flex;
    align-items: baseline;
    gap: 6px;
    font-size: var(--_author-size);
    line-height: calc(20 / 13);
  }
  .continued .meta {
    display: none;
  }
  .author {
    color: var(--_hue);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  /* A name that cannot break is clipped, so that the badge behind it stays in the row. */
  .author:not(:last-child) {
    min-inline-size: 0;
    overflow-x: clip;
  }
  .hue-0 {
    --_hue: var(--_hue-0);
  }
  .hue-1 {
    --_hue: var(--_hue-1);
  }
  .hue-2 {
    --_hue: var(--_hue-2);
  }
  .hue-3 {
    --_hue: var(--_hue-3);
  }
  .hue-4 {
    --_hue: var(--_hue-4);
  }
  .hue-5 {
    --_hue: var(--_hue-5);
  }
  .hue-6 {
    --_hue: var(--_hue-6);
  }
  .hue-7 {
    --_hue: var(--_hue-7);
  }
  .badge {
    flex: none;
    padding-inline: 6px;
    border: 1px solid currentcolor;
    border-radius: 999px;
    color: var(--_muted);
    font-size: 0.6875rem;
    font-weight: 600;
    line-height: calc(14 / 11);
  }
  .host .badge {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .moderator .badge {
    color: var(--_good);
  }
  .avatar {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 28px;
    block-size: 28px;
    margin-block-start: 2px;
    border-radius: 50%;
    background: color-mix(in oklch, var(--_hue) 16%, var(--_surface));
    color: var(--_hue);
    font-size: 0.6875rem;
    font-weight: 600;
    line-height: 1;
    user-select: none;
  }
  .avatar > * {
    grid-area: 1 / 1;
  }
  .picture {
    inline-size: 100%;
    block-size: 100%;
    border-radius: 50%;
    object-fit: cover;
  }
  .body > .time {
    float: inline-end;
    margin-inline-start: 8px;
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
  }
  .text {
    overflow-wrap: anywhere;
    text-align: -webkit-match-parent;
    text-align: match-parent;
    white-space: pre-line;
  }
  .own {
    background: var(--_own-tint);
  }
  .row.host::before {
    position: absolute;
    inset-block: 4px;
    inset-inline-start: 0;
    inline-size: 3px;
    border-radius: 2px;
    background: var(--_accent);
    content: '';
  }
  .mentions-self {
    background: var(--_warn-tint);
  }
  .mention {
    color: var(--_accent);
    font-weight: 600;
  }
  .mention-self {
    color: var(--_warn);
  }
  .link {
    color: var(--_accent);
    text-underline-offset: 2px;
  }
  .link-host {
    color: var(--_muted);
    font-size: var(--_small-size);
  }
  .quote {
    display: block;
    max-inline-size: 100%;
    overflow: hidden;
    padding: 0;
    border: 0;
    background: none;
    text-align: start;
    padding-inline-start: 8px;
    border-inline-start: 2px solid var(--_line);
    color: var(--_muted);
    font-size: var(--_small-size);
    line-height: inherit;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .quote-author {
    color: var(--_hue);
    font-weight: 600;
  }
  .quote .badge {
    margin-inline-end: 4px;
  }
  .sending .text {
    opacity: 0.6;
  }
  .failure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    color: var(--_danger);
    font-size: var(--_small-size);
    line-height: calc(16 / 12);
  }
  .reason {
    position: relative;
    flex: 1 1 12rem;
    padding-inline-start: 1.375rem;
  }
  .reason::before {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    display: grid;
    place-items: center;
    inline-size: 1rem;
    block-size: 1rem;
    border-radius: 50%;
    background: var(--_danger);
    color: var(--_surface);
    content: '!';
    content: '!' / '';
    font-weight: 700;
  }
  .row-notice {
    justify-content: center;
    margin-inline: var(--_pad);
    padding-block: 2px;
    color: var(--_muted);
    font-size: var(--_small-size);
    line-height: calc(16 / 12);
    text-align: center;
  }
  .notice-announcement .text,
  .notice-server .text {
    color: var(--_text);
  }
  .notice-name {
    font-weight: 600;
  }
  .row-gift {
    align-items: center;
    margin-inline: 8px;
    padding: 8px;
    border: 1px solid var(--_line);
    background: var(--_raised);
  }
  .row-gift .text {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .gift-image {
    flex: none;
    order: 1;
    object-fit: contain;
  }
  .gift-count {
    order: 2;
    margin-inline-start: auto;
    font-size: 1.375rem;
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    white-space: nowrap;
  }
  .arriving {
    animation: rise var(--_long) ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 4px;
    }
  }

  /* Compact and overlay: name and text in one line, no avatars */
  :host([appearance='compact']) .row,
  :host([appearance='overlay']) .row:not(.row-gift) {
    margin-block-start: 0;
    padding-block: 2px;
    padding-inline-start: calc(var(--_pad) - 4px);
  }
  :host(:is([appearance='compact'], [appearance='overlay'])) .row:not(.row-gift, .row-notice) :is(.meta, .text) {
    display: inline;
  }
  :host(:is([appearance='compact'], [appearance='overlay'])) .row:not(.row-gift, .row-notice) .meta {
    margin-inline-end: 6px;
  }
  :host(:is([appearance='compact'], [appearance='overlay'])) .badge {
    margin-inline-start: 6px;
  }
  :host(:is([appearance='compact'], [appearance='overlay'])) .row-gift {
    margin-block: 4px;
  }
  :host([appearance='overlay']) .row:not(.row-gift) {
    inline-size: fit-content;
    max-inline-size: calc(100% - 8px);
    background: none;
    color: white;
    text-shadow:
      0 0 2px #000,
      0 1px 2px #000,
      0 0 6px rgb(0 0 0 / 60%);
  }
  :host([appearance='overlay']) .badge {
    text-shadow: none;
  }

  /* Narrow elements. In rem, so that text twice as large counts as half the width. */
  @container live-chat (inline-size < 17.5rem) {
    .avatar,
    .online {
      display: none;
    }
    .row.continued {
      padding-inline-start: calc(var(--_pad) - 4px);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .arriving {
      animation: fade 100ms linear;
    }
    @keyframes fade {
      from {
        opacity: 0;
      }
    }
  }

  @media (forced-colors: active) {
    .own,
    .mentions-self {
      border-inline-end: 3px solid Highlight;
    }
    .row.host::before,
    .reason::before {
      background: CanvasText;
    }
    .reason::before {
      color: Canvas;
      forced-color-adjust: none;
    }
    .avatar {
      border: 1px solid;
    }
  }
`;
