// The options panel: the preferences of the viewer, and the settings of the room for those who may change them. Loaded
// when it is first opened.
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Room } from '../../../room/room.js';
import type { Capability, RoomSettings } from '../../../room/model/room-snapshot.js';
import { adoptStyles } from '../../shared/adopt-styles.js';
import { formatDuration } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { TermKey } from '../../shared/terms/terms.js';
import type { ChatHost } from '../chat-host.js';
import type { ChatPreferences } from '../preferences/chat-preferences.lazy.js';
import { optionsPanelStyles } from './options-panel.styles.js';
import { renderViewerOptions } from './viewer-options.js';
import { isElement } from '../../shared/element-utils.js';

const SLOW_MODES: readonly number[] = [0, 5, 10, 30, 60, 300];

interface OptionsState {
  readonly hiddenUsers: ReadonlySet<string>;
  readonly capabilities: ReadonlySet<Capability>;
  readonly settings: RoomSettings;
  readonly isRoomMuted: boolean;
}

interface OptionsCallbacks {
  room(): Room | undefined;
  /** Shows that the work is done, or its error. */
  report(work: Promise<void>): void;
}

export class OptionsPanel implements ReactiveController {
  readonly #host: ChatHost;
  readonly #localize: LocalizeController<TermKey>;
  readonly #preferences: ChatPreferences;
  readonly #callbacks: OptionsCallbacks;
  #isOpen = false;
  #wantsFocus = false;

  constructor(
    host: ChatHost,
    localize: LocalizeController<TermKey>,
    preferences: ChatPreferences,
    callbacks: OptionsCallbacks,
  ) {
    this.#host = host;
    this.#localize = localize;
    this.#preferences = preferences;
    this.#callbacks = callbacks;
    adoptStyles(host.renderRoot, [optionsPanelStyles]);
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
    this.#host.renderRoot.querySelector<HTMLElement>('.options :is(select, input, textarea)')?.focus();
  }

  toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.#wantsFocus = this.#isOpen;
    this.#host.requestUpdate();
  }

  render({ hiddenUsers, capabilities, settings, isRoomMuted }: OptionsState): TemplateResult | typeof nothing {
    if (!this.#isOpen) return nothing;
    const term = this.#localize.term.bind(this.#localize);
    const canChangeRoom = (['settings', 'announce', 'mute-all'] as const).some((each) => capabilities.has(each));
    return html`
      <div
        class="options"
        id="options"
        role="dialog"
        tabindex="-1"
        aria-label=${term('options')}
        @keydown=${this.#handleKeydown}
        @focusout=${this.#handleFocusout}
      >
        ${renderViewerOptions({
          localize: this.#localize,
          preferences: this.#preferences,
          hiddenUsers,
          onUnhide: (userIds) => this.#unhide(userIds),
        })}
        ${canChangeRoom ? html`<p class="options-title">${term('roomOptions')}</p>` : nothing}
        ${capabilities.has('settings') ? this.#renderSettings(settings) : nothing}
        ${
          capabilities.has('mute-all')
            ? this.#renderSwitch('muteAllLabel', isRoomMuted, (on, room) => room.muteAll(on))
            : nothing
        }
        ${capabilities.has('announce') ? this.#renderAnnouncementForm() : nothing}
      </div>
    `;
  }

  #renderAnnouncementForm(): TemplateResult {
    const label = this.#localize.term('announcementForAll');
    return html`<form class="option announce-form" @submit=${this.#handleAnnouncementSubmit}>
      <input class="announce-input" name="announcement" autocomplete="off" aria-label=${label} placeholder=${label} />
      <button class="text-button">${this.#localize.term('publish')}</button>
    </form>`;
  }

  #renderSettings({ slowMode, emojiOnly }: RoomSettings): TemplateResult {
    const choices = SLOW_MODES.includes(slowMode) ? SLOW_MODES : [...SLOW_MODES, slowMode];
    const label = (seconds: number): string =>
      seconds === 0 ? this.#localize.term('off') : formatDuration(this.#localize.lang, seconds);
    return html`
      <label class="option">
        <span>${this.#localize.term('slowModeLabel')}</span>
        <select @change=${(event: Event) => this.#set({ slowMode: Number((event.target as HTMLSelectElement).value) })}>
          ${choices.map(
            (seconds) => html`<option value=${seconds} ?selected=${seconds === slowMode}>${label(seconds)}</option>`,
          )}
        </select>
      </label>
      ${this.#renderSwitch('emojiOnlyLabel', emojiOnly, (on, room) => room.setSettings({ emojiOnly: on }))}
    `;
  }

  /** Shows the state of the room: a change that fails is reverted, and its error is shown. */
  #renderSwitch(
    label: 'emojiOnlyLabel' | 'muteAllLabel',
    isOn: boolean,
    perform: (on: boolean, room: Room) => Promise<void>,
  ): TemplateResult {
    const change = (event: Event): void => {
      const room = this.#callbacks.room();
      if (room) this.#callbacks.report(perform((event.target as HTMLInputElement).checked, room));
    };
    return html`<label class="option">
      <span>${this.#localize.term(label)}</span>
      <input type="checkbox" .checked=${live(isOn)} @change=${change} />
    </label>`;
  }

  #set(settings: Partial<RoomSettings>): void {
    const room = this.#callbacks.room();
    if (room) this.#callbacks.report(room.setSettings(settings));
  }

  #unhide(userIds: readonly string[]): void {
    const room = this.#callbacks.room();
    for (const userId of userIds) room?.unhideUser(userId);
    this.#preferences.store.nameHidden(userIds);
    // The button that was pressed is gone.
    this.#host.renderRoot.querySelector<HTMLElement>('.options')?.focus();
  }

  #close(refocus: boolean): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#host.requestUpdate();
    if (refocus) this.#host.renderRoot.querySelector<HTMLElement>('.options-button')?.focus();
  }

  readonly #handleAnnouncementSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const text = new FormData(form).get('announcement');
    const room = this.#callbacks.room();
    if (!room || typeof text !== 'string') return;
    this.#callbacks.report(room.announce(text.trim()));
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
    if (isElement(relatedTarget) && (panel.contains(relatedTarget) || relatedTarget.closest('.options-button'))) return;
    // A click on the panel itself focuses nothing; the panel stays open.
    if (relatedTarget === null && panel.matches(':hover')) return;
    this.#close(false);
  };
}
