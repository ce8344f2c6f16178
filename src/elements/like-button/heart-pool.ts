// Draws rising hearts. Elements are created once and reused; at most `max` are shown, and a share of them is reserved
// for the user's own. No code runs per frame: each heart is one animation of transform and opacity.

// The path of one heart: upwards along a curve, fading from two thirds on. A pure function; the keyframes have
// transform and opacity only, so that the animation runs on the compositor.

/** How far a heart may move from its start, px. */
export interface HeartSpace {
  readonly up: number;
  readonly left: number;
  readonly right: number;
}

export interface HeartPath {
  readonly keyframes: Keyframe[];
  readonly durationMs: number;
}

const RISE_PX = [140, 220] as const;
const DURATION_MS = [1_400, 2_200] as const;
const DRIFT_PX = 26;
const SWAY_PX = [5, 13] as const;
const TILT_DEG = 14;
/** Points of the path with scale and opacity; `at` is the share of the path. This number makes the curve look round. */
const STEPS = [
  { at: 0, scale: 0.3, opacity: 0 },
  { at: 0.1, scale: 1.1, opacity: 1 },
  { at: 0.3, scale: 1, opacity: 1 },
  { at: 0.5, scale: 1, opacity: 1 },
  { at: 0.67, scale: 1, opacity: 1 },
  { at: 0.85, scale: 0.96, opacity: 0.5 },
  { at: 1, scale: 0.9, opacity: 0 },
] as const;

const between = ([from, to]: readonly [number, number], random: () => number): number => from + (to - from) * random();

/** A random path within `space`; `maxOpacity` is from 0 to 1. */
export function heartPath(space: HeartSpace, maxOpacity: number, random: () => number): HeartPath {
  const rise = Math.min(between(RISE_PX, random), space.up);
  const drift = (random() * 2 - 1) * DRIFT_PX;
  const sway = between(SWAY_PX, random);
  const phase = random() * 2 * Math.PI;
  const turns = 0.7 + random() * 0.6;
  const tilt = (random() * 2 - 1) * TILT_DEG;
  const keyframes = STEPS.map(({ at, scale, opacity }) => {
    const wave = Math.sin(phase + at * turns * 2 * Math.PI) - Math.sin(phase);
    const x = Math.min(Math.max(drift * at + sway * wave, -space.left), space.right);
    const y = -rise * at * (1.5 - 0.5 * at); // fast at the button, slower above
    return {
      offset: at,
      opacity: opacity * maxOpacity,
      transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) rotate(${(tilt * at).toFixed(1)}deg) scale(${scale})`,
    };
  });
  return { keyframes, durationMs: Math.round(between(DURATION_MS, random)) };
}

const SVG = 'http://www.w3.org/2000/svg';
/** Three shapes, in a 24 × 24 view box. */
const SHAPES = [
  'M12 21C6 16.400 2.500 13 2.500 8.800 2.500 5.800 4.800 3.500 7.700 3.500c1.700 0 3.300.9 4.300 2.300 1-1.400 ' +
    '2.600-2.300 4.300-2.300 2.900 0 5.200 2.300 5.200 5.300C21.500 13 18 16.400 12 21Z',
  'M12 20.500C8 18 3 14.500 2.500 9.500 2.200 6 5 3.200 8.200 4c2 .5 3.200 2 3.800 3.500C12.600 6 13.800 4.500 ' +
    '15.800 4c3.200-.8 6 2 5.700 5.500-.5 5-5.500 8.500-9.500 11Z',
  'M13.500 21C7.500 17.500 3.500 13.500 3.200 9.200 3 5.900 5.300 3.600 8.100 3.800c2 .1 3.400 1.400 4.100 ' +
    '2.900.9-1.600 2.500-2.700 4.500-2.500 2.800.3 4.700 2.800 4.300 5.800-.6 4.200-3.900 7.700-7.500 11Z',
] as const;
const COLORS = 6;
/** Share of `max` for other users' hearts. */
const OTHERS_SHARE = 0.6;
const OWN = { part: 'heart heart-own', maxOpacity: 1 } as const;
const OTHER = { part: 'heart', maxOpacity: 0.72 } as const;

export class HeartPool {
  /** Maximum number of hearts shown at once. */
  max = 40;
  readonly #container: HTMLElement;
  readonly #random: () => number;
  readonly #idle: HTMLElement[] = [];
  readonly #active = new Map<HTMLElement, Animation>();
  #others = 0;
  #created = 0;

  /** `container` is an empty element; hearts start at its lower end. */
  constructor(container: HTMLElement, random: () => number = Math.random) {
    this.#container = container;
    this.#random = random;
  }

  /** Hearts shown now. */
  get count(): number {
    return this.#active.size;
  }

  /** Shows a heart; false when the maximum is reached. */
  spawn(owner: 'own' | 'other', space: HeartSpace): boolean {
    const isOwn = owner === 'own';
    if (this.#active.size >= this.max || (!isOwn && this.#others >= this.max * OTHERS_SHARE)) return false;
    const { part, maxOpacity } = isOwn ? OWN : OTHER;
    const heart = this.#idle.pop() ?? this.#create();
    heart.setAttribute('part', part);
    heart.className = `heart ${owner} color-${Math.floor(this.#random() * COLORS) + 1}`;
    const { keyframes, durationMs } = heartPath(space, maxOpacity, this.#random);
    const animation = heart.animate(keyframes, { duration: durationMs });
    this.#active.set(heart, animation);
    if (!isOwn) this.#others++;
    animation.onfinish = () => this.#recycle(heart, isOwn);
    return true;
  }

  /** Removes all hearts and their elements. */
  clear(): void {
    for (const animation of this.#active.values()) animation.cancel();
    this.#active.clear();
    this.#others = 0;
    this.#created = 0;
    this.#idle.length = 0;
    this.#container.replaceChildren();
  }

  #recycle(heart: HTMLElement, isOwn: boolean): void {
    if (!this.#active.delete(heart)) return;
    if (!isOwn) this.#others--;
    heart.className = 'heart';
    this.#idle.push(heart);
  }

  #create(): HTMLElement {
    const heart = this.#container.ownerDocument.createElement('span');
    const drawing = this.#container.ownerDocument.createElementNS(SVG, 'svg');
    const path = this.#container.ownerDocument.createElementNS(SVG, 'path');
    drawing.setAttribute('viewBox', '0 0 24 24');
    path.setAttribute('d', SHAPES[this.#created++ % SHAPES.length] ?? SHAPES[0]);
    drawing.append(path);
    heart.append(drawing);
    this.#container.append(heart);
    return heart;
  }
}
