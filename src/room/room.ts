// One live room for one user on one page, without any screen: the public face. room-engine.ts makes it run,
// room-state.ts holds
// what is published.
import { retryImport } from '../util/retry-import.js';
import { ChatError } from './model/chat-error.js';
import type { ChatMessage } from './model/chat-message.js';
import { refilterMessages } from './messages/refilter.js';
import type { RoomOptions, TextFilter, HiddenUsersStore } from './model/room-options.js';
import { errorFromIm } from './connection/error-from-im.js';
import { localHiddenUsersStore } from './state/hidden-users-store.js';
import type { Moderation } from './moderation/moderation.lazy.js';
import type { QueuedMessage } from './messages/outbox.js';
import { outgoingText, type SendExtras } from './messages/outgoing-text.js';
import { RoomEngine } from './room-engine.js';
import type { RoomEventMap } from './model/room-events.js';
import type { RoomSettings, RoomSnapshot } from './model/room-snapshot.js';
import { RoomState } from './state/room-state.js';
import { DEFAULT_MAX_MESSAGES, MAX_MESSAGES, MIN_MESSAGES } from '../protocol/limits.js';

function bounded(max: number): number {
  return Number.isFinite(max) ? Math.min(MAX_MESSAGES, Math.max(MIN_MESSAGES, Math.round(max))) : DEFAULT_MAX_MESSAGES;
}

/** A live room: connect, listen, send. Public promises reject with a `ChatError`, or a `TypeError` for a wrong call. */
export class Room {
  readonly #state: RoomState;
  readonly #engine: RoomEngine;
  #moderation: Promise<Moderation> | undefined;
  readonly #hiddenStore: HiddenUsersStore;
  readonly #credentials: RequestCredentials | undefined;
  #moderationEndpoint: string | undefined;

  constructor(options: RoomOptions) {
    const { groupId, tokenEndpoint, tokenProvider, maxMessages = DEFAULT_MAX_MESSAGES } = options;
    if (typeof groupId !== 'string' || groupId === '') throw new TypeError('A room needs a groupId.');
    if (!tokenEndpoint && typeof tokenProvider !== 'function')
      throw new TypeError('A room needs a tokenEndpoint or a tokenProvider.');
    const state = (this.#state = new RoomState(groupId, bounded(maxMessages)));
    this.#hiddenStore = options.hiddenUsersStore ?? localHiddenUsersStore;
    state.hiddenUsers = new Set(this.#hiddenStore.load(groupId));
    this.#credentials = options.tokenCredentials;
    this.setModerationEndpoint(options.moderationEndpoint);
    if (options.filters) state.filters.add(options.filters);
    this.#engine = new RoomEngine(state, options);
  }

  /** The group; the token endpoint has the last word on it. */
  get groupId(): string {
    return this.#state.groupId;
  }

  /** Frozen. A new one at most once per animation frame, and none while the tab is hidden; the `change` event tells. */
  get snapshot(): RoomSnapshot {
    return this.#state.snapshot;
  }

  /**
   * Where the server kit's moderation handler answers, for what the service does not let this user do itself;
   * undefined: nowhere.
   */
  setModerationEndpoint(url: string | undefined): void {
    this.#moderationEndpoint = url || undefined;
  }

  /** Adds a listener; call the result, or abort `signal`, to remove it. */
  on<K extends keyof RoomEventMap>(
    type: K,
    listener: (payload: RoomEventMap[K]) => void,
    options?: { readonly signal?: AbortSignal },
  ): () => void {
    return this.#state.events.on(type, listener, options);
  }

  /**
   * Gets in and stays in. Resolves when joined; the same promise while it is under way. Rejects when the room fails or
   * is closed.
   */
  connect(): Promise<void> {
    return this.#engine.connect();
  }

  /**
   * Leaves, and frees every timer, listener and socket. What waits to be sent fails. Resolves when the service has been
   * told.
   */
  disconnect(): Promise<void> {
    return this.#engine.disconnect();
  }

  /** Shows the text at once and sends it. While the room reconnects it waits. */
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
    this.#state.lastSentAt = Date.now();
    return queued;
  }

  /** Sends a failed message again. */
  retry(id: string): Promise<ChatMessage> {
    return this.#engine.outbox.retry(id);
  }

  /** Takes a failed or waiting own message away. */
  discard(id: string): void {
    this.#engine.outbox.discard(id);
  }

  /** Likes the room; counted at once, sent merged. */
  like(count = 1): void {
    if (!Number.isInteger(count) || count < 1) throw new TypeError('A like counts 1 or more, in whole numbers.');
    const { capabilities, self, events } = this.#state;
    if (self && !capabilities.has('like')) {
      events.emit(
        'error',
        new ChatError(
          'send/not-allowed',
          self.userId ? 'This user may not like.' : 'A guest only reads: sign in to like.',
          false,
        ),
      );
      return;
    }
    this.#engine.likes.add(count);
    this.#engine.publishLikes();
  }

  /** How many rows are kept: 20 to 5,000. */
  setMaxMessages(max: number): void {
    this.#state.messages.setMax(bounded(max));
    this.#state.markMessagesChanged();
  }

  /**
   * Filters own texts before they are sent and those of others before they are shown, spoken or fly; the result takes
   * these filters
   * away again. All who share the room may add some: each text goes through all of them, in the order in which they
   * were added, and
   * one refusal is enough. What stands in the room is filtered, too; what a filter changed or took away does not come
   * back.
   * One that fails is told in an `error` event, once, and passed over. Throws a `TypeError` for a wrong one.
   */
  addFilters(filters: readonly TextFilter[]): () => void {
    const state = this.#state;
    const remove = state.filters.add(filters);
    refilterMessages(state);
    void state.filters.loadMatcher()?.then(() => refilterMessages(state));
    return remove;
  }

  /** Keeps own messages that are not out yet across a reload, in this tab's sessionStorage. */
  setKeepOutbox(keep: boolean): void {
    this.#engine.setKeepOutbox(keep);
  }

  /**
   * Hides a person's messages from this reader, in this room, until `unhideUser`; kept in the browser. Nobody else
   * notices.
   */
  hideUser(userId: string): void {
    this.#setHidden([...this.#state.hiddenUsers].filter((each) => each !== userId).concat(userId));
    const gone = this.#state.messages
      .messages((row) => row.from.userId === userId && !row.from.isSelf && row.kind !== 'notice')
      .map((row) => row.id);
    if (gone.length > 0) this.#state.events.emit('retracted', Object.freeze(gone));
  }

  /** Undoes `hideUser`; the rows that are still kept come back. */
  unhideUser(userId: string): void {
    this.#setHidden([...this.#state.hiddenUsers].filter((each) => each !== userId));
  }

  get hiddenUsers(): ReadonlySet<string> {
    return this.#state.hiddenUsers;
  }

  /** Mutes a person for that many seconds (`Infinity`: forever). Needs the capability `mute`, as `unmute` does. */
  async mute(userId: string, seconds: number): Promise<void> {
    return (await this.#moderator).mute(userId, seconds);
  }

  /** Lets a muted person write again. */
  async unmute(userId: string): Promise<void> {
    return (await this.#moderator).unmute(userId);
  }

  /** Only host and moderators can write while the room is muted. */
  async muteAll(muted: boolean): Promise<void> {
    return (await this.#moderator).muteAll(muted);
  }

  /** Puts a person out and keeps them out for that many seconds, where the application's plan has bans. */
  async ban(userId: string, seconds: number): Promise<void> {
    return (await this.#moderator).ban(userId, seconds);
  }

  /** Takes a message back on every screen: one's own, or with the capability `retract` anybody's. */
  async retract(messageId: string): Promise<void> {
    return (await this.#moderator).retract(messageId);
  }

  /** Sets the room's announcement; '' takes it away. */
  async announce(text: string): Promise<void> {
    return (await this.#moderator).announce(text);
  }

  /** Slow mode (seconds between two messages of a viewer) and emoji-only, for everybody in the room. */
  async setSettings(settings: Partial<RoomSettings>): Promise<void> {
    return (await this.#moderator).setSettings(settings);
  }

  /** Makes this page the live one when another page of the same person took over. */
  takeOver(): Promise<void> {
    return this.connect();
  }

  /** Most people never moderate: what does it is fetched for those who do. */
  get #moderator(): Promise<Moderation> {
    const engine = this.#engine;
    this.#moderation ??= retryImport(() => import('./moderation/moderation.lazy.js')).then(
      ({ Moderation }) =>
        new Moderation({
          state: this.#state,
          errorFromIm,
          client: () => engine.client,
          retractMessages: (ids) => engine.inbox.retract(ids),
          endpoint: () => this.#moderationEndpoint,
          credentials: this.#credentials,
        }),
      (cause: unknown) => {
        this.#moderation = undefined;
        throw new ChatError('im/unavailable', 'The code of moderation could not be fetched.', true, cause);
      },
    );
    return this.#moderation;
  }

  #setHidden(userIds: readonly string[]): void {
    this.#state.hiddenUsers = new Set(userIds);
    this.#hiddenStore.save(this.#state.groupId, userIds);
    this.#state.markMessagesChanged();
  }
}
