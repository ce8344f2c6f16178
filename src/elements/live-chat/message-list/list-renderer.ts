// Draws the messages of a room into the scroller: which rows stand there, in which order, and when they are drawn.
// Work per update is for new rows only, plus one walk of comparisons over the bounded window.
// Scrolling is FollowScroll's, a row's content RowView's; what a click means is decided by the element.
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import { StickToBottom } from './stick-to-bottom.js';
import { MessageRow } from './message-row.js';

/** Consecutive messages of one author within this time read as one block. */
const BLOCK_MS = 60_000;
/** From this many new rows a second on, rows are drawn in batches and without motion. */
const BUSY_ROWS_PER_SECOND = 5;
/**
 * Time between two batches in a busy room: the cost follows the number of updates, five a second cost a third of twenty
 * (measured).
 */
const BATCH_MS = 200;
/**
 * More new rows at once (back from a hidden tab) are drawn in slices, the newest first: 500 at once are a task of 80
 * ms.
 */
const SLICE_ROWS = 100;
const SLICE_FROM = 150;
const SLICE_PAUSE_MS = 30;
/** Part of a full log that goes at once. */
const TRIM_PART = 0.2;
/** Rows whose nodes wait for another message. More than one batch never goes at once. */
const POOL_SIZE = 64;

/** So many of the last messages are looked for in the next list; the newest itself may have been discarded. */
const KNOWN_LAST = 8;

export interface ListOptions {
  readonly maxRows: number;
  readonly notices: 'digest' | 'all' | 'none';
  readonly avatars: boolean;
}

/** Where the reader is. `unread` counts what people wrote since the reader left the end. */
export interface ReadingState {
  readonly reading: boolean;
  readonly unread: number;
}

export interface ListCallbacks {
  onReading(state: ReadingState): void;
  /** A row goes from the screen; its nodes may be used again. */
  onDrop(row: MessageRow): void;
}

export class ListRenderer {
  readonly #list: HTMLElement;
  readonly #localize: LocalizeController;
  readonly #listener: ListCallbacks;
  readonly #scroll: StickToBottom;
  #options: ListOptions;
  #latest: readonly ChatMessage[] = [];
  #rows: MessageRow[] = [];
  readonly #byId = new Map<string, MessageRow>();
  #byElement = new WeakMap<Element, MessageRow>();
  #pool: MessageRow[] = [];
  #renderPass = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** While rows are drawn in slices: how many of the newest are wanted by now. */
  #sliceSize = Infinity;
  #lastDraw = 0;
  /** Rows made since `#rateSince`, for the rate. */
  #made = 0;
  #rateSince = 0;
  #rate = 0;
  #unread = 0;
  #isFrozen = false;
  #lastState: ReadingState = { reading: false, unread: 0 };

  constructor(
    scroller: HTMLElement,
    list: HTMLElement,
    words: LocalizeController,
    options: ListOptions,
    listener: ListCallbacks,
  ) {
    this.#list = list;
    this.#localize = words;
    this.#options = options;
    this.#listener = listener;
    this.#scroll = new StickToBottom(scroller, list, () => this.#followingChanged());
  }

  /** The rows on screen, oldest first. */
  get rows(): readonly MessageRow[] {
    return this.#rows;
  }

  /** The row that `node` belongs to. */
  rowOf(node: EventTarget | null): MessageRow | undefined {
    const element = node instanceof Element ? node.closest('.row') : null;
    return element ? this.#byElement.get(element) : undefined;
  }

  rowById(id: string): MessageRow | undefined {
    return this.#byId.get(id);
  }

  /** Takes what stands in the room now, and draws it at once or with the next batch. */
  update(messages: readonly ChatMessage[]): void {
    this.#scroll.readPosition();
    if (this.#isReading) this.#countUnread(messages);
    this.#latest = messages;
    const newest = messages.at(-1);
    const isOwnNew = newest?.from.isSelf === true && !this.#byId.has(newest.id);
    const wait = this.#rate > BUSY_ROWS_PER_SECOND && !isOwnNew ? this.#lastDraw + BATCH_MS - performance.now() : 0;
    if (wait <= 0) this.#draw();
    else this.#timer ??= setTimeout(() => this.#drawBatch(), wait);
  }

  /** Another number of rows, other notices, avatars or not. */
  setOptions(options: ListOptions): void {
    this.#options = options;
    this.#draw();
    this.#relayout();
  }

  /** Draws all words again: the language changed. */
  refresh(): void {
    for (const row of this.#rows) row.refresh();
    this.#scroll.scrollToEnd();
  }

  /** Held: nothing moves, and what others write waits. */
  freeze(held: boolean): void {
    if (held === this.#isFrozen) return;
    this.#isFrozen = held;
    this.#scroll.frozen = held;
    this.#draw();
    this.#scroll.scrollToEnd();
  }

  /** Back to the newest row, following it again. */
  scrollToLatest(): void {
    this.#unread = 0;
    this.#scroll.follow();
    this.#draw();
  }

  /** Puts the focus on a row. Any but the last is a place to read at; the last is the end, which is followed. */
  focusRow(index: number): void {
    const row = this.#rows[index];
    if (!row) return;
    if (index < this.#rows.length - 1) this.#scroll.release();
    else this.#scroll.follow();
    row.element.focus({ preventScroll: true });
    this.#scroll.reveal(row.element);
  }

  /** Takes rows off whose messages are gone from the room, wherever the reader is. */
  remove(ids: readonly string[]): void {
    this.#latest = this.#latest.filter((message) => !ids.includes(message.id));
    const gone = new Set(ids);
    this.#rows = this.#scroll.preserveAnchor(
      () => this.#rows,
      () => this.#drop(this.#rows, (row) => gone.has(row.message.id)),
    );
    this.#relayout();
    this.#scroll.scrollToEnd();
  }

  /** Takes everything off: another room. */
  clear(): void {
    this.#latest = [];
    this.#sliceSize = Infinity;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unread = 0;
    this.#rows = this.#drop(this.#rows, () => true);
    this.#pool = [];
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

  /** Counts what people wrote since the last look; the newest that was known then is among the last few. */
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

  #draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const now = performance.now();
    const mark = ++this.#renderPass;
    const latest = this.#wanted();
    const updated: [MessageRow, ChatMessage][] = [];
    let fresh = 0;
    for (const message of latest) {
      const row = this.#byId.get(message.id);
      if (!row) {
        if (this.#shows(message)) fresh++;
        continue;
      }
      if (!this.#shows(message)) continue;
      row.renderPass = mark;
      if (row.message !== message) updated.push([row, message]);
    }
    const leaving = this.#removed(mark, fresh);
    // Nothing above the end changes in the common case, so nothing has to be measured.
    const change = (): void => {
      if (leaving.size > 0) this.#rows = this.#drop(this.#rows, (row) => leaving.has(row));
      for (const [row, message] of updated) row.update(message);
      if (fresh > 0) this.#add(latest, fresh, now);
      if (leaving.size > 0 || updated.length > 0) this.#relayout();
    };
    const changesAbove = leaving.size > 0 || updated.length > 0 || this.#sliceSize !== Infinity;
    if (this.#isReading && changesAbove)
      this.#scroll.preserveAnchor(() => this.#rows.filter((row) => !leaving.has(row)), change);
    else change();
    if (fresh + leaving.size + updated.length > 0) this.#scroll.scrollToEnd();
    if (!this.#isReading) this.#unread = 0;
    this.#lastDraw = now;
    this.#measureRate(now);
    this.#notify();
    if (this.#sliceSize >= Math.min(this.#options.maxRows, this.#latest.length)) this.#sliceSize = Infinity;
    else this.#timer = setTimeout(() => this.#drawNextSlice(), SLICE_PAUSE_MS);
  }

  #drawBatch(): void {
    this.#scroll.readPosition();
    this.#draw();
  }

  #drawNextSlice(): void {
    this.#scroll.readPosition();
    this.#sliceSize += SLICE_ROWS;
    this.#draw();
  }

  /** The messages that shall stand after this draw. */
  #wanted(): readonly ChatMessage[] {
    const wanted = Math.min(this.#options.maxRows, this.#sliceSize);
    let latest = this.#latest.length > wanted ? this.#latest.slice(-wanted) : this.#latest;
    if (this.#sliceSize !== Infinity) return latest;
    if (latest.length === this.#options.maxRows) latest = this.#trimmed(latest);
    if (this.#isReading) return latest;
    if (latest.length <= SLICE_FROM) return latest;
    const fresh = latest.reduce((count, message) => (this.#byId.has(message.id) ? count : count + 1), 0);
    if (fresh <= SLICE_FROM) return latest;
    this.#sliceSize = SLICE_ROWS;
    return latest.slice(-SLICE_ROWS);
  }

  /**
   * Of a full window: from the first row that stands on, so that nothing goes; when that has left the room, a part
   * less.
   * Each row that goes at the top moves all others, which costs more than the new row does: so many go, seldom.
   */
  #trimmed(latest: readonly ChatMessage[]): readonly ChatMessage[] {
    const first = this.#rows[0]?.message.id;
    if (first === undefined) return latest;
    const start = latest.findIndex((message) => message.id === first);
    if (start !== -1) return latest.slice(start);
    return this.#isReading ? latest : latest.slice(Math.ceil(latest.length * TRIM_PART));
  }

  /**
   * Rows that go with this draw. Under a reader's eyes only those go that left the room, or stand far above the view.
   */
  #removed(mark: number, fresh: number): Set<MessageRow> {
    const leaving = new Set<MessageRow>();
    const firstKept = this.#rows.findIndex((row) => row.renderPass === mark);
    const reading = this.#isReading;
    const spare = this.#rows.length + fresh - this.#options.maxRows * 2;
    const firstInView = reading && spare > 0 ? this.#scroll.firstVisible(this.#rows) : 0;
    this.#rows.forEach((row, index) => {
      if (row.renderPass === mark) return;
      const isOld = firstKept === -1 || index < firstKept;
      const stays =
        (reading &&
          isOld &&
          (index >= spare || index >= firstInView) &&
          !(firstKept === -1 && this.#latest.length === 0)) ||
        this.#hasFocus(row);
      if (!stays) leaving.add(row);
    });
    return leaving;
  }

  #hasFocus(row: MessageRow): boolean {
    const root = this.#list.getRootNode();
    return root instanceof ShadowRoot && root.activeElement !== null && row.element.contains(root.activeElement);
  }

  #drop(rows: readonly MessageRow[], isGone: (row: MessageRow) => boolean): MessageRow[] {
    return rows.filter((row) => {
      if (!isGone(row)) return true;
      this.#listener.onDrop(row);
      row.element.remove();
      this.#byId.delete(row.message.id);
      if (row.isReusable && this.#pool.length < POOL_SIZE) this.#pool.push(row);
      return false;
    });
  }

  /** Makes rows for what has none yet, and puts all rows into the order of the room. */
  #add(latest: readonly ChatMessage[], fresh: number, now: number): void {
    const isCalm = this.#rate < BUSY_ROWS_PER_SECOND && fresh < BUSY_ROWS_PER_SECOND && this.#lastDraw > 0;
    const wasReading = this.#isReading;
    const kept = this.#rows.filter((row) => row.renderPass !== this.#renderPass);
    const next: MessageRow[] = kept;
    let previous: MessageRow | undefined = kept.at(-1);
    let room = wasReading ? Math.max(this.#options.maxRows * 2 - this.#rows.length, 0) : Infinity;
    let cursor: ChildNode | null = previous ? previous.element.nextSibling : this.#list.firstChild;
    for (const message of latest) {
      if (!this.#shows(message)) continue;
      let row = this.#byId.get(message.id);
      if (!row) {
        const isOwn = message.from.isSelf;
        if ((this.#isFrozen || room <= 0) && !isOwn) continue; // waits in the room until the reader comes back
        room--;
        row = this.#rowFor(message);
        row.renderPass = this.#renderPass;
        row.element.classList.toggle('arriving', isCalm);
        this.#made++;
      }
      if (row.element === cursor) cursor = cursor.nextSibling;
      else this.#list.insertBefore(row.element, cursor);
      row.setLayout({ continued: continuesBlock(previous, row), avatars: this.#options.avatars });
      next.push(row);
      previous = row;
    }
    this.#rows = next;
    if (this.#rateSince === 0) this.#rateSince = now;
  }

  #rowFor(message: ChatMessage): MessageRow {
    const isPlain = message.kind === 'text' || message.kind === 'face';
    let row = isPlain ? this.#pool.pop() : undefined;
    if (row) row.update(message);
    else {
      row = new MessageRow(message, this.#localize, this.#options.notices === 'all');
      this.#byElement.set(row.element, row);
    }
    this.#byId.set(message.id, row);
    return row;
  }

  #relayout(): void {
    let previous: MessageRow | undefined;
    for (const row of this.#rows) {
      row.setLayout({ continued: continuesBlock(previous, row), avatars: this.#options.avatars });
      previous = row;
    }
  }

  #measureRate(now: number): void {
    const elapsed = now - this.#rateSince;
    if (elapsed < 1000) {
      // A burst shows before its second is over.
      this.#rate = Math.max(this.#rate, this.#made);
      return;
    }
    this.#rate = (this.#made * 1000) / elapsed;
    this.#made = 0;
    this.#rateSince = now;
  }

  #followingChanged(): void {
    if (this.#isReading) this.#notify();
    else this.#draw();
  }

  #notify(): void {
    const reading = this.#isReading;
    if (!reading) this.#unread = 0;
    if (reading === this.#lastState.reading && this.#unread === this.#lastState.unread) return;
    this.#lastState = { reading, unread: this.#unread };
    this.#listener.onReading(this.#lastState);
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
