// The panels that open over the message list: emoji and options, each loaded when it is first opened.
import { html, nothing, type TemplateResult } from 'lit';
import { retryImport } from '../../../util/retry-import.js';
import { ChatErrorEvent } from '../../shared/session-events.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { TermKey } from '../../shared/terms/terms.js';
import type { RoomController } from '../../shared/room-controller.js';
import type { EmojiPanel } from './emoji-panel.lazy.js';
import type { ChatPreferences } from '../preferences/chat-preferences.lazy.js';
import type { Toast } from '../toast.js';
import type { OptionsPanel } from './options-panel.lazy.js';
import { type ChatHost, type ChatSlice, loadError } from '../chat-host.js';

interface ChatPanelsOptions {
  readonly room: RoomController<ChatSlice>;
  readonly toast: Toast;
  /** Rejects when a file could not be loaded. */
  preferences(): Promise<ChatPreferences>;
  /** Inserts an emoji into the draft. */
  insert(emoji: string): void;
}

export class ChatPanels {
  readonly #host: ChatHost;
  readonly #localize: LocalizeController;
  readonly #options: ChatPanelsOptions;
  #emojiPanel: EmojiPanel | undefined;
  #optionsPanel: OptionsPanel | undefined;
  /** The language of the texts of the panels, once they are loaded. */
  #lang = '';

  constructor(host: ChatHost, localize: LocalizeController, options: ChatPanelsOptions) {
    this.#host = host;
    this.#localize = localize;
    this.#options = options;
  }

  get isEmojiOpen(): boolean {
    return this.#emojiPanel?.isOpen ?? false;
  }

  get areOptionsOpen(): boolean {
    return this.#optionsPanel?.isOpen ?? false;
  }

  render(): TemplateResult {
    // The language of the page has changed while a panel is open.
    if ((this.isEmojiOpen || this.areOptionsOpen) && this.#lang !== this.#localize.lang)
      void this.#loadTerms().then(
        () => this.#host.requestUpdate(),
        () => undefined, // the texts stay in the language before
      );
    const options = this.#optionsPanel?.render(this.#options.room.slice);
    return html`${this.#emojiPanel?.render() ?? nothing}${options ?? nothing}`;
  }

  async toggleEmoji(): Promise<void> {
    try {
      const [EmojiPanel, localize] = await Promise.all([
        retryImport(() => import('./emoji-panel.lazy.js'), 'EmojiPanel'),
        this.#loadTerms(),
      ]);
      this.#emojiPanel ??= new EmojiPanel(this.#host, localize, {
        onPick: (emoji) => this.#options.insert(emoji),
        onClose: () => this.#host.focus(),
      });
      this.#emojiPanel.toggle();
    } catch (cause) {
      this.showLoadError(cause, () => void this.toggleEmoji());
    }
  }

  async toggleOptions(): Promise<void> {
    try {
      const [OptionsPanel, localize, preferences] = await Promise.all([
        retryImport(() => import('./options-panel.lazy.js'), 'OptionsPanel'),
        this.#loadTerms(),
        this.#options.preferences(),
      ]);
      this.#optionsPanel ??= new OptionsPanel(this.#host, localize, preferences, {
        room: () => this.#options.room.room,
        report: (work) => this.#report(work),
      });
      this.#optionsPanel.toggle();
    } catch (cause) {
      this.showLoadError(cause, () => void this.toggleOptions());
    }
  }

  /** Adds the texts of the panels, in the language of the element. */
  async #loadTerms(): Promise<LocalizeController<TermKey>> {
    const { lang } = this.#localize;
    this.#lang = lang;
    const loadPanelTerms = await retryImport(() => import('../../shared/terms/languages.lazy.js'), 'loadPanelTerms');
    return this.#localize.addTerms(await loadPanelTerms(lang));
  }

  #report(work: Promise<void>): void {
    work.then(
      () => this.#options.toast.show({ text: this.#localize.term('done') }),
      (error: unknown) => this.#options.toast.showError(error),
    );
  }

  /** A file of the chat could not be loaded. */
  showLoadError(cause: unknown, retry: () => void): void {
    const error = loadError(cause);
    if (!this.#host.dispatchEvent(new ChatErrorEvent(error))) return; // the page shows it
    this.#options.toast.showError(error, { label: this.#localize.term('tryAgain'), run: retry });
  }
}
