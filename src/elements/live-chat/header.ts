// The header: the name of the room, the number of users, and the buttons for pause and options.
import { html, nothing, type TemplateResult } from 'lit';
import { moreIcon, pauseIcon, playIcon } from '../shared/icons.js';
import type { LocalizeController } from '../shared/localize-controller.js';
import type { enShell } from '../shared/terms/en-shell.js';

export interface HeaderState {
  readonly groupName: string;
  /** The number of users, as text; undefined while unknown. */
  readonly online: string | undefined;
  readonly isPaused: boolean;
  readonly isOptionsOpen: boolean;
  readonly onPause: () => void;
  readonly onOptions: () => void;
}

export function renderHeader(
  { groupName, online, isPaused, isOptionsOpen, onPause, onOptions }: HeaderState,
  localize: LocalizeController<keyof typeof enShell>,
): TemplateResult {
  return html`
    <header class="header" part="header">
      <slot name="header">
        <span class="heading">
          <span class="title" dir="auto">${groupName || localize.term('chat')}</span>
          ${online === undefined ? nothing : html`<span class="online" dir="auto">${online}</span>`}
        </span>
      </slot>
      <span class="controls">
        <button
          class="icon-button pause"
          type="button"
          aria-label=${localize.term(isPaused ? 'resume' : 'pause')}
          @click=${onPause}
          >${isPaused ? playIcon() : pauseIcon()}</button
        >
        <button
          class="icon-button options-button"
          type="button"
          aria-label=${localize.term('options')}
          aria-haspopup="dialog"
          aria-expanded=${isOptionsOpen}
          @click=${onOptions}
          >${moreIcon()}</button
        >
      </span>
    </header>
  `;
}
