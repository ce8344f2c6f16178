import { sendKeys } from '@web/test-runner-commands';
import { type LiveChat, LiveChat as LiveChatClass } from '../../../../src/elements/live-chat/live-chat.js';
import { defineElement } from '../../../../src/elements/shared/element-utils.js';
import { until } from '../../../support/until.js';

defineElement('live-chat', LiveChatClass);

/** What a test reads of a row. */
export interface SeenRow {
  readonly author: string;
  readonly text: string;
  readonly element: HTMLElement;
  has(className: string): boolean;
}

const made = new Set<HTMLElement>();

/** Gives tests access to the shadow tree of a <live-chat>. */
export class LiveChatDriver {
  constructor(readonly element: LiveChat) {}

  /** Puts an element with these attributes and properties into the page. */
  static async put(
    attributes: Record<string, string> = {},
    properties: Partial<LiveChat> = {},
    parent: HTMLElement = document.body,
  ): Promise<LiveChatDriver> {
    const element = document.createElement('live-chat');
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    Object.assign(element, properties);
    parent.append(element);
    made.add(element);
    await element.updateComplete;
    return new LiveChatDriver(element);
  }

  /** Removes all elements of the test from the page, and what they stored for a reload. */
  static async clear(): Promise<void> {
    for (const element of made) element.remove();
    made.clear();
    sessionStorage.clear(); // drafts
    // Elements release their room a microtask later, and shared rooms close after a short grace period.
    await Promise.resolve();
  }

  get root(): ShadowRoot {
    if (!this.element.shadowRoot) throw new Error('<live-chat> has no shadow root yet');
    return this.element.shadowRoot;
  }

  /** The only element for `selector`; throws when there is none. */
  find<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.root.querySelector<T>(selector);
    if (!found) {
      const { status, hasUpdated } = this.element;
      const shown = this.root.querySelector('.frame')?.textContent.replace(/\s+/g, ' ');
      throw new Error(`<live-chat> shows no ${selector}: ${status}, updated: ${hasUpdated}, shown: ${shown}`);
    }
    return found;
  }

  /** The same, as soon as there is one: most of the chat is rendered by a lazy file. */
  async found<T extends HTMLElement = HTMLElement>(selector: string): Promise<T> {
    return until(() => this.root.querySelector<T>(selector), `<live-chat> shows ${selector}`);
  }

  shows(selector: string): boolean {
    return this.root.querySelector(selector) !== null;
  }

  rows(): SeenRow[] {
    return [...this.root.querySelectorAll<HTMLElement>('.row')].map((element) => ({
      element,
      author: element.querySelector('.author')?.textContent ?? '',
      text: element.querySelector('.text')?.textContent ?? '',
      has: (className) => element.classList.contains(className),
    }));
  }

  texts(): string[] {
    return this.rows().map((row) => row.text);
  }

  async row(text: string): Promise<SeenRow> {
    return until(() => this.rows().find((row) => row.text === text), `the row "${text}" stands in the log`);
  }

  get log(): HTMLElement {
    return this.find('.log');
  }

  get field(): HTMLTextAreaElement {
    return this.find<HTMLTextAreaElement>('.input');
  }

  get focused(): Element | null {
    return this.root.activeElement;
  }

  /** Types into the composer, as a user does. */
  async type(text: string): Promise<void> {
    this.field.focus();
    await sendKeys({ type: text });
  }

  async send(text: string): Promise<void> {
    await this.type(text);
    await sendKeys({ press: 'Enter' });
  }

  async joined(): Promise<void> {
    await until(() => this.element.status === 'joined', 'the room is joined');
    await this.element.updateComplete;
  }

  distanceFromEnd(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    return scrollHeight - scrollTop - clientHeight;
  }
}
