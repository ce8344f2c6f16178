// What every demo page with a bar does: writes the page's words, and offers colours, language and direction behind one
// button. The choice lives in the URL, where early.js finds it before the first paint, and goes along to the other
// pages.
import { pageWords } from './page-words.js';

const LOOKS = [
  {
    name: 'scheme',
    label: 'scheme',
    standard: 'auto',
    options: [
      ['auto', 'auto'],
      ['light', 'light'],
      ['dark', 'dark'],
    ],
  },
  {
    name: 'lang',
    label: 'language',
    options: [
      ['en', 'English'],
      ['zh-CN', '中文'],
    ],
  },
  {
    name: 'dir',
    label: 'direction',
    standard: 'ltr',
    options: [
      ['ltr', 'ltr'],
      ['rtl', 'rtl'],
    ],
  },
];
const NOTE_MS = 2500;

const root = document.documentElement;

/**
 * @param {Record<'en' | 'zh-CN', Record<string, unknown>>} words the page's own, by language
 * @param {{ onChange?: () => void }} [options] `onChange`: colours, language or direction are others now
 * @returns {{ text(key: string): any, write(): void, say(note: string): void, copy(text: string): void }} `text` of an unknown key is the key;
 * `write` fills what the page has added since; `say` shows a note for a moment in `#said`
 */
export function startPage(words, { onChange = () => undefined } = {}) {
  const query = () => new URLSearchParams(location.search);
  const text = (key) =>
    words[root.lang]?.[key] ?? pageWords[root.lang]?.[key] ?? words.en[key] ?? pageWords.en[key] ?? key;

  function write() {
    for (const node of document.querySelectorAll('[data-words]')) node.textContent = text(node.dataset.words);
    for (const node of document.querySelectorAll('[data-label]'))
      node.setAttribute('aria-label', text(node.dataset.label));
    for (const node of document.querySelectorAll('[data-alt]')) node.alt = text(node.dataset.alt);
    for (const node of document.querySelectorAll('[data-placeholder]'))
      node.placeholder = text(node.dataset.placeholder);
    for (const link of document.querySelectorAll('a[data-carry]')) {
      const url = new URL(link.href);
      for (const { name } of LOOKS) {
        if (query().has(name)) url.searchParams.set(name, query().get(name));
        else url.searchParams.delete(name);
      }
      link.href = url.href;
    }
  }

  function choose(name, value, standard) {
    if (name === 'scheme') root.dataset.scheme = value;
    else root[name] = value;
    const next = query();
    if (value === standard) next.delete(name);
    else next.set(name, value);
    history.replaceState(null, '', `${location.pathname}${next.size > 0 ? `?${next}` : ''}${location.hash}`);
    write();
    onChange();
  }

  (document.querySelector('.bar') ?? document.body).append(createPanel(choose));
  write();
  // On a phone the bar's links scroll; the one of this page has to be in sight.
  const current = document.querySelector('.pages [aria-current]');
  if (current)
    current.parentElement.scrollLeft =
      current.offsetLeft -
      current.parentElement.offsetLeft -
      current.parentElement.clientWidth / 2 +
      current.clientWidth / 2;

  let noteTimer;
  function say(note) {
    clearTimeout(noteTimer);
    document.getElementById('said').textContent = note;
    noteTimer = setTimeout(() => (document.getElementById('said').textContent = ''), NOTE_MS);
  }
  return {
    text,
    write,
    say,
    copy: (code) =>
      void navigator.clipboard.writeText(code).then(
        () => say(text('copied')),
        () => say(text('copyFailed')),
      ),
  };
}

/** The panel under the bar's button (`popovertarget="look-panel"`), which opens and closes it without a script. */
function createPanel(choose) {
  const panel = document.createElement('form');
  panel.id = 'look-panel';
  panel.className = 'look-panel';
  panel.popover = 'auto';
  panel.addEventListener('submit', (event) => event.preventDefault());
  for (const { name, label, standard, options } of LOOKS) {
    const set = document.createElement('fieldset');
    const legend = document.createElement('legend');
    set.className = 'choice';
    legend.dataset.words = label;
    set.append(legend);
    for (const [value, words] of options) {
      const option = document.createElement('label');
      const input = document.createElement('input');
      const shown = document.createElement('span');
      input.type = 'radio';
      input.name = name;
      input.value = value;
      input.checked = (name === 'scheme' ? root.dataset.scheme : root[name]) === value;
      input.addEventListener('change', () => choose(name, value, standard));
      if (name === 'lang') {
        shown.lang = value;
        shown.textContent = words;
      } else shown.dataset.words = words;
      option.append(input, shown);
      set.append(option);
    }
    panel.append(set);
  }
  return panel;
}
