// A recorded room in step with a media element: the layer gets the comments as `timeline` and follows the player by itself.
import { startAurora } from '../gallery/aurora.js';
import { makeSound } from './make-sound.js';
import { recording } from './recording.js';

const LENGTH_S = 60;
const RATES = [0.5, 1, 1.5, 2];

const byId = (id) => document.getElementById(id);
const media = byId('media');
const layer = byId('layer');
let timeline = recording;

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

function show() {
  layer.timeline = timeline;
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

/** Marks the comment that came last; keeps it in sight without moving the page. */
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

for (const rate of RATES) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  const name = document.createElement('span');
  input.type = 'radio';
  input.name = 'rate';
  input.checked = rate === 1;
  name.textContent = `${rate}×`;
  input.addEventListener('change', () => (media.playbackRate = rate));
  label.append(input, name);
  byId('rates').append(label);
}

byId('add').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = byId('words');
  timeline = [...timeline, { time: media.currentTime, text: input.value, own: true }].sort((a, b) => a.time - b.time);
  input.value = '';
  show();
  mark();
});

media.addEventListener('timeupdate', mark);
media.src = URL.createObjectURL(makeSound(LENGTH_S));
startAurora(byId('picture'), { seconds: () => media.currentTime * 2 });
show();
