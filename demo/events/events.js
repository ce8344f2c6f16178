// A live log of the elements' events. There may be thousands per second: events are written once per frame, and the
// table keeps the newest rows only, so that the log does not slow down the elements.
import { setCrowdRate } from '../page/crowd-client.js';
import { startPage } from '../page/start-page.js';
import { texts } from './texts.js';

const NAMES = [
  'chat-status',
  'chat-message',
  'chat-before-send',
  'chat-sent',
  'chat-send-failed',
  'chat-members',
  'chat-like',
  'chat-sign-in',
  'chat-user-select',
  'chat-custom-message',
  'chat-messages-dropped',
  'chat-error',
  'danmaku-drop',
];
const MAX_ROWS = 200;
const MAX_FIELD_LENGTH = 400;
/** Maximum length of one event in the copied text. */
const MAX_COPIED_LENGTH = 5000;

const byId = (id) => document.getElementById(id);
const tools = byId('tools');
const chat = byId('chat');
const time = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});
const { text, notify, copy } = startPage(texts, { onChange: showMissed });
/** The complete event of a row, for copying. */
const events = new WeakMap();
let waiting = [];
let paused = false;
let missed = 0;

for (const name of NAMES) {
  byId('type').append(new Option(name, name));
  document.addEventListener(name, note);
}

function note(event) {
  if (event.type === 'chat-before-send') {
    if (tools.elements.uppercase.checked) event.text = event.text.toUpperCase();
    if (tools.elements.veto.checked) event.preventDefault();
  }
  if (tools.elements.type.value && tools.elements.type.value !== event.type) return;
  if (paused) {
    missed++;
    if (missed === 1) showMissed();
    return;
  }
  waiting.push({
    type: event.type,
    from: event.target.localName,
    canceled: event.defaultPrevented,
    at: Date.now(),
    fields: fieldsOf(event),
  });
  if (waiting.length === 1) requestAnimationFrame(write);
  if (waiting.length > MAX_ROWS) waiting.splice(1, waiting.length - MAX_ROWS);
}

/** The event's own fields as JSON, without those of Event. */
function fieldsOf(event) {
  const fields = {};
  for (const key of Object.keys(event)) if (key !== 'isTrusted') fields[key] = event[key];
  const seen = new WeakSet();
  const json = JSON.stringify(fields, (_key, value) => {
    if (value instanceof Error) return { code: value.code, message: value.message };
    if (value instanceof Set) return [...value];
    if (typeof value === 'object' && value !== null) {
      if (seen.has(value)) return '(repeated)';
      seen.add(value);
    }
    return value;
  });
  return json.slice(0, MAX_COPIED_LENGTH);
}

function write() {
  const rows = waiting.map(({ type, from, canceled, at, fields }) => {
    const row = document.createElement('tr');
    const seen = fields.length > MAX_FIELD_LENGTH ? `${fields.slice(0, MAX_FIELD_LENGTH)}…` : fields;
    for (const value of [time.format(at), type, `<${from}>`, seen]) {
      const cell = document.createElement('td');
      cell.textContent = value;
      row.append(cell);
    }
    events.set(row, `${time.format(at)} ${type}${canceled ? ' (canceled)' : ''} <${from}> ${fields}`);
    if (canceled) row.cells[1].classList.add('canceled');
    return row;
  });
  waiting = [];
  byId('rows').prepend(...rows.reverse());
  while (byId('rows').rows.length > MAX_ROWS) byId('rows').lastElementChild.remove();
  byId('nothing').hidden = true;
}

function showMissed() {
  byId('missed').textContent = missed > 0 ? text('missed')(missed) : '';
}

byId('pause').addEventListener('click', ({ currentTarget }) => {
  paused = !paused;
  missed = 0;
  showMissed();
  currentTarget.setAttribute('aria-pressed', String(paused));
});
setInterval(() => missed > 0 && showMissed(), 1000);
byId('copy').addEventListener('click', () => {
  const lines = [...byId('rows').rows].reverse().map((row) => events.get(row));
  if (lines.length > 0) copy(lines.join('\n'));
  else notify(text('nothingToCopy'));
});
byId('clear').addEventListener('click', () => {
  byId('rows').replaceChildren();
  byId('nothing').hidden = false;
});
byId('crowd').addEventListener('click', async ({ currentTarget }) => {
  const on = currentTarget.getAttribute('aria-pressed') !== 'true';
  const problem = await setCrowdRate(chat.getAttribute('group-id'), on ? 10 : 0);
  if (problem) notify(text('crowdFailed') + problem);
  else currentTarget.setAttribute('aria-pressed', String(on));
});
tools.addEventListener('submit', (event) => event.preventDefault());
