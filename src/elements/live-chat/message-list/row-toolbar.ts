// What a row offers on demand, at its inline end: its time, and the button of its menu. There is one for the whole log;
// it
// goes into the row under the pointer, the finger or the focus, so that a thousand rows do not carry a thousand
// buttons.
import { html, nothing, render } from 'lit';
import { moreIcon } from '../../shared/icons.js';
import { formatTime } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { MessageRow } from './message-row.js';

export class RowToolbar {
  /** Off: no times. */
  showTimes = true;
  #element: HTMLElement | undefined;
  readonly #localize: LocalizeController;
  #row: MessageRow | undefined;

  constructor(words: LocalizeController) {
    this.#localize = words;
  }

  /** Goes to `row`, or away. */
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
    const hasMenu = kind !== 'notice' && from.userId !== '';
    const words = formatTime(this.#localize.lang, time);
    render(
      html`${this.showTimes ? html`<time class="time" part="time" datetime=${new Date(time).toISOString()}>${words}</time>` : nothing}${
        hasMenu
          ? html`<button class="more" type="button" tabindex="-1" data-action="menu" aria-haspopup="menu" aria-label=${this.#localize.term('rowMenu', { name: from.nick })}>${moreIcon()}</button>`
          : nothing
      }`,
      element,
    );
    row.element.append(element);
    row.element.classList.add('with-tools');
  }

  /** Leaves `row`, when it is there: the row goes. */
  leave(row: MessageRow): void {
    if (row === this.#row) this.moveTo(undefined);
  }
}

function createToolbar(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'tools';
  return element;
}
