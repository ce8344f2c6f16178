// All states of the chat side by side: each is a real element with a static room.
import { ChatError } from '../dist/cdn/live-chat-elements.js';
import { joined, message, SELF, staticRoom, user } from './static-room.js';

const fox = user('fox', 'Amber Fox');
const owl = user('owl', 'Quiet Owl');
const rain = user('rain', '小雨');
const sami = user('sami', 'Sami', 'host');
const mod = user('mod', 'Misty Heron', 'moderator');

const conversation = () => [
  message(fox, 'The violet edge is back'),
  message(fox, 'left of the ridge'),
  message(rain, '太美了，第一次看到极光'),
  message(sami, 'Welcome all. It is minus eleven out here.'),
  message(owl, 'Worth staying up for'),
  message(mod, 'Please keep it friendly'),
  message(SELF, 'Good evening from the south'),
];
const busy = () =>
  Array.from({ length: 30 }, (_, index) =>
    message(
      [fox, owl, rain, mod][index % 4],
      ['wow', '哇', 'look at that', '🌌🌌', 'so slow and so bright', '左边左边'][index % 6],
    ),
  );
const error = (code, text) => new ChatError(code, text, true);
const failedMessage = () =>
  message(SELF, 'Did anyone see the satellite?', {
    status: 'failed',
    error: error('send/network', 'The connection was lost.'),
  });
const gift = () =>
  message(owl, 'Lantern', { kind: 'gift', gift: { giftId: 'lantern', name: 'Lantern', image: '', count: 12 } });
const joinNotice = () =>
  message({ ...owl, userId: '', nick: 'room' }, '', {
    kind: 'notice',
    segments: [],
    notice: { type: 'joined', users: [fox, rain], others: 41 },
  });
const mention = () =>
  message(fox, '@Ana over the lake, slowly', {
    mentionsSelf: true,
    segments: [
      { kind: 'mention', text: '@Ana', userId: 'ana', isSelf: true },
      { kind: 'text', text: ' over the lake, slowly' },
    ],
  });

/** [caption, snapshot, attributes] */
const states = () => [
  ['Connecting', { status: 'connecting' }],
  ['Empty', { ...joined, onlineCount: 1 }],
  ['Normal', { ...joined, messages: [...conversation(), mention(), gift(), joinNotice()] }],
  ['Busy', { ...joined, onlineCount: 48210, messages: busy(), droppedCount: 128 }],
  [
    'Sending, sent, failed',
    {
      ...joined,
      messages: [
        ...conversation().slice(0, 3),
        message(SELF, 'Hello there'),
        message(SELF, 'On its way', { status: 'sending' }),
        failedMessage(),
      ],
    },
  ],
  [
    'Guest',
    {
      ...joined,
      self: { ...SELF, userId: '', nick: '' },
      canSend: false,
      cannotSendReason: 'guest',
      messages: conversation().slice(0, 6),
    },
  ],
  [
    'Muted',
    {
      ...joined,
      canSend: false,
      cannotSendReason: 'muted',
      canSendAt: Date.now() + 11 * 60_000,
      messages: conversation(),
    },
  ],
  ['Room muted', { ...joined, canSend: false, cannotSendReason: 'room-muted', messages: conversation() }],
  [
    'Slow mode',
    {
      ...joined,
      canSend: false,
      cannotSendReason: 'slow-mode',
      canSendAt: Date.now() + 25_000,
      settings: { slowMode: 30, emojiOnly: false },
      messages: conversation(),
    },
  ],
  [
    'Announcement',
    {
      ...joined,
      announcement: { text: 'Part two starts at ten. Bring a blanket.', time: Date.UTC(2026, 5, 20, 21), from: sami },
      messages: conversation(),
    },
  ],
  [
    'Reconnecting',
    { ...joined, status: 'reconnecting', canSend: false, cannotSendReason: 'offline', messages: conversation() },
  ],
  ['Failed', { status: 'failed', error: error('token/unreachable', 'The token endpoint responded with 503.') }],
  ['Access denied', { status: 'failed', error: error('token/denied', 'The token endpoint responded with 401.') }],
  ['Banned', { status: 'failed', error: error('room/banned', 'This user is banned from the room.') }],
  ['Room full', { status: 'failed', error: error('room/full', 'The room is full.') }],
  ['Closed', { status: 'closed', error: error('room/dismissed', 'The room was dismissed.'), messages: conversation() }],
  [
    'Second tab',
    {
      ...joined,
      status: 'closed',
      error: error('im/superseded', 'The same user joined in another tab.'),
      canSend: false,
      cannotSendReason: 'superseded',
      messages: conversation(),
    },
  ],
  [
    'Host',
    {
      ...joined,
      self: { ...SELF, role: 'host' },
      role: 'host',
      capabilities: new Set(['send', 'like', 'mute', 'mute-all', 'ban', 'retract', 'announce', 'settings']),
      messages: conversation(),
    },
  ],
  ['Overlay', { ...joined, messages: [...conversation(), mention()] }, { appearance: 'overlay', 'no-composer': '' }],
  ['Compact', { ...joined, messages: [...conversation(), mention()] }, { appearance: 'compact' }],
];

/** @param {HTMLElement} container */
export function showStates(container) {
  for (const [caption, snapshot, attributes = {}] of states()) {
    const cell = document.createElement('figure');
    const name = document.createElement('figcaption');
    const chat = document.createElement('live-chat');
    name.dataset.text = caption;
    chat.terms = { chat: `Live chat: ${caption}` }; // twenty regions need different names
    cell.classList.toggle('over-picture', attributes.appearance === 'overlay');
    chat.setAttribute('announce', 'off');
    for (const [key, value] of Object.entries(attributes)) chat.setAttribute(key, value);
    chat.room = staticRoom(snapshot);
    cell.append(name, chat);
    container.append(cell);
  }
}
