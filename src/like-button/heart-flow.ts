// Turns other people's likes, which arrive in lumps, into an even flow of hearts whose density follows how many there
// are.
// Draws nothing.

/** So long a lump is spread over, about. */
const SPREAD_S = 3;
const MOST_PER_SECOND = 12;
const LEAST_PER_SECOND = 1.5;
/** More than this waiting would tell of likes that are long past. */
const MOST_WAITING = MOST_PER_SECOND * SPREAD_S;

export class HeartFlow {
  readonly #rise: () => void;
  readonly #random: () => number;
  #waiting = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(rise: () => void, random: () => number = Math.random) {
    this.#rise = rise;
    this.#random = random;
  }

  /** Hearts still to rise. */
  get waiting(): number {
    return this.#waiting;
  }

  /**
   * `likes` were given. Ten times as many are not ten times as many hearts: 1 is 1, 10 are 7, 100 are 13, 1,000 are 20.
   */
  add(likes: number): void {
    const hearts = Math.min(likes, Math.round(2 * Math.log2(1 + likes)));
    this.#waiting = Math.min(this.#waiting + hearts, MOST_WAITING);
    if (this.#waiting > 0) this.#timer ??= this.#next();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = 0;
  }

  #next(): ReturnType<typeof setTimeout> {
    const perSecond = Math.min(Math.max(this.#waiting / SPREAD_S, LEAST_PER_SECOND), MOST_PER_SECOND);
    return setTimeout(
      () => {
        this.#waiting--;
        this.#timer = this.#waiting > 0 ? this.#next() : undefined;
        this.#rise();
      },
      (1000 / perSecond) * (0.5 + this.#random()),
    );
  }
}
