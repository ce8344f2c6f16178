// A static room: it has one snapshot and never changes. It replaces a `Room` in the playground's list of states only;
// all other rooms of the demo are real.

const NOW = Date.UTC(2026, 5, 20, 21, 30);

const IDLE = {
  status: 'idle',
  error: undefined,
  groupId: 'states',
  groupName: 'Northern lights',
  self: undefined,
  role: 'viewer',
  capabilities: new Set(),
  canSend: false,
  cannotSendReason: 'offline',
  canSendAt: 0,
  messages: [],
  onlineCount: undefined,
  likeCount: 1234,
  likeCountExact: true,
  announcement: undefined,
  settings: { slowMode: 0, emojiOnly: false },
  droppedCount: 0,
  hiddenUsers: new Set(),
};

export const SELF = { userId: 'ana', nick: 'Ana', avatar: '', role: 'viewer', isSelf: true };
export const user = (userId, nick, role = 'viewer') => ({ userId, nick, avatar: '', role, isSelf: false });

let number = 0;
/** A message, some seconds after the previous one. */
export function message(from, text, more = {}) {
  number++;
  return {
    id: `state-${number}`,
    kind: 'text',
    from,
    text,
    segments: [{ kind: 'text', text }],
    time: NOW + number * 7000,
    status: 'sent',
    priority: 'normal',
    mentionsSelf: false,
    seq: number,
    ...more,
  };
}

/**
 * @param {object} snapshot the differences from an idle room @returns {object} for the `room` property of an element
 */
export function staticRoom(snapshot) {
  const shown = Object.freeze({ ...IDLE, ...snapshot });
  const resolve = () => Promise.resolve();
  const room = {
    snapshot: shown,
    on: () => () => undefined,
    connect: resolve,
    disconnect: resolve,
    close: resolve,
    send: resolve,
    retry: resolve,
  };
  // All other methods exist and do nothing.
  return new Proxy(room, { get: (target, key) => (key in target || key === 'then' ? target[key] : () => undefined) });
}

export const joined = {
  status: 'joined',
  self: SELF,
  canSend: true,
  cannotSendReason: undefined,
  capabilities: new Set(['send', 'like']),
  onlineCount: 1284,
};
