import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { Room } from '../../../room/room.js';
import { formatDuration, formatTime } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import { type Toast, errorText } from '../toast.js';
import { BAN_SECONDS, MUTE_SECONDS, type RowAction } from './row-menu.js';
import { html, nothing, render } from 'lit';
import { moreIcon } from '../../shared/icons.js';
import type { MessageRow } from './message-row.js';

export interface RowActionOptions {
  readonly room: Room;
  readonly localize: LocalizeController;
  readonly toast: Toast;
  readonly mention: (userId: string, nick: string) => void;
}

/** Performs an action of the row menu, and shows the result in a toast, with "Undo" where the service supports it. */
export async function performRowAction(
  action: RowAction,
  message: ChatMessage,
  { room, localize, toast, mention }: RowActionOptions,
): Promise<void> {
  const { id, from, text } = message;
  const undo = (run: () => void) => ({ label: localize.term('undo'), run });
  try {
    switch (action) {
      case 'copy':
        toast.show({ text: await copy(text, localize) });
        break;
      case 'mention':
        mention(from.userId, from.nick);
        break;
      case 'hide':
        room.hideUser(from.userId);
        toast.show({
          text: localize.term('userHidden', { name: from.nick }),
          action: undo(() => room.unhideUser(from.userId)),
        });
        break;
      case 'retry':
        await room.retry(id);
        break;
      case 'discard':
        room.discard(id);
        break;
      case 'mute':
        await room.mute(from.userId, MUTE_SECONDS);
        toast.show({
          text: localize.term('userMutedFor', {
            name: from.nick,
            duration: formatDuration(localize.lang, MUTE_SECONDS),
          }),
          action: undo(
            () =>
              void room.unmute(from.userId).catch((error: unknown) => toast.show({ text: errorText(error, localize) })),
          ),
        });
        break;
      case 'ban':
        await room.ban(from.userId, BAN_SECONDS);
        toast.show({ text: localize.term('userBanned', { name: from.nick }) });
        break;
      case 'retract':
        await room.retract(id);
        break;
    }
  } catch (error) {
    // The row of the message shows a failed retry.
    if (action !== 'retry') toast.show({ text: errorText(error, localize) });
  }
}

/** Copies the text. Returns the result as text for the user. */
async function copy(text: string, localize: LocalizeController): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return localize.term('copied');
  } catch (error) {
    // Not permitted, or not a secure context.
    if (error instanceof DOMException || error instanceof TypeError) return localize.term('copyFailed');
    throw error;
  }
}

// The toolbar of a row, at its inline end: the time and the menu button. There is one for the whole list; it is moved
// into the row that has the pointer, the touch or the focus, so that a thousand rows do not need a thousand buttons.
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
