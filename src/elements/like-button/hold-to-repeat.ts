// Makes a native button repeat while it is held down, by pointer, Space or Enter, without an extra click on release. A
// short press remains the browser's own click, so that assistive technology and `click()` work as usual.

/** A press longer than this starts to repeat, ms. */
const HOLD_AFTER_MS = 350;
/** Interval between two repeats, ms. Keyboards repeat faster; their repeats are limited to this. */
const REPEAT_EVERY_MS = 125;

export class HoldToRepeat {
  readonly #onPress: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastAt = -Infinity;
  #hasRepeated = false;

  /** `onPress` is called for each click passed to `handleClick`, and for each repeat. */
  constructor(button: HTMLButtonElement, onPress: () => void) {
    this.#onPress = onPress;
    button.addEventListener('pointerdown', this.#handlePointerDown);
    for (const end of ['pointerup', 'pointercancel', 'pointerleave', 'blur'])
      button.addEventListener(end, this.release);
    button.addEventListener('keydown', this.#handleKeyDown);
    button.addEventListener('keyup', this.#handleKeyUp);
    button.addEventListener('contextmenu', this.#handleContextMenu);
  }

  readonly #handlePointerDown = (event: PointerEvent): void => {
    this.#hasRepeated = false;
    if (event.button !== 0 || event.ctrlKey || !event.isPrimary) return; // Control-click opens a menu on a Mac
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#repeat, HOLD_AFTER_MS);
  };

  /** Ends a press in any way. */
  readonly release = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  };

  readonly handleClick = (event: MouseEvent): void => {
    this.release();
    // The click at the end of a hold is not another press. A click without a pointer (keyboard, assistive technology)
    // has detail 0.
    const endsHold = this.#hasRepeated && event.detail > 0;
    this.#hasRepeated = false;
    if (!endsHold) this.#onPress();
  };

  readonly #handleKeyDown = (event: KeyboardEvent): void => {
    if (!event.repeat || (event.key !== ' ' && event.key !== 'Enter')) {
      if (!event.repeat) this.#hasRepeated = false;
      return;
    }
    event.preventDefault(); // otherwise Enter clicks at the keyboard's repeat rate
    if (event.timeStamp - this.#lastAt < REPEAT_EVERY_MS) return;
    this.#lastAt = event.timeStamp;
    this.#hasRepeated = true;
    this.#onPress();
  };

  readonly #handleKeyUp = (event: KeyboardEvent): void => {
    if (event.key === ' ' && this.#hasRepeated) event.preventDefault(); // the release of Space would click again
    this.#hasRepeated = false;
  };

  /** A long touch would open a context menu over the button. */
  readonly #handleContextMenu = (event: Event): void => {
    if (this.#timer !== undefined || this.#hasRepeated) event.preventDefault();
  };

  readonly #repeat = (): void => {
    this.#hasRepeated = true;
    this.#timer = setTimeout(this.#repeat, REPEAT_EVERY_MS);
    this.#onPress();
  };
}
