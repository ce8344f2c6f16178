import { nanoid } from 'nanoid';
import { BoundedMap } from '../../util/bounded-map.js';
import type { ChatMessage, ChatUser, NoticeBody } from '../model/chat-message.js';

/** The sender of notices. */
const NOBODY: ChatUser = Object.freeze({ userId: '', nick: '', avatar: '', role: 'viewer', isSelf: false });

/** A message that reports what happened; the element has the texts. */
export function noticeMessage(notice: NoticeBody): ChatMessage {
  return Object.freeze({
    id: nanoid(),
    kind: 'notice',
    from: NOBODY,
    text: 'text' in notice ? notice.text : '',
    segments: Object.freeze([]),
    time: Date.now(),
    status: 'sent',
    priority: 'normal',
    mentionsSelf: false,
    notice: Object.freeze(notice),
    seq: 0,
  });
}

// Merges joins and leaves into digests: the first is reported at once, those that follow within the window are reported
// together. A user who joined and left within one window is not reported.

/** Joins within this time after a digest are reported together. */
const WINDOW_MS = 3_000;
/** Users named in a notice; the others are counted. */
const MAX_NAMED = 20;
/** With more joins and leaves than this in one window, leaves are not reported. */
const MAX_QUIET_CHANGES = 5;

interface DigestOptions {
  /** Calls `run` once after `ms`; returns the function that cancels it. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
  /** Users in the room, if known. */
  readonly onlineCount: () => number | undefined;
  readonly onDigest: (body: NoticeBody & { readonly type: 'joined' | 'left' }) => void;
}

/** With more users than this in the room, leaves are not reported. */
const MAX_QUIET_USERS = 50;

/** One user's joins are reported at most this often, and so are the leaves: a name must not fill the log. */
const USER_INTERVAL_MS = 300_000;
const MAX_REMEMBERED_USERS = 1000;

function isRecent(reportedAt: BoundedMap<string, number>, { userId }: ChatUser): boolean {
  return performance.now() - (reportedAt.get(userId) ?? -Infinity) < USER_INTERVAL_MS;
}

export class NoticeDigest {
  #joined = new Map<string, ChatUser>();
  #left = new Map<string, ChatUser>();
  #others = 0;
  #lastNoticeAt = -Infinity;
  #cancel: (() => void) | undefined;
  /** When a join or a leave of a user was last reported, by user id. */
  readonly #joinReportedAt = new BoundedMap<string, number>(MAX_REMEMBERED_USERS);
  readonly #leaveReportedAt = new BoundedMap<string, number>(MAX_REMEMBERED_USERS);

  constructor(private readonly options: DigestOptions) {}

  joined(user: ChatUser): void {
    if (this.#left.delete(user.userId)) return; // a reload, or a short loss of the connection
    if (isRecent(this.#joinReportedAt, user)) return;
    if (this.#joined.size < MAX_NAMED) this.#joined.set(user.userId, user);
    else this.#others++;
    this.#schedule();
  }

  left(user: ChatUser): void {
    if (this.#joined.delete(user.userId)) return;
    if (isRecent(this.#leaveReportedAt, user)) return;
    if (this.#left.size < MAX_NAMED) this.#left.set(user.userId, user);
    this.#schedule(WINDOW_MS); // a user who reloads the page is back within the window
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#joined.clear();
    this.#left.clear();
    this.#others = 0;
  }

  #schedule(minDelayMs = 0): void {
    if (this.#cancel) return;
    const delay = Math.max(minDelayMs, this.#lastNoticeAt + WINDOW_MS - performance.now(), 0);
    // With a delay of 0, too, it waits for the end of the task: a batch is reported together.
    this.#cancel = this.options.setTimer(() => this.#flush(), delay);
  }

  #flush(): void {
    this.#cancel = undefined;
    this.#lastNoticeAt = performance.now();
    const joined = [...this.#joined.values()];
    const left = [...this.#left.values()];
    const others = this.#others;
    const now = performance.now();
    for (const { userId } of joined) this.#joinReportedAt.set(userId, now);
    for (const { userId } of left) this.#leaveReportedAt.set(userId, now);
    this.#joined = new Map();
    this.#left = new Map();
    this.#others = 0;
    if (joined.length > 0 || others > 0)
      this.options.onDigest({ type: 'joined', users: Object.freeze(joined), others });
    const isBusy =
      joined.length + others + left.length > MAX_QUIET_CHANGES || (this.options.onlineCount() ?? 0) > MAX_QUIET_USERS;
    if (left.length > 0 && !isBusy) this.options.onDigest({ type: 'left', users: Object.freeze(left), others: 0 });
  }
}
