// Own messages on their way out: shown at once, sent one after another, confirmed or failed with a reason, kept across
// a
// reconnect. A message whose fate is unknown is sent again only as the same message, for as long as the service drops
// the copy.
import type { ImClient, ImMessage, ImOutgoing, ImSendHandle, ImSent } from '../../im/im-client.js';
import { ChatError } from '../model/chat-error.js';
import type { ChatMessage } from '../model/chat-message.js';
import { errorFromIm } from '../connection/error-from-im.js';
import { type TextExtras, writeTextExtras } from '../../protocol/text-message.js';
import type { StoredMessage } from './outbox-store.js';
import type { OutgoingText } from './outgoing-text.js';
import { sanitizeText } from '../../text/sanitize-text.js';
import type { RoomState } from '../state/room-state.js';
import { mentionables } from './message-from-im.js';
import { segmentsOf } from '../../text/segments.js';

/** The service drops a copy with the same random number for five minutes; a margin for clocks and queues. */
const DEDUPE_WINDOW_MS = 270_000;
/** A message that is not out after this time has failed: the person is told, and may retry. */
const GIVE_UP_MS = 60_000;
const TOO_FAST_RETRIES = 2;
const TOO_FAST_WAIT_MS = 1_000;
/**
 * A service that is busy, or did not answer, is asked again after these times, give or take half: it may have asked for
 * some seconds of peace.
 */
const BUSY_RETRY_DELAYS_MS = [0, 1_000, 2_000, 4_000] as const;
const MAX_QUEUED = 50;

interface Item {
  readonly content: OutgoingText;
  readonly extras: TextExtras;
  readonly done: PromiseWithResolvers;
  handle: ImSendHandle | undefined;
  /** Of the handle that was tried first, and whose it is. */
  identity: string | undefined;
  userId: string;
  client: ImClient | undefined;
  /** First handed to the network, unix ms; 0: never. */
  triedAt: number;
  retries: number;
  giveUp: ReturnType<typeof setTimeout> | undefined;
}

interface PromiseWithResolvers {
  readonly promise: Promise<ChatMessage>;
  resolve(message: ChatMessage): void;
  reject(error: ChatError): void;
}

/** A message that was added to the room and waits to be sent. */
export interface QueuedMessage {
  readonly message: ChatMessage;
  /** Resolves to the message with its service id; rejects with a `ChatError` when it could not be sent. */
  readonly sent: Promise<ChatMessage>;
}

export interface OutboxOptions {
  readonly state: RoomState;
  /** The client while it is in the room. */
  readonly client: () => ImClient | undefined;
  /** A message got its place in the room. */
  readonly onSent: (seq: number) => void;
  /** What waits has changed. */
  readonly onWaiting: (waiting: readonly StoredMessage[]) => void;
  /** A send says that the service has forgotten us, or that the signature has expired. */
  readonly onNotMember: (error: ChatError) => void;
}

function deferred(): PromiseWithResolvers {
  let resolve: (message: ChatMessage) => void = () => undefined;
  let reject: (error: ChatError) => void = () => undefined;
  const promise = new Promise<ChatMessage>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** The service would still drop a copy of what was first tried then. */
function isSafe(triedAt: number): boolean {
  return Date.now() - triedAt < DEDUPE_WINDOW_MS;
}

export class Outbox {
  /** By row id: waiting, on the way, or failed. */
  readonly #items = new Map<string, Item>();
  /** Row ids in the order in which they go out. */
  #queue: string[] = [];
  #isPumping = false;

  constructor(private readonly deps: OutboxOptions) {}

  /** Shows the message and sends it when its turn comes. Throws when too many messages wait; then nothing is shown. */
  add(content: OutgoingText): QueuedMessage {
    if (this.#queue.length >= MAX_QUEUED)
      throw new ChatError('send/too-fast', `${MAX_QUEUED} messages are waiting to be sent.`, true);
    const { item, message } = this.#show(content);
    this.#enqueue(content.id, item);
    return { message, sent: item.done.promise };
  }

  /**
   * Brings back what waited when this user's page was reloaded. What may be out already is sent again only while the
   * service would drop the copy.
   */
  restore(kept: readonly StoredMessage[]): void {
    for (const { content, triedAt, identity } of kept) {
      if (this.deps.state.messages.get(content.id)) continue;
      const { item } = this.#show(content);
      item.done.promise.catch(() => undefined); // its sender is gone with the page before
      Object.assign(item, { triedAt, identity });
      if (triedAt > 0 && (identity === undefined || !isSafe(triedAt))) {
        this.#queue.push(content.id);
        this.#fail(
          content.id,
          item,
          new ChatError('send/network', 'The page was reloaded while the message was on its way.', true),
        );
      } else this.#enqueue(content.id, item);
    }
  }

  /** Sends a failed message again. Rejects when there is no such message. */
  retry(id: string): Promise<ChatMessage> {
    const { state } = this.deps;
    const row = state.messages.get(id);
    const old = this.#items.get(id);
    if (!row || !old || row.status !== 'failed')
      return Promise.reject(new TypeError(`There is no failed message "${id}".`));
    // The same handle while the service would drop a copy, a new one later: then the person has decided.
    const isSame = isSafe(old.triedAt) && old.userId === state.self?.userId;
    const item: Item = {
      ...old,
      done: deferred(),
      retries: 0,
      giveUp: undefined,
      ...(isSame ? {} : { handle: undefined, identity: undefined, client: undefined, triedAt: 0 }),
    };
    this.#items.set(id, item);
    this.#change(row, { status: 'sending', error: undefined });
    this.#enqueue(id, item);
    return item.done.promise;
  }

  /** Takes a failed or waiting message off the screen. Nothing happens when there is no such message. */
  discard(id: string): void {
    const { state } = this.deps;
    const row = state.messages.get(id);
    const item = this.#items.get(id);
    if (!item || row?.status === 'sent') return;
    this.#forget(id, item);
    item.done.reject(new ChatError('room/closed', 'The message was discarded.', false));
    item.done.promise.catch(() => undefined); // whoever discards has been told
    state.messages.remove(id);
    state.markMessagesChanged();
    state.events.emit('retracted', Object.freeze([id]));
  }

  /** The room is joined (again): what waits goes out. */
  flush(): void {
    void this.#pump();
  }

  /** An own message came in by another way. True when it is one of these and is confirmed by it. */
  echo(rowId: string, message: ImMessage): boolean {
    const item = this.#items.get(rowId);
    if (item) this.#confirm(rowId, item, { id: message.id, seq: message.seq, time: message.time });
    const row = this.deps.state.messages.get(rowId);
    // An answer to a repeat may have named another place than the first copy got.
    if (row && message.seq > 0 && row.seq !== message.seq) this.#change(row, { seq: message.seq });
    return item !== undefined || row !== undefined;
  }

  /** Everything that waits fails with `error`; rows stay, and can be retried when the room is open again. */
  close(error: ChatError): void {
    for (const id of [...this.#queue]) {
      const item = this.#items.get(id);
      if (item) this.#fail(id, item, error);
    }
  }

  #show(content: OutgoingText): { readonly item: Item; readonly message: ChatMessage } {
    const { state } = this.deps;
    const row = this.#messageOf(content);
    const item: Item = {
      content,
      extras: content.extras,
      done: deferred(),
      handle: undefined,
      identity: undefined,
      userId: state.self?.userId ?? '',
      client: undefined,
      triedAt: 0,
      retries: 0,
      giveUp: undefined,
    };
    this.#items.set(row.id, item);
    state.messages.add(row);
    this.#forgetTrimmed();
    state.markMessagesChanged();
    state.events.emit('messages', Object.freeze([row]));
    return { item, message: row };
  }

  /** Failed rows that newer ones have pushed out: nobody can retry them any more. */
  #forgetTrimmed(): void {
    for (const id of this.#items.keys())
      if (!this.#queue.includes(id) && !this.deps.state.messages.get(id)) this.#items.delete(id);
  }

  #persist(): void {
    this.deps.onWaiting(
      this.#queue
        .map((id) => this.#items.get(id))
        .filter((each) => each !== undefined)
        .map(({ content, triedAt, identity }) => ({ content, triedAt, identity })),
    );
  }

  #messageOf({ id, text, extras, time }: OutgoingText): ChatMessage {
    const { state } = this.deps;
    const from = state.self ?? state.users.user({ userId: '', nick: '', avatar: '' });
    return Object.freeze({
      id,
      kind: 'text',
      from,
      text,
      segments: segmentsOf(text, mentionables(extras, state.users, undefined)),
      time,
      status: 'sending',
      priority: state.role === 'viewer' ? 'normal' : 'high',
      mentionsSelf: false,
      danmaku: extras.danmaku,
      replyTo: extras.replyTo && { ...extras.replyTo, id: state.ids.localId(extras.replyTo.id) },
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

  /** One after another, so that what was written first is read first. */
  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      for (let id = this.#queue[0]; id !== undefined; id = this.#queue[0]) {
        const item = this.#items.get(id);
        const client = this.deps.client();
        if (!client) return;
        if (!item) this.#queue.shift();
        else if (!(await this.#deliver(id, item, client))) return;
      }
    } finally {
      this.#isPumping = false;
    }
  }

  /** False when the queue has to wait for the room. */
  async #deliver(id: string, item: Item, client: ImClient): Promise<boolean> {
    try {
      if (item.client !== client) {
        const userId = this.deps.state.self?.userId ?? '';
        if (item.triedAt > 0 && item.userId !== userId)
          throw new ChatError('send/network', 'The message was on its way when the user changed.', true);
        item.handle = this.#prepare(item, client);
        item.client = client;
        item.identity = item.handle.identity;
        item.userId = userId;
      }
      if (item.triedAt > 0 && !isSafe(item.triedAt))
        throw new ChatError('send/network', 'The message could not be sent in time.', true);
      item.triedAt ||= Date.now();
      this.#persist();
      const sent = await item.handle?.send();
      if (sent && this.#items.get(id) === item) this.#confirm(id, item, sent);
      return true;
    } catch (cause) {
      if (this.#items.get(id) !== item || !this.#queue.includes(id)) return true; // confirmed by its echo, discarded or given up
      const error = errorFromIm(cause, 'send');
      return this.#recover(id, item, client, error);
    }
  }

  async #recover(id: string, item: Item, client: ImClient, error: ChatError): Promise<boolean> {
    const isLost = this.deps.client() !== client;
    const isLoggedOut = error.code === 'send/not-member' || (error.code === 'im/signature' && error.retryable);
    if (isLoggedOut && item.retries < 1) {
      // This time it is not out, an earlier time it may be: it goes again as the same message, also through another
      // client.
      item.retries++;
      item.client = undefined;
      if (!isLost) this.deps.onNotMember(error);
      return false;
    }
    // A rule of the room says so in words and means longer than a second or two.
    if (error.code === 'send/too-fast' && !error.userMessage && item.retries < TOO_FAST_RETRIES) {
      item.retries++;
      await new Promise((resolve) => setTimeout(resolve, TOO_FAST_WAIT_MS * item.retries * (1 + Math.random())));
      return true;
    }
    if ((error.code === 'send/network' || error.code === 'room/closed') && item.client === client) {
      // The room is being joined again; on the same client the copy would be dropped.
      if (isLost) return false;
      const wait = BUSY_RETRY_DELAYS_MS[item.retries];
      if (wait !== undefined) {
        item.retries++;
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait * (0.5 + Math.random())));
        return true;
      }
    }
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
      priority: this.deps.state.role === 'viewer' ? 'normal' : 'high',
      cloudCustomData: writeTextExtras({ ...extras, clientMessageId: content.id }),
      ...(extras.mentions && extras.mentions.length > 0 && { mentions: extras.mentions }),
    };
    return client.prepare(message, identity);
  }

  #confirm(id: string, item: Item, { id: serviceId, seq, text }: ImSent): void {
    const { state } = this.deps;
    state.ids.link(id, serviceId);
    this.deps.onSent(seq);
    this.#forget(id, item);
    const row = state.messages.get(id) ?? this.#messageOf(item.content);
    const replaced = text === undefined ? undefined : sanitizeText(text);
    const sent = this.#change(row, {
      status: 'sent',
      error: undefined,
      seq,
      ...(replaced && { text: replaced, segments: segmentsOf(replaced) }),
    });
    item.done.resolve(sent);
    state.events.emit('sent', sent);
  }

  #fail(id: string, item: Item, error: ChatError): void {
    if (!this.#queue.includes(id)) return;
    clearTimeout(item.giveUp);
    this.#queue = this.#queue.filter((each) => each !== id);
    this.#persist();
    const { state } = this.deps;
    const row = state.messages.get(id);
    if (!row) this.#items.delete(id); // trimmed away: nobody could retry it
    const failed = this.#change(row ?? this.#messageOf(item.content), { status: 'failed', error });
    item.done.reject(error);
    state.events.emit('send-failed', { message: failed, error });
    void this.#pump();
  }

  #forget(id: string, item: Item): void {
    clearTimeout(item.giveUp);
    this.#items.delete(id);
    this.#queue = this.#queue.filter((each) => each !== id);
    this.#persist();
  }

  #change(row: ChatMessage, change: Partial<ChatMessage>): ChatMessage {
    const { state } = this.deps;
    const changed = Object.freeze({ ...row, ...change });
    if (state.messages.replace(changed)) state.markMessagesChanged();
    return changed;
  }
}
