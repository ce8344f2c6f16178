// Own messages that are being sent: shown at once, sent one after another, then confirmed or failed with a reason. They
// survive a reconnect. When it is unknown whether the service has a message, it is sent again only with the same
// identity and only while the service drops the copy.
import type { ImClient, ImMessage, ImOutgoing, ImSendHandle, ImSent } from '../../im/im-client.js';
import { ChatError } from '../model/chat-error.js';
import type { ChatMessage } from '../model/chat-message.js';
import { errorFromIm } from '../connection/error-from-im.js';
import { readTextExtras, type TextExtras, writeTextExtras } from '../../protocol/text-message.js';
import type { OutboxStore, StoredMessage } from './outbox-store.lazy.js';
import { NAMELESS_SELF, type OutgoingText } from './outgoing-text.js';
import { sanitizeText } from '../../text/sanitize-text.js';
import { type Deferred, deferred } from '../../util/promises.js';
import { retryImport } from '../../util/retry-import.js';
import { currentMoment, elapsedSince, type Moment } from '../../util/moment.js';
import { toQuote } from './quotes.js';
import type { RoomState } from '../state/room-state.js';
import { mentionables } from './message-from-im.js';
import { segmentsOf } from '../../text/segments.js';

/** For five minutes the service drops a copy with the same identity; this is less, because of clocks and queues. */
const DEDUPE_WINDOW_MS = 270_000;
/** A message that is not sent after this time has failed; the user may retry it. */
const GIVE_UP_MS = 60_000;
const TOO_FAST_RETRIES = 2;
const TOO_FAST_DELAY_MS = 1_000;
/** Delays of the retries when the service is busy or did not respond, each changed at random by up to a half. */
const BUSY_RETRY_DELAYS_MS = [0, 1_000, 2_000, 4_000] as const;
const MAX_QUEUED = 50;

interface Item {
  readonly content: OutgoingText;
  readonly extras: TextExtras;
  readonly deferred: Deferred<ChatMessage>;
  handle: ImSendHandle | undefined;
  /** The identity of the first handle that was sent, and the user who sent it. */
  identity: string | undefined;
  userId: string;
  client: ImClient | undefined;
  /** When it was first handed to the network; undefined: never. */
  triedAt: Moment | undefined;
  retries: number;
  giveUp: ReturnType<typeof setTimeout> | undefined;
}

/** A message that was added to the room and waits to be sent. */
export interface QueuedMessage {
  readonly message: ChatMessage;
  /** Resolves to the message with its service id; rejects with a `ChatError` when it could not be sent. */
  readonly sent: Promise<ChatMessage>;
}

interface OutboxOptions {
  readonly state: RoomState;
  /** The service refused a message because this user, or everybody, is muted. */
  readonly onMuted: () => void;
  /** The client while the room is joined. */
  readonly client: () => ImClient | undefined;
  /** A message got this sequence number. */
  readonly onSent: (seq: number) => void;
  /** The messages that wait to be sent changed. */
  readonly onQueueChanged: (waiting: readonly StoredMessage[]) => void;
  /** The service refused a message because this client is no member any more, or its signature has expired. */
  readonly onNotMember: (error: ChatError) => void;
}

const CODEC = { readExtras: readTextExtras, writeExtras: writeTextExtras, sanitize: sanitizeText };

/**
 * The code of the store: load it before the room is joined, so that no message is written before there is a store.
 * Undefined when it could not be loaded: nothing is kept then.
 */
export function loadOutboxStore(): Promise<((groupId: string, userId: string) => OutboxStore) | undefined> {
  return retryImport(() => import('./outbox-store.lazy.js'), 'OutboxStore').then(
    (Store) => (groupId, userId) => new Store(groupId, userId, CODEC),
    () => undefined,
  );
}

/** True when the service would still drop a copy of a message first sent at `triedAt`. */
function isDeduplicated(triedAt: Moment): boolean {
  return elapsedSince(triedAt) < DEDUPE_WINDOW_MS;
}

export class Outbox {
  /** By message id: messages that wait, are being sent, or have failed. */
  readonly #items = new Map<string, Item>();
  /** Message ids in the order of sending. */
  #queue: string[] = [];
  #isPumping = false;
  /** The room was joined again while a message was being delivered: the end of that must not stop the queue. */
  #isFlushRequested = false;

  constructor(private readonly options: OutboxOptions) {}

  /** Shows the message and sends it when its turn comes. Throws when too many messages wait; then nothing is shown. */
  add(content: OutgoingText): QueuedMessage {
    if (this.#queue.length >= MAX_QUEUED)
      throw new ChatError('send/too-fast', `${MAX_QUEUED} messages are waiting to be sent.`, true);
    const { item, message } = this.#show(content);
    this.#enqueue(content.id, item);
    return { message, sent: item.deferred.promise };
  }

  /**
   * Adds the messages that waited when the page was reloaded. One that the service may have already is sent again only
   * while the service would drop the copy.
   */
  restore(stored: readonly StoredMessage[]): void {
    for (const { content, triedAt: triedAtMs, identity } of stored) {
      if (this.options.state.messages.get(content.id)) continue;
      const { item } = this.#show(content);
      item.deferred.promise.catch(() => undefined); // the page that sent it is gone
      const ageMs = Date.now() - triedAtMs;
      const triedAt = triedAtMs > 0 ? { monotonicMs: performance.now() - ageMs, wallMs: triedAtMs } : undefined;
      Object.assign(item, { triedAt, identity });
      // With a negative age the clock was set back, and nobody knows how old the message is.
      if (triedAt && (identity === undefined || ageMs < 0 || !isDeduplicated(triedAt))) {
        this.#queue.push(content.id);
        this.#fail(
          content.id,
          item,
          new ChatError('send/network', 'The page was reloaded while the message was being sent.', true),
        );
      } else this.#enqueue(content.id, item);
    }
    this.#persist(); // also what was written before the stored messages were read
  }

  /** Sends a failed message again. Rejects when there is no such message. */
  retry(id: string): Promise<ChatMessage> {
    const { state } = this.options;
    const message = state.messages.get(id);
    const old = this.#items.get(id);
    if (!message || !old || message.status !== 'failed')
      return Promise.reject(new TypeError(`There is no failed message "${id}".`));
    // With the same identity while the service would drop a copy. Later it is a new message: the user chose to send it.
    const isSame = old.triedAt && isDeduplicated(old.triedAt) && old.userId === state.self?.userId;
    const item: Item = {
      ...old,
      deferred: deferred(),
      retries: 0,
      giveUp: undefined,
      ...(isSame ? {} : { handle: undefined, identity: undefined, client: undefined, triedAt: undefined }),
    };
    this.#items.set(id, item);
    this.#change(message, { status: 'sending', error: undefined });
    this.#enqueue(id, item);
    return item.deferred.promise;
  }

  /** Removes a message that failed or waits. Does nothing when there is no such message. */
  discard(id: string): void {
    const { state } = this.options;
    const item = this.#items.get(id);
    if (!item || state.messages.get(id)?.status === 'sent') return;
    this.#forget(id, item);
    item.deferred.reject(new ChatError('room/closed', 'The message was discarded.', false));
    item.deferred.promise.catch(() => undefined); // the caller knows that it was discarded
    state.messages.remove(id);
    state.markMessagesChanged();
    state.events.emit('retracted', Object.freeze([id]));
  }

  /** The room is joined: sends the messages that wait. */
  flush(): void {
    this.#isFlushRequested = true;
    const { self, messages } = this.options.state;
    for (const id of this.#queue) {
      const own = messages.get(id);
      if (self && own?.from === NAMELESS_SELF) this.#change(own, { from: self });
    }
    void this.#pump();
  }

  /** An own message was received. True when it is one of these; then it is confirmed. */
  echo(id: string, message: ImMessage): boolean {
    const item = this.#items.get(id);
    if (item) this.#confirm(id, item, { id: message.id, seq: message.seq, time: message.time });
    const own = this.options.state.messages.get(id);
    // The response to a repeat may have named another sequence number than the one the first copy got.
    if (own && message.seq > 0 && own.seq !== message.seq) this.#change(own, { seq: message.seq });
    return item !== undefined || own !== undefined;
  }

  /** Fails every message that waits. They stay in the room, and can be retried when it is open again. */
  close(error: ChatError): void {
    for (const id of [...this.#queue]) {
      const item = this.#items.get(id);
      if (item) this.#fail(id, item, error);
    }
  }

  #show(content: OutgoingText): { readonly item: Item; readonly message: ChatMessage } {
    const { state } = this.options;
    const message = this.#toMessage(content);
    const item: Item = {
      content,
      extras: content.extras,
      deferred: deferred(),
      handle: undefined,
      identity: undefined,
      userId: state.self?.userId ?? '',
      client: undefined,
      triedAt: undefined,
      retries: 0,
      giveUp: undefined,
    };
    this.#items.set(message.id, item);
    state.messages.add(message);
    this.#forgetTrimmed();
    state.markMessagesChanged();
    state.events.emit('messages', Object.freeze([message]));
    return { item, message };
  }

  /** Forgets failed messages that are not in the room any more: nobody can retry them. */
  #forgetTrimmed(): void {
    for (const id of this.#items.keys())
      if (!this.#queue.includes(id) && !this.options.state.messages.get(id)) this.#items.delete(id);
  }

  #persist(): void {
    this.options.onQueueChanged(
      this.#queue
        .map((id) => this.#items.get(id))
        .filter((each) => each !== undefined)
        .map(({ content, triedAt, identity }) => ({ content, triedAt: triedAt?.wallMs ?? 0, identity })),
    );
  }

  #toMessage({ id, text, extras, time }: OutgoingText): ChatMessage {
    const { state } = this.options;
    return Object.freeze({
      id,
      kind: 'text',
      from: state.self ?? NAMELESS_SELF,
      text,
      segments: segmentsOf(text, mentionables(extras, state.users, undefined)),
      time,
      status: 'sending',
      priority: state.role === 'viewer' ? 'normal' : 'high',
      mentionsSelf: false,
      danmaku: extras.danmaku,
      replyTo: extras.replyTo && toQuote(extras.replyTo, state),
      seq: 0,
    });
  }

  #enqueue(id: string, item: Item): void {
    this.#queue.push(id);
    this.#persist();
    item.giveUp = setTimeout(
      () => this.#fail(id, item, new ChatError('send/network', 'The message could not be sent in time.', true)),
      GIVE_UP_MS,
    );
    void this.#pump();
  }

  /** Sends one message after another, so that they arrive in the order of writing. */
  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      for (let id = this.#queue[0]; id !== undefined; id = this.#queue[0]) {
        const item = this.#items.get(id);
        const client = this.options.client();
        if (!client) return;
        this.#isFlushRequested = false;
        if (!item) this.#queue.shift();
        else if (!(await this.#deliver(id, item, client)) && !this.#isFlushRequested) return;
      }
    } finally {
      this.#isPumping = false;
    }
  }

  /** False when the queue must wait until the room is joined again. */
  async #deliver(id: string, item: Item, client: ImClient): Promise<boolean> {
    try {
      if (item.client !== client) {
        const userId = this.options.state.self?.userId ?? '';
        if (item.triedAt && item.userId !== userId)
          throw new ChatError('send/network', 'The user changed while the message was being sent.', true);
        item.handle = this.#prepare(item, client);
        item.client = client;
        item.identity = item.handle.identity;
        item.userId = userId;
      }
      if (item.triedAt && !isDeduplicated(item.triedAt))
        throw new ChatError('send/network', 'The message could not be sent in time.', true);
      item.triedAt ??= currentMoment();
      this.#persist();
      const sent = await item.handle?.send();
      if (sent && this.#items.get(id) === item) this.#confirm(id, item, sent);
      return true;
    } catch (cause) {
      // Confirmed by its echo, discarded, or timed out.
      if (this.#items.get(id) !== item || !this.#queue.includes(id)) return true;
      const error = errorFromIm(cause, 'send');
      return this.#recover(id, item, client, error);
    }
  }

  async #recover(id: string, item: Item, client: ImClient, error: ChatError): Promise<boolean> {
    const isClientLost = this.options.client() !== client;
    const isLoggedOut = error.code === 'send/not-member' || (error.code === 'im/signature' && error.retryable);
    if (isLoggedOut && item.retries < 1) {
      // This attempt did not send it, but an earlier one may have: it is sent again with the same identity.
      item.retries++;
      item.client = undefined;
      if (!isClientLost) this.options.onNotMember(error);
      return false;
    }
    // A refusal with a text comes from a rule of the room, which lasts longer than a second or two.
    if (error.code === 'send/too-fast' && !error.userMessage && item.retries < TOO_FAST_RETRIES) {
      item.retries++;
      await new Promise((resolve) => setTimeout(resolve, TOO_FAST_DELAY_MS * item.retries * (1 + Math.random())));
      return true;
    }
    if ((error.code === 'send/network' || error.code === 'room/closed') && item.client === client) {
      // The room is being joined again, and the message is sent then.
      if (isClientLost) return false;
      const delay = BUSY_RETRY_DELAYS_MS[item.retries];
      if (delay !== undefined) {
        item.retries++;
        if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay * (0.5 + Math.random())));
        return true;
      }
    }
    if (error.code === 'send/muted') this.options.onMuted();
    this.#fail(
      id,
      item,
      error.code === 'room/closed' ? new ChatError('send/network', 'The connection was lost.', true, error) : error,
    );
    return true;
  }

  #prepare({ content, extras, identity }: Item, client: ImClient): ImSendHandle {
    const message: ImOutgoing = {
      kind: 'text',
      text: content.text,
      priority: this.options.state.role === 'viewer' ? 'normal' : 'high',
      cloudCustomData: writeTextExtras({ ...extras, clientMessageId: content.id }),
      ...(extras.mentions && extras.mentions.length > 0 && { mentions: extras.mentions }),
    };
    return client.prepare(message, identity);
  }

  #confirm(id: string, item: Item, { id: serviceId, seq, text }: ImSent): void {
    const { state } = this.options;
    state.ids.link(id, serviceId);
    this.options.onSent(seq);
    this.#forget(id, item);
    const message = state.messages.get(id) ?? this.#toMessage(item.content);
    const replaced = text === undefined ? undefined : sanitizeText(text);
    const sent = this.#change(message, {
      status: 'sent',
      error: undefined,
      seq,
      ...(replaced && { text: replaced, segments: segmentsOf(replaced) }),
    });
    item.deferred.resolve(sent);
    state.events.emit('sent', sent);
  }

  #fail(id: string, item: Item, error: ChatError): void {
    if (!this.#queue.includes(id)) return;
    clearTimeout(item.giveUp);
    this.#queue = this.#queue.filter((each) => each !== id);
    this.#persist();
    const { state } = this.options;
    const message = state.messages.get(id);
    if (!message) state.messages.add(this.#toMessage(item.content)); // trimmed: added again, so that it can be retried
    const failed = this.#change(message ?? this.#toMessage(item.content), { status: 'failed', error });
    item.deferred.reject(error);
    state.events.emit('send-failed', { message: failed, error });
    void this.#pump();
  }

  #forget(id: string, item: Item): void {
    clearTimeout(item.giveUp);
    this.#items.delete(id);
    this.#queue = this.#queue.filter((each) => each !== id);
    this.#persist();
  }

  #change(message: ChatMessage, change: Partial<ChatMessage>): ChatMessage {
    const { state } = this.options;
    const changed = Object.freeze({ ...message, ...change });
    if (state.messages.replace(changed)) state.markMessagesChanged();
    return changed;
  }
}
