// Wires the gallery's switches. What is chosen lives in the URL, so that a view can be shared and photographed.
// The room itself needs nothing from here: the three tags in the page are enough.
import { callCrowd } from '../page/call-crowd.js';
import { startAurora } from './aurora.js';
import { words } from './words.js';

const CAPTION_MS = 6500;
const NOTE_MS = 2500;

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const chat = byId('chat');
const layer = byId('layer');
const switches = byId('switches');
const query = new URLSearchParams(location.search);
const text = (key) => (words[root.lang] ?? words.en)[key];
let caption = 0;
let paused = false;
let viewers;
let aurora = startAurora(byId('aurora'));

function writeWords() {
  for (const node of document.querySelectorAll('[data-words]')) node.textContent = text(node.dataset.words);
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', text(node.dataset.label));
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
  if (count !== undefined) byId('viewers').textContent = text('viewers')(new Intl.NumberFormat(root.lang).format(count));
}

let noteTimer;
function say(note) {
  clearTimeout(noteTimer);
  byId('said').textContent = note;
  noteTimer = setTimeout(() => (byId('said').textContent = ''), NOTE_MS);
}

function remember(name, value, standard) {
  if (value === standard) query.delete(name);
  else query.set(name, value);
  history.replaceState(null, '', `${location.pathname}${query.size > 0 ? `?${query}` : ''}`);
  for (const link of document.querySelectorAll('[data-person]')) {
    const url = new URL(link.href);
    for (const key of ['lang', 'scheme', 'dir']) {
      if (query.has(key)) url.searchParams.set(key, query.get(key));
      else url.searchParams.delete(key);
    }
    link.href = url.href;
  }
}

async function setCrowd(perSecond) {
  const problem = await callCrowd(chat.getAttribute('group-id'), perSecond);
  if (problem) say(text('crowdFailed') + problem);
}

/** Another window may have called the crowd already. */
async function showCrowd() {
  try {
    const response = await fetch(`/api/crowd?groupId=${encodeURIComponent(chat.getAttribute('group-id'))}`);
    const { available, perSecond } = await response.json();
    if (!available) {
      byId('crowd').disabled = true;
      byId('crowd').querySelector('legend').dataset.words = 'noCrowd';
      writeWords();
    } else if (query.has('crowd')) {
      switches.elements.crowd.value = query.get('crowd');
      await setCrowd(Number(query.get('crowd')));
    } else {
      switches.elements.crowd.value = String(perSecond);
    }
  } catch (error) {
    say(text('crowdFailed') + error.message);
  }
}

const react = {
  crowd: (value) => void setCrowd(Number(value)),
  scheme: (value) => (root.dataset.scheme = value),
  lang: (value) => {
    root.lang = value;
    writeWords();
  },
  dir: (value) => (root.dir = value),
};
const standards = { crowd: '0', scheme: 'auto', lang: '', dir: 'ltr' };

switches.addEventListener('change', ({ target }) => {
  react[target.name](target.value);
  if (target.name !== 'crowd' || query.has('crowd')) remember(target.name, target.value, standards[target.name]);
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
  writeWords();
});
byId('danmaku').addEventListener('click', ({ currentTarget }) => {
  layer.disabled = !layer.disabled;
  currentTarget.setAttribute('aria-pressed', String(!layer.disabled));
});
const stage = document.querySelector('.stage');
byId('fullscreen').hidden = !document.fullscreenEnabled;
byId('fullscreen').addEventListener('click', () => {
  const change = document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen();
  change.catch((error) => say(error.message));
});

byId('copy').addEventListener('click', () => {
  navigator.clipboard.writeText(byId('code').textContent).then(
    () => say(text('copied')),
    () => say(text('copyFailed')),
  );
});

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

chat.addEventListener('chat-status', () => showViewers());
chat.addEventListener('chat-members', ({ onlineCount }) => showViewers(onlineCount));

if (query.has('room')) chat.setAttribute('group-id', query.get('room')); // this script stands before the one that defines the elements
switches.elements.scheme.value = root.dataset.scheme;
switches.elements.lang.value = root.lang;
switches.elements.dir.value = root.dir;
writeWords();
void showCrowd();
setInterval(() => {
  if (paused || document.hidden) return;
  caption++;
  showCaption();
}, CAPTION_MS);
