// The common code of the demo pages with a header: fills in the page's texts, and offers theme, language and direction
// in a panel. The choice is stored in the URL, where page-settings.js reads it before the first paint, and is passed on
// to the other pages.
import { pageTexts } from './page-texts.js';

const SETTINGS = [
  {
    name: 'scheme',
    label: 'scheme',
    fallback: 'auto',
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
    fallback: 'ltr',
    options: [
      ['ltr', 'ltr'],
      ['rtl', 'rtl'],
    ],
  },
];
const NOTE_MS = 2500;

const root = document.documentElement;

/**
 * @param {Record<'en' | 'zh-CN', Record<string, unknown>>} texts the page's own, by language
 * @param {{ onChange?: () => void }} [options] `onChange` is called when theme, language or direction have changed
 * @returns {{ text(key: string): any, write(): void, notify(note: string): void, copy(text: string): void }} `text` of
 * an unknown key is the key; `write` fills in elements that were added; `notify` shows a note for a moment
 */
export function startPage(texts, { onChange = () => undefined } = {}) {
  const query = () => new URLSearchParams(location.search);
  const text = (key) =>
    texts[root.lang]?.[key] ?? pageTexts[root.lang]?.[key] ?? texts.en[key] ?? pageTexts.en[key] ?? key;

  function write() {
    for (const node of document.querySelectorAll('[data-text]')) node.textContent = text(node.dataset.text);
    for (const node of document.querySelectorAll('[data-label]'))
      node.setAttribute('aria-label', text(node.dataset.label));
    for (const node of document.querySelectorAll('[data-alt]')) node.alt = text(node.dataset.alt);
    for (const node of document.querySelectorAll('[data-placeholder]'))
      node.placeholder = text(node.dataset.placeholder);
    for (const link of document.querySelectorAll('a[data-carry]')) {
      const url = new URL(link.href);
      for (const { name } of SETTINGS) {
        if (query().has(name)) url.searchParams.set(name, query().get(name));
        else url.searchParams.delete(name);
      }
      link.href = url.href;
    }
  }

  function choose(name, value, fallback) {
    if (name === 'scheme') root.dataset.scheme = value;
    else root[name] = value;
    const next = query();
    if (value === fallback) next.delete(name);
    else next.set(name, value);
    history.replaceState(null, '', `${location.pathname}${next.size > 0 ? `?${next}` : ''}${location.hash}`);
    write();
    onChange();
  }

  (document.querySelector('.bar') ?? document.body).append(createPanel(choose));
  write();
  // On a phone the links of the header scroll; the current page's must be visible.
  const current = document.querySelector('.pages [aria-current]');
  if (current)
    current.parentElement.scrollLeft =
      current.offsetLeft -
      current.parentElement.offsetLeft -
      current.parentElement.clientWidth / 2 +
      current.clientWidth / 2;

  let noteTimer;
  function notify(note) {
    clearTimeout(noteTimer);
    document.getElementById('notice').textContent = note;
    noteTimer = setTimeout(() => (document.getElementById('notice').textContent = ''), NOTE_MS);
  }
  return {
    text,
    write,
    notify,
    copy: (code) =>
      void navigator.clipboard.writeText(code).then(
        () => notify(text('copied')),
        () => notify(text('copyFailed')),
      ),
  };
}

/** The panel under the header's button, which opens and closes it by `popovertarget`. */
function createPanel(choose) {
  const panel = document.createElement('form');
  panel.id = 'settings-panel';
  panel.className = 'settings-panel';
  panel.popover = 'auto';
  panel.addEventListener('submit', (event) => event.preventDefault());
  for (const { name, label, fallback, options } of SETTINGS) {
    const set = document.createElement('fieldset');
    const legend = document.createElement('legend');
    set.className = 'choice';
    legend.dataset.text = label;
    set.append(legend);
    for (const [value, text] of options) {
      const option = document.createElement('label');
      const input = document.createElement('input');
      const shown = document.createElement('span');
      input.type = 'radio';
      input.name = name;
      input.value = value;
      input.checked = (name === 'scheme' ? root.dataset.scheme : root[name]) === value;
      input.addEventListener('change', () => choose(name, value, fallback));
      if (name === 'lang') {
        shown.lang = value;
        shown.textContent = text;
      } else shown.dataset.text = text;
      option.append(input, shown);
      set.append(option);
    }
    panel.append(set);
  }
  return panel;
}
