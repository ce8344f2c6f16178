// Keeps the end of the log in view while the reader is there, and the reader's place when they are not.
// Anchoring is done by hand (`overflow-anchor: none` in the style sheet), so that every engine behaves alike.

/** How near to the end counts as at the end, in CSS pixels: less than a row. */
const END_SLACK_PX = 16;

interface Placed {
  readonly element: HTMLElement;
}

export class StickToBottom {
  readonly #scroller: HTMLElement;
  readonly #list: HTMLElement;
  readonly #onChange: () => void;
  #following = true;
  #lastTop = 0;
  #observer: ResizeObserver | undefined;
  /** Set while the log is held: it neither follows nor stops to want to. */
  frozen = false;

  constructor(scroller: HTMLElement, list: HTMLElement, onChange: () => void) {
    this.#scroller = scroller;
    this.#list = list;
    this.#onChange = onChange;
  }

  /** The reader is at the end and wants to stay there. */
  get isFollowing(): boolean {
    return this.#following;
  }

  connect(): void {
    this.#scroller.addEventListener('scroll', this.readPosition, { passive: true });
    // The box changes with the composer, the keyboard and the window; the list with fonts and pictures that come late.
    this.#observer = new ResizeObserver(() => {
      this.readPosition();
      this.scrollToEnd();
    });
    this.#observer.observe(this.#scroller);
    this.#observer.observe(this.#list);
    this.scrollToEnd();
  }

  disconnect(): void {
    this.#scroller.removeEventListener('scroll', this.readPosition);
    this.#observer?.disconnect();
  }

  /** Goes to the end and follows from there on. */
  follow(): void {
    const changed = !this.#following;
    this.#following = true;
    this.scrollToEnd();
    if (changed) this.#onChange();
  }

  /** Stays where it is from now on. */
  release(): void {
    if (!this.#following) return;
    this.#following = false;
    this.#onChange();
  }

  /** Scrolls as little as shows all of `element`; only the log, never the page around it. */
  reveal(element: HTMLElement): void {
    const box = this.#scroller.getBoundingClientRect();
    const { top, bottom } = element.getBoundingClientRect();
    if (top < box.top) this.#scroller.scrollTop += top - box.top;
    else if (bottom > box.bottom) this.#scroller.scrollTop += Math.min(bottom - box.bottom, top - box.top);
  }

  /** After the content changed: to the end, when the reader follows it. */
  scrollToEnd(): void {
    if (!this.#following || this.frozen) return;
    // More than there is: the engine clamps it, and nothing has to be measured.
    this.#scroller.scrollTop = 1e7;
    this.#lastTop = this.#scroller.scrollTop;
  }

  /** Index of the first of `rows` that reaches into the view. */
  firstVisible(rows: readonly Placed[]): number {
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

  /** Runs `change` so that the first row in view, of those that `stay`, does not move on screen. */
  preserveAnchor<T>(stay: () => readonly Placed[], change: () => T): T {
    if (this.#following && !this.frozen) return change();
    const rows = stay();
    const anchor = rows[this.firstVisible(rows)]?.element;
    const before = anchor?.getBoundingClientRect().top ?? 0;
    const result = change();
    if (anchor?.isConnected) {
      const moved = anchor.getBoundingClientRect().top - before;
      if (moved !== 0) {
        this.#scroller.scrollTop += moved;
        this.#lastTop = this.#scroller.scrollTop;
      }
    }
    return result;
  }

  /**
   * Looks where the reader is now. Also before each change of the content: the event of a step that was just made comes
   * later.
   */
  readonly readPosition = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const fromEnd = scrollHeight - clientHeight - scrollTop;
    if (scrollTop === this.#lastTop) return; // our own step, or nothing
    const upwards = scrollTop < this.#lastTop;
    this.#lastTop = scrollTop;
    if (this.frozen) return;
    // Even a small step up is a wish to stay; a step down into the slack is a wish to follow.
    const following = fromEnd <= 1 || (fromEnd <= END_SLACK_PX && !upwards);
    if (following === this.#following) return;
    this.#following = following;
    this.#onChange();
  };
}
