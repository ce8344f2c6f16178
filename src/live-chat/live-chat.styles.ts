import { css } from 'lit';

/** The looks of `<live-chat>`: the frame, the log, the composer, the states; then the other appearances, sizes and needs. */
export const liveChatStyles = css`
  :host {
    --_hue-0: var(--chat-hue-1, light-dark(oklch(50% 0.13 15), oklch(78% 0.13 15)));
    --_hue-1: var(--chat-hue-2, light-dark(oklch(50% 0.13 55), oklch(78% 0.13 55)));
    --_hue-2: var(--chat-hue-3, light-dark(oklch(50% 0.11 95), oklch(78% 0.13 95)));
    --_hue-3: var(--chat-hue-4, light-dark(oklch(50% 0.13 145), oklch(78% 0.13 145)));
    --_hue-4: var(--chat-hue-5, light-dark(oklch(50% 0.09 195), oklch(78% 0.12 195)));
    --_hue-5: var(--chat-hue-6, light-dark(oklch(50% 0.13 240), oklch(78% 0.12 240)));
    --_hue-6: var(--chat-hue-7, light-dark(oklch(50% 0.13 285), oklch(78% 0.12 285)));
    --_hue-7: var(--chat-hue-8, light-dark(oklch(50% 0.13 330), oklch(78% 0.13 330)));
    --_pad: var(--chat-padding, 12px);
    --_shadow: 0 2px 10px light-dark(rgb(0 0 0 / 14%), rgb(0 0 0 / 55%));
    display: block;
    box-sizing: border-box;
    contain: layout style;
    container: live-chat / inline-size;
    block-size: var(--chat-height, 30rem);
    min-block-size: 0;
    color: var(--_text);
    font-family: var(--chat-font, inherit);
    font-size: var(--_text-size);
    line-height: calc(20 / 14);
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  button,
  textarea,
  input,
  select {
    margin: 0;
    font: inherit;
    letter-spacing: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }
  p {
    margin: 0;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    display: block;
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  /* The frame */
  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: clip;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 8px;
    min-block-size: 3rem;
    padding-inline: calc(var(--_pad) + 4px) 4px;
    border-block-end: 1px solid var(--_line);
  }
  /* One line: the number of people is there where it fits whole beside the name, and wraps out of sight where not. */
  .heading {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 8px;
    min-inline-size: 0;
    block-size: 1lh;
    overflow: clip;
  }
  .title {
    max-inline-size: 100%;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .online {
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .controls {
    display: flex;
    flex: none;
    margin-inline-start: auto;
  }
  .icon-button {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--_muted);
    transition: background-color var(--_quick), color var(--_quick);
  }
  @media (hover: hover) {
    .icon-button:hover:not(:disabled, [aria-disabled='true']) {
      background: var(--_inset);
      color: var(--_text);
    }
  }
  .icon-button:focus-visible {
    outline-offset: -2px;
  }
  .button {
    min-block-size: 2.5rem;
    padding: 6px 20px;
    border: 0;
    border-radius: var(--_field-radius);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }
  .text-button {
    min-block-size: 1.75rem;
    padding: 2px 8px;
    border: 0;
    border-radius: var(--_row-radius);
    background: none;
    color: var(--_accent);
    font-weight: 600;
  }
  @media (hover: hover) {
    .text-button:hover {
      background: var(--_own-tint);
    }
    .button:hover {
      background: color-mix(in oklch, var(--_accent), var(--_text) 12%);
    }
  }
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

  /* The log */
  .log-box {
    position: relative;
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-block-size: 0;
  }
  .log {
    display: flex;
    flex: 1 1 0;
    flex-direction: column;
    min-block-size: 0;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    contain: strict;
    scrollbar-width: thin;
    scrollbar-color: var(--_line) transparent;
  }
  .log:focus-visible {
    outline-offset: -2px;
  }
  /* A block, pushed down by its margin: laying out a flex column of 500 rows costs more for each new one. */
  .rows {
    flex: none;
    margin-block-start: auto;
    padding-block: 8px;
  }
  /* Rows and what is in them are neither positioned nor clipped: each that is would be a layer to walk for every frame. */
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
  .hue-0 { --_hue: var(--_hue-0); }
  .hue-1 { --_hue: var(--_hue-1); }
  .hue-2 { --_hue: var(--_hue-2); }
  .hue-3 { --_hue: var(--_hue-3); }
  .hue-4 { --_hue: var(--_hue-4); }
  .hue-5 { --_hue: var(--_hue-5); }
  .hue-6 { --_hue: var(--_hue-6); }
  .hue-7 { --_hue: var(--_hue-7); }
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
  .text {
    overflow-wrap: anywhere;
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
    overflow: hidden;
    padding-inline-start: 8px;
    border-inline-start: 2px solid var(--_line);
    color: var(--_muted);
    font-size: var(--_small-size);
    text-overflow: ellipsis;
    white-space: nowrap;
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
    animation: rise var(--_calm) ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 4px;
    }
  }
  .float {
    position: absolute;
    inset-block-end: 8px;
    inset-inline: 8px;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 8px;
    pointer-events: none;
  }
  .float > * {
    pointer-events: auto;
  }
  .pill,
  .toast {
    display: flex;
    align-items: center;
    gap: 6px;
    max-inline-size: 100%;
    min-block-size: 2.25rem;
    padding: 4px 10px 4px 16px;
    border: 1px solid var(--_line);
    border-radius: 18px;
    background: var(--_surface);
    box-shadow: var(--_shadow);
    color: var(--_accent);
    font-size: var(--_author-size);
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    animation: rise var(--_quick) ease-out;
  }
  .toast {
    padding-inline-end: 8px;
    color: var(--_text);
    font-weight: 400;
  }
  .toast > span:last-child {
    padding-inline-end: 8px;
  }
  .pill .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }

  /* On demand: the time and the menu of a row */
  .tools {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 4px;
    display: flex;
    align-items: center;
    gap: 2px;
    padding-inline-start: 8px;
    border-radius: var(--_row-radius);
    background: var(--_surface);
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
    line-height: 1.5rem;
    text-shadow: none;
  }
  .row-notice .tools {
    padding-inline: 6px;
    line-height: 1rem;
  }
  .more {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.5rem;
    padding: 0;
    border: 0;
    border-radius: var(--_row-radius);
    background: none;
  }
  .more:hover {
    background: var(--_inset);
    color: var(--_text);
  }
  .row:not(.row-notice) :is(.author, .avatar) {
    cursor: pointer;
  }
  @media (hover: hover) {
    .row:not(.own, .mentions-self, .row-gift, .row-notice):hover {
      background: var(--_raised);
    }
    .row:hover .tools,
    .row-gift .tools {
      background: var(--_raised);
    }
  }
  .menu,
  .options,
  .emoji-panel {
    position: absolute;
    z-index: 2;
    border: 1px solid var(--_line);
    border-radius: 10px;
    background: var(--_surface);
    box-shadow: var(--_shadow);
    color: var(--_text);
    font-size: var(--_text-size);
    line-height: calc(20 / 14);
    animation: rise var(--_quick) ease-out;
  }
  .menu {
    inset-inline-end: 8px;
    display: flex;
    flex-direction: column;
    min-inline-size: 10rem;
    max-inline-size: calc(100% - 16px);
    max-block-size: calc(100% - 16px);
    padding: 4px;
    overflow: auto;
  }
  .menu.below {
    inset-block-start: var(--_offset);
  }
  .menu.above {
    inset-block-end: var(--_offset);
  }
  .menu-item {
    flex: none;
    min-block-size: 2.25rem;
    padding: 6px 12px;
    overflow: hidden;
    border: 0;
    border-radius: 7px;
    background: none;
    color: inherit;
    text-align: start;
    text-decoration: none;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .menu-item:is(:hover, :focus-visible) {
    outline-offset: -2px;
    background: var(--_inset);
  }
  .menu-item.grave {
    color: var(--_danger);
  }
  .options {
    inset-block-start: 3.25rem;
    inset-inline-end: 8px;
    inline-size: 20rem;
    max-inline-size: calc(100% - 16px);
    max-block-size: calc(100% - 4rem);
    padding: 8px 12px;
    overflow: auto;
  }
  .option {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-block-size: 2.5rem;
  }
  .options-title {
    margin-block-start: 8px;
    padding-block-start: 8px;
    border-block-start: 1px solid var(--_line);
    color: var(--_muted);
    font-size: var(--_small-size);
  }
  .option select,
  .announce-input {
    max-inline-size: 100%;
    min-block-size: 2rem;
    padding: 4px 8px;
    border: 1px solid var(--_edge);
    border-radius: var(--_row-radius);
    background: var(--_inset);
  }
  .option input[type='checkbox'] {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    accent-color: var(--_accent);
  }
  .announce-form {
    flex-wrap: nowrap;
  }
  .announce-input {
    flex: 1;
    min-inline-size: 0;
  }

  /* The announcement */
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
    transition: rotate var(--_quick);
  }
  .banner:not(.folded) .fold .icon {
    rotate: 180deg;
  }

  /* Emoji */
  .emoji-panel {
    inset-block-end: 3.75rem;
    inset-inline: 8px;
    display: flex;
    flex-direction: column;
    max-inline-size: 22rem;
    block-size: 18rem;
    max-block-size: calc(100% - 4.25rem);
    overflow: clip;
  }
  .emoji-head {
    display: flex;
    flex: none;
    gap: 4px;
    padding: 6px;
    border-block-end: 1px solid var(--_line);
  }
  .emoji-search {
    flex: 1;
    min-inline-size: 0;
    padding: 4px 12px;
    border: 1px solid var(--_edge);
    border-radius: var(--_field-radius);
    background: var(--_inset);
    font-size: max(1rem, var(--_text-size));
  }
  .emoji-search::placeholder,
  .announce-input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .emoji-list {
    flex: 1;
    min-block-size: 0;
    padding: 4px 8px 8px;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .emoji-title {
    padding: 8px 4px 4px;
    color: var(--_muted);
    font-size: var(--_small-size);
    line-height: calc(16 / 12);
  }
  .emoji-grid {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(2.5rem, 1fr));
  }
  .emoji-item {
    block-size: 2.5rem;
    padding: 0;
    border: 0;
    border-radius: var(--_row-radius);
    background: none;
    font-size: 1.375rem;
    line-height: 1;
  }
  .emoji-item:is(:hover, :focus-visible) {
    outline-offset: -2px;
    background: var(--_inset);
  }
  .emoji-none {
    padding: 24px 8px;
    color: var(--_muted);
    text-align: center;
  }

  /* Nothing to read yet, or no more */
  .placeholder {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    padding: 16px;
    overflow: auto;
    pointer-events: none;
  }
  .placeholder > * {
    pointer-events: auto;
  }
  .empty {
    max-inline-size: 30ch;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }
  .skeleton {
    align-items: stretch;
    justify-content: flex-end;
    gap: 16px;
  }
  .bone {
    display: flex;
    gap: 8px;
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .bone-1 {
    animation-delay: 0.2s;
  }
  .bone-2 {
    animation-delay: 0.4s;
  }
  .bone-avatar,
  .bone-lines > span {
    border-radius: 999px;
    background: var(--_line);
  }
  .bone-avatar {
    flex: none;
    inline-size: 28px;
    block-size: 28px;
  }
  .bone-lines {
    display: grid;
    flex: 1;
    align-content: center;
    gap: 6px;
  }
  .bone-lines > span {
    block-size: 10px;
    inline-size: 72%;
  }
  .bone-lines > span:first-child {
    inline-size: 28%;
  }
  .bone-1 .bone-lines > span:last-child {
    inline-size: 48%;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  .end {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 4px;
    max-inline-size: 36ch;
    margin-inline: auto;
    text-align: center;
    text-wrap: balance;
  }
  .end-title {
    font-weight: 600;
  }
  .end-words {
    color: var(--_muted);
  }
  .end .button {
    margin-block-start: 8px;
  }

  /* The composer */
  .composer {
    position: relative;
    flex: none;
    padding: 8px;
    border-block-start: 1px solid var(--_line);
  }
  .composer .sign-in {
    inline-size: 100%;
  }
  .hint {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    padding: 0 8px 6px;
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
    line-height: calc(16 / 12);
  }
  .field {
    display: flex;
    align-items: flex-end;
    min-block-size: 2.5rem;
    border: 1px solid var(--_edge);
    border-radius: var(--_field-radius);
    background: var(--_inset);
    transition: border-color var(--_quick);
  }
  .field:focus-within:has(.input:focus) {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }
  .field.over {
    border-color: var(--_danger);
  }
  .field .icon-button {
    inline-size: 2.375rem;
    block-size: 2.375rem;
  }
  .input {
    flex: 1;
    align-self: center;
    min-inline-size: 0;
    max-block-size: 3lh;
    margin-block: 9px;
    padding: 0 4px;
    border: 0;
    outline: 0;
    background: none;
    font-size: max(1rem, var(--_text-size));
    line-height: calc(20 / 16);
    overflow-wrap: anywhere;
    resize: none;
    scrollbar-width: thin;
    scrollbar-color: var(--_edge) transparent;
    field-sizing: content;
  }
  .input:placeholder-shown {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .input:read-only {
    cursor: not-allowed;
  }
  .counter {
    align-self: center;
    padding-inline: 4px;
    color: var(--_muted);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
  }
  .counter.at-end {
    color: var(--_danger);
    font-weight: 600;
  }
  .send-button[aria-disabled='true'] {
    cursor: default;
  }
  .send-button.ready {
    color: var(--_accent);
  }
  :host(:dir(rtl)) .send-button .icon {
    scale: -1 1;
  }
  /* Fills as the wait passes. */
  .wait {
    display: grid;
    place-items: center;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 50%;
    background: radial-gradient(closest-side, var(--_inset) calc(100% - 3px), transparent calc(100% - 2px)), conic-gradient(var(--_accent) calc(var(--_passed, 0) * 1turn), var(--_line) 0);
    font-size: var(--_small-size);
    font-variant-numeric: tabular-nums;
  }
  /* Drawn, not text: the button's name stays "Send", and nothing ticks aloud. */
  .wait::before {
    content: attr(data-wait);
  }

  /* Denser: names before the words, no pictures */
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
  :host([appearance='compact']) .header {
    min-block-size: 2.5rem;
  }

  /* To be read over a picture */
  :host([appearance='overlay']) {
    --_muted: rgb(255 255 255 / 88%);
    color-scheme: dark;
    font-size: var(--chat-text-size, 0.9375rem);
    line-height: calc(22 / 15);
  }
  :host([appearance='overlay']) .frame {
    border: 0;
    border-radius: 0;
    background: none;
  }
  :host([appearance='overlay']) .header {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    z-index: 1;
    padding: 0;
    border: 0;
  }
  :host([appearance='overlay']) .header slot {
    display: none;
  }
  :host([appearance='overlay']) .log {
    mask-image: linear-gradient(to bottom, transparent, #000 3rem);
    scrollbar-width: none;
  }
  :host([appearance='overlay']) .row:not(.row-gift) {
    inline-size: fit-content;
    max-inline-size: calc(100% - 8px);
    background: none;
    color: white;
    text-shadow: 0 0 2px #000, 0 1px 2px #000, 0 0 6px rgb(0 0 0 / 60%);
  }
  :host([appearance='overlay']) .badge {
    text-shadow: none;
  }
  :host([appearance='overlay']) .composer {
    border: 0;
  }
  :host([appearance='overlay']) :is(.end, .empty, .hint, .status) {
    color: white;
    text-shadow: 0 0 2px #000, 0 1px 2px #000;
  }
  :host([appearance='overlay']) :is(.menu, .options, .emoji-panel, .toast, .pill) {
    --_muted: var(--chat-muted, oklch(70% 0.014 255));
    text-shadow: none;
  }
  :host([appearance='overlay']) .header .icon-button {
    margin-inline: 2px;
    background: rgb(0 0 0 / 45%);
    color: white;
  }
  :host([appearance='overlay']) .skeleton {
    display: none;
  }

  /* Little room */
  /* In rem, so that text twice as large counts as half the room. */
  @container live-chat (inline-size < 17.5rem) {
    .avatar {
      display: none;
    }
    .row.continued {
      padding-inline-start: calc(var(--_pad) - 4px);
    }
    .online {
      display: none;
    }
  }

  /* Thumbs */
  @media (pointer: coarse) {
    .icon-button,
    .field .icon-button {
      inline-size: 2.75rem;
      block-size: 2.75rem;
    }
    .input {
      margin-block: 12px;
    }
    .more {
      inline-size: 2.75rem;
      block-size: 2.25rem;
    }
    .text-button,
    .pill,
    .menu-item {
      min-block-size: 2.75rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .arriving,
    .pill,
    .toast,
    .menu,
    .options,
    .emoji-panel {
      animation: fade 100ms linear;
    }
    .bone {
      animation: none;
    }
    .fold .icon {
      transition: none;
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
    .status::before,
    .reason::before {
      background: CanvasText;
    }
    .reason::before {
      color: Canvas;
      forced-color-adjust: none;
    }
    .button,
    .text-button,
    .menu-item:focus-visible,
    .avatar {
      border: 1px solid;
    }
    .wait {
      border: 2px solid;
    }
    .send-button[aria-disabled='true'] {
      color: GrayText;
    }
    .bone-avatar,
    .bone-lines > span {
      background: GrayText;
      forced-color-adjust: none;
    }
  }
`;
