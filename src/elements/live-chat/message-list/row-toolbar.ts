// The toolbar of a row, at its inline end: the time and the menu button. There is one for the whole list; it is moved into
// the row that has the pointer, the touch or the focus, so that a thousand rows do not need a thousand buttons.
import { html, nothing, render } from 'lit';
import { moreIcon } from '../../shared/icons.js';
import { formatTime } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { MessageRow } from './message-row.js';

export class RowToolbar {
  showTimes = true;
  #element: HTMLElement | undefined;
  readonly #localize: LocalizeController;
  #row: MessageRow | undefined;

  constructor(localize: LocalizeController) {
    this.#localize = localize;
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
    const hasMenu = kind !== 'notice' && from.userId !== '';
    const timestamp = html`<time class="time" part="time" datetime=${new Date(time).toISOString()}
      >${formatTime(this.#localize.lang, time)}</time
    >`;
    const menuButton = html`<button
      class="more"
      type="button"
      tabindex="-1"
      data-action="menu"
      aria-haspopup="menu"
      aria-label=${this.#localize.term('rowMenu', { name: from.nick })}
      >${moreIcon()}</button
    >`;
    render(html`${this.showTimes ? timestamp : nothing}${hasMenu ? menuButton : nothing}`, element);
    row.element.append(element);
    row.element.classList.add('with-tools');
  }

  /** Removes the toolbar if it is in `row`, because the row is removed. */
  leave(row: MessageRow): void {
    if (row === this.#row) this.moveTo(undefined);
  }
}

function createToolbar(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'tools';
  return element;
}
