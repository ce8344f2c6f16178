import { type ReactiveController, type TemplateResult, html, nothing } from 'lit';
import { DEFAULT_MAX_LENGTH } from '../../../protocol/limits.js';
import type { RoomSnapshot } from '../../../room/model/room-snapshot.js';
import { formatDuration } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { LiveChat } from '../live-chat.js';
import type { Composer } from './composer.js';

let segmenter: Intl.Segmenter | undefined;

/**
 * Characters as people count them: a family emoji is one, a letter with its accents is one.
 * Stops at `most`: a pasted book need not be counted to its end to be too long.
 */
export function countGraphemes(text: string, most = Infinity): number {
  // Below 0x300 nothing combines, except a carriage return with its line feed; the common short text needs no
  // segmenter.
  if (/^[^\r\u0300-\uffff]*$/.test(text)) return Math.min(text.length, most);
  if (typeof Intl.Segmenter === 'undefined') return Math.min([...text].length, most);
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let count = 0;
  for (const _each of segmenter.segment(text)) if (++count >= most) break;
  return count;
}

// What the composer allows and says: counting, Enter and input methods, mentions, what may be sent now and the words
// for why not.
// The draft is the field's (composer-field.ts). Sending is the element's business; it is asked through `onSubmit`.

/** From this many characters left on, the counter shows. */
const COUNTER_FROM = 20;
/** Characters too many are counted up to here. */
const COUNTED_OVER = 999;
/** The counter is also spoken at these. */
const ANNOUNCED_AT: readonly number[] = [20, 10, 0];
/** `keyCode` of a key that an input method took; Safari says it only here when composition has just ended. */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * The part of a snapshot on which the composer depends; `canSend` is also true while the room reconnects: the message
 * then waits in the log.
 */
export type ComposerState = Pick<RoomSnapshot, 'canSend' | 'cannotSendReason' | 'canSendAt' | 'settings'>;

export interface ComposerOptions {
  state(): ComposerState;
  /** True when the text was taken and the field can be emptied. */
  onSubmit(text: string, mentions: readonly string[]): boolean;
  onTakeOver(): void;
  announce(text: string): void;
}

/** How the field looks now. */
export interface ComposerViewModel {
  readonly isLocked: boolean;
  readonly isOver: boolean;
  readonly isReady: boolean;
  readonly hint: TemplateResult | undefined;
  readonly counter: TemplateResult;
  /** In the place of the send button's drawing. */
  readonly wait: TemplateResult | undefined;
}

export class ComposerController implements ReactiveController {
  readonly #host: LiveChat;
  readonly #field: Composer;
  readonly #localize: LocalizeController;
  readonly #deps: ComposerOptions;
  /** People who were put into the draft by the menu, and how. */
  readonly #mentioned = new Map<string, string>();
  #isComposing = false;
  /** Seconds to wait, of how many. */
  #slowMode = { wait: 0, of: 0 };
  #announcedAt: number | undefined;
  #ticker: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LiveChat, field: Composer, words: LocalizeController, deps: ComposerOptions) {
    this.#host = host;
    this.#field = field;
    this.#localize = words;
    this.#deps = deps;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#ticker);
    this.#ticker = undefined;
  }

  hostUpdated(): void {
    const field = this.#field.element;
    if (field) this.#grow(field);
    const { wait, of } = this.#slowMode;
    if (wait > 0 && of > 0)
      this.#host.renderRoot.querySelector<HTMLElement>('.wait')?.style.setProperty('--_passed', String(1 - wait / of));
  }

  /** Names a person in the text; who is named is told when the message goes. */
  mention(userId: string, nick: string): void {
    this.#mentioned.set(userId, `@${nick}`);
    this.insert(`@${nick} `);
    this.#field.element?.focus();
  }

  /** Puts `text` where the cursor is. */
  insert(text: string): void {
    const field = this.#field.element;
    const start = field?.selectionStart ?? this.#field.draft.length;
    const end = field?.selectionEnd ?? this.#field.draft.length;
    this.#setDraft(this.#field.draft.slice(0, start) + text + this.#field.draft.slice(end));
    if (!field) return;
    field.value = this.#field.draft;
    field.setSelectionRange(start + text.length, start + text.length);
    this.#grow(field);
  }

  viewModel(): ComposerViewModel {
    const state = this.#deps.state();
    const { cannotSendReason: reason, canSend, settings } = state;
    const { draft } = this.#field;
    const left = this.#remaining(draft);
    this.#tickWhile(state);
    const isLocked = reason === 'muted' || reason === 'room-muted' || reason === 'superseded';
    const wait = reason === 'slow-mode' ? this.#waitSeconds(state) : 0;
    this.#slowMode = { wait, of: settings.slowMode };
    const isShown = left <= COUNTER_FROM && !isLocked;
    return {
      isLocked,
      isOver: left < 0,
      isReady: draft.trim() !== '' && canSend && left >= 0,
      hint: this.#hint(state),
      counter: html`<span id="counter" class="counter ${left <= 0 ? 'at-end' : ''}">${isShown ? html`<span aria-hidden="true">${this.#localize.number(left)}</span><span class="visually-hidden">${this.#counterText(left)}</span>` : nothing}</span>`,
      wait:
        wait > 0
          ? html`<span class="wait" aria-hidden="true" data-wait=${this.#localize.number(wait)}></span>`
          : undefined,
    };
  }

  /** The draft has changed. */
  handleDraft(): void {
    const left = this.#remaining(this.#field.draft);
    const at = ANNOUNCED_AT.find((each) => left === each);
    if (at !== undefined && at !== this.#announcedAt) this.#deps.announce(this.#counterText(left));
    this.#announcedAt = at;
  }

  handleKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.isComposing || this.#isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD) return;
    event.preventDefault();
    this.submit();
  }

  handleComposition(event: CompositionEvent): void {
    this.#isComposing = event.type === 'compositionstart';
    if (!this.#isComposing) this.#setDraft((event.target as HTMLTextAreaElement).value);
  }

  submit(): void {
    const text = this.#field.draft.trim();
    if (text === '') return;
    const left = this.#remaining(text);
    if (left < 0) return this.#deps.announce(this.#counterText(left));
    const mentions = [...this.#mentioned].filter(([, words]) => text.includes(words)).map(([userId]) => userId);
    if (!this.#deps.onSubmit(text, mentions)) return;
    this.#mentioned.clear();
    this.#setDraft('');
  }

  #hint(state: ComposerState): TemplateResult | undefined {
    const { cannotSendReason: reason, settings, canSend } = state;
    const wait = this.#waitSeconds(state);
    const term = this.#localize.term.bind(this.#localize);
    const duration = (seconds: number) => formatDuration(this.#localize.lang, seconds);
    if (reason === 'muted')
      return this.#hintLine(
        wait > 0 ? term('cannotSendMutedFor', { duration: duration(wait) }) : term('cannotSendMuted'),
      );
    if (reason === 'room-muted') return this.#hintLine(term('cannotSendRoomMuted'));
    if (reason === 'superseded')
      return this.#hintLine(
        term('cannotSendSuperseded'),
        html`<button class="text-button" type="button" @click=${() => this.#deps.onTakeOver()}>${term('useHere')}</button>`,
      );
    if (reason === 'offline' && canSend) return this.#hintLine(term('cannotSendOffline'));
    if (reason === 'slow-mode') return this.#hintLine(term('slowModeWait', { duration: duration(Math.max(wait, 1)) }));
    if (settings.emojiOnly) return this.#hintLine(term('emojiOnly'));
    if (settings.slowMode > 0) return this.#hintLine(term('slowMode', { duration: duration(settings.slowMode) }));
    return undefined;
  }

  #hintLine(text: string, action: TemplateResult | typeof nothing = nothing): TemplateResult {
    return html`<div class="hint"><span id="hint">${text}</span>${action}</div>`;
  }

  /** Characters that still fit; below 0 how many are too many, as far as it is worth counting. */
  #remaining(text: string): number {
    const maxLength = this.#host.maxLength >= 1 ? this.#host.maxLength : DEFAULT_MAX_LENGTH;
    return maxLength - countGraphemes(text, maxLength + COUNTED_OVER);
  }

  #counterText(left: number): string {
    return left >= 0
      ? this.#localize.term('charactersLeft', { count: left })
      : this.#localize.term('charactersOver', { count: -left });
  }

  #waitSeconds({ cannotSendReason: reason, canSendAt }: ComposerState): number {
    if (canSendAt === 0 || (reason !== 'slow-mode' && reason !== 'muted')) return 0;
    return Math.max(Math.ceil((canSendAt - Date.now()) / 1000), 0);
  }

  /** The time left is drawn anew each second, on screen only. */
  #tickWhile(state: ComposerState): void {
    clearTimeout(this.#ticker);
    this.#ticker = undefined;
    if (this.#waitSeconds(state) > 0 && this.#host.isConnected)
      this.#ticker = setTimeout(() => this.#host.requestUpdate(), 1000);
  }

  #setDraft(draft: string): void {
    this.#field.draft = draft;
    this.handleDraft();
  }

  /**
   * One line to three, then it scrolls. Where the engine grows fields by itself (`field-sizing`), nothing is measured.
   */
  #grow(field: HTMLTextAreaElement): void {
    if (CSS.supports('field-sizing', 'content')) return;
    field.style.setProperty('block-size', 'auto');
    field.style.setProperty('block-size', `${field.scrollHeight}px`);
  }
}
