// A room that stands still: it has one snapshot and never changes, so that a state can be looked at for as long as one
// likes.
// It stands in for a headless `Room` on the wall of states only; everything else in the demo is a real room.

const NOW = Date.UTC(2026, 5, 20, 21, 30);

const IDLE = {
  status: 'idle',
  error: undefined,
  groupId: 'wall',
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
export const person = (userId, nick, role = 'viewer') => ({ userId, nick, avatar: '', role, isSelf: false });

let number = 0;
/** One row, a few seconds after the one before. */
export function row(from, text, more = {}) {
  number++;
  return {
    id: `wall-${number}`,
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

/** @param {object} snapshot what differs from an idle room @returns {object} for the property `room` of an element */
export function stillRoom(snapshot) {
  const shown = Object.freeze({ ...IDLE, ...snapshot });
  const nothing = () => Promise.resolve();
  const room = {
    snapshot: shown,
    on: () => () => undefined,
    connect: nothing,
    disconnect: nothing,
    close: nothing,
    send: nothing,
    retry: nothing,
  };
  // Whatever else an element asks of a room is heard, and nothing comes of it.
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
