import { PRIORITY, type DanmakuComment } from './comment.js';

/**
 * Around the text of the user's own and of staff's comments, and for a picture with its gap, in units of the font size:
 * as the styles have it.
 */
const BOX_EM = 0.4;
const PICTURE_EM = 1.25;
/** Texts whose width is remembered. A storm repeats itself; a quiet room does not need more. */
const CACHE_SIZE = 1_000;

/** The face that texts are set in. */
export interface FontMetrics {
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
export class TextMeasurer {
  #context: CanvasRenderingContext2D | undefined;
  #widths = new Map<string, number>();
  #size = 0;
  #spacing = 0;

  setFont({ font, size, spacing }: FontMetrics): void {
    this.#context ??= document.createElement('canvas').getContext('2d') ?? undefined;
    if (this.#context) this.#context.font = font;
    this.#size = size;
    this.#spacing = spacing;
    this.#widths.clear();
  }

  /** Whole px that a comment takes with this text and what is around it. */
  widthOf({ priority, image }: DanmakuComment, text: string): number {
    return (
      this.#width(text) +
      (priority > PRIORITY.viewer ? 2 * Math.ceil(this.#size * BOX_EM) : 0) +
      (image ? Math.ceil(this.#size * PICTURE_EM) : 0)
    );
  }

  /** Whole px that hold `text` on one line. */
  #width(text: string): number {
    let width = this.#widths.get(text);
    if (width === undefined) {
      width = Math.ceil((this.#context?.measureText(text).width ?? 0) + this.#spacing * text.length) + 1;
      if (this.#widths.size >= CACHE_SIZE) this.#widths.clear();
      this.#widths.set(text, width);
    }
    return width;
  }
}
