import { until } from '../../../support/until.js';
import type { DanmakuDriver } from './danmaku-driver.js';

/** The interval between samples, ms. */
const PERIOD_MS = 100;

interface Seen {
  readonly mode: string;
  readonly text: string;
  readonly box: DOMRect;
}

/**
 * Reads the boxes of all comments from the page ten times per second, and records each pair of one mode that overlaps.
 * It knows nothing of lanes. Held copies are not compared: they are above all comments.
 */
export class OverlapSampler {
  readonly found: string[] = [];
  /** Samples with two or more comments. */
  samples = 0;
  most = 0;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(private readonly danmaku: DanmakuDriver) {
    this.#timer = setInterval(() => this.look(), PERIOD_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Waits for this number of further samples. */
  async looks(count: number): Promise<void> {
    const wanted = this.samples + count;
    await until(() => this.samples >= wanted, `boxes have been looked at ${count} times more`);
  }

  look(): void {
    const seen = this.danmaku
      .items()
      .filter((item) => !item.closest('.hovered'))
      .map((item) => this.#see(item));
    if (seen.length > 1) this.samples++;
    this.most = Math.max(this.most, seen.length);
    seen.sort((a, b) => a.box.left - b.box.left);
    seen.forEach((a, index) => {
      for (let other = index + 1; other < seen.length; other++) {
        const b = seen[other] as Seen;
        if (b.box.left >= a.box.right - 0.01) break;
        if (a.mode === b.mode && a.box.top < b.box.bottom - 0.01 && b.box.top < a.box.bottom - 0.01)
          this.found.push(`${a.mode}: "${a.text}" × "${b.text}"`);
      }
    });
  }

  #see(item: HTMLElement): Seen {
    const box = item.getBoundingClientRect();
    const mode = !item.classList.contains('fixed') ? 'scroll' : item.style.insetBlockStart ? 'top' : 'bottom';
    return { mode, text: item.textContent ?? '', box };
  }
}
