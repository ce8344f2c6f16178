// In the static demo (`npm run build:demo`) this script runs before the elements: it starts the emulated service inside
// the page and responds to requests for the demo server's endpoints. All tabs of the origin share one service.
// There is no secret: the emulator's key is public, and all data stays in the user's browser.
import { startPageEmulator } from '../dist/emulator-page.js';

const ROOMS = {
  'northern-lights': 'Northern lights',
  'friday-show': 'Friday show',
  playground: 'Playground',
  events: 'Events',
  strict: 'Strict',
  messenger: 'Messenger',
};
const OWNER = 'sami';
const SEED = 7;
const MAX_WAIT_MS = 500;
const POLL_MS = 25;
const USER_KEY = 'live-chat-demo-user';
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

// Bans and notices of mutes are switched on in the console of this application, and a page may be reloaded often.
const emulator = startPageEmulator({ banSwitch: true, moderationTips: true, maxLoginsPerMinute: Infinity });
const crowds = new Map();
for (const [groupId, name] of Object.entries(ROOMS)) emulator.app?.createRoom(groupId, { name, owner: OWNER });

function user() {
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
  // Each tab is a user of its own, kept in session storage across a reload.
  const nick = sessionStorage.getItem(USER_KEY) ?? NAMES[crypto.getRandomValues(new Uint8Array(1))[0] % NAMES.length];
  sessionStorage.setItem(USER_KEY, nick);
  return { userId: `${nick.toLowerCase().replace(' ', '-')}-${tabNumber()}`, nick, role: 'viewer' };
}

function tabNumber() {
  const key = `${USER_KEY}-number`;
  const number = sessionStorage.getItem(key) ?? String(1000 + (crypto.getRandomValues(new Uint16Array(1))[0] % 9000));
  sessionStorage.setItem(key, number);
  return number;
}

const respond = (status, body) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status === 200 ? 'application/json' : 'application/problem+json' },
  });

async function token(url, { groupId }) {
  const requested = url.searchParams.get('user');
  return respond(200, await emulator.createToken({ groupId, ...(requested === '' ? {} : user()) }));
}

/** One tab hosts the service. Its simulated viewers are started there, at the request of any tab. */
const channel = new BroadcastChannel('live-chat-demo: crowd');
channel.addEventListener('message', ({ data: { groupId, perSecond, isQuery } }) => {
  if (!isQuery) setCrowd(groupId, perSecond);
  else if (emulator.isHosting && crowds.has(groupId))
    channel.postMessage({ groupId, perSecond: crowds.get(groupId).perSecond });
});

/** A new tab does not know the state: it waits until it hosts the service, or until the hosting tab has replied. */
async function crowdState(groupId) {
  channel.postMessage({ groupId, isQuery: true });
  for (let waited = 0; waited < MAX_WAIT_MS && !emulator.isHosting && !crowds.has(groupId); waited += POLL_MS)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  return { chosen: crowds.has(groupId) || !emulator.isHosting, perSecond: crowds.get(groupId)?.perSecond ?? 0 };
}

function setCrowd(groupId, perSecond) {
  const running = crowds.get(groupId);
  running?.crowd?.stop();
  const called = perSecond > 0 ? emulator.crowd({ groupId, perSecond, seed: SEED }) : undefined; // also undefined when another tab hosts the service
  crowds.set(groupId, { perSecond, crowd: called });
}

function crowd(groupId, perSecond) {
  setCrowd(groupId, perSecond);
  channel.postMessage({ groupId, perSecond });
  return respond(200, { available: true, groupId, perSecond });
}

/** Private messages in the name of a user whom the demo plays; sent by the tab that hosts the service. */
const privateMessages = new BroadcastChannel('live-chat-demo: private messages');
privateMessages.addEventListener('message', ({ data: { userId, from, text } }) =>
  emulator.app?.sendC2cText(userId, text, { from }),
);

function privateMessage({ from, text }) {
  const { userId } = user();
  if (emulator.app) emulator.app.sendC2cText(userId, text, { from });
  else privateMessages.postMessage({ userId, from, text });
  return new Response(null, { status: 204 });
}

const originalFetch = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : String(input), document.baseURI);
  if (url.origin !== location.origin || !url.pathname.startsWith('/api/')) return originalFetch(input, init);
  const request = new Request(input, init);
  const body = request.method === 'POST' ? await request.json() : {};
  if (url.pathname === '/api/token') return token(url, body);
  if (url.pathname === '/api/private-message') return privateMessage(body);
  if (url.pathname !== '/api/crowd') return respond(404, { status: 404, detail: `Not found: ${url.pathname}.` });
  if (request.method === 'POST') return crowd(body.groupId, body.perSecond);
  const groupId = url.searchParams.get('groupId') ?? '';
  return respond(200, { available: true, groupId, ...(await crowdState(groupId)) });
};
