/** Counts likes that follow each other closely, and reports when the sequence has ended. */
export class Combo {
  readonly #onChange: () => void;
  readonly #timeoutMs: number;
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The sequence ends when `timeoutMs` pass without another like. */
  constructor(onChange: () => void, timeoutMs: number) {
    this.#onChange = onChange;
    this.#timeoutMs = timeoutMs;
  }

  /** Likes of the present sequence; 0 when there is none. */
  get count(): number {
    return this.#count;
  }

  add(likes: number): void {
    this.#count += likes;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.end(), this.#timeoutMs);
    this.#onChange();
  }

  end(): void {
    clearTimeout(this.#timer);
    if (this.#count === 0) return;
    this.#count = 0;
    this.#onChange();
  }
}
