// The panels that open over the log: emoji and options, each fetched when it is opened first.
import { html, nothing, type TemplateResult } from 'lit';
import { ChatError } from '../../../room/model/chat-error.js';
import { retryImport } from '../../../util/retry-import.js';
import { ChatErrorEvent } from '../../shared/session-events.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { RoomController } from '../../shared/room-controller.js';
import type { AnnouncePreference } from '../announcer/announce-preference.js';
import type { EmojiPanel } from './emoji-panel.lazy.js';
import { type Toast, errorText } from '../toast.js';
import type { LiveChat } from '../live-chat.js';
import type { OptionsPanel } from './options-panel.lazy.js';
import type { ChatSlice } from '../chat-slice.js';

export interface ChatPanelsOptions {
  readonly room: RoomController<ChatSlice>;
  readonly toast: Toast;
  /** Puts an emoji into the draft. */
  insert(emoji: string): void;
}

export class ChatPanels {
  readonly #host: LiveChat;
  readonly #localize: LocalizeController;
  readonly #announcePreference: AnnouncePreference;
  readonly #deps: ChatPanelsOptions;
  #emoji: EmojiPanel | undefined;
  #options: OptionsPanel | undefined;

  constructor(host: LiveChat, words: LocalizeController, choice: AnnouncePreference, deps: ChatPanelsOptions) {
    this.#host = host;
    this.#localize = words;
    this.#announcePreference = choice;
    this.#deps = deps;
  }

  get isEmojiOpen(): boolean {
    return this.#emoji?.isOpen ?? false;
  }

  get areOptionsOpen(): boolean {
    return this.#options?.isOpen ?? false;
  }

  render(): TemplateResult {
    return html`${this.#emoji?.render() ?? nothing}${this.#options?.render(this.#deps.room.slice) ?? nothing}`;
  }

  async toggleEmoji(): Promise<void> {
    try {
      const EmojiPanel = await retryImport(() => import('./emoji-panel.lazy.js'), 'EmojiPanel');
      this.#emoji ??= new EmojiPanel(this.#host, this.#localize, {
        onPick: (emoji) => this.#deps.insert(emoji),
        onClose: () => this.#host.focus(),
      });
      this.#emoji.toggle();
    } catch (cause) {
      this.#showLoadError(cause, () => void this.toggleEmoji());
    }
  }

  async toggleOptions(): Promise<void> {
    try {
      const OptionsPanel = await retryImport(() => import('./options-panel.lazy.js'), 'OptionsPanel');
      this.#options ??= new OptionsPanel(this.#host, this.#localize, this.#announcePreference, {
        room: () => this.#deps.room.room,
        report: (work) => this.#report(work),
      });
      this.#options.toggle();
    } catch (cause) {
      this.#showLoadError(cause, () => void this.toggleOptions());
    }
  }

  #report(work: Promise<void>): void {
    work.then(
      () => this.#deps.toast.show({ text: this.#localize.term('done') }),
      (error: unknown) => this.#deps.toast.show({ text: errorText(error, this.#localize) }),
    );
  }

  /** A file of ours did not come: in words, with a way on. */
  #showLoadError(cause: unknown, again: () => void): void {
    const error = new ChatError(
      'im/unavailable',
      'A part of the chat could not be fetched. Are all files of live-chat-elements served side by side?',
      true,
      cause,
    );
    if (!this.#host.dispatchEvent(new ChatErrorEvent(error))) return; // the page says it
    this.#deps.toast.show({
      text: errorText(error, this.#localize),
      action: { words: this.#localize.term('tryAgain'), run: again },
    });
  }
}
