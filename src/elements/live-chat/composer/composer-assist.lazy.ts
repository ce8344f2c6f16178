// Help with writing, loaded when the input gets the focus for the first time: names after an @, the last message again
// with Arrow Up, and a draft that survives a reload.
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ChatMessage, ChatUser } from '../../../room/model/chat-message.js';
import { adoptStyles } from '../../shared/adopt-styles.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { ChatHost } from '../chat-host.js';
import { composerAssistStyles } from './composer-assist.styles.js';

/** Names that are offered at once. */
const MAX_NAMES = 6;
/** An @ and the start of a name before the cursor; not in an address such as ana@example.org. */
const STARTED_MENTION = /(?<![\w.+-])[@＠]([^\s@＠]{0,30})$/u;
const STORAGE_KEY = 'live-chat-elements:draft:';
/** A longer draft is not stored. */
const MAX_STORED = 5_000;

export interface ComposerAssistOptions {
  readonly localize: LocalizeController;
  /** Of the room; '' without one. */
  readonly groupId: () => string;
  /** The input; null without a composer. */
  readonly input: () => HTMLTextAreaElement | null;
  readonly messages: () => readonly ChatMessage[];
  readonly draft: () => string;
  readonly setDraft: (text: string) => void;
  /** Inserts the mention of a user in place of the characters from `start` to the cursor. */
  readonly mention: (user: ChatUser, start: number) => void;
  readonly announce: (text: string) => void;
}

/**
 * For comparison: without case, width and compatibility forms. `foldCase` of the room is not used, because it would move
 * into the first download.
 */
function folded(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase();
}

/** The users who wrote the messages and whose name begins with `start`, or has a word or part that does. */
export function usersFor(start: string, messages: readonly ChatMessage[]): readonly ChatUser[] {
  const query = folded(start);
  const seen = new Set<string>();
  const ranked: { readonly user: ChatUser; readonly rank: number }[] = [];
  for (let index = messages.length - 1; index >= 0; index--) {
    const { kind, from } = messages[index] as ChatMessage;
    if (kind === 'notice' || from.isSelf || from.userId === '' || seen.has(from.userId)) continue;
    seen.add(from.userId);
    const position = folded(from.nick).indexOf(query);
    if (position !== -1) ranked.push({ user: from, rank: (from.role === 'viewer' ? 2 : 0) + (position === 0 ? 0 : 1) });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_NAMES)
    .map(({ user }) => user);
}

/**
 * Inserts `text` at the cursor of `input` as if it was typed, so that it can be undone, and what was typed before too.
 * The focus stays where it is, also for listeners of the chat. False if the browser cannot do it.
 */
function typeText(input: HTMLTextAreaElement, draft: string, text: string): boolean {
  const root = input.getRootNode() as ShadowRoot;
  const focused = root.activeElement as HTMLElement | null;
  // On a touch screen the focus would open the keyboard over the emoji panel.
  if (focused !== input && matchMedia('(pointer: coarse)').matches) return false;
  if (input.value !== draft) input.value = draft;
  const keep = (event: Event): void => event.stopImmediatePropagation();
  for (const type of ['focusin', 'focusout']) root.addEventListener(type, keep, true);
  input.focus({ preventScroll: true });
  const isInserted = input.ownerDocument.execCommand('insertText', false, text);
  if (focused && focused !== input) focused.focus({ preventScroll: true });
  for (const type of ['focusin', 'focusout']) root.removeEventListener(type, keep, true);
  return isInserted;
}

export class ComposerAssist implements ReactiveController {
  readonly #host: ChatHost;
  readonly #options: ComposerAssistOptions;
  #users: readonly ChatUser[] = [];
  #selected = 0;
  /** The draft in the storage. */
  #stored = '';

  constructor(host: ChatHost, options: ComposerAssistOptions) {
    this.#host = host;
    this.#options = options;
    adoptStyles(host.renderRoot, [composerAssistStyles]);
    host.renderRoot.addEventListener('focusout', ({ target }) => {
      if (target === options.input() && this.#users.length > 0) this.#show([]);
    });
    host.addController(this);
    this.#stored = this.#storage?.getItem(this.#storageKey) ?? '';
    if (this.#stored !== '' && options.draft() === '') options.setDraft(this.#stored);
  }

  hostUpdated(): void {
    if (this.#host.isConnected) this.#store(this.#options.draft()); // another chat of the room may have stored one since
    const input = this.#options.input();
    if (!input) return;
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-haspopup', 'listbox');
    const isOpen = this.#users.length > 0;
    for (const [name, value] of [
      ['aria-controls', 'names'],
      ['aria-activedescendant', `name-${this.#selected}`],
    ] as const) {
      if (isOpen) input.setAttribute(name, value);
      else input.removeAttribute(name);
    }
  }

  /** Inserts `text` at the cursor. */
  insert(text: string): void {
    const { input: inputOf, draft, setDraft } = this.#options;
    const input = inputOf();
    const before = draft();
    if (input && typeText(input, before, text)) return; // its `input` event has set the draft
    const start = input?.selectionStart ?? before.length;
    const end = input?.selectionEnd ?? before.length;
    setDraft(before.slice(0, start) + text + before.slice(end));
    if (!input) return;
    input.value = draft();
    input.setSelectionRange(start + text.length, start + text.length);
  }

  /** The text has changed. */
  handleInput(): void {
    const started = this.#startedMention();
    this.#show(started ? usersFor(started[1] ?? '', this.#options.messages()) : []);
  }

  /** True if the key was used. */
  handleKeydown(event: KeyboardEvent): boolean {
    const { key } = event;
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
    const count = this.#users.length;
    if (count === 0) return key === 'ArrowUp' && this.#recall();
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      this.#selected = (this.#selected + (key === 'ArrowDown' ? 1 : count - 1)) % count;
      this.#host.requestUpdate();
    } else if (key === 'Enter' || key === 'Tab') this.#choose(this.#selected);
    else if (key === 'Escape') this.#show([]);
    else return false;
    return true;
  }

  render(): TemplateResult | typeof nothing {
    if (this.#users.length === 0) return nothing;
    return html`<ul class="names" id="names" role="listbox" aria-label=${this.#options.localize.term('people')}
      >${this.#users.map((user, index) => this.#renderUser(user, index))}</ul
    >`;
  }

  #renderUser({ nick, role }: ChatUser, index: number): TemplateResult {
    const badge = role === 'viewer' ? nothing : html`<span class="badge">${this.#options.localize.term(role)}</span>`;
    return html`<li
      class="name ${role}"
      id="name-${index}"
      role="option"
      aria-selected=${index === this.#selected}
      @pointerdown=${keepFocus}
      @click=${() => this.#choose(index)}
      ><bdi>${nick}</bdi>${badge}</li
    >`;
  }

  #show(users: readonly ChatUser[]): void {
    const { announce, localize } = this.#options;
    if (users.length > 0 && users.length !== this.#users.length)
      announce(localize.term('suggestions', { count: users.length }));
    this.#users = users;
    this.#selected = 0;
    this.#host.requestUpdate();
  }

  #startedMention(): RegExpExecArray | null {
    const input = this.#options.input();
    return input && STARTED_MENTION.exec(input.value.slice(0, input.selectionStart));
  }

  /** Nothing is inserted when the cursor was moved away from the @. */
  #choose(index: number): void {
    const user = this.#users[index];
    const started = this.#startedMention();
    this.#show([]);
    if (user && started) this.#options.mention(user, started.index);
  }

  /** The last message of this user again, in an empty input. */
  #recall(): boolean {
    const input = this.#options.input();
    if (!input || input.value !== '') return false;
    const text = this.#options.messages().findLast(({ kind, from }) => kind === 'text' && from.isSelf)?.text;
    if (text === undefined) return false;
    this.#options.setDraft(text);
    input.value = text;
    input.setSelectionRange(text.length, text.length);
    return true;
  }

  #store(text: string): void {
    if (text === this.#stored) return;
    this.#stored = text;
    const key = this.#storageKey;
    try {
      if (text === '' || text.length > MAX_STORED) this.#storage?.removeItem(key);
      else this.#storage?.setItem(key, text);
    } catch {
      // Full: the draft is lost with a reload.
    }
  }

  get #storageKey(): string {
    return STORAGE_KEY + this.#options.groupId();
  }

  /** undefined where the browser refuses it. */
  get #storage(): Storage | undefined {
    try {
      return globalThis.sessionStorage;
    } catch {
      return undefined;
    }
  }
}

function keepFocus(event: Event): void {
  event.preventDefault();
}
