// Runs in the page that end-to-end-site.ts serves, beside the built script. It reports when the room is joined, when
// texts are rendered, and what the inspection finds. Everything reaches the elements through the SDK, except what a
// user would type.
import type { LiveChat } from '../../../src/index.js';
import { PageInspection } from './page-inspection.js';

function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

/** A comment of this width crosses a layer of the page in less than half a minute. */
const MAX_ORDINARY_PX = 1_000;
const realNow = Date.now.bind(Date);

/** What one chat shows in a fuzz run. */
export interface ChatObservation {
  readonly status: string;
  /** How often each expected text is shown. */
  readonly counts: readonly number[];
  readonly repeatedIds: number;
  /** Texts of messages that were dispatched more than once under one id. */
  readonly repeatedEvents: readonly string[];
  /** Retracted texts that are in the message list, with the role of the host, who retracted them. */
  readonly returned: readonly string[];
  readonly messages: number;
  readonly rows: number;
  /** Hostile members with another role than viewer. */
  readonly roles: readonly string[];
  readonly announcement: string;
}

class EndToEndPage {
  readonly #pending = new Set<string>();
  readonly #inspection = new PageInspection();
  /** Messages that the room dropped because there were too many. */
  #dropped = 0;
  #starts = 0;
  /** How often each message was dispatched since the last restart, by id, with its text. */
  readonly #dispatched = new Map<string, { readonly text: string; times: number }>();

  constructor() {
    document.addEventListener('chat-message', ({ message: { id, text } }) => {
      const dispatched = this.#dispatched.get(id) ?? { text, times: 0 };
      dispatched.times++;
      this.#dispatched.set(id, dispatched);
    });
    document.addEventListener('chat-messages-dropped', ({ count }) => (this.#dropped += count));
  }

  get #chats(): readonly LiveChat[] {
    return [...document.querySelectorAll('live-chat')];
  }

  get #chat(): LiveChat {
    const [chat] = this.#chats;
    if (!chat) throw new Error('There is no chat.');
    return chat;
  }

  /** Waits until every chat has the status, for ten seconds. */
  async until(status: string): Promise<void> {
    await this.#wait(() => this.#chats.every((chat) => chat.status === status), `every chat is ${status}`);
    await frame();
  }

  /** Waits until the room is joined, failed or closed, or until `ms` have passed. */
  async untilSettled(ms: number): Promise<void> {
    const end = performance.now() + ms;
    while (performance.now() < end && !['joined', 'failed', 'closed'].includes(this.#chat.status)) await frame();
  }

  /** The texts in the message buffer of the room. */
  texts(): readonly string[] {
    return this.#chat.messages.map(({ text }) => text);
  }

  remember(): void {
    this.#inspection.remember();
  }

  /** Waits until every chat shows the last marker, and inspects everything. */
  async inspectAfter(marker: string, text: string): Promise<void> {
    await this.#wait(() => this.#chats.every((chat) => this.#renders(chat, marker)), `${marker} is drawn`);
    this.#inspection.inspect(text);
    for (const layer of document.querySelectorAll('danmaku-layer')) layer.clear();
  }

  /** Whether every chat shows the marker within `ms`. */
  async shows(marker: string, ms: number): Promise<boolean> {
    const end = performance.now() + ms;
    const isShown = (): boolean => this.#chats.every((chat) => this.#renders(chat, marker));
    while (!isShown() && performance.now() < end) await frame();
    return isShown();
  }

  /** Inspects everything as it is; rows can still be missing. */
  async inspect(text: string): Promise<void> {
    await frame();
    await frame();
    this.#inspection.inspect(text, false);
  }

  /**
   * 'sent', 'TypeError' for an invalid call, or the code of the refusal. Anything else is a finding. Failed rows are
   * discarded.
   */
  async send(text: string): Promise<string> {
    const chat = this.#chat;
    this.#pending.add(text);
    try {
      await chat.send(text);
      return 'sent';
    } catch (error) {
      if (error instanceof TypeError) return error.name;
      const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
      if (!/^[a-z]+\/[a-z-]+$/.test(code))
        this.#inspection.report(`not a ChatError: ${String(error)} after ${JSON.stringify(text).slice(0, 120)}`);
      await this.inspect(text);
      for (const message of chat.messages) if (message.status === 'failed') chat.discard(message.id);
      return code;
    } finally {
      this.#pending.delete(text);
    }
  }

  /** All texts that the chats show. */
  words(): string {
    return this.#chats.map((chat) => chat.shadowRoot?.textContent ?? '').join('\n');
  }

  get state(): { readonly status: string; readonly messages: number } {
    const { status, messages } = this.#chat;
    return { status, messages: messages.length };
  }

  /** Replaces the elements, as a reload would. Another address of the token endpoint makes another room. */
  restart(): void {
    this.#starts++;
    this.#dispatched.clear();
    for (const element of document.querySelectorAll('live-chat, danmaku-layer, like-button')) {
      const again = element.cloneNode(true) as Element;
      again.setAttribute('token-endpoint', `/api/token?start=${this.#starts}`);
      element.replaceWith(again);
    }
  }

  /** Logs out and in again: the room stays, its client of the service is a new one. */
  async loginAgain(): Promise<void> {
    const { room } = this.#chat;
    await room?.disconnect();
    await room?.connect();
  }

  /**
   * Waits until the danmaku layers have no comments, for at most `ms`; returns how many remain. Does not count those
   * that are several times as wide as the layer: 120 of the widest signs take minutes to cross it.
   */
  async untilEmpty(ms: number): Promise<number> {
    const end = performance.now() + ms;
    const count = (): number =>
      [...document.querySelectorAll('danmaku-layer')].reduce((sum, layer) => {
        const items = [...(layer.shadowRoot?.querySelectorAll<HTMLElement>('[part~=item]') ?? [])];
        return sum + items.filter(({ offsetWidth }) => offsetWidth <= MAX_ORDINARY_PX).length;
      }, 0);
    while (count() > 0 && performance.now() < end) await frame();
    return count();
  }

  /** What the chats show of messages that must arrive or were retracted, and of members who must have no rights. */
  observe(
    expected: readonly string[] = [],
    retracted: readonly string[] = [],
    hostileUsers = '',
  ): readonly ChatObservation[] {
    const repeatedEvents = [...this.#dispatched.values()].flatMap(({ text, times }) => (times > 1 ? [text] : []));
    return this.#chats.map((chat) => ({
      status: chat.status,
      counts: expected.map((text) => chat.messages.filter((message) => message.text === text).length),
      repeatedIds: chat.messages.length - new Set(chat.messages.map(({ id }) => id)).size,
      repeatedEvents,
      returned: retracted
        .filter((text) => this.#renders(chat, text))
        .map(
          (text) => `${text} (the host is ${chat.messages.findLast(({ from }) => from.userId === 'host')?.from.role})`,
        ),
      messages: chat.messages.length,
      rows: chat.shadowRoot?.querySelectorAll('.log .row').length ?? 0,
      roles: chat.messages.flatMap(({ from }) =>
        hostileUsers !== '' && from.userId.startsWith(hostileUsers) && from.role !== 'viewer'
          ? [`${from.userId}: ${from.role}`]
          : [],
      ),
      announcement: chat.shadowRoot?.querySelector('.banner-text')?.textContent ?? '',
    }));
  }

  /** Texts that this page sent and whose result is not known yet. */
  get pending(): readonly string[] {
    return [...this.#pending];
  }

  /** Moves the clock of the page, in ms from the real time. */
  setClock(offsetMs: number): void {
    Date.now = () => realNow() + offsetMs;
  }

  /** Sets the number of rows that the chats keep. */
  keep(rows: number): void {
    for (const chat of this.#chats) chat.setAttribute('max-messages', String(rows));
  }

  take(): { readonly found: readonly string[]; readonly rows: number; readonly dropped: number } {
    return { found: this.#inspection.drain(), rows: this.#inspection.rowsChecked, dropped: this.#dropped };
  }

  #renders(chat: LiveChat, marker: string): boolean {
    const rows = chat.shadowRoot?.querySelectorAll('.row .text') ?? [];
    for (let index = rows.length - 1; index >= 0; index--) if (rows[index]?.textContent === marker) return true;
    return false;
  }

  async #wait(condition: () => boolean, what: string): Promise<void> {
    const end = performance.now() + 10_000;
    while (!condition()) {
      if (performance.now() > end)
        throw new Error(`Not within ten seconds: ${what}. The room is ${JSON.stringify(this.state)}`);
      await frame();
    }
  }
}

declare global {
  interface Window {
    endToEndPage: EndToEndPage;
  }
}
window.endToEndPage = new EndToEndPage();
