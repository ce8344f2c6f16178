// The composer: the draft, counting, Enter and input methods, what may be sent now and the words for why not.
// It holds the draft itself, so that a render, a reconnect or a move of the element loses nothing.
// Sending is the element's business; it is asked through `onSubmit`.
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { CannotSendReason, RoomSettings } from '../room/room-snapshot.js';
import { emojiIcon } from '../ui/icons/emoji-icon.js';
import { sendIcon } from '../ui/icons/send-icon.js';
import { formatDuration } from '../ui/format-duration.js';
import type { LocalizeController } from '../ui/localize-controller.js';
import type { LiveChat } from './live-chat.js';
import { countGraphemes } from './count-graphemes.js';

/** Characters of one message where the page says nothing that makes sense. */
export const DEFAULT_MAX_LENGTH = 140;
/** From this many characters left on, the counter shows. */
const COUNTER_FROM = 20;
/** Characters too many are counted up to here. */
const COUNTED_OVER = 999;
/** The counter is also spoken at these. */
const SPOKEN_AT: readonly number[] = [20, 10, 0];
/** `keyCode` of a key that an input method took; Safari says it only here when composition has just ended. */
const TAKEN_BY_INPUT_METHOD = 229;

export interface ComposerState {
  /** Also true while the room reconnects: the message then waits in the log. */
  readonly canSend: boolean;
  readonly reason: CannotSendReason | undefined;
  /** Unix ms, 0 when not known. */
  readonly canSendAt: number;
  readonly settings: RoomSettings;
  readonly isEmojiOpen: boolean;
}

export interface ComposerActions {
  /** True when the text was taken and the field can be emptied. */
  onSubmit(text: string, mentions: readonly string[]): boolean;
  onEmoji(): void;
  onTakeOver(): void;
  announce(text: string): void;
}

export class ComposerController implements ReactiveController {
  readonly #host: LiveChat;
  readonly #words: LocalizeController;
  readonly #actions: ComposerActions;
  readonly #field = createRef<HTMLTextAreaElement>();
  #draft = '';
  /** People who were put into the draft by the menu, and how. */
  readonly #mentioned = new Map<string, string>();
  #isComposing = false;
  /** Seconds to wait, of how many. */
  #slowMode = { wait: 0, of: 0 };
  #spokenAt: number | undefined;
  #ticker: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LiveChat, words: LocalizeController, actions: ComposerActions) {
    this.#host = host;
    this.#words = words;
    this.#actions = actions;
    host.addController(this);
  }

  get draft(): string {
    return this.#draft;
  }

  hostDisconnected(): void {
    clearTimeout(this.#ticker);
    this.#ticker = undefined;
  }

  hostUpdated(): void {
    const field = this.#field.value;
    if (field) this.#grow(field);
    const { wait, of } = this.#slowMode;
    if (wait > 0 && of > 0) this.#host.renderRoot.querySelector<HTMLElement>('.wait')?.style.setProperty('--_passed', String(1 - wait / of));
  }

  /** Puts the cursor into the field. False when there is none. */
  focus(options?: FocusOptions): boolean {
    const field = this.#field.value;
    field?.focus(options);
    return field !== undefined;
  }

  /** Names a person in the text; who is named is told when the message goes. */
  mention(userId: string, nick: string): void {
    this.#mentioned.set(userId, `@${nick}`);
    this.insert(`@${nick} `);
    this.focus();
  }

  /** Puts `text` where the cursor is. */
  insert(text: string): void {
    const field = this.#field.value;
    const start = field?.selectionStart ?? this.#draft.length;
    const end = field?.selectionEnd ?? this.#draft.length;
    this.#setDraft(this.#draft.slice(0, start) + text + this.#draft.slice(end));
    if (!field) return;
    field.value = this.#draft;
    field.setSelectionRange(start + text.length, start + text.length);
    this.#grow(field);
  }

  render(state: ComposerState): TemplateResult {
    const { reason, canSend } = state;
    const left = this.#left(this.#draft);
    const hint = this.#hint(state);
    this.#tickWhile(state);
    const isLocked = reason === 'muted' || reason === 'room-muted' || reason === 'superseded';
    const hasText = this.#draft.trim() !== '';
    const wait = reason === 'slow-mode' ? this.#waitSeconds(state) : 0;
    this.#slowMode = { wait, of: state.settings.slowMode };
    return html`
      ${hint}
      <div class="field ${left < 0 ? 'over' : ''}">
        <slot name="composer-start"></slot>
        <button class="icon-button emoji-button" type="button" aria-label=${this.#words.term('emoji')} aria-haspopup="dialog" aria-expanded=${state.isEmojiOpen} ?disabled=${isLocked} @click=${() => this.#actions.onEmoji()}>${emojiIcon()}</button>
        <textarea
          ${ref(this.#field)}
          class="input"
          part="input"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          autocomplete="off"
          aria-label=${this.#words.term('composer')}
          aria-describedby="hint counter"
          placeholder=${this.#words.term('placeholder')}
          .value=${live(this.#draft)}
          ?readonly=${isLocked}
          aria-invalid=${left < 0 ? 'true' : nothing}
          @input=${this.#handleInput}
          @keydown=${this.#handleKeydown}
          @compositionstart=${this.#handleCompositionStart}
          @compositionend=${this.#handleCompositionEnd}
        ></textarea>
        <span id="counter" class="counter ${left <= 0 ? 'at-end' : ''}">${left > COUNTER_FROM || isLocked ? nothing : html`<span aria-hidden="true">${this.#words.number(left)}</span><span class="visually-hidden">${this.#counterText(left)}</span>`}</span>
        <slot name="composer-end"></slot>
        <button class="icon-button send-button ${hasText && canSend && left >= 0 ? 'ready' : ''} ${wait > 0 ? 'waiting' : ''}" part="send" type="button" aria-label=${this.#words.term('send')} aria-disabled=${hasText && canSend && left >= 0 ? nothing : 'true'} @click=${this.#handleSendClick}>${wait > 0 ? html`<span class="wait" aria-hidden="true" data-wait=${this.#words.number(wait)}></span>` : sendIcon()}</button>
      </div>
    `;
  }

  #hint(state: ComposerState): TemplateResult | typeof nothing {
    const { reason, settings, canSend } = state;
    const wait = this.#waitSeconds(state);
    const term = this.#words.term.bind(this.#words);
    const duration = (seconds: number) => formatDuration(this.#words.lang, seconds);
    if (reason === 'muted') return this.#hintLine(wait > 0 ? term('cannotSendMutedFor', { duration: duration(wait) }) : term('cannotSendMuted'));
    if (reason === 'room-muted') return this.#hintLine(term('cannotSendRoomMuted'));
    if (reason === 'superseded') return this.#hintLine(term('cannotSendSuperseded'), html`<button class="text-button" type="button" @click=${() => this.#actions.onTakeOver()}>${term('useHere')}</button>`);
    if (reason === 'offline' && canSend) return this.#hintLine(term('cannotSendOffline'));
    if (reason === 'slow-mode') return this.#hintLine(term('slowModeWait', { duration: duration(Math.max(wait, 1)) }));
    if (settings.emojiOnly) return this.#hintLine(term('emojiOnly'));
    if (settings.slowMode > 0) return this.#hintLine(term('slowMode', { duration: duration(settings.slowMode) }));
    return html`<span id="hint" hidden></span>`;
  }

  #hintLine(text: string, action: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`<div class="hint"><span id="hint">${text}</span>${action}</div>`;
  }

  /** Characters that still fit; below 0 how many are too many, as far as it is worth counting. */
  #left(text: string): number {
    const maxLength = this.#host.maxLength >= 1 ? this.#host.maxLength : DEFAULT_MAX_LENGTH;
    return maxLength - countGraphemes(text, maxLength + COUNTED_OVER);
  }

  #counterText(left: number): string {
    return left >= 0 ? this.#words.term('charactersLeft', { count: left }) : this.#words.term('charactersOver', { count: -left });
  }

  #waitSeconds({ reason, canSendAt }: ComposerState): number {
    if (canSendAt === 0 || (reason !== 'slow-mode' && reason !== 'muted')) return 0;
    return Math.max(Math.ceil((canSendAt - Date.now()) / 1000), 0);
  }

  /** The time left is drawn anew each second, on screen only. */
  #tickWhile(state: ComposerState): void {
    clearTimeout(this.#ticker);
    this.#ticker = undefined;
    if (this.#waitSeconds(state) > 0 && this.#host.isConnected) this.#ticker = setTimeout(() => this.#host.requestUpdate(), 1000);
  }

  #setDraft(draft: string): void {
    this.#draft = draft;
    this.#host.requestUpdate();
    const left = this.#left(draft);
    const at = SPOKEN_AT.find((each) => left === each);
    if (at !== undefined && at !== this.#spokenAt) this.#actions.announce(this.#counterText(left));
    this.#spokenAt = at;
  }

  /** One line to three, then it scrolls. Where the engine grows fields by itself (`field-sizing`), nothing is measured. */
  #grow(field: HTMLTextAreaElement): void {
    if (CSS.supports('field-sizing', 'content')) return;
    field.style.setProperty('block-size', 'auto');
    field.style.setProperty('block-size', `${field.scrollHeight}px`);
  }

  #submit(): void {
    const text = this.#draft.trim();
    if (text === '') return;
    const left = this.#left(text);
    if (left < 0) return this.#actions.announce(this.#counterText(left));
    const mentions = [...this.#mentioned].filter(([, words]) => text.includes(words)).map(([userId]) => userId);
    if (!this.#actions.onSubmit(text, mentions)) return;
    this.#mentioned.clear();
    this.#setDraft('');
    if (this.#field.value) this.#field.value.value = '';
  }

  readonly #handleInput = (event: InputEvent): void => {
    this.#setDraft((event.target as HTMLTextAreaElement).value);
  };

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.isComposing || this.#isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) return;
    event.preventDefault();
    this.#submit();
  };

  readonly #handleCompositionStart = (): void => {
    this.#isComposing = true;
  };

  readonly #handleCompositionEnd = (event: CompositionEvent): void => {
    this.#isComposing = false;
    this.#setDraft((event.target as HTMLTextAreaElement).value);
  };

  readonly #handleSendClick = (): void => {
    this.#submit();
    this.focus();
  };
}
