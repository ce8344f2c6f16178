import type { ChatMessage, ChatUser, NoticeBody } from '../model/chat-message.js';

/** The speaker of notices: nobody. */
const NOBODY: ChatUser = Object.freeze({ userId: '', nick: '', avatar: '', role: 'viewer', isSelf: false });

let count = 0;

/** A row that says what happened; the element finds the words. `time` is unix ms. */
export function noticeMessage(notice: NoticeBody, time: number, id = `notice-${++count}`): ChatMessage {
  return Object.freeze({
    id,
    kind: 'notice',
    from: NOBODY,
    text: 'text' in notice ? notice.text : '',
    segments: Object.freeze([]),
    time,
    status: 'sent',
    priority: 'normal',
    mentionsSelf: false,
    notice: Object.freeze(notice),
    seq: 0,
  });
}

// Joins and leaves as a digest: the first is told at once, what follows within the window is told together.
// Who came and went in the same window is not told at all. It makes no rows; it says what the row says.

/** Joins within this time after a digest are told together. */
const WINDOW_MS = 3_000;
/** Named in a notice; the others are counted. */
const MAX_NAMED = 20;
/** More joins and leaves than this in one window make a busy room, where nobody wants to read who left. */
const BUSY = 5;

export interface DigestOptions {
  readonly now: () => number;
  /** One shot; returns its cancel. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
  /** Others in the room, when known. */
  readonly onlineCount: () => number | undefined;
  readonly onDigest: (body: NoticeBody & { readonly type: 'joined' | 'left' }) => void;
}

/** Rooms with more people than this do not tell who left. */
const MANY_PEOPLE = 50;

export class NoticeDigest {
  #joined = new Map<string, ChatUser>();
  #left = new Map<string, ChatUser>();
  #others = 0;
  #lastNoticeAt = -Infinity;
  #cancel: (() => void) | undefined;

  constructor(private readonly deps: DigestOptions) {}

  joined(user: ChatUser): void {
    if (this.#left.delete(user.userId)) return; // a reload or a short loss
    if (this.#joined.size < MAX_NAMED) this.#joined.set(user.userId, user);
    else this.#others++;
    this.#schedule();
  }

  left(user: ChatUser): void {
    if (this.#joined.delete(user.userId)) return;
    if (this.#left.size < MAX_NAMED) this.#left.set(user.userId, user);
    this.#schedule(WINDOW_MS); // whoever reloads the page is back within the window
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#joined.clear();
    this.#left.clear();
    this.#others = 0;
  }

  #schedule(atLeast = 0): void {
    if (this.#cancel) return;
    const wait = Math.max(atLeast, this.#lastNoticeAt + WINDOW_MS - this.deps.now(), 0);
    // Also the first one waits for the end of the turn: a batch is told together.
    this.#cancel = this.deps.setTimer(() => this.#flush(), wait);
  }

  #flush(): void {
    this.#cancel = undefined;
    this.#lastNoticeAt = this.deps.now();
    const joined = [...this.#joined.values()];
    const left = [...this.#left.values()];
    const others = this.#others;
    this.#joined = new Map();
    this.#left = new Map();
    this.#others = 0;
    if (joined.length > 0 || others > 0) this.deps.onDigest({ type: 'joined', users: Object.freeze(joined), others });
    const isBusy = joined.length + others + left.length > BUSY || (this.deps.onlineCount() ?? 0) > MANY_PEOPLE;
    if (left.length > 0 && !isBusy) this.deps.onDigest({ type: 'left', users: Object.freeze(left), others: 0 });
  }
}
