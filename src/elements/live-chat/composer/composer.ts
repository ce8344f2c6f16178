// The composer as it is first rendered: the input, which accepts text at once, and its buttons. It holds the draft, so
// that a render, a reconnect or a move of the element loses nothing. What may be sent, and the hints, come with the
// room: `composer-controller.ts` passes them to `render()`.
import { html, nothing, type TemplateResult } from 'lit';
import { keepKeys } from '../../shared/dom-events.js';
import { emojiIcon, sendIcon } from '../../shared/icons.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { enShell } from '../../shared/terms/en-shell.js';
import type { ChatHost } from '../chat-host.js';

/** What the composer shows and does when there is a room. */
export interface ComposerViewModel {
  readonly isLocked: boolean;
  readonly isTooLong: boolean;
  readonly isReady: boolean;
  readonly hint: TemplateResult | undefined;
  /** Stands over the field. */
  readonly above: TemplateResult | undefined;
  readonly counter: TemplateResult;
  /** Replaces the icon of the send button. */
  readonly wait: TemplateResult | undefined;
  readonly onInput: (event: InputEvent) => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
  readonly onCompositionEnd: (event: CompositionEvent) => void;
  readonly onSend: () => void;
}

export class Composer {
  #draft = '';
  readonly #host: ChatHost;
  readonly #localize: LocalizeController<keyof typeof enShell>;
  readonly #onEmoji: () => void;

  constructor(host: ChatHost, localize: LocalizeController<keyof typeof enShell>, onEmoji: () => void) {
    this.#host = host;
    this.#localize = localize;
    this.#onEmoji = onEmoji;
    host.addController({ hostConnected: () => keepKeys(host.renderRoot) });
  }

  get draft(): string {
    return this.#draft;
  }

  set draft(draft: string) {
    this.#draft = draft;
    this.#host.requestUpdate();
  }

  /** The input; null without a composer. */
  get element(): HTMLTextAreaElement | null {
    return this.#host.renderRoot.querySelector('textarea');
  }

  render(view?: ComposerViewModel, isEmojiOpen = false): TemplateResult {
    const { isLocked, isTooLong, isReady, hint, above, counter, wait } = view ?? {};
    const term = (key: keyof typeof enShell) => this.#localize.term(key);
    return html`
      ${hint ?? html`<span id="hint" hidden></span>`}${above}
      <div class="field ${isTooLong ? 'over' : ''}">
        <slot name="composer-start"></slot>
        <button
          class="icon-button emoji-button"
          type="button"
          aria-label=${term('emoji')}
          aria-haspopup="dialog"
          aria-expanded=${isEmojiOpen}
          ?disabled=${isLocked}
          @click=${this.#onEmoji}
          >${emojiIcon()}</button
        >
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
          aria-invalid=${isTooLong ? 'true' : nothing}
          @input=${view?.onInput ?? this.#handleInput}
          @keydown=${view?.onKeydown ?? this.#handleKeydown}
          @compositionend=${view?.onCompositionEnd ?? nothing}
        ></textarea>
        ${counter ?? html`<span id="counter" class="counter"></span>`}
        <slot name="composer-end"></slot>
        <button
          class="icon-button send-button ${isReady ? 'ready' : ''} ${wait ? 'waiting' : ''}"
          part="send"
          type="button"
          aria-label=${term('send')}
          aria-disabled=${isReady ? nothing : 'true'}
          @click=${view?.onSend ?? nothing}
          >${wait ?? sendIcon()}</button
        >
      </div>
    `;
  }

  readonly #handleInput = (event: InputEvent): void => {
    this.draft = (event.target as HTMLTextAreaElement).value;
  };

  /** Without a room nothing can be sent, but Enter must not insert a line break. */
  readonly #handleKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) event.preventDefault();
  };
}
