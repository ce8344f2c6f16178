// The panels that open over the message list: emoji and options, each loaded when it is first opened.
import { html, nothing, type TemplateResult } from 'lit';
import { ChatError } from '../../../room/model/chat-error.js';
import { retryImport } from '../../../util/retry-import.js';
import { ChatErrorEvent } from '../../shared/session-events.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { RoomController } from '../../shared/room-controller.js';
import type { AnnouncePreference } from '../announcer/announce-controller.js';
import type { EmojiPanel } from './emoji-panel.lazy.js';
import type { Toast } from '../toast.js';
import type { OptionsPanel } from './options-panel.lazy.js';
import type { ChatHost, ChatSlice } from '../chat-host.js';

interface ChatPanelsOptions {
  readonly room: RoomController<ChatSlice>;
  readonly toast: Toast;
  /** Inserts an emoji into the draft. */
  insert(emoji: string): void;
}

export class ChatPanels {
  readonly #host: ChatHost;
  readonly #localize: LocalizeController;
  readonly #preference: AnnouncePreference;
  readonly #options: ChatPanelsOptions;
  #emojiPanel: EmojiPanel | undefined;
  #optionsPanel: OptionsPanel | undefined;

  constructor(
    host: ChatHost,
    localize: LocalizeController,
    preference: AnnouncePreference,
    options: ChatPanelsOptions,
  ) {
    this.#host = host;
    this.#localize = localize;
    this.#preference = preference;
    this.#options = options;
  }

  get isEmojiOpen(): boolean {
    return this.#emojiPanel?.isOpen ?? false;
  }

  get areOptionsOpen(): boolean {
    return this.#optionsPanel?.isOpen ?? false;
  }

  render(): TemplateResult {
    const options = this.#optionsPanel?.render(this.#options.room.slice);
    return html`${this.#emojiPanel?.render() ?? nothing}${options ?? nothing}`;
  }

  async toggleEmoji(): Promise<void> {
    try {
      const EmojiPanel = await retryImport(() => import('./emoji-panel.lazy.js'), 'EmojiPanel');
      this.#emojiPanel ??= new EmojiPanel(this.#host, this.#localize, {
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
      const OptionsPanel = await retryImport(() => import('./options-panel.lazy.js'), 'OptionsPanel');
      this.#optionsPanel ??= new OptionsPanel(this.#host, this.#localize, this.#preference, {
        room: () => this.#options.room.room,
        report: (work) => this.#report(work),
      });
      this.#optionsPanel.toggle();
    } catch (cause) {
      this.showLoadError(cause, () => void this.toggleOptions());
    }
  }

  #report(work: Promise<void>): void {
    work.then(
      () => this.#options.toast.show({ text: this.#localize.term('done') }),
      (error: unknown) => this.#options.toast.showError(error),
    );
  }

  /** A file of the chat could not be loaded. */
  showLoadError(cause: unknown, retry: () => void): void {
    const error = new ChatError(
      'im/unavailable',
      'A part of the chat could not be loaded. Are all files of live-chat-elements in one directory?',
      true,
      cause,
    );
    if (!this.#host.dispatchEvent(new ChatErrorEvent(error))) return; // the page shows it
    this.#options.toast.showError(error, { label: this.#localize.term('tryAgain'), run: retry });
  }
}
