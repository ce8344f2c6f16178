// Observes the stage: its size, its font, whether it is visible, and whether the system asks for reduced motion. All of
// it comes from observers, so that no comment ever causes a layout of the page.

import type { FontMetrics } from './text-measurer.js';

/** Time of the stage, ms: runs `rate` times as fast as `performance.now()`, and stops at rate 0. */
export class StageClock {
  #base = 0;
  #since = performance.now();
  #rate = 1;

  get rate(): number {
    return this.#rate;
  }

  set rate(rate: number) {
    this.#base = this.now();
    this.#since = performance.now();
    this.#rate = rate;
  }

  now(): number {
    return this.#base + (performance.now() - this.#since) * this.#rate;
  }
}

/** Minimum interval between two checks whether the stage is in view, ms. */
const VISIBILITY_CHECK_MS = 2_000;
/** Below this width the text is smaller, px. */
const NARROW_PX = 480;

export interface StageView {
  readonly width: number;
  readonly height: number;
  readonly rightToLeft: boolean;
  readonly font: FontMetrics | undefined;
  /** Connected, in view, with a size, in a visible tab. */
  readonly isVisible: boolean;
  readonly reducedMotion: boolean;
}

export class StageObserver {
  readonly #stage: HTMLElement;
  readonly #probe: HTMLElement;
  readonly #onChange: (view: StageView) => void;
  #view: StageView = {
    width: 0,
    height: 0,
    rightToLeft: false,
    font: undefined,
    isVisible: false,
    reducedMotion: false,
  };
  #inView = false;
  #probeWidth = 0;
  #checkedAt = -Infinity;
  #intersection: IntersectionObserver | undefined;
  #stop: AbortController | undefined;

  constructor(stage: HTMLElement, probe: HTMLElement, onChange: (view: StageView) => void) {
    this.#stage = stage;
    this.#probe = probe;
    this.#onChange = onChange;
  }

  get view(): StageView {
    return this.#view;
  }

  start(): void {
    // jsdom has neither observer.
    if (this.#stop || typeof ResizeObserver === 'undefined' || typeof IntersectionObserver === 'undefined') return;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    // The probe contains a line of text: its size changes with the font size, the family, and when a web font loads.
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(this.#stage);
    sizes.observe(this.#probe);
    this.#intersection = new IntersectionObserver((entries, observer) => {
      const inView = entries.at(-1)?.isIntersecting ?? false;
      if (inView) observer.disconnect();
      if (inView === this.#inView) return;
      this.#inView = inView;
      this.#measure();
    });
    this.checkVisibility();
    // One of several files of a font may contain characters that are not in the probe.
    document.fonts?.addEventListener(
      'loadingdone',
      () => {
        this.#probeWidth = 0;
        this.#measure();
      },
      { signal },
    );
    document.addEventListener('visibilitychange', () => this.#measure(), { signal });
    matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', () => this.#measure(), { signal });
    signal.addEventListener('abort', () => {
      sizes.disconnect();
      this.#intersection?.disconnect();
    });
  }

  /**
   * Checks whether the stage is in view. Call it when the page does work anyway: an observer that stays active during
   * an animation makes Chromium run the main thread in every frame (measured: 26 ms per second instead of 7). While the
   * stage is out of view nothing is animated, and the observer stays active until it is back.
   */
  checkVisibility(): void {
    if (performance.now() - this.#checkedAt < VISIBILITY_CHECK_MS) return;
    this.#checkedAt = performance.now();
    this.#intersection?.observe(this.#stage);
  }

  stop(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#inView = false;
    this.#checkedAt = -Infinity;
    this.#emit({ ...this.#view, isVisible: false });
  }

  /** Called where styles are up to date: right after a layout. */
  #measure(): void {
    const { clientWidth: width, clientHeight: height } = this.#stage;
    this.#stage.classList.toggle('narrow', width < NARROW_PX);
    const style = getComputedStyle(this.#probe);
    // In forced-colors mode Chromium computes no shorthand.
    const font = style.font || `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const size = parseFloat(style.fontSize);
    const spacing = parseFloat(style.letterSpacing) || 0;
    const lane = Math.ceil(parseFloat(style.lineHeight) || size * 1.25);
    const old = this.#view.font;
    const probeWidth = this.#probe.offsetWidth;
    const same =
      old && old.font === font && old.spacing === spacing && old.lane === lane && this.#probeWidth === probeWidth;
    this.#probeWidth = probeWidth;
    this.#emit({
      width,
      height,
      rightToLeft: style.direction === 'rtl',
      font: same ? old : { font, size, spacing, lane },
      isVisible: this.#inView && !document.hidden && width > 0 && height > 0,
      reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
    });
  }

  #emit(view: StageView): void {
    this.#view = view;
    this.#onChange(view);
  }
}
