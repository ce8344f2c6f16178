// Applies the preferences of the viewer to one chat: settings in place of the page's, the size of its text, and the words
// that are blocked or highlighted. Loaded when something is stored, or when the options are opened.
import { type ReactiveController, css } from 'lit';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import { retryImport } from '../../../util/retry-import.js';
import { adoptStyles } from '../../shared/adopt-styles.js';
import type { PreferenceChoices } from '../../shared/preferences/preference-values.js';
import type { PreferenceStore } from '../../shared/preferences/preferences.lazy.js';
import type { ChatHost, ChatSettings } from '../chat-host.js';
import type { ListRenderer } from '../message-list/list-renderer.js';

type ChatChoices = PreferenceChoices['chat'];

/** The names of `locked`, and the choices that they leave to the page. */
const LOCK_NAMES = {
  textSize: 'text-size',
  times: 'times',
  pictures: 'pictures',
  notices: 'notices',
  announce: 'announce',
} as const satisfies Record<keyof ChatChoices, string>;

/**
 * The size of the text that the viewer has chosen, as a factor of the page's. `:host` has the page's sizes, so that the
 * frame is the first element that can have others.
 */
const chatPreferencesStyles = css`
  .frame.scaled {
    --_text-size: calc(var(--chat-text-size, 0.875rem) * var(--_text-scale));
    --_author-size: calc(var(--chat-author-size, 0.8125rem) * var(--_text-scale));
    --_small-size: calc(var(--chat-small-size, 0.75rem) * var(--_text-scale));
    font-size: var(--_text-size);
  }
  :host([appearance='overlay']) .frame.scaled {
    --_text-size: calc(var(--chat-text-size, 0.9375rem) * var(--_text-scale));
  }
`;

export interface ChatPreferencesOptions {
  /** The frame of the chat. */
  readonly frame: HTMLElement;
  readonly renderer: ListRenderer;
  /** All messages of the room. */
  readonly messages: () => readonly ChatMessage[];
  /** Renders the messages again. */
  readonly onChange: () => void;
}

/** The settings of the page with the choices of the viewer. */
export class ChatPreferences implements ChatSettings, ReactiveController {
  readonly #host: ChatHost;
  readonly #options: ChatPreferencesOptions;
  #unsubscribe: (() => void) | undefined;

  constructor(
    host: ChatHost,
    readonly store: PreferenceStore,
    options: ChatPreferencesOptions,
  ) {
    this.#host = host;
    this.#options = options;
    adoptStyles(host.renderRoot, [chatPreferencesStyles]);
    host.addController(this);
  }

  get maxRows(): number {
    return this.#host.maxRows;
  }

  get appearance(): ChatSettings['appearance'] {
    return this.#host.appearance;
  }

  get notices(): ChatSettings['notices'] {
    return this.#choice('notices') ?? this.#host.notices;
  }

  get announce(): ChatSettings['announce'] {
    return this.#choice('announce') ?? this.#host.announce;
  }

  get times(): ChatSettings['times'] {
    return this.#choice('times') ?? this.#host.times;
  }

  get noTimestamps(): boolean {
    return this.#host.noTimestamps && this.#choice('times') !== 'always';
  }

  get noAvatars(): boolean {
    return this.#host.noAvatars;
  }

  /** The page loads no images of users at all. */
  get isWithoutImages(): boolean {
    return this.#host.noUserImages;
  }

  /** A viewer cannot switch on what the page does not allow. */
  get noUserImages(): boolean {
    return this.#host.noUserImages || this.#choice('pictures') === false;
  }

  /** Factor of the page's text size. */
  get textSize(): number {
    return this.#choice('textSize') ?? 1;
  }

  /** Whether the page keeps this setting. */
  isLocked(name: keyof ChatChoices): boolean {
    return this.#host.locked?.split(/\s+/).includes(LOCK_NAMES[name]) === true;
  }

  /** The messages as this viewer is to see them; the same list when there are no words. */
  view(messages: readonly ChatMessage[]): readonly ChatMessage[] {
    const { words } = this.store;
    if (words.isEmpty) return messages;
    return messages.flatMap((message) => words.view(message) ?? []);
  }

  /** Whether the message is shown. */
  isShown(message: ChatMessage): boolean {
    return this.store.words.view(message) !== undefined;
  }

  /** Removes the rows of messages that are not shown any more, and renders the others. */
  apply(): void {
    const { renderer, messages, onChange } = this.#options;
    const hidden = messages().filter((message) => !this.isShown(message) && renderer.rowById(message.id));
    if (hidden.length > 0) renderer.remove(hidden.map(({ id }) => id));
    onChange();
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#unsubscribe ??= this.store.subscribe(() => this.apply());
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  hostUpdated(): void {
    const { frame } = this.#options;
    const isScaled = this.textSize !== 1;
    frame.classList.toggle('scaled', isScaled);
    if (isScaled) frame.style.setProperty('--_text-scale', String(this.textSize));
  }

  #choice<Name extends keyof ChatChoices>(name: Name): ChatChoices[Name] {
    return this.isLocked(name) ? undefined : this.store.choices.chat[name];
  }
}

/** Loads the store beside this file, and applies it to a chat. */
export async function openChatPreferences(host: ChatHost, options: ChatPreferencesOptions): Promise<ChatPreferences> {
  const store = await retryImport(() => import('../../shared/preferences/preferences.lazy.js'), 'preferences');
  return new ChatPreferences(host, store, options);
}
