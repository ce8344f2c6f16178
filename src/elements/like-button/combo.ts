/** Counts likes that follow each other closely, and says when the row has ended. */
export class Combo {
  readonly #onChange: () => void;
  readonly #lastsMs: number;
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** A row ends when `lastsMs` pass without another like. */
  constructor(onChange: () => void, lastsMs: number) {
    this.#onChange = onChange;
    this.#lastsMs = lastsMs;
  }

  /** Likes of the present row; 0 when there is none. */
  get count(): number {
    return this.#count;
  }

  add(n: number): void {
    this.#count += n;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.end();
    }, this.#lastsMs);
    this.#onChange();
  }

  end(): void {
    clearTimeout(this.#timer);
    if (this.#count === 0) return;
    this.#count = 0;
    this.#onChange();
  }
}
