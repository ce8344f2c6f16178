// In the static demo (`npm run build:demo`) this stands before the elements: the emulated service runs inside the page,
// and
// the demo server's two endpoints are answered here. All tabs of the origin meet in one service. There is no secret:
// the
// emulator's key is published, and whoever opens the page plays alone in their browser.
import { startPageEmulator } from '../dist/emulator-page.js';

const ROOMS = {
  'northern-lights': 'Northern lights',
  'friday-show': 'Friday show',
  playground: 'Playground',
  events: 'Events',
  strict: 'Strict',
};
const OWNER = 'sami';
const SEED = 7;
const ANSWER_MS = 500;
const ANSWER_STEP_MS = 25;
const PERSON_KEY = 'live-chat-demo-person';
const NAMES = [
  'Amber Fox',
  'Quiet Owl',
  'Swift Otter',
  'Misty Heron',
  'Lucky Wren',
  'Calm Seal',
  'Golden Finch',
  'Nimble Hare',
];

const emulator = startPageEmulator();
const crowds = new Map();
for (const [groupId, name] of Object.entries(ROOMS)) emulator.app?.createRoom(groupId, { name, owner: OWNER });

function person() {
  const query = new URLSearchParams(location.search);
  if (query.has('user')) {
    const userId = query.get('user');
    if (userId === '') return {};
    return {
      userId,
      nick: query.get('nick') || userId[0].toUpperCase() + userId.slice(1),
      role: query.get('role') ?? 'viewer',
    };
  }
  // A tab is a person; session storage keeps them through a reload.
  const known =
    sessionStorage.getItem(PERSON_KEY) ?? NAMES[crypto.getRandomValues(new Uint8Array(1))[0] % NAMES.length];
  sessionStorage.setItem(PERSON_KEY, known);
  return { userId: `${known.toLowerCase().replace(' ', '-')}-${tabNumber()}`, nick: known, role: 'viewer' };
}

function tabNumber() {
  const key = `${PERSON_KEY}-number`;
  const number = sessionStorage.getItem(key) ?? String(1000 + (crypto.getRandomValues(new Uint16Array(1))[0] % 9000));
  sessionStorage.setItem(key, number);
  return number;
}

const answer = (status, body) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status === 200 ? 'application/json' : 'application/problem+json' },
  });

async function token(url, { groupId }) {
  const asked = url.searchParams.get('user');
  return answer(200, await emulator.createToken({ groupId, ...(asked === '' ? {} : person()) }));
}

/** The room lives in one tab; the crowd is called there, whichever tab asks. */
const channel = new BroadcastChannel('live-chat-demo: crowd');
channel.addEventListener('message', ({ data: { groupId, perSecond, isQuestion } }) => {
  if (!isQuestion) setCrowd(groupId, perSecond);
  else if (emulator.isHosting && crowds.has(groupId))
    channel.postMessage({ groupId, perSecond: crowds.get(groupId).perSecond });
});

/**
 * A tab that has just come knows nothing: it waits until it hosts the room itself, or until the tab that does has
 * answered.
 */
async function knownCrowd(groupId) {
  channel.postMessage({ groupId, isQuestion: true });
  for (let waited = 0; waited < ANSWER_MS && !emulator.isHosting && !crowds.has(groupId); waited += ANSWER_STEP_MS)
    await new Promise((resolve) => setTimeout(resolve, ANSWER_STEP_MS));
  return { chosen: crowds.has(groupId) || !emulator.isHosting, perSecond: crowds.get(groupId)?.perSecond ?? 0 };
}

function setCrowd(groupId, perSecond) {
  const running = crowds.get(groupId);
  running?.crowd?.stop();
  const called = perSecond > 0 ? emulator.crowd({ groupId, perSecond, seed: SEED }) : undefined; // undefined too where the room is another tab's
  crowds.set(groupId, { perSecond, crowd: called });
}

function crowd(groupId, perSecond) {
  setCrowd(groupId, perSecond);
  channel.postMessage({ groupId, perSecond });
  return answer(200, { available: true, groupId, perSecond });
}

const pagesOwn = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : String(input), document.baseURI);
  if (url.origin !== location.origin || !url.pathname.startsWith('/api/')) return pagesOwn(input, init);
  const request = new Request(input, init);
  const body = request.method === 'POST' ? await request.json() : {};
  if (url.pathname === '/api/token') return token(url, body);
  if (url.pathname !== '/api/crowd')
    return answer(404, { status: 404, detail: `There is nothing at ${url.pathname}.` });
  if (request.method === 'POST') return crowd(body.groupId, body.perSecond);
  const groupId = url.searchParams.get('groupId') ?? '';
  return answer(200, { available: true, groupId, ...(await knownCrowd(groupId)) });
};
