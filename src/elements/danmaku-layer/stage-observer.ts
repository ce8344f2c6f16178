import type { FontMetrics } from './text-measurer.js';

/** Time on the stage, in ms: runs with the page's clock, faster or slower by `rate`, and stands still at rate 0. */
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

// Knows the stage: how large it is, in which face its text is set, whether anybody can see it, and whether the system
// wants
// less motion. Learns all of it from observers, so that no comment ever makes the page lay anything out.

/** The stage is looked for in view this often at most, ms. */
const VISIBILITY_CHECK_MS = 2_000;
/** Below this width the text is set smaller, px. */
const NARROW_PX = 480;

export interface StageView {
  readonly width: number;
  readonly height: number;
  readonly rightToLeft: boolean;
  readonly font: FontMetrics | undefined;
  /** On the page, in view, of some size, in a visible tab. */
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
  #places: IntersectionObserver | undefined;
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
    if (this.#stop || typeof ResizeObserver === 'undefined' || typeof IntersectionObserver === 'undefined') return; // jsdom
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    // The probe holds a line of text: its size changes with the font's size, its family, and when a web font arrives.
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(this.#stage);
    sizes.observe(this.#probe);
    this.#places = new IntersectionObserver((entries, observer) => {
      const inView = entries.at(-1)?.isIntersecting ?? false;
      if (inView) observer.disconnect();
      if (inView === this.#inView) return;
      this.#inView = inView;
      this.#measure();
    });
    this.checkVisibility();
    // Of a font in many files one may come for signs that the probe does not have.
    document.fonts.addEventListener(
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
      this.#places?.disconnect();
    });
  }

  /**
   * Checks whether the stage is in view. Call it when the page gets work anyway: an observer that stays while something
   * is
   * animated makes Chromium run a frame on the main thread for every one on screen (measured: 26 ms/s instead of 7).
   * Out of
   * view nothing is animated, and the observer stays until the stage is back.
   */
  checkVisibility(): void {
    if (performance.now() - this.#checkedAt < VISIBILITY_CHECK_MS) return;
    this.#checkedAt = performance.now();
    this.#places?.observe(this.#stage);
  }

  /** Nobody sees it any more. */
  stop(): void {
    this.#stop?.abort();
    this.#stop = undefined;
    this.#inView = false;
    this.#checkedAt = -Infinity;
    this.#emit({ ...this.#view, isVisible: false });
  }

  /** Called where styles are fresh anyway, right after layout. */
  #measure(): void {
    const { clientWidth: width, clientHeight: height } = this.#stage;
    this.#stage.classList.toggle('narrow', width < NARROW_PX);
    const style = getComputedStyle(this.#probe);
    // Chromium has no shorthand while colours are forced.
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
