// The living picture of the stage: northern lights over a lake, drawn on a canvas, so that no video has to be fetched.
// Cheap on purpose: what stands still is drawn once a size, the lights are drawn tiny and blown up, 24 pictures a second
// at most, none while the page or the canvas cannot be seen, and a single one under reduced motion.

const FRAME_MS = 1000 / 24;
const GLOW_WIDTH = 192; // the lights have no edges: a small picture of them, smoothly enlarged, looks the same
const GLOW_HEIGHT = 72;
const MAX_PIXEL_RATIO = 1.5;
const HORIZON = 0.66; // of the height
const CURTAINS = [
  { hue: 158, base: 0.5, height: 0.52, drift: 0.021, wave: 1.3, phase: 0.4, strength: 0.5 },
  { hue: 172, base: 0.62, height: 0.6, drift: -0.016, wave: 2.1, phase: 2.6, strength: 0.42 },
  { hue: 282, base: 0.38, height: 0.46, drift: 0.012, wave: 1.7, phase: 4.4, strength: 0.3 },
];

/** A small seeded generator: the stars and the hills are the same at every visit. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ seconds?: () => number }} [options] a clock of the page's own, such as a player's time
 * @returns {() => void} stops it
 */
export function startAurora(canvas, { seconds: clock = () => performance.now() / 1000 } = {}) {
  const context = canvas.getContext('2d', { alpha: false });
  const still = document.createElement('canvas');
  const glow = document.createElement('canvas');
  glow.width = GLOW_WIDTH;
  glow.height = GLOW_HEIGHT;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let stars = [];
  let inView = true;
  let last = -Infinity;
  let frame = 0;

  function resize() {
    const ratio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO);
    const width = Math.max(1, Math.round(canvas.clientWidth * ratio));
    const height = Math.max(1, Math.round(canvas.clientHeight * ratio));
    if (canvas.width === width && canvas.height === height) return;
    canvas.width = still.width = width;
    canvas.height = still.height = height;
    stars = drawStill(still.getContext('2d'), width, height);
    draw();
  }

  function draw() {
    const seconds = calm.matches ? 40 : clock() + 40;
    drawGlow(glow.getContext('2d'), seconds);
    const { width, height } = canvas;
    const horizon = Math.round(height * HORIZON);
    context.globalCompositeOperation = 'source-over';
    context.drawImage(still, 0, 0);
    twinkle(context, stars, seconds);
    context.globalCompositeOperation = 'lighter';
    context.imageSmoothingQuality = 'high';
    context.drawImage(glow, 0, 0, width, horizon);
    // The lake is the sky upside down, dimmer, and broken by slow ripples.
    context.globalAlpha = 0.42;
    context.save();
    context.translate(0, horizon);
    context.scale(1, -(height - horizon) / horizon);
    context.translate(0, -horizon);
    context.drawImage(glow, 0, 0, width, horizon);
    context.restore();
    context.globalAlpha = 1;
    context.globalCompositeOperation = 'source-over';
    drawHills(context, width, height, horizon);
    drawRipples(context, width, height, horizon, seconds);
  }

  function tick(now) {
    frame = requestAnimationFrame(tick);
    if (now - last < FRAME_MS - 2) return;
    last = now;
    draw();
  }

  function decide() {
    cancelAnimationFrame(frame);
    if (inView && !document.hidden && !calm.matches) frame = requestAnimationFrame(tick);
    else draw();
  }

  const sizes = new ResizeObserver(resize);
  sizes.observe(canvas);
  const sight = new IntersectionObserver(([entry]) => {
    inView = entry?.isIntersecting ?? true;
    decide();
  });
  sight.observe(canvas);
  document.addEventListener('visibilitychange', decide);
  calm.addEventListener('change', decide);
  resize();
  decide();

  return () => {
    cancelAnimationFrame(frame);
    sizes.disconnect();
    sight.disconnect();
    document.removeEventListener('visibilitychange', decide);
    calm.removeEventListener('change', decide);
  };
}

/** Sky, Milky Way and water without light. @returns the stars that twinkle */
function drawStill(context, width, height) {
  const random = seeded(11);
  const horizon = height * HORIZON;
  const sky = context.createLinearGradient(0, 0, 0, horizon);
  sky.addColorStop(0, '#060a1c');
  sky.addColorStop(0.55, '#0c1a38');
  sky.addColorStop(1, '#1c3550');
  context.fillStyle = sky;
  context.fillRect(0, 0, width, horizon + 1);
  const water = context.createLinearGradient(0, horizon, 0, height);
  water.addColorStop(0, '#15293f');
  water.addColorStop(1, '#050914');
  context.fillStyle = water;
  context.fillRect(0, horizon, width, height - horizon);

  const twinkling = [];
  const unit = Math.max(0.8, width / 1400);
  for (let index = 0; index < 420; index++) {
    // Most stars gather along a slanting band.
    const inBand = random() < 0.45;
    const x = random();
    const y = inBand ? 0.75 - x * 0.62 + (random() + random() + random() - 1.5) * 0.16 : random();
    const size = unit * (0.35 + random() ** 4 * 1.25);
    const alpha = 0.25 + random() * 0.6;
    if (y < 0 || y > 0.97) continue;
    const star = { x: x * width, y: y * horizon, size, alpha, speed: 0.4 + random() * 1.4, phase: random() * 6.3 };
    if (size > unit * 1.05) twinkling.push(star);
    context.globalAlpha = alpha;
    context.fillStyle = random() < 0.2 ? '#ffe9cf' : '#e9f1ff';
    context.beginPath();
    context.arc(star.x, star.y, size, 0, 6.3);
    context.fill();
  }
  context.globalAlpha = 1;
  return twinkling;
}

function twinkle(context, stars, seconds) {
  context.fillStyle = '#ffffff';
  for (const star of stars) {
    context.globalAlpha = star.alpha * (0.35 + 0.35 * Math.sin(seconds * star.speed + star.phase));
    context.beginPath();
    context.arc(star.x, star.y, star.size * 1.7, 0, 6.3);
    context.fill();
  }
  context.globalAlpha = 1;
}

/** The lights: hanging curtains, one thin upright gradient a column. */
function drawGlow(context, seconds) {
  context.globalCompositeOperation = 'source-over';
  context.clearRect(0, 0, GLOW_WIDTH, GLOW_HEIGHT);
  context.globalCompositeOperation = 'lighter';
  for (const curtain of CURTAINS) {
    for (let column = 0; column < GLOW_WIDTH; column++) {
      const x = column / GLOW_WIDTH;
      const along = x * Math.PI * 2 * curtain.wave + curtain.phase + seconds * curtain.drift * 6;
      const fold = Math.sin(along) * 0.13 + Math.sin(along * 2.3 + seconds * 0.11) * 0.055;
      const rays = 0.62 + 0.38 * Math.sin(x * 61 + seconds * 0.5 + Math.sin(x * 17 - seconds * 0.23) * 3);
      const presence = Math.max(0, 0.55 + 0.6 * Math.sin(x * 4.2 + curtain.phase * 1.7 + seconds * curtain.drift * 9));
      const alpha = curtain.strength * rays * presence;
      if (alpha < 0.01) continue;
      const foot = (curtain.base + fold) * GLOW_HEIGHT;
      const top = foot - curtain.height * GLOW_HEIGHT * (0.75 + 0.25 * rays);
      const light = context.createLinearGradient(0, top, 0, foot + 5);
      light.addColorStop(0, `hsl(${curtain.hue + 40} 80% 60% / 0)`);
      light.addColorStop(0.6, `hsl(${curtain.hue + 14} 75% 52% / ${alpha * 0.45})`);
      light.addColorStop(0.9, `hsl(${curtain.hue} 85% 62% / ${alpha})`);
      light.addColorStop(1, `hsl(${curtain.hue} 85% 60% / 0)`);
      context.fillStyle = light;
      context.fillRect(column, top, 1.5, foot + 5 - top);
    }
  }
}

const RIDGES = [
  { color: '#0d1d30', rise: 0.16, step: 0.035, seed: 5 },
  { color: '#070f1b', rise: 0.085, step: 0.02, seed: 23 },
];
const ridgeHeights = RIDGES.map(({ seed }) => {
  const random = seeded(seed);
  return Array.from({ length: 80 }, () => random());
});

function drawHills(context, width, height, horizon) {
  RIDGES.forEach(({ color, rise, step }, layer) => {
    const heights = ridgeHeights[layer] ?? [];
    context.fillStyle = color;
    context.beginPath();
    context.moveTo(0, horizon + 1);
    for (let x = 0, index = 0; x <= 1 + step; x += step, index++) {
      const swell = 0.5 + 0.5 * Math.sin(x * 5.2 + layer * 2.4);
      context.lineTo(x * width, horizon - height * rise * (0.25 + 0.45 * swell + 0.3 * (heights[index] ?? 0)));
    }
    context.lineTo(width, horizon + 1);
    context.fill();
  });
  // The shore throws a soft shadow on the water.
  const shadow = context.createLinearGradient(0, horizon, 0, horizon + height * 0.12);
  shadow.addColorStop(0, '#070f1bd9');
  shadow.addColorStop(1, '#070f1b00');
  context.fillStyle = shadow;
  context.fillRect(0, horizon, width, height * 0.12);
}

function drawRipples(context, width, height, horizon, seconds) {
  const depth = height - horizon;
  context.fillStyle = '#040812';
  for (let line = 0; line < 26; line++) {
    const near = (line + 1) / 26;
    context.globalAlpha = 0.12 + 0.26 * near;
    const y = horizon + depth * near ** 1.6;
    const thickness = Math.max(1, height * 0.0042 * near);
    const shift = Math.sin(seconds * 0.35 + line * 1.9) * width * 0.03;
    for (let part = 0; part < 4; part++) {
      const span = width * (0.1 + 0.16 * Math.abs(Math.sin(line * 2.7 + part * 1.3)));
      context.fillRect(((part * 0.29 + ((line * 0.618) % 1)) % 1.15) * width - width * 0.1 + shift, y, span, thickness);
    }
  }
  context.globalAlpha = 1;
}
