// Renders the messages of a room into the scroller: which rows there are, in which order, and when they are rendered.
// An update does work for new rows only, plus one comparison for each message of the bounded buffer. `StickToBottom`
// scrolls, `MessageRow` renders the content of a row, and `MessageList` handles clicks.
import { isShadowRoot } from '../../shared/element-utils.js';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { MessageRow } from './message-row.js';
import { RowPool } from './row-pool.js';
import { StickToBottom } from './stick-to-bottom.js';

/** Consecutive messages of one author within this time form one block. */
const BLOCK_MS = 60_000;
/** From this many new rows per second on, rows are rendered in batches and without animation. */
const BUSY_ROWS_PER_SECOND = 5;
/** Time between two batches in a busy room. Measured: five updates a second cost a third of twenty. */
const BATCH_MS = 200;
/**
 * More than `SLICE_FROM` new rows at once (after a hidden tab is shown) are rendered in slices, the newest first: 500
 * at once are a task of 80 ms.
 */
const SLICE_ROWS = 100;
const SLICE_FROM = 150;
const SLICE_PAUSE_MS = 30;
const TRIM_SHARE = 0.2; // of a full list, removed at once
/** Number of newest messages that are searched for in the next list; the newest itself may have been discarded. */
const KNOWN_LAST = 8;

export interface ListOptions {
  readonly maxRows: number;
  readonly notices: 'digest' | 'all' | 'none';
  readonly avatars: boolean;
  /** Images from addresses that other users sent are loaded. */
  readonly images: boolean;
  /** Each message has its time. */
  readonly times: boolean;
}

/** Whether the user reads older messages, and how many messages of others have arrived since. */
export interface ReadingState {
  readonly reading: boolean;
  readonly unread: number;
}

export interface ListCallbacks {
  onReading(state: ReadingState): void;
  /** A row is removed; its nodes may be reused. */
  onRemove(row: MessageRow): void;
}

export class ListRenderer {
  readonly #list: HTMLElement;
  readonly #callbacks: ListCallbacks;
  readonly #pool: RowPool;
  readonly #scroll: StickToBottom;
  #options: ListOptions;
  #latest: readonly ChatMessage[] = [];
  #rows: MessageRow[] = [];
  #renderPass = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** While rows are rendered in slices: the number of newest messages to render so far. */
  #sliceSize = Infinity;
  #lastRender = 0;
  /** Rows created since `#rateSince`, for the rate. */
  #created = 0;
  #rateSince = 0;
  #rate = 0;
  #unread = 0;
  #isFrozen = false;
  #lastState: ReadingState = { reading: false, unread: 0 };

  constructor(
    scroller: HTMLElement,
    list: HTMLElement,
    localize: LocalizeController,
    options: ListOptions,
    callbacks: ListCallbacks,
  ) {
    this.#list = list;
    this.#options = options;
    this.#callbacks = callbacks;
    this.#pool = new RowPool(localize, (row) => callbacks.onRemove(row));
    this.#scroll = new StickToBottom(scroller, list, () => this.#followingChanged());
  }

  /** The rows on screen, oldest first. */
  get rows(): readonly MessageRow[] {
    return this.#rows;
  }

  /** The row that contains `node`. */
  rowOf(node: EventTarget | null): MessageRow | undefined {
    return this.#pool.rowOf(node);
  }

  rowById(id: string): MessageRow | undefined {
    return this.#pool.byId(id);
  }

  /** Renders the current messages of the room, at once or with the next batch. */
  update(messages: readonly ChatMessage[]): void {
    this.#scroll.readPosition();
    if (this.#isReading) this.#countUnread(messages);
    this.#latest = messages;
    const newest = messages.at(-1);
    const isOwnNew = newest?.from.isSelf === true && !this.#pool.has(newest.id);
    const wait = this.#rate > BUSY_ROWS_PER_SECOND && !isOwnNew ? this.#lastRender + BATCH_MS - performance.now() : 0;
    if (wait <= 0) this.#render();
    else this.#timer ??= setTimeout(() => this.#renderBatch(), wait);
  }

  /** Changes the number of rows, the notices, or whether there are avatars and images. */
  setOptions(options: ListOptions): void {
    this.#options = options;
    this.#render();
    this.#relayout();
  }

  /** Renders all texts again, after the language has changed. */
  refresh(): void {
    for (const row of this.#rows) row.refresh();
    this.#scroll.scrollToEnd();
  }

  /** While frozen, the list does not scroll, and messages of others are not added. */
  freeze(isFrozen: boolean): void {
    if (isFrozen === this.#isFrozen) return;
    this.#isFrozen = isFrozen;
    this.#scroll.frozen = isFrozen;
    this.#render();
    this.#scroll.scrollToEnd();
  }

  /** Scrolls to the newest row and follows new ones again. */
  scrollToLatest(): void {
    this.#unread = 0;
    this.#scroll.follow();
    this.#render();
  }

  /** Focuses a row. On the last one the list follows new messages; on any other it keeps its scroll position. */
  focusRow(index: number): void {
    const row = this.#rows[index];
    if (!row) return;
    if (index < this.#rows.length - 1) this.#scroll.release();
    else this.#scroll.follow();
    row.element.focus({ preventScroll: true });
    this.#scroll.reveal(row.element);
  }

  /** Removes the rows of messages that the room has deleted, also while the user reads them. */
  remove(ids: readonly string[]): void {
    this.#latest = this.#latest.filter((message) => !ids.includes(message.id));
    const gone = new Set(ids);
    this.#rows = this.#scroll.preserveAnchor(
      () => this.#rows,
      () => this.#pool.remove(this.#rows, (row) => gone.has(row.message.id)),
    );
    this.#relayout();
    this.#scroll.scrollToEnd();
  }

  /** Removes all rows, for another room. */
  clear(): void {
    this.#latest = [];
    this.#sliceSize = Infinity;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unread = 0;
    this.#rows = this.#pool.remove(this.#rows, () => true);
    this.#pool.clear();
    this.#scroll.follow();
    this.#notify();
  }

  connect(): void {
    this.#scroll.connect();
  }

  disconnect(): void {
    this.#scroll.disconnect();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  get #isReading(): boolean {
    return this.#isFrozen || !this.#scroll.isFollowing;
  }

  /** Counts the new messages of others; the newest known one is among the last few of the previous list. */
  #countUnread(messages: readonly ChatMessage[]): void {
    const known = new Set(this.#latest.slice(-KNOWN_LAST).map((message) => message.id));
    for (let index = messages.length - 1; index >= 0; index--) {
      const message = messages[index];
      if (!message || known.has(message.id)) return;
      if (!message.from.isSelf && message.kind !== 'notice') this.#unread++;
    }
  }

  #shows(message: ChatMessage): boolean {
    if (message.kind === 'custom') return message.text !== '';
    if (message.kind !== 'notice') return true;
    const type = message.notice?.type;
    if (type === undefined) return false;
    return this.#options.notices !== 'none' || (type !== 'joined' && type !== 'left');
  }

  #render(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const now = performance.now();
    const pass = ++this.#renderPass;
    const latest = this.#messagesToRender();
    const updated: [MessageRow, ChatMessage][] = [];
    let added = 0;
    for (const message of latest) {
      const row = this.#pool.byId(message.id);
      if (!row) {
        if (this.#shows(message)) added++;
        continue;
      }
      if (!this.#shows(message)) continue;
      row.renderPass = pass;
      if (row.message !== message) updated.push([row, message]);
    }
    const removed = this.#removed(pass, added);
    const change = (): void => {
      if (removed.size > 0) this.#rows = this.#pool.remove(this.#rows, (row) => removed.has(row));
      for (const [row, message] of updated) row.update(message);
      if (added > 0) this.#add(latest, added, now);
      if (removed.size > 0 || updated.length > 0) this.#relayout();
    };
    // In the common case nothing changes above the end, so that nothing has to be measured.
    const changesAbove = removed.size > 0 || updated.length > 0 || this.#sliceSize !== Infinity;
    if (this.#isReading && changesAbove)
      this.#scroll.preserveAnchor(() => this.#rows.filter((row) => !removed.has(row)), change);
    else change();
    if (added + removed.size + updated.length > 0) this.#scroll.scrollToEnd();
    if (!this.#isReading) this.#unread = 0;
    this.#lastRender = now;
    this.#measureRate(now);
    this.#notify();
    if (this.#sliceSize >= Math.min(this.#options.maxRows, this.#latest.length)) this.#sliceSize = Infinity;
    else this.#timer = setTimeout(() => this.#renderNextSlice(), SLICE_PAUSE_MS);
  }

  #renderBatch(): void {
    this.#scroll.readPosition();
    this.#render();
  }

  #renderNextSlice(): void {
    this.#scroll.readPosition();
    this.#sliceSize += SLICE_ROWS;
    this.#render();
  }

  /** The messages that have a row after this render. */
  #messagesToRender(): readonly ChatMessage[] {
    const newest = this.#newestToRender();
    // A message of the user that is not sent yet, or failed, stays until it is sent, retried or discarded.
    const unsent = this.#latest.slice(0, -newest.length || undefined).filter(({ status }) => status !== 'sent');
    return unsent.length > 0 ? [...unsent, ...newest] : newest;
  }

  #newestToRender(): readonly ChatMessage[] {
    const count = Math.min(this.#options.maxRows, this.#sliceSize);
    let latest = this.#latest.length > count ? this.#latest.slice(-count) : this.#latest;
    if (this.#sliceSize !== Infinity) return latest;
    if (latest.length === this.#options.maxRows) latest = this.#trimmed(latest);
    if (this.#isReading) return latest;
    if (latest.length <= SLICE_FROM) return latest;
    const added = latest.filter((message) => !this.#pool.has(message.id)).length;
    if (added <= SLICE_FROM) return latest;
    this.#sliceSize = SLICE_ROWS;
    return latest.slice(-SLICE_ROWS);
  }

  /**
   * The messages of a full list from its first row on, so that no row is removed. When the room has deleted that
   * message, a share of the list is removed instead: removing a row at the top moves all others, which costs more than
   * the new row, so many are removed at once, but rarely.
   */
  #trimmed(latest: readonly ChatMessage[]): readonly ChatMessage[] {
    const first = this.#rows.find(({ message }) => message.status === 'sent')?.message.id;
    if (first === undefined) return latest;
    const start = latest.findIndex((message) => message.id === first);
    if (start !== -1) return latest.slice(start);
    return this.#isReading ? latest : latest.slice(Math.ceil(latest.length * TRIM_SHARE));
  }

  /**
   * The rows to remove in this render. While the user reads, only rows whose messages the room has deleted, and rows
   * far above the visible ones.
   */
  #removed(pass: number, added: number): Set<MessageRow> {
    const removed = new Set<MessageRow>();
    const firstKept = this.#rows.findIndex((row) => row.renderPass === pass);
    const reading = this.#isReading;
    const excess = this.#rows.length + added - this.#options.maxRows * 2;
    const firstInView = reading && excess > 0 ? this.#scroll.firstVisible(this.#rows) : 0;
    this.#rows.forEach((row, index) => {
      if (row.renderPass === pass) return;
      const isOld = firstKept === -1 || index < firstKept;
      const stays =
        (reading &&
          isOld &&
          (index >= excess || index >= firstInView) &&
          !(firstKept === -1 && this.#latest.length === 0)) ||
        this.#hasFocus(row);
      if (!stays) removed.add(row);
    });
    return removed;
  }

  #hasFocus(row: MessageRow): boolean {
    const root = this.#list.getRootNode();
    return isShadowRoot(root) && root.activeElement !== null && row.element.contains(root.activeElement);
  }

  /** Creates rows for new messages, and puts all rows into the order of the room. */
  #add(latest: readonly ChatMessage[], added: number, now: number): void {
    const isCalm = this.#rate < BUSY_ROWS_PER_SECOND && added < BUSY_ROWS_PER_SECOND && this.#lastRender > 0;
    const wasReading = this.#isReading;
    const kept = this.#rows.filter((row) => row.renderPass !== this.#renderPass);
    const next: MessageRow[] = kept;
    let previous: MessageRow | undefined = kept.at(-1);
    let capacity = wasReading ? Math.max(this.#options.maxRows * 2 - this.#rows.length, 0) : Infinity;
    let cursor: ChildNode | null = previous ? previous.element.nextSibling : this.#list.firstChild;
    const { avatars, images, times } = this.#options;
    for (const message of latest) {
      if (!this.#shows(message)) continue;
      let row = this.#pool.byId(message.id);
      if (!row) {
        const isOwn = message.from.isSelf;
        if ((this.#isFrozen || capacity <= 0) && !isOwn) continue; // rendered when the user returns to the end
        capacity--;
        row = this.#pool.create(message, { namesAll: this.#options.notices === 'all', images: this.#options.images });
        row.renderPass = this.#renderPass;
        row.element.classList.toggle('arriving', isCalm);
        this.#created++;
      }
      if (row.element === cursor) cursor = cursor.nextSibling;
      else this.#list.insertBefore(row.element, cursor);
      row.setLayout({ continued: continuesBlock(previous, row), avatars, images, times });
      next.push(row);
      previous = row;
    }
    this.#rows = next;
    if (this.#rateSince === 0) this.#rateSince = now;
  }

  #relayout(): void {
    const { avatars, images, times } = this.#options;
    let previous: MessageRow | undefined;
    for (const row of this.#rows) {
      row.setLayout({ continued: continuesBlock(previous, row), avatars, images, times });
      previous = row;
    }
  }

  #measureRate(now: number): void {
    const elapsed = now - this.#rateSince;
    if (elapsed < 1000) {
      // A burst counts before its second has passed.
      this.#rate = Math.max(this.#rate, this.#created);
      return;
    }
    this.#rate = (this.#created * 1000) / elapsed;
    this.#created = 0;
    this.#rateSince = now;
  }

  #followingChanged(): void {
    if (this.#isReading) this.#notify();
    else this.#render();
  }

  #notify(): void {
    const reading = this.#isReading;
    if (!reading) this.#unread = 0;
    if (reading === this.#lastState.reading && this.#unread === this.#lastState.unread) return;
    this.#lastState = { reading, unread: this.#unread };
    this.#callbacks.onReading(this.#lastState);
  }
}

function continuesBlock(above: MessageRow | undefined, row: MessageRow): boolean {
  if (!above) return false;
  const a = above.message;
  const b = row.message;
  return (
    a.kind !== 'notice' &&
    b.kind !== 'notice' &&
    a.kind !== 'gift' &&
    b.kind !== 'gift' &&
    a.from.userId === b.from.userId &&
    a.from.nick === b.from.nick &&
    b.time - a.time < BLOCK_MS
  );
}
