// The living picture of the stage: northern lights over a lake, made by the page, so that no video has to be fetched.
// Three canvases on top of each other: sky and land (landscape.js) are drawn once a size; only the lights between them
// move,
// and they have no edges, so a picture of 160 by 108 points, computed in about a millisecond and enlarged by the
// compositor,
// looks the same as a large one. 24 pictures a second at most, none while nobody can see them, one under reduced
// motion.
import { drawLand, drawSky, HORIZON } from './landscape.js';

const FRAME_MS = 1000 / 24;
const WIDTH = 160;
const HEIGHT = 108;
const MAX_PIXEL_RATIO = 2;
const HORIZON_ROW = Math.round(HEIGHT * HORIZON);
const REFLECTION = 0.62; // how much of the light the lake gives back
const SWAY = 0.9; // points to either side
const CALM_SECOND = 40; // the picture that stands under reduced motion, and the one to begin with
/** Colours are linear sums of light; `foot` is the bright lower edge, `top` where it fades into the sky. */
const CURTAINS = [
  {
    foot: [58, 240, 172],
    top: [70, 130, 235],
    base: 0.5,
    height: 0.52,
    drift: 0.021,
    wave: 1.3,
    phase: 0.4,
    strength: 0.62,
  },
  {
    foot: [52, 236, 216],
    top: [80, 110, 235],
    base: 0.62,
    height: 0.6,
    drift: -0.016,
    wave: 2.1,
    phase: 2.6,
    strength: 0.5,
  },
  {
    foot: [150, 96, 245],
    top: [215, 80, 220],
    base: 0.38,
    height: 0.46,
    drift: 0.012,
    wave: 1.7,
    phase: 4.4,
    strength: 0.4,
  },
];

function addCanvas(picture) {
  const canvas = document.createElement('canvas');
  picture.append(canvas);
  return canvas;
}

/**
 * @param {HTMLElement} picture an empty box with the styles of aurora.css
 * @param {{ seconds?: () => number }} [options] a clock of the page's own, such as a player's time
 * @returns {() => void} stops it; the last picture stays
 */
export function startAurora(picture, { seconds: clock = () => performance.now() / 1000 } = {}) {
  picture.replaceChildren();
  const [sky, lights, land] = [addCanvas(picture), addCanvas(picture), addCanvas(picture)];
  lights.width = WIDTH;
  lights.height = HEIGHT;
  const context = lights.getContext('2d');
  const image = context.createImageData(WIDTH, HEIGHT);
  const sums = new Float32Array(WIDTH * HORIZON_ROW * 3);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let inView = true;
  let last = -Infinity;
  let frame = 0;

  function drawStill() {
    const ratio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO);
    const width = Math.max(1, Math.round(picture.clientWidth * ratio));
    const height = Math.max(1, Math.round(picture.clientHeight * ratio));
    if (sky.width === width && sky.height === height) return;
    sky.width = land.width = width;
    sky.height = land.height = height;
    drawSky(sky.getContext('2d'), width, height);
    drawLand(land.getContext('2d'), width, height);
  }

  function drawLights() {
    const seconds = (calm.matches ? 0 : clock()) + CALM_SECOND;
    computeLights(sums, seconds);
    writePixels(sums, image.data, seconds);
    context.putImageData(image, 0, 0);
  }

  function tick(now) {
    frame = requestAnimationFrame(tick);
    if (now - last < FRAME_MS - 2) return;
    last = now;
    drawLights();
  }

  function decide() {
    cancelAnimationFrame(frame);
    if (inView && !document.hidden && !calm.matches) frame = requestAnimationFrame(tick);
    else drawLights();
  }

  const sizes = new ResizeObserver(drawStill);
  sizes.observe(picture);
  const sight = new IntersectionObserver(([entry]) => {
    inView = entry?.isIntersecting ?? true;
    decide();
  });
  sight.observe(picture);
  document.addEventListener('visibilitychange', decide);
  calm.addEventListener('change', decide);
  decide();

  return () => {
    cancelAnimationFrame(frame);
    sizes.disconnect();
    sight.disconnect();
    document.removeEventListener('visibilitychange', decide);
    calm.removeEventListener('change', decide);
  };
}

/** Hanging curtains: for each column where the light ends, how high it reaches and how strong it is. */
function computeLights(sums, seconds) {
  sums.fill(0);
  for (const { foot, top, base, height, drift, wave, phase, strength } of CURTAINS) {
    for (let column = 0; column < WIDTH; column++) {
      const x = column / WIDTH;
      const along = x * Math.PI * 2 * wave + phase + seconds * drift * 6;
      const fold = Math.sin(along) * 0.13 + Math.sin(along * 2.3 + seconds * 0.11) * 0.055;
      const rays = 0.62 + 0.38 * Math.sin(x * 61 + seconds * 0.5 + Math.sin(x * 17 - seconds * 0.23) * 3);
      const presence = Math.max(0, 0.55 + 0.6 * Math.sin(x * 4.2 + phase * 1.7 + seconds * drift * 9));
      const alpha = strength * rays * presence;
      if (alpha < 0.01) continue;
      const end = (base + fold) * HORIZON_ROW + 4;
      const begin = end - 4 - height * HORIZON_ROW * (0.75 + 0.25 * rays);
      for (let row = Math.max(0, Math.ceil(begin)); row < Math.min(HORIZON_ROW, end); row++) {
        const depth = (row - begin) / (end - begin);
        const light =
          alpha * (depth < 0.6 ? depth * 0.75 : depth < 0.9 ? 0.45 + (depth - 0.6) * 1.83 : (1 - depth) * 10);
        const at = (row * WIDTH + column) * 3;
        for (let part = 0; part < 3; part++) sums[at + part] += light * (top[part] + (foot[part] - top[part]) * depth);
      }
    }
  }
}

/**
 * Light as colour and opacity; below the horizon the same upside down, squeezed, dimmer, and swaying with the water.
 */
function writePixels(sums, data, seconds) {
  for (let row = 0; row < HEIGHT; row++) {
    const depth = (row - HORIZON_ROW) / (HEIGHT - HORIZON_ROW);
    const under = depth >= 0;
    const source = under ? Math.max(0, Math.round(HORIZON_ROW - 1 - depth * HORIZON_ROW)) : row;
    const share = under ? REFLECTION * (1 - 0.45 * depth) : 1;
    const sway = under
      ? Math.round((Math.sin(row * 1.9 + seconds * 1.1) + Math.sin(row * 0.7 - seconds * 0.6)) * SWAY * (0.3 + depth))
      : 0;
    for (let column = 0; column < WIDTH; column++) {
      const from = (source * WIDTH + Math.min(WIDTH - 1, Math.max(0, column + sway))) * 3;
      const to = (row * WIDTH + column) * 4;
      const peak = Math.max(sums[from], sums[from + 1], sums[from + 2], 1);
      for (let part = 0; part < 3; part++) data[to + part] = (sums[from + part] / peak) * 255;
      data[to + 3] = Math.min(245, peak * 1.5) * share;
    }
  }
}
