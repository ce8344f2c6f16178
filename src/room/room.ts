// The public class of the room. room-engine.ts connects its parts, state/room-state.ts holds what is published.
import { readBoundedText } from '../util/read-bytes.js';
import { retryImport } from '../util/retry-import.js';
import { ChatError } from './model/chat-error.js';
import type { ChatMessage, SendExtras } from './model/chat-message.js';
import type { RoomOptions, TextFilter, HiddenUsersStore } from './model/room-options.js';
import { errorFromIm } from './connection/error-from-im.js';
import { localHiddenUsersStore } from './state/hidden-users-store.js';
import type { Moderation } from './moderation/moderation.lazy.js';
import type { QueuedMessage } from './messages/outbox.js';
import { outgoingText } from './messages/outgoing-text.js';
import { updateQuotes } from './messages/quotes.js';
import { RoomEngine } from './room-engine.js';
import type { RoomEventMap } from './model/room-events.js';
import type { RoomSettings, RoomSnapshot } from './model/room-snapshot.js';
import { RoomState } from './state/room-state.js';
import { DEFAULT_MAX_MESSAGES, MAX_MESSAGES, MIN_MESSAGES } from './model/room-options.js';

function bounded(max: number): number {
  return Number.isFinite(max) ? Math.min(MAX_MESSAGES, Math.max(MIN_MESSAGES, Math.round(max))) : DEFAULT_MAX_MESSAGES;
}

/**
 * A live room of one user, without a user interface. Promises reject with a `ChatError`, or with a `TypeError` for an
 * invalid argument.
 */
export class Room {
  readonly #state: RoomState;
  readonly #engine: RoomEngine;
  #moderation: Promise<Moderation> | undefined;
  readonly #hiddenStore: HiddenUsersStore;
  readonly #credentials: RequestCredentials | undefined;
  #moderationEndpoint: string | undefined;

  constructor(options: RoomOptions) {
    const { groupId, tokenEndpoint, tokenProvider, chat, maxMessages = DEFAULT_MAX_MESSAGES } = options;
    if (typeof groupId !== 'string' || groupId === '')
      throw new TypeError('groupId must be a string that is not empty.');
    if (!tokenEndpoint && typeof tokenProvider !== 'function' && !chat)
      throw new TypeError('A room needs tokenEndpoint, tokenProvider or chat.');
    const state = (this.#state = new RoomState(groupId, bounded(maxMessages)));
    this.#hiddenStore = options.hiddenUsersStore ?? localHiddenUsersStore;
    state.hiddenUsers = new Set(this.#hiddenStore.load(groupId));
    this.#credentials = options.tokenCredentials;
    this.setModerationEndpoint(options.moderationEndpoint);
    if (options.filters) state.filters.add(options.filters);
    this.#engine = new RoomEngine(state, options);
  }

  /** The id of the group. After joining it is the one that the token names, if it names one. */
  get groupId(): string {
    return this.#state.groupId;
  }

  /**
   * Frozen. Replaced at most once per animation frame, and not while the tab is hidden; then `change` is emitted.
   */
  get snapshot(): RoomSnapshot {
    return this.#state.snapshot;
  }

  /** Sets `RoomOptions.moderationEndpoint`; undefined: none. */
  setModerationEndpoint(url: string | undefined): void {
    this.#moderationEndpoint = url || undefined;
  }

  /** Adds a listener. Call the returned function, or abort `signal`, to remove it. */
  on<K extends keyof RoomEventMap>(
    type: K,
    listener: (payload: RoomEventMap[K]) => void,
    options?: { readonly signal?: AbortSignal },
  ): () => void {
    return this.#state.events.on(type, listener, options);
  }

  /**
   * Joins the room, and joins again after every loss of the connection. Resolves when the room is joined; concurrent
   * calls get the same promise. Rejects when the room fails or is closed.
   */
  connect(): Promise<void> {
    return this.#engine.connect();
  }

  /**
   * Leaves the room and frees every timer, listener and socket. Unsent messages fail. Resolves when the service has
   * logged this user out.
   */
  disconnect(): Promise<void> {
    return this.#engine.disconnect();
  }

  /** Adds the text to the messages at once and sends it; while the room reconnects it waits. */
  async send(text: string, extras: SendExtras = {}): Promise<ChatMessage> {
    return this.enqueue(text, extras).sent;
  }

  /**
   * As `send`, but returns the message that was added to the room. Throws what `send` rejects with when nothing was
   * added.
   * @internal
   */
  enqueue(text: string, extras: SendExtras = {}): QueuedMessage {
    const content = outgoingText(text, extras, this.#state);
    const queued = this.#engine.outbox.add(content);
    this.#state.lastSentAt = performance.now();
    return queued;
  }

  /** Sends a failed message again. */
  retry(id: string): Promise<ChatMessage> {
    return this.#engine.outbox.retry(id);
  }

  /** Removes an own message that has failed or waits. */
  discard(id: string): void {
    this.#engine.outbox.discard(id);
  }

  /**
   * Shows a message that the page has sent with its own `chat` instance: the SDK does not report messages of its own
   * instance. Does nothing in a room without `chat`. Throws a `ChatError` when the room is not joined, and a `TypeError`
   * when the message is none of this room.
   */
  show(message: object): void {
    this.#engine.joinedClient.show?.(message);
  }

  /** Likes the room. Likes are counted at once and sent in batches. */
  like(count = 1): void {
    if (!Number.isInteger(count) || count < 1) throw new TypeError('count must be a whole number, 1 or more.');
    const { capabilities, self, events } = this.#state;
    if (self && !capabilities.has('like')) {
      events.emit(
        'error',
        new ChatError(
          'send/not-allowed',
          self.userId ? 'This user may not like.' : 'A guest cannot like: sign in first.',
          false,
        ),
      );
      return;
    }
    this.#engine.likes.add(count);
    this.#engine.publishLikes();
  }

  /** How many messages are kept: 20 to 5,000. */
  setMaxMessages(max: number): void {
    this.#state.messages.setMax(bounded(max));
    this.#state.markMessagesChanged();
  }

  /**
   * Filters own texts before they are sent, and texts of others before they are shown, announced or used as danmaku.
   * Returns the function that removes these filters. Filters of everybody who shares the room apply, in the order in
   * which they were added; one refusal is enough. They also apply to messages that are already in the room; what a
   * filter changed or removed is not restored. A filter that fails does not change the text, and causes one `error`
   * event. Throws a `TypeError` for an invalid filter.
   */
  addFilters(filters: readonly TextFilter[]): () => void {
    const state = this.#state;
    const remove = state.filters.add(filters);
    state.refilterMessages();
    void state.filters.loadMatcher()?.then(() => state.refilterMessages());
    return remove;
  }

  /** Keeps unsent messages of this user across a reload, in the tab's sessionStorage. */
  setKeepOutbox(keep: boolean): void {
    this.#engine.setKeepOutbox(keep);
  }

  /**
   * Hides the messages of a user from this reader, in this room, until `unhideUser`. Stored in this browser; nobody
   * else learns of it.
   */
  hideUser(userId: string): void {
    this.#setHidden([...this.#state.hiddenUsers].filter((each) => each !== userId).concat(userId));
    const hidden = this.#messagesOf(userId);
    updateQuotes(new Set(hidden), this.#state);
    if (hidden.length > 0) this.#state.events.emit('retracted', Object.freeze(hidden));
  }

  /** Undoes `hideUser`. Messages that are still kept are shown again, also where they are quoted. */
  unhideUser(userId: string): void {
    this.#setHidden([...this.#state.hiddenUsers].filter((each) => each !== userId));
    updateQuotes(new Set(this.#messagesOf(userId)), this.#state);
  }

  get hiddenUsers(): ReadonlySet<string> {
    return this.#state.hiddenUsers;
  }

  /** Mutes a user for that many seconds (`Infinity`: for good). Needs the capability `mute`, like `unmute`. */
  async mute(userId: string, seconds: number): Promise<void> {
    return (await this.#moderator).mute(userId, seconds);
  }

  /** Lets a muted user send again. */
  async unmute(userId: string): Promise<void> {
    return (await this.#moderator).unmute(userId);
  }

  /** While the room is muted, only the host and moderators can send. */
  async muteAll(muted: boolean): Promise<void> {
    return (await this.#moderator).muteAll(muted);
  }

  /** Removes a user and keeps them out for that many seconds. Only where the application's plan has bans. */
  async ban(userId: string, seconds: number): Promise<void> {
    return (await this.#moderator).ban(userId, seconds);
  }

  /** Removes a message from every screen: an own one, or with the capability `retract` any. */
  async retract(messageId: string): Promise<void> {
    return (await this.#moderator).retract(messageId);
  }

  /** Sets the announcement of the room; '' removes it. */
  async announce(text: string): Promise<void> {
    return (await this.#moderator).announce(text);
  }

  /** Changes the settings of the room: slow mode (seconds between two messages of a viewer) and emoji-only. */
  async setSettings(settings: Partial<RoomSettings>): Promise<void> {
    return (await this.#moderator).setSettings(settings);
  }

  /** Connects this page again after another page of the same user took over. */
  takeOver(): Promise<void> {
    return this.connect();
  }

  /** Loaded on the first use: most users never moderate. */
  get #moderator(): Promise<Moderation> {
    const engine = this.#engine;
    this.#moderation ??= retryImport(() => import('./moderation/moderation.lazy.js'), 'Moderation').then(
      (Moderation) =>
        new Moderation({
          state: this.#state,
          errorFromIm,
          readText: readBoundedText,
          client: () => engine.client,
          retractMessages: (ids) => engine.inbox.retract(ids),
          endpoint: () => this.#moderationEndpoint,
          credentials: this.#credentials,
        }),
      (cause: unknown) => {
        this.#moderation = undefined;
        throw new ChatError('im/unavailable', 'The code for moderation could not be loaded.', true, cause);
      },
    );
    return this.#moderation;
  }

  /** The ids of the kept messages of another user. */
  #messagesOf(userId: string): readonly string[] {
    return this.#state.messages
      .toArray(({ from, kind }) => from.userId === userId && !from.isSelf && kind !== 'notice')
      .map(({ id }) => id);
  }

  #setHidden(userIds: readonly string[]): void {
    this.#state.hiddenUsers = new Set(userIds);
    this.#hiddenStore.save(this.#state.groupId, userIds);
    this.#state.markMessagesChanged();
  }
}
