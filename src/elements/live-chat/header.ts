// The line at the top: the room's name, how many are there, and the two controls that everybody has.
import { html, nothing, type TemplateResult } from 'lit';
import { moreIcon, pauseIcon, playIcon } from '../shared/icons.js';
import type { LocalizeController } from '../shared/localize-controller.js';
import type { enShell } from '../shared/terms/en-shell.js';

export interface HeaderState {
  readonly groupName: string;
  /** How many are there, in words; undefined: not known. */
  readonly online: string | undefined;
  readonly isPaused: boolean;
  readonly isOptionsOpen: boolean;
  readonly onPause: () => void;
  readonly onOptions: () => void;
}

export function renderHeader(
  { groupName, online, isPaused, isOptionsOpen, onPause, onOptions }: HeaderState,
  words: LocalizeController<keyof typeof enShell>,
): TemplateResult {
  return html`
    <header class="header" part="header">
      <slot name="header">
        <span class="heading">
          <span class="title" dir="auto">${groupName || words.term('chat')}</span>
          ${online === undefined ? nothing : html`<span class="online" dir="auto">${online}</span>`}
        </span>
      </slot>
      <span class="controls">
        <button class="icon-button pause" type="button" aria-label=${words.term(isPaused ? 'resume' : 'pause')} @click=${onPause}>${isPaused ? playIcon() : pauseIcon()}</button>
        <button class="icon-button options-button" type="button" aria-label=${words.term('options')} aria-haspopup="dialog" aria-expanded=${isOptionsOpen} @click=${onOptions}>${moreIcon()}</button>
      </span>
    </header>
  `;
}
