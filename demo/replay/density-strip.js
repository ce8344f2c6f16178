// A curve over the player that shows the number of comments over time. A click seeks; for the keyboard there is the
// player's own control.

const SVG = 'http://www.w3.org/2000/svg';
const STEPS = 120;
const HEIGHT = 28;
const SPREAD_S = 1.6; // how far a comment raises the curve before and after its time

/**
 * @param {SVGElement} strip an empty svg
 * @param {HTMLMediaElement} media
 * @param {number} lengthS of the recording
 * @returns {{ show(timeline: { time: number }[]): void }}
 */
export function createDensityStrip(strip, media, lengthS) {
  const past = document.createElementNS(SVG, 'path');
  const curve = document.createElementNS(SVG, 'path');
  const clip = document.createElementNS(SVG, 'clipPath');
  const played = document.createElementNS(SVG, 'rect');
  strip.setAttribute('viewBox', `0 0 ${STEPS} ${HEIGHT}`);
  strip.setAttribute('preserveAspectRatio', 'none');
  curve.classList.add('curve');
  past.classList.add('past');
  clip.id = 'played';
  played.setAttribute('height', String(HEIGHT));
  clip.append(played);
  past.setAttribute('clip-path', 'url(#played)');
  strip.append(clip, curve, past);

  let frame = 0;
  function follow() {
    played.setAttribute('width', String((media.currentTime / lengthS) * STEPS));
    cancelAnimationFrame(frame);
    if (!media.paused) frame = requestAnimationFrame(follow);
  }
  for (const type of ['play', 'pause', 'seeked', 'timeupdate']) media.addEventListener(type, follow);
  strip.addEventListener('click', ({ clientX }) => {
    const { left, width } = strip.getBoundingClientRect();
    media.currentTime = ((clientX - left) / width) * lengthS;
  });

  return {
    show(timeline) {
      const heights = Array.from({ length: STEPS + 1 }, (_, step) =>
        timeline.reduce((sum, { time }) => sum + Math.exp(-(((time - (step / STEPS) * lengthS) / SPREAD_S) ** 2)), 0),
      );
      const highest = Math.max(...heights, 1);
      const outline = heights
        .map((height, step) => `L${step} ${(HEIGHT - 2 - (HEIGHT - 6) * (height / highest)).toFixed(2)}`)
        .join('');
      for (const path of [curve, past]) path.setAttribute('d', `M0 ${HEIGHT}${outline}L${STEPS} ${HEIGHT}Z`);
      follow();
    },
  };
}
