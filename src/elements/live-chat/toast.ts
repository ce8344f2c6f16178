import { type ReactiveController, type ReactiveControllerHost, type TemplateResult, html, nothing } from 'lit';
import { ChatError } from '../../room/model/chat-error.js';
import type { LocalizeController } from '../shared/localize-controller.js';

/** The text of an error for the user: from the application's server if it sent one, otherwise ours for the code. */
export function errorText(error: unknown, localize: Pick<LocalizeController, 'term'>): string {
  if (!(error instanceof ChatError)) return localize.term('error:send/network');
  return error.userMessage || localize.term(`error:${error.code}`);
}

/** Time to read one line. A toast with an action is shown twice as long. */
const DURATION_MS = 5_000;

interface ToastContent {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

/** A short message above the composer about what was just done, with an action where there is one. It hides itself. */
export class Toast implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #localize: LocalizeController;
  readonly #announce: (text: string) => void;
  #content: ToastContent | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, localize: LocalizeController, announce: (text: string) => void) {
    this.#host = host;
    this.#localize = localize;
    this.#announce = announce;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#hide();
  }

  show(content: ToastContent): void {
    clearTimeout(this.#timer);
    this.#content = content;
    this.#timer = setTimeout(() => this.#hide(), content.action ? DURATION_MS * 2 : DURATION_MS);
    this.#announce(content.text);
    this.#host.requestUpdate();
  }

  /** `action`: what the user can do about it. */
  showError(error: unknown, action?: ToastContent['action']): void {
    this.show({ text: errorText(error, this.#localize), action });
  }

  render(): TemplateResult | typeof nothing {
    if (!this.#content) return nothing;
    const { text, action } = this.#content;
    const perform = () => action && this.#perform(action.run);
    const button = action && html`<button class="text-button" type="button" @click=${perform}>${action.label}</button>`;
    return html`<div class="toast"><span>${text}</span>${button ?? nothing}</div>`;
  }

  #perform(run: () => void): void {
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
