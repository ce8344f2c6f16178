// The line at the top: the room's name, how many are there, and the two controls that everybody has.
import { html, nothing, type TemplateResult } from 'lit';
import { moreIcon } from '../ui/icons/more-icon.js';
import { pauseIcon } from '../ui/icons/pause-icon.js';
import { playIcon } from '../ui/icons/play-icon.js';
import type { LocalizeController } from '../ui/localize-controller.js';

export interface HeaderState {
  readonly groupName: string;
  /** undefined: not known. */
  readonly onlineCount: number | undefined;
  readonly isPaused: boolean;
  readonly isOptionsOpen: boolean;
  readonly onPause: () => void;
  readonly onOptions: () => void;
}

export function renderHeader({ groupName, onlineCount, isPaused, isOptionsOpen, onPause, onOptions }: HeaderState, words: LocalizeController): TemplateResult {
  return html`
    <header class="header" part="header">
      <slot name="header">
        <span class="heading">
          <span class="title" dir="auto">${groupName || words.term('chat')}</span>
          ${onlineCount === undefined ? nothing : html`<span class="online">${words.term('online', { count: onlineCount })}</span>`}
        </span>
      </slot>
      <span class="controls">
        <button class="icon-button pause" type="button" aria-label=${words.term(isPaused ? 'resume' : 'pause')} @click=${onPause}>${isPaused ? playIcon() : pauseIcon()}</button>
        <button class="icon-button options-button" type="button" aria-label=${words.term('options')} aria-haspopup="dialog" aria-expanded=${isOptionsOpen} @click=${onOptions}>${moreIcon()}</button>
      </span>
    </header>
  `;
}
