// Connects the parts of a room (connection, inbox, outbox, group events, likes) with its state, and turns the events of
// the connection into changes of that state. room.ts is the public class.
import type { ImClient, ImClientFactory, ImGroup, ImInbound, ImMessage } from '../im/im-client.js';
import { loadClient } from './load-client.js';
import { capabilitiesOf, roleOf } from './state/permissions.js';
import { ChatError } from './model/chat-error.js';
import { Connection, type Joined } from './connection/connection.js';
import { Credentials } from './connection/token.js';
import { errorFromIm } from './connection/error-from-im.js';
import { GroupRefresh } from './connection/group-refresh.js';
import { filterMessage } from './state/filters.js';
import { Inbox } from './messages/inbox.js';
import { loadEmojiCodes } from './messages/message-from-im.js';
import { Likes } from './likes/likes.js';
import { OnlineCount } from './connection/online-count.js';
import { updateQuotes } from './messages/quotes.js';
import { loadOutboxStore, Outbox } from './messages/outbox.js';
import { NAMELESS_SELF } from './messages/outgoing-text.js';
import type { OutboxStore } from './messages/outbox-store.lazy.js';
import { onPageHide } from './connection/page-lifecycle.js';
import { sanitizeLine, sanitizeText } from '../text/sanitize-text.js';
import { RateMeter } from './likes/like-traffic.js';
import type { RoomOptions, TokenResponse } from './model/room-options.js';
import { parseRoomMetadata } from '../protocol/room-metadata.js';
import type { ChatStatus } from './model/room-snapshot.js';
import { retryImport } from '../util/retry-import.js';
import type { RoomState } from './state/room-state.js';
import { GroupEventHandler } from './messages/group-events.js';

/** Messages kept until names and roles are known (the room's history). More are shown without roles, the oldest first. */
const MAX_PENDING = 500;

/** The parts of a token that say who this user is. */
type Identity = Pick<TokenResponse, 'userId' | 'nick' | 'avatar' | 'role' | 'capabilities'>;

function identityOf({ userId, nick, avatar, role, capabilities }: TokenResponse): Identity {
  return { userId, nick, avatar, role, capabilities };
}

function setTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

export class RoomEngine {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  likes: Likes;
  readonly #connection: Connection;
  readonly #groupEvents: GroupEventHandler;
  readonly #onlineCount: OnlineCount;
  readonly #groupRefresh: GroupRefresh;
  /** Messages of all kinds per second; likes are sent less often in a busy room. */
  readonly #incomingRate = new RateMeter(2);
  #keepsOutbox: boolean;
  #outboxStore: OutboxStore | undefined;
  /** The token without its signature, which only the connection needs. */
  #identity: Identity | undefined;
  /** The service has reported the group since the last join. */
  #hasGroup = false;
  /** The mute of this user was read since the last join. */
  #isMuteKnown = false;
  #pendingBeforeJoin: (readonly ImInbound[])[] | undefined = [];
  #session: AbortController | undefined;

  constructor(
    private readonly state: RoomState,
    options: RoomOptions,
  ) {
    const { groupId, createClient, chat, userId, keepOutbox = false } = options;
    this.#keepsOutbox = keepOutbox;
    this.#connection = new Connection({
      groupId,
      chat,
      credentials: new Credentials(options, (outcome) => this.#onTokenRenewed(outcome)),
      loadClient: async () => {
        const parts = Promise.all([
          state.filters.loadMatcher(), // no message is received before lists of words are applied
          loadEmojiCodes(state), // nor with raw codes of emoji
          this.#keepsOutbox && loadOutboxStore(),
        ]);
        const factory = createClient ?? (await (chat ? this.#attach(chat, userId) : loadClient(options.sdk)));
        factory.prepare?.(options.sdk);
        return [factory, parts];
      },
      listener: {
        onInbound: (items) => this.#receive(items),
        onCounter: (key, value) => this.#onCounter(key, value),
        onModified: (message) => this.#onMessageModified(message),
      },
      onStatus: (status, error) => this.#changeStatus(status, error),
      onJoined: (joined) => this.#onJoined(joined),
      onGroup: (group) => this.#onGroup(group),
      onDeliveryUncertain: () => this.inbox.connectionLost(),
      onDeliveryResumed: () => this.inbox.connectionRestored(),
      onClientUsable: () => this.#onClientUsable(),
      onClientUnusable: () => this.#onClientUnusable(),
    });
    this.#groupEvents = new GroupEventHandler({
      state,
      setTimer,
      onEnd: (status, error) => this.#connection.end(status, error),
      onMetadata: (introduction) => this.#applyMetadata(introduction),
      onRecalled: (seq, fromId, id) => this.inbox.retract(this.inbox.resolveRecalled(seq, fromId, id)),
      onRoleChanged: () => void this.#groupRefresh.read(),
    });
    this.outbox = new Outbox({
      state,
      client: () => this.client,
      onSent: (seq) => this.inbox.noteOwnSeq(seq),
      onQueueChanged: (waiting) => this.#outboxStore?.save(waiting),
      onNotMember: (error) => this.#connection.rejoin(error),
      onMuted: () => void this.#groupRefresh.readMute(),
    });
    this.inbox = new Inbox({
      state,
      groupEvents: this.#groupEvents,
      isGroupKnown: () => this.#hasGroup,
      onMetadata: (text) => this.#applyMetadata(text),
      onLike: (from, count, id) => this.likes.received(from, count, id),
      onEcho: (clientId, message) => this.outbox.echo(clientId, message),
    });
    this.#groupRefresh = new GroupRefresh({
      client: () => this.client,
      onGroup: (group) => this.#onGroup(group),
      onMutedUntil: (mutedUntil) => this.#onMutedUntil(mutedUntil),
      onMutedWithoutEnd: (until) => {
        this.#setMutedUntil(until);
        state.markChanged();
      },
      isMuted: () => state.isRoomMuted || state.mutedUntil > performance.now(),
    });
    this.#onlineCount = new OnlineCount(
      () => this.client,
      (count) => this.#onOnlineCount(count),
    );
    this.likes = this.#makeLikes();
  }

  /** The client while the room is joined. */
  get client(): ImClient | undefined {
    return this.state.status === 'joined' ? this.#connection.client : undefined;
  }

  get joinedClient(): ImClient {
    if (this.client) return this.client;
    throw new ChatError('send/network', 'Not in the room.', true);
  }

  /** See `Room.connect`. */
  connect(): Promise<void> {
    if (!this.#session) {
      this.#session = new AbortController();
      this.state.open();
      this.likes = this.#makeLikes();
      onPageHide(() => this.likes.flush(), this.#session.signal);
    }
    return this.#connection.connect();
  }

  /** See `Room.disconnect`. */
  async disconnect(): Promise<void> {
    this.likes.flush();
    const left = this.#connection.disconnect();
    this.outbox.close(new ChatError('room/closed', 'The room was closed.', true));
    this.#session?.abort();
    this.#session = undefined;
    this.likes.close();
    this.#groupRefresh.stop();
    this.#groupEvents.close();
    this.state.close();
    await left;
  }

  /** See `Room.setKeepOutbox`. */
  setKeepOutbox(keep: boolean): void {
    if (keep === this.#keepsOutbox) return;
    this.#keepsOutbox = keep;
    if (!keep) {
      this.#outboxStore?.save([]);
      this.#outboxStore = undefined;
    } else if (this.client) void this.#restoreOutbox();
  }

  /** The total of likes changed: it is part of the next snapshot. */
  publishLikes(): void {
    const { total, exact } = this.likes;
    if (total === this.state.likeCount && exact === this.state.likeCountExact) return;
    this.state.likeCount = Math.max(this.state.likeCount, total);
    this.state.likeCountExact = exact;
    this.state.markChanged();
  }

  async #attach(chat: object, userId: string | undefined): Promise<ImClientFactory> {
    const attach = await retryImport(() => import('../im/attached/attached-client.lazy.js'), 'attachClient');
    return attach(chat, userId, () => void this.connect(), this.#session?.signal);
  }

  #makeLikes(): Likes {
    return new Likes({
      send: async (outgoing) => {
        try {
          return await this.joinedClient.prepare(outgoing).send();
        } catch (cause) {
          const error = errorFromIm(cause, 'send');
          if (error.code === 'send/muted') void this.#groupRefresh.readMute();
          throw error;
        }
      },
      increaseCounter: async (key, by) => this.joinedClient.increaseCounter(key, by),
      getCounters: async () => this.joinedClient.getCounters(),
      self: () => this.state.self,
      now: () => performance.now(),
      random: () => Math.random(),
      setTimer,
      onLike: (delta, total, from) => {
        this.state.events.emit('like', { delta, total, from });
        this.publishLikes();
      },
      onChange: () => this.publishLikes(),
      room: () => ({
        audience: this.state.onlineCount,
        messagesPerSecond: this.#incomingRate.perSecond(performance.now()),
      }),
    });
  }

  #receive(items: readonly ImInbound[]): void {
    this.#incomingRate.add(performance.now(), items.length);
    const pending = this.#pendingBeforeJoin;
    if (!pending) return this.inbox.receive(items);
    pending.push(items);
    for (let count = pending.reduce((sum, { length }) => sum + length, 0); count > MAX_PENDING;) {
      const oldest = pending.shift() ?? [];
      count -= oldest.length;
      this.inbox.receive(oldest);
    }
  }

  #onJoined({ group, token }: Joined): void {
    const state = this.state;
    this.#identity = identityOf(token);
    state.groupId = group.groupId;
    this.#hasGroup = group.isIncomplete !== true;
    this.#isMuteKnown = false;
    if (group.mutedUntil !== undefined) this.#onMutedUntil(group.mutedUntil);
    if (this.#hasGroup) {
      state.isRoomMuted = group.allMuted;
      this.#applyGroup(group, token);
    } else this.#applyRole(state.groupRole, token);
    if (token.userId) this.#groupRefresh.start();
  }

  /** The service reported the group while the room is joined. */
  #onGroup(group: ImGroup): void {
    if (!this.#identity?.userId) return; // a guest cannot read it
    if (group.mutedUntil !== undefined) this.#onMutedUntil(group.mutedUntil);
    // At the first time nothing has changed: it is what the join did not report.
    if (this.#hasGroup) this.#groupEvents.setRoomMuted(group.allMuted);
    else this.state.isRoomMuted = group.allMuted;
    const isFirst = !this.#hasGroup;
    this.#hasGroup = true;
    this.#applyGroup(group, this.#identity);
    if (isFirst) this.inbox.groupKnown();
    this.#groupRefresh.watchMute();
  }

  #applyGroup(group: ImGroup, token: Identity): void {
    const state = this.state;
    state.groupName = sanitizeLine(group.name);
    state.users.setOwner(group.ownerId);
    this.#applyMetadata(group.introduction);
    const notification = sanitizeText(group.notification);
    if (notification !== (state.announcement?.text ?? ''))
      state.announcement = notification ? Object.freeze({ text: notification, time: Date.now() }) : undefined;
    this.#applyRole(group.role, token);
  }

  /** The mute of this user was read, and not reported by an event. `mutedUntil` in unix ms. */
  #onMutedUntil(mutedUntil: number): void {
    const self = this.state.self?.userId ?? '';
    const wasMuted = this.state.mutedUntil > performance.now();
    // A mute from before the join is no news.
    if (this.#isMuteKnown && wasMuted !== mutedUntil > 0)
      this.#groupEvents.setMuted({ userId: self, nick: '', avatar: '' }, Math.ceil((mutedUntil - Date.now()) / 1000));
    this.#isMuteKnown = true;
    this.#setMutedUntil(mutedUntil);
    this.state.markChanged();
  }

  #setMutedUntil(mutedUntil: number): void {
    this.state.mutedUntil = mutedUntil === 0 ? 0 : performance.now() + mutedUntil - Date.now();
  }

  #applyRole(groupRole: ImGroup['role'], token: Identity): void {
    const state = this.state;
    const userId = token.userId ?? '';
    const role = roleOf(token, groupRole);
    state.users.setSelf(userId, role);
    state.role = role;
    state.groupRole = groupRole;
    state.self =
      userId === '' ? NAMELESS_SELF : state.users.user({ userId, nick: token.nick ?? '', avatar: token.avatar ?? '' });
    state.capabilities = capabilitiesOf(token, role);
    state.markChanged();
  }

  #onClientUsable(): void {
    this.inbox.connectionRestored();
    const pending = this.#pendingBeforeJoin;
    this.#pendingBeforeJoin = undefined;
    for (const items of pending ?? []) this.inbox.receive(items);
    this.likes.joined();
    void this.#restoreOutbox();
    this.outbox.flush();
    this.#onlineCount.start();
  }

  /** Once per room: messages that were not sent when the page was reloaded. */
  async #restoreOutbox(): Promise<void> {
    const userId = this.state.self?.userId;
    if (!this.#keepsOutbox || !userId || this.#outboxStore) return;
    const openStore = await loadOutboxStore();
    if (!openStore || !this.#keepsOutbox || this.#outboxStore) return;
    const store = (this.#outboxStore = openStore(this.state.groupId, userId));
    this.outbox.restore(store.drain());
    this.outbox.flush();
  }

  #onClientUnusable(): void {
    this.inbox.connectionLost();
    this.likes.offline();
    this.#groupRefresh.stop();
  }

  #applyMetadata(introduction: string): void {
    const { state } = this;
    const { slowMode, emojiOnly, moderators, likes } = parseRoomMetadata(introduction);
    state.users.setModerators(moderators);
    if (slowMode !== state.settings.slowMode || emojiOnly !== state.settings.emojiOnly) {
      state.settings = Object.freeze({ slowMode, emojiOnly });
      state.markChanged();
    }
    if (likes === undefined) return;
    this.likes.serverCounted(likes);
    this.publishLikes();
  }

  #onCounter(key: string, value: number): void {
    if (key !== 'likes') return;
    this.likes.counterChanged(value);
    this.publishLikes();
  }

  #onOnlineCount(count: number): void {
    if (count === this.state.onlineCount) return;
    this.state.onlineCount = count;
    this.state.markChanged();
    this.state.events.emit('members', { joined: Object.freeze([]), left: Object.freeze([]), onlineCount: count });
  }

  #onMessageModified(message: ImMessage): void {
    const state = this.state;
    const old = state.messages.get(state.ids.localId(message.id));
    if (!old || message.kind !== 'text') return;
    const text = sanitizeText(state.decodeEmoji(message.text));
    if (text === '') return this.inbox.retract([old.id]); // nothing visible is left
    const changed = filterMessage(
      Object.freeze({ ...old, text, segments: Object.freeze([{ kind: 'text' as const, text }]) }),
      state.filters,
    );
    if (!changed) return this.inbox.retract([old.id]);
    state.messages.replace(changed);
    updateQuotes(new Set([changed.id]), state);
    state.markMessagesChanged();
  }

  #onTokenRenewed(outcome: TokenResponse | ChatError): void {
    if (outcome instanceof ChatError) this.state.events.emit('error', outcome);
    else if (this.#identity && outcome.userId !== this.#identity.userId)
      this.#connection.rejoin(new ChatError('im/signature', 'The renewed token is for another user.', true));
    else this.#identity = identityOf(outcome);
  }

  #changeStatus(status: ChatStatus, error: ChatError | undefined): void {
    const state = this.state;
    const previous = state.status;
    state.status = status;
    state.error = error;
    if (status !== 'joined') this.#onlineCount.stop();
    if (status !== 'joined' && status !== 'reconnecting') this.#pendingBeforeJoin = [];
    state.markChanged();
    state.flush();
    if (status !== previous) state.events.emit('status', { status, previous, error });
    if (error) state.events.emit('error', error);
  }
}
