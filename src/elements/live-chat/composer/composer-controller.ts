// The behaviour of the composer in a room: what may be sent now and why not, the counter, Enter and input methods,
// mentions. The draft is in `composer.ts`; the view sends the text (`onSubmit`).
import { type ReactiveController, type TemplateResult, html, nothing } from 'lit';
import { DEFAULT_MAX_LENGTH } from '../../../protocol/limits.js';
import type { RoomSnapshot } from '../../../room/model/room-snapshot.js';
import { formatDuration } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { ChatHost } from '../chat-host.js';
import type { Composer, ComposerViewModel } from './composer.js';
import type { SendExtras } from '../../../room/model/chat-message.js';
import type { Room } from '../../../room/room.js';
import { ChatBeforeSendEvent } from '../live-chat-events.js';
import { retryImport } from '../../../util/retry-import.js';
import type { ComposerAssist, ComposerAssistOptions } from './composer-assist.lazy.js';
import type { ReplyDraft } from './reply-draft.js';

/** The counter is shown from this many remaining characters on. */
const COUNTER_FROM = 20;
/** Excess characters are counted up to this number. */
const MAX_EXCESS = 999;
/** The counter is also announced at these values. */
const ANNOUNCED_AT: readonly number[] = [20, 10, 0];
/** `keyCode` of a key that an input method handled; Safari reports it only here when composition has just ended. */
const HANDLED_BY_INPUT_METHOD = 229;

let segmenter: Intl.Segmenter | undefined;

/**
 * The number of characters as a user perceives them: a family emoji is one, a letter with its accents is one. Stops at
 * `max`: a pasted book need not be counted to its end to be too long.
 */
export function countGraphemes(text: string, max = Infinity): number {
  // Below U+0300 only a carriage return combines, with the line feed after it: such text needs no segmenter.
  if (/^[^\r\u0300-\uffff]*$/.test(text)) return Math.min(text.length, max);
  if (typeof Intl.Segmenter === 'undefined') return Math.min([...text].length, max);
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let count = 0;
  for (const _segment of segmenter.segment(text)) if (++count >= max) break;
  return count;
}

/**
 * The part of a snapshot on which the composer depends. `canSend` is also true while the room reconnects, because a
 * message is then queued.
 */
type ComposerState = Pick<RoomSnapshot, 'canSend' | 'cannotSendReason' | 'canSendAt' | 'settings'>;

interface ComposerCallbacks {
  state(): ComposerState;
  /** Returns true if the text was accepted; the composer is then emptied. */
  onSubmit(text: string, extras: SendExtras): boolean;
  onTakeOver(): void;
  announce(text: string): void;
  /** What the help with writing needs of the room. */
  readonly assist: Pick<ComposerAssistOptions, 'groupId' | 'messages'>;
}

export class ComposerController implements ReactiveController {
  readonly #host: ChatHost;
  readonly #composer: Composer;
  readonly #localize: LocalizeController;
  readonly #callbacks: ComposerCallbacks;
  /** User ids that the row menu inserted into the draft as mentions, with the inserted text. */
  readonly #mentioned = new Map<string, string>();
  /** Help with writing, loaded with the first focus. */
  #assist: ComposerAssist | undefined;
  /** The message that is replied to. */
  #reply: ReplyDraft | undefined;
  /** Seconds left to wait, and seconds of the whole wait. */
  #slowMode = { wait: 0, total: 0 };
  #announcedAt: number | undefined;
  #ticker: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ChatHost, composer: Composer, localize: LocalizeController, callbacks: ComposerCallbacks) {
    this.#host = host;
    this.#composer = composer;
    this.#localize = localize;
    this.#callbacks = callbacks;
    host.addController(this);
    host.renderRoot.addEventListener('focusin', ({ target }) => {
      if (target === composer.element) this.#loadAssist().catch(() => undefined); // tried again with the next focus
    });
  }

  hostDisconnected(): void {
    clearTimeout(this.#ticker);
    this.#ticker = undefined;
  }

  hostUpdated(): void {
    const { element } = this.#composer;
    if (element) this.#grow(element);
    const { wait, total } = this.#slowMode;
    if (wait > 0 && total > 0) {
      const ring = this.#host.renderRoot.querySelector<HTMLElement>('.wait');
      ring?.style.setProperty('--_passed', String(1 - wait / total));
    }
  }

  /** Inserts a mention; if it is still in the text when the message is sent, the mentioned user is notified. */
  mention(userId: string, nick: string): void {
    this.#mentioned.set(userId, `@${nick}`);
    this.insert(`@${nick} `);
    this.#composer.element?.focus();
  }

  /** The next message replies to `draft`; undefined: to none. */
  reply(draft: ReplyDraft | undefined): void {
    this.#reply = draft;
    if (draft) this.#callbacks.announce(draft.label());
    this.#host.requestUpdate();
    this.#composer.element?.focus();
  }

  /** The messages with these ids, or all, were removed. */
  forget(ids?: readonly string[]): void {
    if (!this.#reply || ids?.includes(this.#reply.message.id) === false) return;
    this.#reply = undefined;
    this.#host.requestUpdate();
  }

  /** Inserts `text` at the cursor; at the end if the help with writing could not be loaded. */
  insert(text: string): void {
    if (this.#assist) return this.#assist.insert(text);
    this.#loadAssist().then(
      (assist) => assist.insert(text),
      () => this.#setDraft(this.#composer.draft + text),
    );
  }

  async #loadAssist(): Promise<ComposerAssist> {
    const Assist = await retryImport(() => import('./composer-assist.lazy.js'), 'ComposerAssist');
    return (this.#assist ??= new Assist(this.#host, {
      ...this.#callbacks.assist,
      localize: this.#localize,
      input: () => this.#composer.element,
      draft: () => this.#composer.draft,
      setDraft: (text) => this.#setDraft(text),
      mention: ({ userId, nick }, start) => {
        this.#composer.element?.setSelectionRange(start, this.#composer.element.selectionStart);
        this.mention(userId, nick);
      },
      announce: (text) => this.#callbacks.announce(text),
    }));
  }

  viewModel(): ComposerViewModel {
    const state = this.#callbacks.state();
    const { cannotSendReason: reason, canSend, settings } = state;
    const { draft } = this.#composer;
    const remaining = this.#remaining(draft);
    this.#tickWhileWaiting(state);
    const isLocked = reason === 'muted' || reason === 'room-muted' || reason === 'superseded';
    const wait = reason === 'slow-mode' ? this.#waitSeconds(state) : 0;
    this.#slowMode = { wait, total: settings.slowMode };
    return {
      isLocked,
      isTooLong: remaining < 0,
      isReady: draft.trim() !== '' && canSend && remaining >= 0,
      hint: this.#hint(state),
      above: html`${this.#assist?.render()}${this.#reply?.render(this.#handleCancelReply)}`,
      counter: this.#counter(remaining, remaining <= COUNTER_FROM && !isLocked),
      wait:
        wait > 0
          ? html`<span class="wait" aria-hidden="true" data-wait=${this.#localize.number(wait)}></span>`
          : undefined,
      onInput: this.#handleInput,
      onKeydown: this.#handleKeydown,
      onCompositionEnd: this.#handleCompositionEnd,
      onSend: this.#handleSend,
    };
  }

  #submit(): void {
    const text = this.#composer.draft.trim();
    if (text === '') return;
    const remaining = this.#remaining(text);
    if (remaining < 0) return this.#callbacks.announce(this.#counterText(remaining));
    const mentions = [...this.#mentioned].filter(([, mention]) => text.includes(mention)).map(([userId]) => userId);
    if (!this.#callbacks.onSubmit(text, { mentions, replyTo: this.#reply?.message.id })) return;
    this.#mentioned.clear();
    this.#reply = undefined;
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
        html`<button class="text-button" type="button" @click=${() => this.#callbacks.onTakeOver()}
          >${term('useHere')}</button
        >`,
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

  #counter(remaining: number, isShown: boolean): TemplateResult {
    return html`<span id="counter" class="counter ${remaining <= 0 ? 'at-end' : ''}"
      >${
        isShown
          ? html`<span aria-hidden="true">${this.#localize.number(remaining)}</span
              ><span class="visually-hidden">${this.#counterText(remaining)}</span>`
          : nothing
      }</span
    >`;
  }

  /** The number of characters that still fit; negative for excess characters, down to `-MAX_EXCESS`. */
  #remaining(text: string): number {
    const maxLength = this.#host.maxLength >= 1 ? this.#host.maxLength : DEFAULT_MAX_LENGTH;
    return maxLength - countGraphemes(text, maxLength + MAX_EXCESS);
  }

  #counterText(remaining: number): string {
    return remaining >= 0
      ? this.#localize.term('charactersLeft', { count: remaining })
      : this.#localize.term('charactersOver', { count: -remaining });
  }

  #waitSeconds({ cannotSendReason: reason, canSendAt }: ComposerState): number {
    if (canSendAt === 0 || (reason !== 'slow-mode' && reason !== 'muted')) return 0;
    return Math.max(Math.ceil((canSendAt - Date.now()) / 1000), 0);
  }

  /** Renders the remaining time again every second. */
  #tickWhileWaiting(state: ComposerState): void {
    clearTimeout(this.#ticker);
    this.#ticker = undefined;
    if (this.#waitSeconds(state) > 0 && this.#host.isConnected)
      this.#ticker = setTimeout(() => this.#host.requestUpdate(), 1000);
  }

  #setDraft(draft: string): void {
    this.#composer.draft = draft;
    const remaining = this.#remaining(draft);
    const value = ANNOUNCED_AT.find((each) => remaining === each);
    if (value !== undefined && value !== this.#announcedAt) this.#callbacks.announce(this.#counterText(remaining));
    this.#announcedAt = value;
  }

  /** Grows the input from one line to three; after that it scrolls. Engines with `field-sizing` do this themselves. */
  #grow(input: HTMLTextAreaElement): void {
    if (globalThis.CSS?.supports?.('field-sizing', 'content') ?? true) return;
    input.style.setProperty('block-size', 'auto');
    input.style.setProperty('block-size', `${input.scrollHeight}px`);
  }

  readonly #handleInput = (event: InputEvent): void => {
    this.#setDraft((event.target as HTMLTextAreaElement).value);
    if (!event.isComposing) this.#assist?.handleInput();
  };

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    // Both belong to the event: a `compositionend` that never comes must not disable the key.
    if (event.isComposing || event.keyCode === HANDLED_BY_INPUT_METHOD) return;
    if (this.#assist?.handleKeydown(event)) event.stopPropagation();
    else if (event.key === 'Escape' && this.#reply) {
      event.stopPropagation();
      this.reply(undefined);
    } else {
      if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
      this.#submit();
    }
    event.preventDefault();
  };

  readonly #handleCompositionEnd = (event: CompositionEvent): void => {
    this.#setDraft((event.target as HTMLTextAreaElement).value);
    this.#assist?.handleInput();
  };

  readonly #handleCancelReply = (): void => this.reply(undefined);

  readonly #handleSend = (): void => {
    this.#submit();
    this.#composer.element?.focus();
  };
}

/**
 * Sends the user's text after `chat-before-send` has been dispatched. Returns true if the message is in the log, which
 * then shows its progress. A text that a listener cancelled, or that the room refused (`onRefused`), stays in the
 * composer.
 */
export function submitText(
  element: EventTarget,
  room: Room,
  draft: string,
  extras: SendExtras,
  onRefused: (error: unknown) => void,
): boolean {
  const event = new ChatBeforeSendEvent(draft, extras);
  if (!element.dispatchEvent(event)) return false;
  const text = event.text.trim();
  if (text === '') return false;
  try {
    room.enqueue(text, event.extras).sent.catch(() => {
      // The row of the message shows the failure.
    });
    return true;
  } catch (error) {
    onRefused(error);
    return false;
  }
}
