// Keeps the end of the message list visible while the user is there, and otherwise the scroll position of what the user
// reads. Scroll anchoring is implemented here (`overflow-anchor: none` in the style sheet), so that all engines behave
// alike.
import { scaleOf } from '../../shared/dom-events.js';

/** Distance from the end that counts as being at the end, in CSS pixels: less than a row. */
const END_SLACK_PX = 16;

interface Row {
  readonly element: Element;
}

export class StickToBottom {
  readonly #scroller: HTMLElement;
  readonly #list: HTMLElement;
  readonly #onChange: () => void;
  #following = true;
  #lastTop = 0;
  /** The first visible row while the user reads, and its distance from the top of the scroller, CSS px. */
  #reading: { readonly row: Element; readonly offset: number } | undefined;
  /** False while the list is hidden or removed: it has no scroll position then, and may return with another. */
  #hasBox = true;
  #observer: ResizeObserver | undefined;
  /** While set, nothing scrolls, and `isFollowing` does not change. */
  frozen = false;

  constructor(scroller: HTMLElement, list: HTMLElement, onChange: () => void) {
    this.#scroller = scroller;
    this.#list = list;
    this.#onChange = onChange;
  }

  /** The user is at the end of the list, which scrolls with new messages. */
  get isFollowing(): boolean {
    return this.#following;
  }

  connect(): void {
    this.#hasBox = false;
    this.#scroller.addEventListener('scroll', this.readPosition, { passive: true });
    // The scroller is resized by the composer, the keyboard and the window; the list by fonts and images that load
    // late.
    if (typeof ResizeObserver === 'undefined') return; // jsdom
    this.#observer = new ResizeObserver(() => {
      this.readPosition();
      this.scrollToEnd();
    });
    this.#observer.observe(this.#scroller);
    this.#observer.observe(this.#list);
    this.readPosition();
    this.scrollToEnd();
  }

  disconnect(): void {
    this.#scroller.removeEventListener('scroll', this.readPosition);
    this.#observer?.disconnect();
  }

  /** Scrolls to the end and follows new messages. */
  follow(): void {
    const changed = !this.#following;
    this.#following = true;
    this.scrollToEnd();
    if (changed) this.#onChange();
  }

  /** Stops following new messages. */
  release(): void {
    if (!this.#following) return;
    this.#following = false;
    this.#noteReading();
    this.#onChange();
  }

  /** Scrolls the list as little as necessary to show all of `element`. Never scrolls the page. */
  reveal(element: HTMLElement): void {
    const box = this.#scroller.getBoundingClientRect();
    const { top, bottom } = element.getBoundingClientRect();
    const scale = scaleOf(this.#scroller);
    if (top < box.top) this.#scroller.scrollTop += (top - box.top) / scale;
    else if (bottom > box.bottom) this.#scroller.scrollTop += Math.min(bottom - box.bottom, top - box.top) / scale;
  }

  /** Scrolls to the end after a change of the content, if the list follows new messages. */
  scrollToEnd(): void {
    if (!this.#following || this.frozen) return;
    // Larger than any height: the engine clamps it, and nothing has to be measured.
    this.#scroller.scrollTop = 1e7;
    this.#lastTop = this.#scroller.scrollTop;
  }

  /** Index of the first visible one of `rows`. */
  firstVisible(rows: readonly Row[]): number {
    const top = this.#scroller.getBoundingClientRect().top;
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const bottom = rows[middle]?.element.getBoundingClientRect().bottom ?? Infinity;
      if (bottom > top) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Runs `change` so that the first visible row, of the `remaining` ones, does not move on the screen. */
  preserveAnchor<T>(remaining: () => readonly Row[], change: () => T): T {
    if (this.#following && !this.frozen) return change();
    const rows = remaining();
    const anchor = rows[this.firstVisible(rows)]?.element;
    const before = anchor?.getBoundingClientRect().top ?? 0;
    const result = change();
    if (anchor?.isConnected) {
      const moved = (anchor.getBoundingClientRect().top - before) / scaleOf(this.#scroller);
      if (moved !== 0) {
        this.#scroller.scrollTop += moved;
        this.#lastTop = this.#scroller.scrollTop;
      }
    }
    this.#noteReading();
    return result;
  }

  /** Notes what the user reads, for the case that the element is hidden or moved. */
  #noteReading(): void {
    if (!this.#hasBox || this.#scroller.clientHeight === 0) return;
    const rows = this.#following ? [] : [...this.#list.children].map((element) => ({ element }));
    const row = rows[this.firstVisible(rows)]?.element;
    this.#reading = row && { row, offset: this.#offsetOf(row) };
  }

  #offsetOf(row: Element): number {
    const scroller = this.#scroller;
    return (row.getBoundingClientRect().top - scroller.getBoundingClientRect().top) / scaleOf(scroller);
  }

  /** The list is on screen again: at its end if it follows, otherwise with the row on top that was there before. */
  #restorePosition(): void {
    this.#hasBox = true;
    if (this.#following && !this.frozen) return this.scrollToEnd();
    const { row, offset } = this.#reading ?? {};
    if (row && offset !== undefined && this.#list.contains(row))
      this.#scroller.scrollTop += this.#offsetOf(row) - offset;
    else this.#scroller.scrollTop = this.#lastTop;
    this.#lastTop = this.#scroller.scrollTop;
  }

  /**
   * Reads the scroll position. Also called before each change of the content, because the scroll event of a movement is
   * dispatched later.
   */
  readonly readPosition = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    if (clientHeight === 0) {
      this.#hasBox = false;
      return;
    }
    if (!this.#hasBox) return this.#restorePosition();
    const fromEnd = scrollHeight - clientHeight - scrollTop;
    if (scrollTop === this.#lastTop) return; // set by this class, or unchanged
    const upwards = scrollTop < this.#lastTop;
    this.#lastTop = scrollTop;
    if (this.frozen) return;
    // Any movement up stops following; a movement down to almost the end starts it again.
    const following = fromEnd <= 1 || (fromEnd <= END_SLACK_PX && !upwards);
    const isChanged = following !== this.#following;
    this.#following = following;
    this.#noteReading();
    if (isChanged) this.#onChange();
  };
}
