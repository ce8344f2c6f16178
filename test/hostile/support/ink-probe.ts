// Compares screenshots of a page pixel by pixel in a separate page. Boxes show where content is, only pixels show what
// it covers.
import type { Browser, Page } from 'puppeteer-core';

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How much of an area differs: all pixels, and those that were part of a glyph. */
export interface InkDifference {
  readonly pixels: number;
  /** Rows of pixels that differ. */
  readonly lines: number;
}

export class InkProbe {
  private constructor(private readonly page: Page) {}

  static async open(browser: Browser): Promise<InkProbe> {
    return new InkProbe(await browser.newPage());
  }

  /** For each area: how two screenshots (PNG, base64, one pixel per CSS pixel) of the same size differ in it. */
  async compare(one: string, other: string, areas: readonly Area[]): Promise<readonly InkDifference[]> {
    return this.page.evaluate(
      async (pictures, where) => {
        const [first, second] = await Promise.all(
          pictures.map(async (picture) => {
            const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
            const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
            const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
            if (!context) throw new Error('No canvas can be had.');
            context.drawImage(bitmap, 0, 0);
            return context.getImageData(0, 0, bitmap.width, bitmap.height);
          }),
        );
        if (!first || !second || first.width !== second.width || first.height !== second.height)
          throw new Error('The pictures are not of one size.');
        return where.map(({ left, top, right, bottom }) => {
          let pixels = 0;
          const lines = new Set<number>();
          for (let y = Math.max(0, Math.ceil(top)); y < Math.min(first.height, Math.floor(bottom)); y++) {
            for (let x = Math.max(0, Math.ceil(left)); x < Math.min(first.width, Math.floor(right)); x++) {
              const at = (y * first.width + x) * 4;
              if (
                first.data[at] === second.data[at] &&
                first.data[at + 1] === second.data[at + 1] &&
                first.data[at + 2] === second.data[at + 2]
              )
                continue;
              pixels++;
              lines.add(y);
            }
          }
          return { pixels, lines: lines.size };
        });
      },
      [one, other],
      areas,
    );
  }
}
