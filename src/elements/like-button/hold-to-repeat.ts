// Makes a native button repeat while it is held, by pointer or Space (Enter repeats by itself), without doubling the
// click
// that the release brings. A short press stays the browser's own click, so assistive technology and `click()` work as
// ever.

/** A press longer than this is a hold. */
const HOLD_AFTER_MS = 350;
/** Between two repeats: eight a second. Keyboards repeat faster; they are slowed to this. */
const REPEAT_EVERY_MS = 125;

export class HoldToRepeat {
  readonly #press: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastAt = -Infinity;
  #hasRepeated = false;

  /** `press` is called for each click that `handleClick` is told of, and for each repeat. */
  constructor(button: HTMLButtonElement, press: () => void) {
    this.#press = press;
    button.addEventListener('pointerdown', this.#handlePointerDown);
    for (const end of ['pointerup', 'pointercancel', 'pointerleave', 'blur'])
      button.addEventListener(end, this.release);
    button.addEventListener('keydown', this.#handleKeyDown);
    button.addEventListener('keyup', this.#handleKeyUp);
    button.addEventListener('contextmenu', this.#handleContextMenu);
  }

  readonly #handlePointerDown = (event: PointerEvent): void => {
    this.#hasRepeated = false;
    if (event.button !== 0 || event.ctrlKey || !event.isPrimary) return; // control and click is a menu on a Mac
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#repeat, HOLD_AFTER_MS);
  };

  /** For every way in which a press can end. */
  readonly release = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  };

  readonly handleClick = (event: MouseEvent): void => {
    this.release();
    // The release of a hold is no further press. A click without a pointer (keyboard, assistive technology) has detail
    // 0.
    const endsHold = this.#hasRepeated && event.detail > 0;
    this.#hasRepeated = false;
    if (!endsHold) this.#press();
  };

  readonly #handleKeyDown = (event: KeyboardEvent): void => {
    if (!event.repeat || (event.key !== ' ' && event.key !== 'Enter')) {
      if (!event.repeat) this.#hasRepeated = false;
      return;
    }
    event.preventDefault(); // no click for each repeat of Enter: those come at the keyboard's pace
    if (event.timeStamp - this.#lastAt < REPEAT_EVERY_MS) return;
    this.#lastAt = event.timeStamp;
    this.#hasRepeated = true;
    this.#press();
  };

  readonly #handleKeyUp = (event: KeyboardEvent): void => {
    if (event.key === ' ' && this.#hasRepeated) event.preventDefault(); // the release of Space would click once more
    this.#hasRepeated = false;
  };

  /** A long touch would open a menu over the button. */
  readonly #handleContextMenu = (event: Event): void => {
    if (this.#timer !== undefined || this.#hasRepeated) event.preventDefault();
  };

  readonly #repeat = (): void => {
    this.#hasRepeated = true;
    this.#timer = setTimeout(this.#repeat, REPEAT_EVERY_MS);
    this.#press();
  };
}
