// The path of one heart: upwards along a curve, fading from two thirds on. A pure function; the keyframes have transform
// and opacity only, so that the animation runs on the compositor.

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
