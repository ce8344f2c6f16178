// Handles everything that is received: removes duplicates, drops messages beyond a rate that anybody can read (before
// decoding them), decodes the rest, and passes messages, likes and control messages to the part that handles them.
// Group events and system notices go to group-events.ts.
import type { ImInbound, ImMessage } from '../../im/im-client.js';
import type { ChatMessage, ChatUser } from '../model/chat-message.js';
import type { ControlMessage } from '../../protocol/control-message.js';
import { type DecodedMessage, decodeMessage } from '../../protocol/decode-message.js';
import { GapDetector, SeenSeqs } from './sequence-numbers.js';
import { noticeMessage } from './notices.js';
import { sanitizeText } from '../../text/sanitize-text.js';
import { updateQuotes } from './quotes.js';
import { foldCase, hasAt } from '../../text/segments.js';
import { BoundedSet } from '../../util/bounded-map.js';
import type { RoomState } from '../state/room-state.js';
import { toChatMessage } from './message-from-im.js';
import type { GroupEventHandler } from './group-events.js';
import { TokenBucket } from '../../util/token-bucket.js';

/** The service delivers at most 40 messages per second to a room; a rate above this one is an overload. */
const MESSAGES_PER_SECOND = 45;
const MESSAGES_BURST = 90;
/** Mentions of this user are shown during an overload, up to this rate. */
const MENTIONS_PER_SECOND = 10;
const REMEMBERED_IDS = 4096;
/** During an overload a notice with the number of dropped messages is added at this interval. */
const DROPPED_NOTICE_INTERVAL_MS = 5_000;

/** Control messages that are kept until it is known who owns the group. */
const MAX_HELD_CONTROLS = 50;

interface InboxOptions {
  readonly state: RoomState;
  /** Whether the service has reported the group, and with it the owner, since the last join. */
  readonly isGroupKnown: () => boolean;
  readonly groupEvents: GroupEventHandler;
  /** A control message brought new metadata of the room. */
  readonly onMetadata: (text: string) => void;
  readonly onLike: (from: ChatUser, count: number, id: string | undefined) => void;
  /** An own message was received; returns true when the outbox knows it, so that it is not added a second time. */
  readonly onEcho: (clientMessageId: string, message: ImMessage) => boolean;
}

export class Inbox {
  readonly #seen = new BoundedSet<string>(REMEMBERED_IDS);
  readonly #seenSeqs = new SeenSeqs();
  readonly #rate = new TokenBucket(MESSAGES_PER_SECOND, MESSAGES_BURST);
  readonly #mentionRate = new TokenBucket(MENTIONS_PER_SECOND, MENTIONS_PER_SECOND * 2);
  #newMessages: ChatMessage[] = [];
  /** Dropped in this batch. */
  #dropped = 0;
  /** Dropped since the last notice of it. */
  #droppedSinceNotice = 0;
  #droppedNoticeAt = -Infinity;
  readonly #gaps: GapDetector;
  #heldControls: (readonly [ImMessage, ControlMessage])[] = [];

  constructor(private readonly options: InboxOptions) {
    const { state } = options;
    this.#gaps = new GapDetector((seq) => {
      // The notice needs a sequence number: own messages sent meanwhile have higher ones, and messages behind the gap
      // are inserted before those.
      state.messages.add(Object.freeze({ ...noticeMessage({ type: 'gap' }), seq }));
      state.markMessagesChanged();
    });
  }

  /** Handles items that were received together, in order. Emits one event per batch. */
  receive(items: readonly ImInbound[]): void {
    const { state, groupEvents } = this.options;
    const now = performance.now();
    this.#gaps.beginBatch();
    for (const item of items) {
      if (item.groupId !== state.groupId && !('isBroadcast' in item && item.isBroadcast)) continue;
      if (item.kind === 'group-event' || item.kind === 'notice') {
        if (!this.#seen.add(item.id)) continue;
        if (item.kind === 'group-event') this.#gaps.noteSeq(item.seq ?? 0);
        groupEvents.receive(item);
      } else {
        this.#receiveMessage(item, now);
      }
    }
    groupEvents.endBatch();
    this.#endBatch(now);
  }

  /** The connection is interrupted: from now on a missing sequence number is reported as a gap. */
  connectionLost(): void {
    this.#gaps.connectionLost();
  }

  /** The client is in the room, for the first time or again. */
  connectionRestored(): void {
    this.#gaps.connectionRestored();
  }

  /** An own message got this sequence number; it will not be received. */
  noteOwnSeq(seq: number): void {
    this.#gaps.noteOwnSeq(seq);
  }

  /**
   * It is known who owns the group and who moderates it: senders of messages that were received before get their role,
   * and control messages are applied.
   */
  groupKnown(): void {
    const { messages, users } = this.options.state;
    const isOutdated = ({ kind, from }: ChatMessage): boolean =>
      kind !== 'notice' && users.roleOf(from.userId) !== from.role;
    const outdated = messages.toArray(isOutdated);
    for (const message of outdated) {
      const from = Object.freeze({ ...message.from, role: users.roleOf(message.from.userId) });
      messages.replace(Object.freeze({ ...message, from }));
    }
    if (outdated.length > 0) this.options.state.markMessagesChanged();
    const held = this.#heldControls;
    this.#heldControls = [];
    for (const [message, control] of held) this.#receiveControl(message, control);
  }

  /** Removes messages; a later copy of them is ignored. */
  retract(ids: readonly string[]): void {
    const { state } = this.options;
    if (ids.length === 0) return;
    for (const id of ids) {
      this.#seen.add(id);
      state.retractedIds.add(id);
      state.messages.remove(id);
    }
    updateQuotes(new Set(ids), state);
    state.markMessagesChanged();
    state.events.emit('retracted', Object.freeze([...ids]));
  }

  /** The ids of the messages that a recall refers to: by id, or by sequence number and sender. */
  resolveRecalled(seq: number, fromId: string | undefined, id: string | undefined): string[] {
    const bySeq =
      seq > 0
        ? this.options.state.messages.findLast(
            (each) => each.seq === seq && (fromId === undefined || fromId === '' || each.from.userId === fromId),
          )
        : undefined;
    const byId = id === undefined ? undefined : this.options.state.ids.localId(id);
    return [...new Set([bySeq?.id, byId].filter((each): each is string => !!each))];
  }

  #receiveMessage(message: ImMessage, now: number): void {
    // By sequence number first: old repeats must not displace the newest ids. Broadcasts have a numbering of their own.
    if (!message.isBroadcast && this.#seenSeqs.isRepeat(message.seq, message.time)) return;
    if (!this.#seen.add(message.id)) return;
    this.#gaps.noteSeq(message.seq);
    // Custom messages are limited after decoding: likes among them count even when they are not shown.
    if (message.kind !== 'custom' && !this.#isWithinRateLimit(message, now)) {
      this.#dropped++;
      return;
    }
    const decoded = decodeMessage(message);
    if (decoded.kind === 'text' && decoded.extras.clientMessageId !== undefined) {
      const { clientMessageId } = decoded.extras;
      if (message.isSelf && this.options.onEcho(clientMessageId, message)) return;
      // After a failure of the network the sender may have sent it twice.
      if (!this.#seen.add(`${message.from.userId}\n${clientMessageId}`)) return;
    }
    if (
      message.kind === 'custom' &&
      (decoded.kind === 'text' || decoded.kind === 'gift') &&
      !this.#isWithinRateLimit(message, now)
    ) {
      this.#dropped++;
      return;
    }
    this.#dispatch(message, decoded);
    if (message.isSelf) this.#noteOwnMessage(message.time);
  }

  #dispatch(message: ImMessage, decoded: DecodedMessage): void {
    const { state, onLike } = this.options;
    switch (decoded.kind) {
      case 'text':
      case 'face':
      case 'gift':
      case 'custom': {
        const chatMessage = toChatMessage(message, decoded, state);
        if (!chatMessage) return;
        if (decoded.kind === 'custom') state.events.emit('custom-message', chatMessage);
        else this.#add(chatMessage);
        return;
      }
      case 'like':
        onLike(state.users.user(message.from), decoded.count, decoded.id);
        return;
      case 'control':
        this.#receiveControl(message, decoded.control);
        return;
      case 'presence': // group events report the same, and can be trusted
      case 'ignored':
        return;
    }
  }

  #receiveControl(message: ImMessage, control: ControlMessage): void {
    if (this.options.state.users.isStaff(message.from.userId)) this.#applyControl(message, control);
    else if (!this.options.isGroupKnown())
      this.#heldControls = [...this.#heldControls, [message, control] as const].slice(-MAX_HELD_CONTROLS);
  }

  #applyControl(message: ImMessage, control: ControlMessage): void {
    const { state } = this.options;
    if (control.action === 'retract')
      this.retract(this.resolveRecalled(control.seq, undefined, control.id || undefined));
    else if (control.action === 'metadata') {
      if (state.users.isOwner(message.from.userId)) this.options.onMetadata(control.text);
    } else if (control.action === 'mute') {
      // The service mutes no owner.
      if (!state.users.isOwner(control.userId))
        this.options.groupEvents.setMuted({ userId: control.userId, nick: '', avatar: '' }, control.seconds);
    } else if (control.action === 'muteAll') this.options.groupEvents.setRoomMuted(control.muted);
    else {
      const text = sanitizeText(control.text, 300);
      state.announcement = text
        ? Object.freeze({ text, time: message.time, from: state.users.user(message.from) })
        : undefined;
      state.markChanged();
    }
  }

  /** For slow mode. The clock of this device may be behind that of the service: a message is never from the future. */
  #noteOwnMessage(time: number): void {
    const { state } = this.options;
    const age = Math.max(0, Date.now() - time);
    state.lastSentAt = Math.max(state.lastSentAt, performance.now() - age);
  }

  #add(message: ChatMessage): void {
    const { state } = this.options;
    if (!state.messages.add(message)) return;
    if (state.hiddenUsers.has(message.from.userId)) return;
    this.#newMessages.push(message);
    if (message.kind === 'gift') state.events.emit('gift', message);
  }

  /** Called before decoding. Messages of this user, of the host and of moderators are never dropped. */
  #isWithinRateLimit(message: ImMessage, now: number): boolean {
    if (message.isSelf) return true;
    const { users, self } = this.options.state;
    if (users.isStaff(message.from.userId)) return true;
    if (this.#rate.take(now)) return true;
    return !!self?.userId && this.#mentionsSelf(message, self) && this.#mentionRate.take(now);
  }

  #mentionsSelf(message: ImMessage, self: ChatUser): boolean {
    if (message.kind !== 'text' || !hasAt(message.text)) return false;
    const text = foldCase(message.text);
    return text.includes(foldCase(`@${self.nick}`)) || text.includes(foldCase(`@${self.userId}`));
  }

  #endBatch(now: number): void {
    const { state } = this.options;
    if (this.#dropped > 0) {
      state.droppedCount += this.#dropped;
      this.#droppedSinceNotice += this.#dropped;
      state.events.emit('messages-dropped', { count: this.#dropped });
      this.#dropped = 0;
      state.markChanged();
    }
    if (this.#droppedSinceNotice > 0 && now - this.#droppedNoticeAt >= DROPPED_NOTICE_INTERVAL_MS) {
      state.messages.add(noticeMessage({ type: 'dropped', count: this.#droppedSinceNotice }));
      this.#droppedSinceNotice = 0;
      this.#droppedNoticeAt = now;
      state.markMessagesChanged();
    }
    if (this.#newMessages.length === 0) return;
    const messages = Object.freeze(this.#newMessages);
    this.#newMessages = [];
    state.markMessagesChanged();
    state.events.emit('messages', messages);
  }
}
