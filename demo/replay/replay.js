// Replays a recorded room with a media element: the layer gets the comments as `timeline` and follows the player by
// itself.
import { startAurora } from '../gallery/aurora.js';
import { startPage } from '../page/start-page.js';
import { createDensityStrip } from './density-strip.js';
import { makeSound } from './make-sound.js';
import { recording } from './recording.js';
import { texts } from './texts.js';

const LENGTH_S = 60;

const byId = (id) => document.getElementById(id);
const media = byId('media');
const layer = byId('layer');
const strip = createDensityStrip(byId('density'), media, LENGTH_S);
let timeline = recording;

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

function show() {
  layer.timeline = timeline;
  strip.show(timeline);
  byId('comments').replaceChildren(
    ...timeline.map((comment) => {
      const line = document.createElement('li');
      const button = document.createElement('button');
      const time = document.createElement('time');
      const text = document.createElement('span');
      button.type = 'button';
      time.textContent = clock(comment.time);
      text.textContent = comment.text;
      text.dir = 'auto';
      button.append(time, text);
      button.addEventListener('click', () => (media.currentTime = Math.max(0, comment.time - 0.3)));
      line.append(button);
      return line;
    }),
  );
}

/** Marks the latest comment and scrolls the list to it, without scrolling the page. */
function mark() {
  const now = timeline.findLastIndex(({ time }) => time <= media.currentTime);
  const list = byId('comments');
  const line = list.children[now];
  const marked = list.querySelector('[aria-current]');
  if (line === (marked ?? undefined)) return;
  marked?.removeAttribute('aria-current');
  if (!line) return;
  line.setAttribute('aria-current', 'true');
  if (!list.contains(document.activeElement)) list.scrollTop = line.offsetTop - list.offsetTop - list.clientHeight / 2;
}

byId('rates').addEventListener('change', ({ target }) => (media.playbackRate = Number(target.value)));
byId('loop').addEventListener('change', ({ target }) => (media.loop = target.checked));
media.addEventListener('ratechange', () => {
  // The player's own menu may have changed the rate.
  for (const input of byId('rates').querySelectorAll('input'))
    input.checked = Number(input.value) === media.playbackRate;
});

byId('add').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = byId('comment');
  timeline = [...timeline, { time: media.currentTime, text: input.value, own: true }].sort((a, b) => a.time - b.time);
  input.value = '';
  show();
  mark();
});

startPage(texts);
media.addEventListener('timeupdate', mark);
media.src = URL.createObjectURL(makeSound(LENGTH_S));
startAurora(byId('picture'), { seconds: () => media.currentTime * 2 });
show();
