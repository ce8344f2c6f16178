// The place to write as it is first drawn: the field, which can be typed into at once, and its buttons. It holds the
// draft itself,
// so that a render, a reconnect or a move of the element loses nothing. What may be sent, and what is said about it,
// comes with
// the room (composer-rules.ts).
import { html, nothing, type TemplateResult } from 'lit';
import { emojiIcon, sendIcon } from '../../shared/icons.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { enShell } from '../../shared/terms/en-shell.js';
import type { ComposerController } from './composer-controller.js';
import type { LiveChat } from '../live-chat.js';

export class Composer {
  controller: ComposerController | undefined;
  #draft = '';
  readonly #host: LiveChat;
  readonly #localize: LocalizeController<keyof typeof enShell>;

  constructor(host: LiveChat, words: LocalizeController<keyof typeof enShell>) {
    this.#host = host;
    this.#localize = words;
  }

  get draft(): string {
    return this.#draft;
  }

  set draft(draft: string) {
    this.#draft = draft;
    this.#host.requestUpdate();
  }

  /** Undefined where there is no place to write. */
  get element(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector('textarea');
  }

  render(onEmoji: () => void, isEmojiOpen = false): TemplateResult {
    const { isLocked, isOver, isReady, hint, counter, wait } = this.controller?.viewModel() ?? {};
    const term = (key: keyof typeof enShell) => this.#localize.term(key);
    return html`
      ${hint ?? html`<span id="hint" hidden></span>`}
      <div class="field ${isOver ? 'over' : ''}">
        <slot name="composer-start"></slot>
        <button class="icon-button emoji-button" type="button" aria-label=${term('emoji')} aria-haspopup="dialog" aria-expanded=${isEmojiOpen} ?disabled=${isLocked} @click=${onEmoji}>${emojiIcon()}</button>
        <textarea
          class="input"
          part="input"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          autocomplete="off"
          aria-label=${term('composer')}
          aria-describedby="hint counter"
          placeholder=${term('placeholder')}
          .value=${this.#draft}
          ?readonly=${isLocked}
          aria-invalid=${isOver ? 'true' : nothing}
          @input=${this.#handleInput}
          @keydown=${this.#handleKeydown}
          @compositionstart=${this.#handleComposition}
          @compositionend=${this.#handleComposition}
        ></textarea>
        ${counter ?? html`<span id="counter" class="counter"></span>`}
        <slot name="composer-end"></slot>
        <button class="icon-button send-button ${isReady ? 'ready' : ''} ${wait ? 'waiting' : ''}" part="send" type="button" aria-label=${term('send')} aria-disabled=${isReady ? nothing : 'true'} @click=${this.#handleSendClick}>${wait ?? sendIcon()}</button>
      </div>
    `;
  }

  readonly #handleInput = (event: InputEvent): void => {
    this.draft = (event.target as HTMLTextAreaElement).value;
    this.controller?.handleDraft();
  };

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    if (this.controller) this.controller.handleKeydown(event);
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) event.preventDefault(); // would send, if it could
  };

  readonly #handleComposition = (event: CompositionEvent): void => {
    this.controller?.handleComposition(event);
  };

  readonly #handleSendClick = (): void => {
    this.controller?.submit();
    this.element?.focus();
  };
}
