// The panel of choices: what screen readers are told, people who are hidden, and for those who lead the room its
// settings.
// Fetched when it is opened first.
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Room } from '../../../room/room.js';
import type { Capability, RoomSettings } from '../../../room/model/room-snapshot.js';
import { adoptStyles } from '../../shared/adopt-styles.js';
import { formatDuration } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { AnnouncePreference, AnnounceMode } from '../announcer/announce-preference.js';
import type { TermKey } from '../../shared/terms/terms.js';
import type { LiveChat } from '../live-chat.js';
import { optionsPanelStyles } from './options-panel.styles.js';

const ANNOUNCE_TERMS: Readonly<Record<AnnounceMode, TermKey>> = {
  auto: 'announceAuto',
  all: 'announceAll',
  mentions: 'announceMentions',
  off: 'announceOff',
};
const SLOW_MODES: readonly number[] = [0, 5, 10, 30, 60, 300];

export interface OptionsState {
  readonly hiddenUsers: ReadonlySet<string>;
  readonly capabilities: ReadonlySet<Capability>;
  readonly settings: RoomSettings;
  readonly isRoomMuted: boolean;
}

export interface OptionsActions {
  room(): Room | undefined;
  /** Says what was done, or why not. */
  report(work: Promise<void>): void;
}

export class OptionsPanel implements ReactiveController {
  readonly #host: LiveChat;
  readonly #localize: LocalizeController;
  readonly #announcePreference: AnnouncePreference;
  readonly #actions: OptionsActions;
  #isOpen = false;
  #wantsFocus = false;

  constructor(host: LiveChat, words: LocalizeController, choice: AnnouncePreference, actions: OptionsActions) {
    this.#host = host;
    this.#localize = words;
    this.#announcePreference = choice;
    this.#actions = actions;
    adoptStyles(host.renderRoot, [optionsPanelStyles], true);
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  hostDisconnected(): void {
    this.#isOpen = false;
  }

  hostUpdated(): void {
    if (!this.#wantsFocus) return;
    this.#wantsFocus = false;
    this.#host.renderRoot.querySelector<HTMLElement>('.options select')?.focus();
  }

  toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.#wantsFocus = this.#isOpen;
    this.#host.requestUpdate();
  }

  render({ hiddenUsers, capabilities, settings, isRoomMuted }: OptionsState): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const term = this.#localize.term.bind(this.#localize);
    return html`
      <div class="options" id="options" role="dialog" aria-label=${term('options')} @keydown=${this.#handleKeydown} @focusout=${this.#handleFocusout}>
        <label class="option">
          <span>${term('announce')}</span>
          <select @change=${this.#handleAnnounceChange}>
            ${(Object.keys(ANNOUNCE_TERMS) as AnnounceMode[]).map((mode) => html`<option value=${mode} ?selected=${mode === this.#announcePreference.modeOr(this.#host.announce)}>${term(ANNOUNCE_TERMS[mode])}</option>`)}
          </select>
        </label>
        ${hiddenUsers.size === 0 ? nothing : html`<div class="option"><span>${term('hiddenUsers', { count: hiddenUsers.size })}</span><button class="text-button" type="button" @click=${() => this.#unhideAll(hiddenUsers)}>${term('showEverybody')}</button></div>`}
        ${capabilities.has('settings') || capabilities.has('announce') || capabilities.has('mute-all') ? html`<p class="options-title">${term('forEverybody')}</p>` : nothing}
        ${capabilities.has('settings') ? this.#renderSettings(settings) : nothing}
        ${capabilities.has('mute-all') ? this.#renderSwitch('muteAllLabel', isRoomMuted, (on, room) => room.muteAll(on)) : nothing}
        ${
          capabilities.has('announce')
            ? html`<form class="option announce-form" @submit=${this.#handleAnnouncementSubmit}>
              <input class="announce-input" name="announcement" autocomplete="off" aria-label=${term('announcementForAll')} placeholder=${term('announcementForAll')} />
              <button class="text-button">${term('publish')}</button>
            </form>`
            : nothing
        }
      </div>
    `;
  }

  #renderSettings({ slowMode, emojiOnly }: RoomSettings): TemplateResult {
    const choices = SLOW_MODES.includes(slowMode) ? SLOW_MODES : [...SLOW_MODES, slowMode];
    return html`
      <label class="option">
        <span>${this.#localize.term('slowModeLabel')}</span>
        <select @change=${(event: Event) => this.#set({ slowMode: Number((event.target as HTMLSelectElement).value) })}>
          ${choices.map((seconds) => html`<option value=${seconds} ?selected=${seconds === slowMode}>${seconds === 0 ? this.#localize.term('off') : formatDuration(this.#localize.lang, seconds)}</option>`)}
        </select>
      </label>
      ${this.#renderSwitch('emojiOnlyLabel', emojiOnly, (on, room) => room.setSettings({ emojiOnly: on }))}
    `;
  }

  /** Shows what holds in the room: what could not be switched goes back with the words that say why. */
  #renderSwitch(
    label: 'emojiOnlyLabel' | 'muteAllLabel',
    isOn: boolean,
    act: (on: boolean, room: Room) => Promise<void>,
  ): TemplateResult {
    const change = (event: Event): void => {
      const room = this.#actions.room();
      if (room) this.#actions.report(act((event.target as HTMLInputElement).checked, room));
    };
    return html`<label class="option"><span>${this.#localize.term(label)}</span><input type="checkbox" .checked=${live(isOn)} @change=${change} /></label>`;
  }

  #set(settings: Partial<RoomSettings>): void {
    const room = this.#actions.room();
    if (room) this.#actions.report(room.setSettings(settings));
  }

  #unhideAll(hiddenUsers: ReadonlySet<string>): void {
    const room = this.#actions.room();
    for (const userId of hiddenUsers) room?.unhideUser(userId);
  }

  #close(refocus: boolean): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#host.requestUpdate();
    if (refocus) this.#host.renderRoot.querySelector<HTMLElement>('.options-button')?.focus();
  }

  readonly #handleAnnounceChange = (event: Event): void => {
    this.#announcePreference.choose((event.target as HTMLSelectElement).value);
    this.#host.requestUpdate();
  };

  readonly #handleAnnouncementSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = new FormData(form).get('announcement');
    const room = this.#actions.room();
    if (!room || typeof text !== 'string') return;
    this.#actions.report(room.announce(text.trim()));
    this.#close(true);
  };

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.#close(true);
  };

  readonly #handleFocusout = (event: FocusEvent): void => {
    const panel = event.currentTarget as HTMLElement;
    const { relatedTarget } = event;
    if (relatedTarget instanceof Element && (panel.contains(relatedTarget) || relatedTarget.closest('.options-button')))
      return;
    // A press on empty ground of the panel takes the focus nowhere: it stays open.
    if (relatedTarget === null && panel.matches(':hover')) return;
    this.#close(false);
  };
}
