// Everything that arrives: drops what came before, sheds what nobody could read (before decoding it), decodes the rest,
// and puts rows, likes and orders where they belong. Tips and notices of the service go on to tips.ts.
import type { ImInbound, ImMessage } from '../../im/im-client.js';
import type { ChatMessage, ChatUser } from '../model/chat-message.js';
import { type ReadMessage, readMessage } from '../../protocol/decode-message.js';
import { GapFinder } from './gap-detector.js';
import { noticeRow } from './notices.js';
import { cleanText } from '../../text/sanitize-text.js';
import { RecentPositions } from './seen-seqs.js';
import { RecentSet } from '../../util/bounded-set.js';
import type { RoomState } from '../state/room-state.js';
import { rowFromMessage } from './message-from-im.js';
import type { Tips } from './group-events.js';
import { TokenBucket } from '../../util/token-bucket.js';

/** The service delivers at most 40 messages a second per room; what is far more than that is a storm. */
const ROWS_PER_SECOND = 45;
const ROWS_BURST = 90;
/** Mentions are not shed, unless somebody floods with them. */
const MENTIONS_PER_SECOND = 10;
const REMEMBERED_IDS = 4096;
/** In a storm a row says this often how many were skipped. */
const SKIPPED_ROW_EVERY_MS = 5_000;

export interface InboxDeps {
  readonly state: RoomState;
  readonly tips: Tips;
  readonly now: () => number;
  /** Somebody whose word counts told the room's notes anew. */
  readonly onNotes: (notes: string) => void;
  readonly onLike: (from: ChatUser, count: number, id: string | undefined) => void;
  /** An own message came back by another way; true when it stands in the outbox and needs no row of its own. */
  readonly onEcho: (clientId: string, message: ImMessage) => boolean;
}

export class Inbox {
  readonly #seen = new RecentSet(REMEMBERED_IDS);
  readonly #positions = new RecentPositions();
  readonly #rows = new TokenBucket(ROWS_PER_SECOND, ROWS_BURST);
  readonly #mentions = new TokenBucket(MENTIONS_PER_SECOND, MENTIONS_PER_SECOND * 2);
  #fresh: ChatMessage[] = [];
  #shed = 0;
  #skipped = 0;
  #skippedRowAt = 0;
  readonly #gap: GapFinder;

  constructor(private readonly deps: InboxDeps) {
    this.#gap = new GapFinder((now, seq) => {
      // With a position, or what comes behind the gap could stand before it: own rows written meanwhile have late
      // positions.
      deps.state.window.add(Object.freeze({ ...noticeRow({ type: 'gap' }, now), seq }));
      deps.state.touchRows();
    });
  }

  /** Takes what the service gave out together, in order. One event and one dirty mark per batch. */
  receive(items: readonly ImInbound[]): void {
    const { state, tips } = this.deps;
    const now = this.deps.now();
    this.#gap.beginBatch();
    for (const item of items) {
      if (item.groupId !== state.groupId && !('isBroadcast' in item && item.isBroadcast)) continue;
      if (item.kind === 'tip' || item.kind === 'notice') {
        if (!this.#seen.add(item.id)) continue;
        if (item.kind === 'tip') this.#gap.arrived(item.seq ?? 0, now);
        tips.receive(item);
      } else {
        this.#message(item, now);
      }
    }
    tips.endBatch();
    this.#endBatch(now);
  }

  /** The connection is lost: a jump in the positions is said, until a while after `back`. */
  away(): void {
    this.#gap.away();
  }

  /** In the room, for the first time or again. */
  back(): void {
    this.#gap.back();
  }

  /** An own message got its place in the room; it will not arrive. */
  sentAt(seq: number): void {
    this.#gap.sent(seq);
  }

  /** Rows are on the screen no more, nor will they come back by another way. */
  retract(ids: readonly string[]): void {
    const { state } = this.deps;
    if (ids.length === 0) return;
    for (const id of ids) {
      this.#seen.add(id);
      state.window.remove(id);
    }
    state.touchRows();
    state.events.emit('retracted', Object.freeze([...ids]));
  }

  /** What a recall names, as rows' ids: by id, or by position and sender. */
  idsOf(seq: number, fromId: string | undefined, id: string | undefined): string[] {
    const row =
      seq > 0
        ? this.deps.state.window.findLast(
            (each) => each.seq === seq && (fromId === undefined || fromId === '' || each.from.userId === fromId),
          )
        : undefined;
    const named = id === undefined ? undefined : this.deps.state.aliases.rowId(id);
    return [...new Set([row?.id, named].filter((each): each is string => !!each))];
  }

  #message(message: ImMessage, now: number): void {
    // By position first: old repeats must not push the newest ids out of memory. A broadcast counts in a line of its
    // own.
    if (!message.isBroadcast && this.#positions.isRepeat(message.seq, message.time)) return;
    if (!this.#seen.add(message.id)) return;
    this.#gap.arrived(message.seq, now);
    const { state } = this.deps;
    // Custom messages are few, and likes among them count even when nobody could see them.
    if (message.kind !== 'custom' && !this.#deserves(message, now)) {
      this.#shed++;
      return;
    }
    const read = readMessage(message);
    if (read.kind === 'text' && read.extras.clientId !== undefined) {
      const { clientId } = read.extras;
      if (message.isSelf && this.deps.onEcho(clientId, message)) return;
      // A sender whose network failed may have sent it twice.
      if (!this.#seen.add(`${message.from.userId}\n${clientId}`)) return;
    }
    if (message.kind === 'custom' && (read.kind === 'text' || read.kind === 'gift') && !this.#deserves(message, now)) {
      this.#shed++;
      return;
    }
    this.#take(message, read);
    if (message.isSelf) state.lastSentAt = Math.max(state.lastSentAt, message.time);
  }

  #take(message: ImMessage, read: ReadMessage): void {
    const { state, onLike } = this.deps;
    switch (read.kind) {
      case 'text':
      case 'face':
      case 'gift':
      case 'custom': {
        const row = rowFromMessage(message, read, state);
        if (!row) return;
        if (read.kind === 'custom') state.events.emit('custom-message', row);
        else this.#show(row);
        return;
      }
      case 'like':
        onLike(state.people.user(message.from), read.count, read.id);
        return;
      case 'control':
        if (state.people.mayControl(message.from.userId)) this.#obey(message, read.control);
        return;
      case 'presence': // the service says so too, and truly
      case 'ignored':
        return;
    }
  }

  #obey(message: ImMessage, control: Extract<ReadMessage, { kind: 'control' }>['control']): void {
    const { state } = this.deps;
    if (control.action === 'retract') this.retract(this.idsOf(control.seq, undefined, control.id || undefined));
    else if (control.action === 'notes') this.deps.onNotes(control.text);
    else {
      const text = cleanText(control.text, 300);
      state.announcement = text
        ? Object.freeze({ text, time: message.time, from: state.people.user(message.from) })
        : undefined;
      state.touch();
    }
  }

  #show(row: ChatMessage): void {
    const { state } = this.deps;
    if (!state.window.add(row)) return;
    if (state.hiddenPeople.has(row.from.userId)) return;
    this.#fresh.push(row);
    if (row.kind === 'gift') state.events.emit('gift', row);
  }

  /** Cheap: no decoding. Own, host, moderator and mention rows stand in any storm. */
  #deserves(message: ImMessage, now: number): boolean {
    if (message.isSelf) return true;
    const { people, self } = this.deps.state;
    if (people.mayControl(message.from.userId)) return true;
    if (this.#rows.take(now)) return true;
    return !!self?.userId && this.#names(message, self) && this.#mentions.take(now);
  }

  #names(message: ImMessage, self: ChatUser): boolean {
    if (message.cloudCustomData !== '' && message.cloudCustomData.includes(`"${self.userId}"`)) return true;
    return (
      message.kind === 'text' &&
      message.text.includes('@') &&
      (message.text.includes(`@${self.nick}`) || message.text.includes(`@${self.userId}`))
    );
  }

  #endBatch(now: number): void {
    const { state } = this.deps;
    if (this.#shed > 0) {
      state.shedCount += this.#shed;
      this.#skipped += this.#shed;
      state.events.emit('shed', { count: this.#shed });
      this.#shed = 0;
      state.touch();
    }
    if (this.#skipped > 0 && now - this.#skippedRowAt >= SKIPPED_ROW_EVERY_MS) {
      state.window.add(noticeRow({ type: 'skipped', count: this.#skipped }, now));
      this.#skipped = 0;
      this.#skippedRowAt = now;
      state.touchRows();
    }
    if (this.#fresh.length === 0) return;
    const fresh = Object.freeze(this.#fresh);
    this.#fresh = [];
    state.touchRows();
    state.events.emit('messages', fresh);
  }
}
