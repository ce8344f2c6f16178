// The static parts of the picture: sky and stars behind the lights; mountains, shore, a cabin and the water in front.
// Drawn once per size with a fixed seed, so that the picture is always the same. Sizes are relative to the height, so
// that a wide stage shows more land instead of a stretched picture.

/** Position of the horizon, as a share of the height. */
export const HORIZON = 0.66;

const STARS = 460;
const NIGHT = '#03070e';
/** From far to near. `rise` is a share of the height; `detail` is the number of hills per height. */
const RIDGES = [
  { top: '#35597a', foot: '#1d3b57', rise: 0.27, detail: 1.05, seed: 12, sharp: 1.9 },
  { top: '#142c46', foot: '#0f2338', rise: 0.155, detail: 1.5, seed: 29, sharp: 1.35 },
];
const CABIN_AT = 0.7; // share of the width
const WINDOW = '#ffc983';

/** A seeded generator of pseudo-random numbers from 0 to 1. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

/** Noise of one dimension in six octaves, about 0 to 1; folded noise has ridges instead of hills. */
function noise(seed, { folded = false } = {}) {
  const random = seeded(seed);
  const table = Array.from({ length: 256 }, random);
  const at = (x) => {
    const index = Math.floor(x);
    const part = x - index;
    const ease = part * part * (3 - 2 * part);
    const value = table[index & 255] * (1 - ease) + table[(index + 1) & 255] * ease;
    return folded ? 1 - Math.abs(2 * value - 1) : value;
  };
  return (x) =>
    [0.5, 0.25, 0.125, 0.0625, 0.03125, 0.015625].reduce(
      (sum, share, octave) => sum + share * at(x * 2.07 ** octave + octave * 17),
      0,
    ) / 0.984375;
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height device pixels */
export function drawSky(context, width, height) {
  const random = seeded(11);
  const horizon = height * HORIZON;
  const sky = context.createLinearGradient(0, 0, 0, horizon);
  sky.addColorStop(0, '#050918');
  sky.addColorStop(0.5, '#0b1936');
  sky.addColorStop(0.85, '#183352');
  sky.addColorStop(1, '#2b5068');
  context.fillStyle = sky;
  context.fillRect(0, 0, width, horizon + 1);
  const water = context.createLinearGradient(0, horizon, 0, height);
  water.addColorStop(0, '#1d3c53');
  water.addColorStop(0.4, '#0f2238');
  water.addColorStop(1, '#050a16');
  context.fillStyle = water;
  context.fillRect(0, horizon, width, height - horizon);

  const unit = Math.max(0.8, height / 800);
  for (let index = 0; index < STARS; index++) {
    const inBand = random() < 0.5;
    const x = random();
    const y = inBand ? 0.8 - x * 0.66 + (random() + random() + random() - 1.5) * 0.17 : random();
    const size = unit * (0.32 + random() ** 5 * 1.35);
    context.globalAlpha = 0.25 + random() * 0.75;
    context.fillStyle = random() < 0.2 ? '#ffe9cf' : '#e9f1ff';
    if (y < 0 || y > 0.97) continue;
    context.beginPath();
    context.arc(x * width, y * horizon, size, 0, Math.PI * 2);
    context.fill();
  }
  context.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height device pixels */
export function drawLand(context, width, height) {
  const horizon = Math.round(height * HORIZON);
  for (const ridge of RIDGES) drawRidge(context, width, height, horizon, ridge);
  drawForest(context, width, height, horizon);
  const cabin = { x: width * CABIN_AT, y: horizon - height * 0.012, size: height * 0.052 };
  drawRipples(context, width, height, horizon);
  drawGlitter(context, cabin, height, horizon);
  drawCabin(context, cabin);
  drawFrame(context, width, height);
}

function drawRidge(context, width, height, horizon, { top, foot, rise, detail, seed, sharp }) {
  const value = noise(seed, { folded: true });
  const outline = [];
  for (let x = 0; x <= width + 2; x += Math.max(1.5, height / 400)) {
    outline.push([x, height * rise * (0.1 + 0.95 * value((x / height) * detail + 3) ** sharp)]);
  }
  const fill = (direction, color) => {
    context.fillStyle = color;
    context.beginPath();
    context.moveTo(0, horizon);
    for (const [x, up] of outline) context.lineTo(x, horizon - direction * up);
    context.lineTo(width, horizon);
    context.fill();
  };
  const stone = context.createLinearGradient(0, horizon - height * rise, 0, horizon);
  stone.addColorStop(0, top);
  stone.addColorStop(1, foot);
  fill(1, stone);
  const mirrored = context.createLinearGradient(0, horizon, 0, horizon + height * rise * 0.8);
  mirrored.addColorStop(0, '#0b1c2ee6');
  mirrored.addColorStop(1, '#0b1c2e59');
  fill(-0.8, mirrored);
  // Light from the sky on the ridge.
  context.strokeStyle = '#a6f2e01f';
  context.lineWidth = Math.max(1, height / 620);
  context.beginPath();
  for (const [x, up] of outline) context.lineTo(x, horizon - up);
  context.stroke();
}

/** The far shore: a low bank with firs, and their shadow in the water. */
function drawForest(context, width, height, horizon) {
  const random = seeded(23);
  const value = noise(41);
  context.fillStyle = '#050d18';
  for (let x = -0.01 * height; x < width + 0.02 * height; x += height * (0.003 + 0.007 * random())) {
    const grove = Math.max(0, value((x / height) * 2.6) * 1.9 - 0.5);
    drawFir(context, x, horizon + 1, height * (0.008 + 0.055 * grove * (0.35 + 0.65 * random())), random);
  }
  context.fillRect(0, horizon - height * 0.008, width, height * 0.012);
  const shadow = context.createLinearGradient(0, horizon, 0, horizon + height * 0.075);
  shadow.addColorStop(0, '#050d18f2');
  shadow.addColorStop(1, '#050d1800');
  context.fillStyle = shadow;
  context.fillRect(0, horizon, width, height * 0.075);
}

/** A fir as a column of irregular tiers. */
function drawFir(context, x, foot, tall, random) {
  const tiers = Math.max(4, Math.min(16, Math.round(tall / 9)));
  const half = tall * 0.19;
  context.beginPath();
  context.moveTo(x, foot - tall);
  for (const side of [1, -1]) {
    const rows = Array.from({ length: tiers }, (_, index) => (side === 1 ? index + 1 : tiers - index));
    for (const row of rows) {
      const down = foot - tall + (tall * row) / tiers;
      const out = half * (row / tiers) ** 0.85 * (0.72 + 0.4 * random());
      const points = [
        [x + side * out, down],
        [x + side * out * 0.45, down - (tall / tiers) * 0.15],
      ];
      for (const [px, py] of side === 1 ? points : points.reverse()) context.lineTo(px, py);
    }
  }
  context.fill();
}

/** Soft dark and light strokes that widen towards the viewer. */
function drawRipples(context, width, height, horizon) {
  const random = seeded(7);
  const depth = height - horizon;
  for (let stroke = 0; stroke < 330; stroke++) {
    const near = random() ** 0.7;
    const light = random() < 0.3;
    context.globalAlpha = (light ? 0.05 : 0.16) * (0.35 + near) * random();
    context.fillStyle = light ? '#b9e6ff' : NIGHT;
    context.beginPath();
    context.ellipse(
      random() * width,
      horizon + depth * near ** 1.5,
      height * (0.03 + 0.2 * near * random()),
      Math.max(0.6, height * 0.0032 * (0.25 + near)),
      0,
      0,
      Math.PI * 2,
    );
    context.fill();
  }
  context.globalAlpha = 1;
}

/** Reflections of the cabin's light: dashed lines that widen towards the viewer. */
function drawGlitter(context, { x, size }, height, horizon) {
  const random = seeded(3);
  context.fillStyle = WINDOW;
  for (let line = 0; line < 30; line++) {
    const near = line / 30;
    context.globalAlpha = 0.55 * (1 - near) ** 1.6 * (0.4 + 0.6 * random());
    const half = size * (0.12 + 0.42 * near) * (0.4 + random());
    context.beginPath();
    context.ellipse(
      x + size * (random() - 0.5) * (0.2 + 0.5 * near),
      horizon + height * (0.012 + 0.16 * near),
      half,
      Math.max(0.7, height * 0.0014),
      0,
      0,
      Math.PI * 2,
    );
    context.fill();
  }
  context.globalAlpha = 1;
}

function drawCabin(context, { x, y, size }) {
  const glow = context.createRadialGradient(x, y - size * 0.3, 0, x, y - size * 0.3, size * 2.4);
  glow.addColorStop(0, '#ffb45a66');
  glow.addColorStop(0.35, '#ff9f451f');
  glow.addColorStop(1, '#ff9f4500');
  context.fillStyle = glow;
  context.fillRect(x - size * 2.4, y - size * 2.7, size * 4.8, size * 4.8);
  context.fillStyle = '#0a1018';
  context.fillRect(x - size * 0.55, y - size * 0.5, size * 1.1, size * 0.62);
  context.fillStyle = '#060a11';
  context.beginPath();
  context.moveTo(x - size * 0.72, y - size * 0.44);
  context.lineTo(x - size * 0.34, y - size * 0.98);
  context.lineTo(x + size * 0.34, y - size * 0.98);
  context.lineTo(x + size * 0.72, y - size * 0.44);
  context.fill();
  context.fillRect(x + size * 0.2, y - size * 1.2, size * 0.14, size * 0.3);
  context.fillStyle = '#cfe8ff1f'; // frost along the roof
  context.fillRect(x - size * 0.34, y - size * 0.98, size * 0.68, Math.max(1, size * 0.03));
  context.fillStyle = WINDOW;
  for (const [left, wide] of [
    [-0.38, 0.24],
    [0.02, 0.24],
  ])
    context.fillRect(x + size * left, y - size * 0.34, size * wide, size * 0.24);
  context.fillStyle = '#7a4b22';
  for (const left of [-0.27, 0.13])
    context.fillRect(x + size * left, y - size * 0.34, Math.max(1, size * 0.025), size * 0.24);
}

/** Firs at both sides and a dark bank in the foreground give the picture depth. */
function drawFrame(context, width, height) {
  const random = seeded(61);
  context.fillStyle = NIGHT;
  const firs = [
    [0.0, 0.66],
    [0.075, 0.5],
    [0.15, 0.37],
    [0.2, 0.25],
    [0.255, 0.16],
  ];
  for (const [across, tall] of firs) drawFir(context, across * height, height * 1.03, height * tall, random);
  for (const [across, tall] of [
    [0.02, 0.4],
    [0.1, 0.27],
    [0.155, 0.16],
  ])
    drawFir(context, width - across * height, height * 1.03, height * tall, random);
  const bank = context.createLinearGradient(0, height * 0.86, 0, height);
  bank.addColorStop(0, '#03070e00');
  bank.addColorStop(1, '#03070ecc');
  context.fillStyle = bank;
  context.fillRect(0, height * 0.86, width, height * 0.14);
}
