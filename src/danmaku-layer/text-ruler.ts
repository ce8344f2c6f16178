/** Texts whose width is remembered. A storm repeats itself; a quiet room does not need more. */
const CACHE_SIZE = 1_000;

/** The face that texts are set in. */
export interface Face {
  /** As CSS `font` has it, computed. */
  readonly font: string;
  /** px */
  readonly size: number;
  /** px between two characters */
  readonly spacing: number;
  /** Height of a lane, px. */
  readonly lane: number;
}

/** Measures texts on a canvas: exact to the pixel without asking the page to lay anything out. */
export class TextRuler {
  #context: CanvasRenderingContext2D | undefined;
  #widths = new Map<string, number>();
  #spacing = 0;

  setFace({ font, spacing }: Face): void {
    this.#context ??= document.createElement('canvas').getContext('2d') ?? undefined;
    if (this.#context) this.#context.font = font;
    this.#spacing = spacing;
    this.#widths.clear();
  }

  /** Whole px that hold `text` on one line. */
  width(text: string): number {
    let width = this.#widths.get(text);
    if (width === undefined) {
      width = Math.ceil((this.#context?.measureText(text).width ?? 0) + this.#spacing * text.length) + 1;
      if (this.#widths.size >= CACHE_SIZE) this.#widths.clear();
      this.#widths.set(text, width);
    }
    return width;
  }
}
