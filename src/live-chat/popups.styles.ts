import { css } from 'lit';

/** What opens over the log: tools of a row, menu, options, announcement, emoji. */
export const popupsStyles = css`
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
`;
