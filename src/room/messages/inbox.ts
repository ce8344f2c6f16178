// Everything that arrives: drops what came before, sheds what nobody could read (before decoding it), decodes the rest,
// and puts rows, likes and orders where they belong. Tips and notices of the service go on to tips.ts.
import type { ImInbound, ImMessage } from '../../im/im-client.js';
import type { ChatMessage, ChatUser } from '../model/chat-message.js';
import { type DecodedMessage, decodeMessage } from '../../protocol/decode-message.js';
import { GapDetector } from './gap-detector.js';
import { noticeMessage } from './notices.js';
import { sanitizeText } from '../../text/sanitize-text.js';
import { foldCase, hasAt } from '../../text/segments.js';
import { SeenSeqs } from './seen-seqs.js';
import { BoundedSet } from '../../util/bounded-map.js';
import type { RoomState } from '../state/room-state.js';
import { toChatMessage } from './message-from-im.js';
import type { GroupEventHandler } from './group-events.js';
import { TokenBucket } from '../../util/token-bucket.js';

/** The service delivers at most 40 messages a second per room; what is far more than that is a storm. */
const MESSAGES_PER_SECOND = 45;
const MESSAGES_BURST = 90;
/** Mentions are not shed, unless somebody floods with them. */
const MENTIONS_PER_SECOND = 10;
const REMEMBERED_IDS = 4096;
/** In a storm a row says this often how many were skipped. */
const DROPPED_NOTICE_INTERVAL_MS = 5_000;

export interface InboxOptions {
  readonly state: RoomState;
  readonly groupEvents: GroupEventHandler;
  readonly now: () => number;
  /** Somebody whose word counts told the room's notes anew. */
  readonly onNotes: (notes: string) => void;
  readonly onLike: (from: ChatUser, count: number, id: string | undefined) => void;
  /** An own message came back by another way; true when it stands in the outbox and needs no row of its own. */
  readonly onEcho: (clientId: string, message: ImMessage) => boolean;
}

export class Inbox {
  readonly #seen = new BoundedSet<string>(REMEMBERED_IDS);
  readonly #seenSeqs = new SeenSeqs();
  readonly #rows = new TokenBucket(MESSAGES_PER_SECOND, MESSAGES_BURST);
  readonly #mentions = new TokenBucket(MENTIONS_PER_SECOND, MENTIONS_PER_SECOND * 2);
  #newMessages: ChatMessage[] = [];
  #dropped = 0;
  #droppedNotice = 0;
  #droppedNoticeAt = 0;
  readonly #gap: GapDetector;

  constructor(private readonly deps: InboxOptions) {
    this.#gap = new GapDetector((now, seq) => {
      // With a position, or what comes behind the gap could stand before it: own rows written meanwhile have late
      // positions.
      deps.state.messages.add(Object.freeze({ ...noticeMessage({ type: 'gap' }, now), seq }));
      deps.state.markMessagesChanged();
    });
  }

  /** Takes what the service gave out together, in order. One event and one dirty mark per batch. */
  receive(items: readonly ImInbound[]): void {
    const { state, groupEvents } = this.deps;
    const now = this.deps.now();
    this.#gap.beginBatch();
    for (const item of items) {
      if (item.groupId !== state.groupId && !('isBroadcast' in item && item.isBroadcast)) continue;
      if (item.kind === 'tip' || item.kind === 'notice') {
        if (!this.#seen.add(item.id)) continue;
        if (item.kind === 'tip') this.#gap.arrived(item.seq ?? 0, now);
        groupEvents.receive(item);
      } else {
        this.#message(item, now);
      }
    }
    groupEvents.endBatch();
    this.#endBatch(now);
  }

  /** The connection is lost: a jump in the positions is said, until a while after `back`. */
  connectionLost(): void {
    this.#gap.connectionLost();
  }

  /** In the room, for the first time or again. */
  connectionRestored(): void {
    this.#gap.connectionRestored();
  }

  /** An own message got its place in the room; it will not arrive. */
  noteOwnSeq(seq: number): void {
    this.#gap.sent(seq);
  }

  /** Rows are on the screen no more, nor will they come back by another way. */
  retract(ids: readonly string[]): void {
    const { state } = this.deps;
    if (ids.length === 0) return;
    for (const id of ids) {
      this.#seen.add(id);
      state.messages.remove(id);
    }
    state.markMessagesChanged();
    state.events.emit('retracted', Object.freeze([...ids]));
  }

  /** What a recall names, as rows' ids: by id, or by position and sender. */
  resolveRecalled(seq: number, fromId: string | undefined, id: string | undefined): string[] {
    const row =
      seq > 0
        ? this.deps.state.messages.findLast(
            (each) => each.seq === seq && (fromId === undefined || fromId === '' || each.from.userId === fromId),
          )
        : undefined;
    const named = id === undefined ? undefined : this.deps.state.ids.localId(id);
    return [...new Set([row?.id, named].filter((each): each is string => !!each))];
  }

  #message(message: ImMessage, now: number): void {
    // By position first: old repeats must not push the newest ids out of memory. A broadcast counts in a line of its
    // own.
    if (!message.isBroadcast && this.#seenSeqs.isRepeat(message.seq, message.time)) return;
    if (!this.#seen.add(message.id)) return;
    this.#gap.arrived(message.seq, now);
    const { state } = this.deps;
    // Custom messages are few, and likes among them count even when nobody could see them.
    if (message.kind !== 'custom' && !this.#isWithinRateLimit(message, now)) {
      this.#dropped++;
      return;
    }
    const read = decodeMessage(message);
    if (read.kind === 'text' && read.extras.clientMessageId !== undefined) {
      const { clientMessageId } = read.extras;
      if (message.isSelf && this.deps.onEcho(clientMessageId, message)) return;
      // A sender whose network failed may have sent it twice.
      if (!this.#seen.add(`${message.from.userId}\n${clientMessageId}`)) return;
    }
    if (
      message.kind === 'custom' &&
      (read.kind === 'text' || read.kind === 'gift') &&
      !this.#isWithinRateLimit(message, now)
    ) {
      this.#dropped++;
      return;
    }
    this.#dispatch(message, read);
    if (message.isSelf) state.lastSentAt = Math.max(state.lastSentAt, message.time);
  }

  #dispatch(message: ImMessage, read: DecodedMessage): void {
    const { state, onLike } = this.deps;
    switch (read.kind) {
      case 'text':
      case 'face':
      case 'gift':
      case 'custom': {
        const row = toChatMessage(message, read, state);
        if (!row) return;
        if (read.kind === 'custom') state.events.emit('custom-message', row);
        else this.#show(row);
        return;
      }
      case 'like':
        onLike(state.users.user(message.from), read.count, read.id);
        return;
      case 'control':
        if (state.users.isStaff(message.from.userId)) this.#applyControl(message, read.control);
        return;
      case 'presence': // the service says so too, and truly
      case 'ignored':
        return;
    }
  }

  #applyControl(message: ImMessage, control: Extract<DecodedMessage, { kind: 'control' }>['control']): void {
    const { state } = this.deps;
    if (control.action === 'retract')
      this.retract(this.resolveRecalled(control.seq, undefined, control.id || undefined));
    else if (control.action === 'notes') this.deps.onNotes(control.text);
    else {
      const text = sanitizeText(control.text, 300);
      state.announcement = text
        ? Object.freeze({ text, time: message.time, from: state.users.user(message.from) })
        : undefined;
      state.markChanged();
    }
  }

  #show(row: ChatMessage): void {
    const { state } = this.deps;
    if (!state.messages.add(row)) return;
    if (state.hiddenUsers.has(row.from.userId)) return;
    this.#newMessages.push(row);
    if (row.kind === 'gift') state.events.emit('gift', row);
  }

  /** Cheap: no decoding. Own, host, moderator and mention rows stand in any storm. */
  #isWithinRateLimit(message: ImMessage, now: number): boolean {
    if (message.isSelf) return true;
    const { users, self } = this.deps.state;
    if (users.isStaff(message.from.userId)) return true;
    if (this.#rows.take(now)) return true;
    return !!self?.userId && this.#mentionsSelf(message, self) && this.#mentions.take(now);
  }

  #mentionsSelf(message: ImMessage, self: ChatUser): boolean {
    if (message.cloudCustomData !== '' && message.cloudCustomData.includes(`"${self.userId}"`)) return true;
    if (message.kind !== 'text' || !hasAt(message.text)) return false;
    const text = foldCase(message.text);
    return text.includes(foldCase(`@${self.nick}`)) || text.includes(foldCase(`@${self.userId}`));
  }

  #endBatch(now: number): void {
    const { state } = this.deps;
    if (this.#dropped > 0) {
      state.droppedCount += this.#dropped;
      this.#droppedNotice += this.#dropped;
      state.events.emit('messages-dropped', { count: this.#dropped });
      this.#dropped = 0;
      state.markChanged();
    }
    if (this.#droppedNotice > 0 && now - this.#droppedNoticeAt >= DROPPED_NOTICE_INTERVAL_MS) {
      state.messages.add(noticeMessage({ type: 'skipped', count: this.#droppedNotice }, now));
      this.#droppedNotice = 0;
      this.#droppedNoticeAt = now;
      state.markMessagesChanged();
    }
    if (this.#newMessages.length === 0) return;
    const fresh = Object.freeze(this.#newMessages);
    this.#newMessages = [];
    state.markMessagesChanged();
    state.events.emit('messages', fresh);
  }
}
