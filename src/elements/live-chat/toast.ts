import { type ReactiveController, type ReactiveControllerHost, type TemplateResult, html, nothing } from 'lit';
import { ChatError } from '../../room/model/chat-error.js';
import type { LocalizeController } from '../shared/localize-controller.js';

/**
 * What went wrong, for the person: the words of the application's server when it gave some, otherwise ours for the
 * code.
 */
export function errorText(error: unknown, words: Pick<LocalizeController, 'term'>): string {
  if (!(error instanceof ChatError)) return words.term('error:send/network');
  return error.userMessage || words.term(`error:${error.code}`);
}

// A short word on what was just done, above the composer, with a way back where there is one. It goes by itself.

/** Long enough to read a line; twice as long where there is something to press. */
const STAY_MS = 5_000;

interface ToastContent {
  readonly text: string;
  readonly action?: { readonly words: string; readonly run: () => void };
}

export class Toast implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #announce: (text: string) => void;
  #content: ToastContent | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, say: (text: string) => void) {
    this.#host = host;
    this.#announce = say;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#hide();
  }

  show(content: ToastContent): void {
    clearTimeout(this.#timer);
    this.#content = content;
    this.#timer = setTimeout(() => this.#hide(), content.action ? STAY_MS * 2 : STAY_MS);
    this.#announce(content.text);
    this.#host.requestUpdate();
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#content) return nothing;
    const { text, action } = this.#content;
    return html`<div class="toast"><span>${text}</span>${action ? html`<button class="text-button" type="button" @click=${() => this.#act(action.run)}>${action.words}</button>` : nothing}</div>`;
  }

  #act(run: () => void): void {
    this.#hide();
    run();
  }

  #hide(): void {
    clearTimeout(this.#timer);
    if (!this.#content) return;
    this.#content = undefined;
    this.#host.requestUpdate();
  }
}
