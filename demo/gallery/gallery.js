// The controls of the home page. The choice is stored in the URL, so that a view can be shared. The elements themselves
// need no code: the three tags in the page are enough.
import { setCrowdRate, startCrowd } from '../page/crowd-client.js';
import { startPage } from '../page/start-page.js';
import { startAurora } from './aurora.js';
import { texts } from './texts.js';

const CAPTION_MS = 6500;

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const chat = byId('chat');
const layer = byId('layer');
const switches = byId('switches');
const query = new URLSearchParams(location.search);
const { text, notify, copy } = startPage(texts, { onChange: writeTexts });
let caption = 0;
let paused = false;
let viewers;
let aurora = startAurora(byId('aurora'));

function writeTexts() {
  byId('play').setAttribute('aria-label', text(paused ? 'play' : 'pause'));
  showCaption();
  showViewers();
}

function showCaption() {
  const lines = text('captions');
  byId('captions').textContent = lines[caption % lines.length];
}

function showViewers(count = viewers ?? chat.onlineCount) {
  viewers = count;
  byId('viewers').hidden = count === undefined;
  if (count !== undefined)
    byId('viewers').textContent = text('viewers')(new Intl.NumberFormat(root.lang).format(count));
}

async function changeCrowd(perSecond) {
  const problem = await setCrowdRate(chat.getAttribute('group-id'), perSecond);
  if (problem) notify(text('crowdFailed') + problem);
}

async function beginCrowd() {
  const { available, perSecond, problem } = await startCrowd(chat.getAttribute('group-id'));
  if (problem) notify(text('crowdFailed') + problem);
  switches.elements.crowd.value = String(perSecond);
  if (available) return;
  byId('crowd').disabled = true;
  const legend = byId('crowd').querySelector('legend');
  legend.dataset.text = 'noCrowd';
  legend.textContent = text('noCrowd');
}

switches.addEventListener('change', ({ target }) => {
  void changeCrowd(Number(target.value));
  const now = new URLSearchParams(location.search);
  if (!now.has('crowd')) return;
  now.set('crowd', target.value);
  history.replaceState(null, '', `${location.pathname}?${now}`);
});
switches.addEventListener('submit', (event) => event.preventDefault());

byId('play').addEventListener('click', () => {
  paused = !paused;
  byId('play').classList.toggle('is-paused', paused);
  if (paused) {
    aurora();
    layer.pause();
  } else {
    aurora = startAurora(byId('aurora'));
    layer.resume();
  }
  writeTexts();
});
byId('danmaku').addEventListener('click', ({ currentTarget }) => {
  layer.disabled = !layer.disabled;
  currentTarget.setAttribute('aria-pressed', String(!layer.disabled));
});
const stage = document.querySelector('.stage');
byId('fullscreen').hidden = !document.fullscreenEnabled;
byId('fullscreen').addEventListener('click', () => {
  const change = document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen();
  change.catch((error) => notify(error.message));
});

byId('copy').addEventListener('click', () => copy(byId('code').textContent));

function openControls(open) {
  byId('controls').classList.toggle('is-open', open);
  byId('open-controls').setAttribute('aria-expanded', String(open));
  if (open) switches.querySelector('input:checked').focus();
  else byId('open-controls').focus();
}
byId('open-controls').addEventListener('click', () => openControls(!byId('controls').classList.contains('is-open')));
byId('close-controls').addEventListener('click', () => openControls(false));
byId('controls').addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && byId('controls').classList.contains('is-open')) openControls(false);
});

chat.addEventListener('chat-status', ({ status, previous, error }) => {
  showViewers();
  const live = byId('live');
  live.classList.toggle('is-over', status === 'closed' && error?.code === 'room/dismissed');
  live.lastElementChild.dataset.text = live.classList.contains('is-over') ? 'ended' : 'live';
  live.lastElementChild.textContent = text(live.lastElementChild.dataset.text);
  if (status === 'joined' && previous === 'reconnecting') void beginCrowd(); // the demo server may have been restarted without simulated viewers
});
chat.addEventListener('chat-members', ({ onlineCount }) => showViewers(onlineCount));

if (query.has('room')) chat.setAttribute('group-id', query.get('room')); // this script runs before the one that defines the elements
writeTexts();
void beginCrowd();
setInterval(() => {
  if (paused || document.hidden) return;
  caption++;
  showCaption();
}, CAPTION_MS);
