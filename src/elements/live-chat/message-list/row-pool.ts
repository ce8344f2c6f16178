import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import { MessageRow, type RowOptions } from './message-row.js';
import { closestElement } from '../../shared/dom-events.js';

/** Rows kept for other messages. One batch never removes more. */
const POOL_SIZE = 64;

/**
 * Creates the rows of the message list, finds them by message id or node, and reuses the nodes of removed rows: a busy
 * room replaces its rows several times a minute.
 */
export class RowPool {
  readonly #localize: LocalizeController;
  readonly #onRemove: (row: MessageRow) => void;
  readonly #byId = new Map<string, MessageRow>();
  readonly #byElement = new WeakMap<Element, MessageRow>();
  #free: MessageRow[] = [];

  /** `onRemove` is called before a row is removed from the document. */
  constructor(localize: LocalizeController, onRemove: (row: MessageRow) => void) {
    this.#localize = localize;
    this.#onRemove = onRemove;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  byId(id: string): MessageRow | undefined {
    return this.#byId.get(id);
  }

  /** The row that contains `node`. */
  rowOf(node: EventTarget | null): MessageRow | undefined {
    const element = closestElement(node, '.row');
    return element ? this.#byElement.get(element) : undefined;
  }

  /** A row for `message`, not yet in the document. Its layout has to be set. */
  create(message: ChatMessage, options: RowOptions): MessageRow {
    const isReusable = message.kind === 'text' || message.kind === 'face';
    let row = isReusable ? this.#free.pop() : undefined;
    if (row) row.update(message);
    else {
      row = new MessageRow(message, this.#localize, options);
      this.#byElement.set(row.element, row);
    }
    this.#byId.set(message.id, row);
    return row;
  }

  /** Removes those of `rows` to which `isGone` applies. Returns the others. */
  remove(rows: readonly MessageRow[], isGone: (row: MessageRow) => boolean): MessageRow[] {
    return rows.filter((row) => {
      if (!isGone(row)) return true;
      this.#onRemove(row);
      row.element.remove();
      this.#byId.delete(row.message.id);
      if (row.isReusable && this.#free.length < POOL_SIZE) this.#free.push(row);
      return false;
    });
  }

  /** Forgets the removed rows. */
  clear(): void {
    this.#free = [];
  }
}
