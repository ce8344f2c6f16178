import type { DanmakuComment } from './comment.js';

/**
 * Padding around comments other than a viewer's, and width of a picture with its gap, in units of the font size;
 * the same values as in comments.styles.ts.
 */
const PADDING_EM = 0.4;
const PICTURE_EM = 1.25;
/** How many text widths are cached. Under overload texts repeat; a quiet room does not need more. */
const CACHE_SIZE = 1_000;

/** The font of the comments. */
export interface FontMetrics {
  /** Computed value of CSS `font`. */
  readonly font: string;
  /** px */
  readonly size: number;
  /** Letter spacing, px. */
  readonly spacing: number;
  /** Height of a lane, px. */
  readonly lane: number;
}

/** Measures texts on a canvas: exact to the pixel without a layout of the page. */
export class TextMeasurer {
  #context: CanvasRenderingContext2D | undefined;
  #widths = new Map<string, number>();
  #metrics: FontMetrics | undefined;
  #size = 0;
  #spacing = 0;

  setFont(metrics: FontMetrics): void {
    if (metrics === this.#metrics) return;
    const { font, size, spacing } = (this.#metrics = metrics);
    this.#context ??= document.createElement('canvas').getContext('2d') ?? undefined;
    if (this.#context) this.#context.font = font;
    this.#size = size;
    this.#spacing = spacing;
    this.#widths.clear();
  }

  /** Width of a comment with this text, including padding and picture, in whole px. */
  widthOf({ variant, image }: DanmakuComment, text: string): number {
    return (
      this.#textWidth(text) +
      (variant !== 'viewer' ? 2 * Math.ceil(this.#size * PADDING_EM) : 0) +
      (image ? Math.ceil(this.#size * PICTURE_EM) : 0)
    );
  }

  /** Browsers from before 2023 ignore `spacing`. */
  #measure(text: string, spacing: number): number {
    if (!this.#context) return 0;
    this.#context.letterSpacing = `${spacing}px`;
    return this.#context.measureText(text).width;
  }

  #textWidth(text: string): number {
    let width = this.#widths.get(text);
    if (width === undefined) {
      const spacing = this.#spacing;
      // Spaced letters have no ligatures. Firefox knows it on the canvas too, and WebKit does not.
      const spaced = spacing === 0 ? 0 : this.#measure(text, spacing);
      width = Math.ceil(Math.max(spaced, this.#measure(text, 0) + spacing * text.length)) + 1;
      if (this.#widths.size >= CACHE_SIZE) this.#widths.clear();
      this.#widths.set(text, width);
    }
    return width;
  }
}
