// The toolbar of a row, at its inline end: the time, the button that replies, and the menu button. There is one for the
// whole list; it is moved into the row that has the pointer, the touch or the focus, so that a thousand rows do not need
// a thousand buttons.
import { html, nothing, render, svg, type TemplateResult } from 'lit';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import { formatTime } from '../../shared/format.js';
import { icon, moreIcon } from '../../shared/icons.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { MessageRow } from './message-row.js';

/** An arrow that turns back: reply. */
const replyIcon = (): TemplateResult => icon(svg`<path d="M8.5 5.5 4.5 9.5l4 4M4.5 9.5h7a4 4 0 0 1 4 4v1"></path>`);

export class RowToolbar {
  showTimes = true;
  #element: HTMLElement | undefined;
  readonly #localize: LocalizeController;
  readonly #canReply: (message: ChatMessage) => boolean;
  #row: MessageRow | undefined;

  constructor(localize: LocalizeController, canReply: (message: ChatMessage) => boolean) {
    this.#localize = localize;
    this.#canReply = canReply;
  }

  /** Moves the toolbar into `row`, or removes it. */
  moveTo(row: MessageRow | undefined): void {
    if (row === this.#row && (!row || row.element === this.#element?.parentNode)) return;
    this.#row?.element.classList.remove('with-tools');
    this.#row = row;
    if (!row) {
      this.#element?.remove();
      return;
    }
    const element = (this.#element ??= createToolbar());
    const { kind, from, time } = row.message;
    const name = from.nick;
    const term = this.#localize.term.bind(this.#localize);
    const hasMenu = kind !== 'notice' && from.userId !== '';
    const timestamp = html`<time class="time" part="time" datetime=${new Date(time).toISOString()}
      >${formatTime(this.#localize.lang, time)}</time
    >`;
    render(
      html`${this.showTimes ? timestamp : nothing}${
        this.#canReply(row.message) ? renderTool('reply', term('replyTo', { name }), replyIcon()) : nothing
      }${hasMenu ? renderTool('menu', term('rowMenu', { name }), moreIcon()) : nothing}`,
      element,
    );
    row.element.append(element);
    row.element.classList.add('with-tools');
  }

  /** Removes the toolbar if it is in `row`, because the row is removed. */
  leave(row: MessageRow): void {
    if (row === this.#row) this.moveTo(undefined);
  }
}

function renderTool(action: 'reply' | 'menu', label: string, content: TemplateResult): TemplateResult {
  return html`<button
    class="tool"
    type="button"
    tabindex="-1"
    data-action=${action}
    aria-haspopup=${action === 'menu'}
    aria-label=${label}
    >${content}</button
  >`;
}

function createToolbar(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'tools';
  return element;
}
