// What makes a room run: it wires connection, inbox, outbox, tips and likes to one state, and turns what the connection
// tells
// into changes of that state. room.ts is its public face.
import { retryImport } from '../util/retry-import.js';
import type { ImClient, ImGroup, ImInbound, ImMessage } from '../im/im-client.js';
import { capabilitiesOf, roleOf } from './state/permissions.js';
import { ChatError } from './model/chat-error.js';
import { Connection, type Joined } from './connection/connection.js';
import { Credentials } from './connection/token.js';
import { errorFromIm } from './connection/error-from-im.js';
import { filterMessage } from './state/filters.js';
import { Inbox } from './messages/inbox.js';
import { Likes } from './likes/likes.js';
import { OnlineCount } from './connection/online-count.js';
import { Outbox } from './messages/outbox.js';
import { OutboxStore } from './messages/outbox-store.js';
import { onPageHide } from './connection/page-lifecycle.js';
import { sanitizeLine, sanitizeText } from '../text/sanitize-text.js';
import { SnapshotScheduler } from './state/snapshot-scheduler.js';
import { RateMeter } from './likes/like-traffic.js';
import type { RoomOptions, TokenResponse } from './model/room-options.js';
import { parseRoomMetadata } from '../protocol/room-metadata.js';
import type { ChatStatus } from './model/room-snapshot.js';
import type { RoomState } from './state/room-state.js';
import { GroupEventHandler } from './messages/group-events.js';

/** Arriving before the room is joined (its history): kept until names and roles are known. */
const MAX_PENDING = 500;

function setTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

export class RoomEngine {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  likes: Likes;
  readonly #connection: Connection;
  readonly #scheduler: SnapshotScheduler;
  readonly #groupEvents: GroupEventHandler;
  readonly #onlineCount: OnlineCount;
  /** Everything that arrives, for likes to make way when the room is full. */
  readonly #incomingRate = new RateMeter(2);
  #keepsOutbox: boolean;
  #outboxStore: OutboxStore | undefined;
  #token: TokenResponse | undefined;
  #pendingBeforeJoin: (readonly ImInbound[])[] | undefined = [];
  #session: AbortController | undefined;
  #permissionTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly state: RoomState,
    options: RoomOptions,
  ) {
    const { groupId, createClient, keepOutbox = false } = options;
    this.#keepsOutbox = keepOutbox;
    this.#scheduler = new SnapshotScheduler(() => this.#publish());
    state.markChanged = () => this.#scheduler.markChanged();
    this.#connection = new Connection({
      groupId,
      credentials: new Credentials(options, (outcome) => this.#onTokenRenewed(outcome)),
      loadClient: async () => {
        const words = state.filters.loadMatcher(); // nothing arrives before the page's words can be found
        const factory =
          createClient ?? (await retryImport(() => import('../im/tim/tim-client.lazy.js'))).createTimClient;
        await words;
        return factory;
      },
      listener: {
        onInbound: (items) => this.#receive(items),
        onCounter: (key, value) => this.#onCounter(key, value),
        onModified: (message) => this.#onMessageModified(message),
      },
      onStatus: (status, error) => this.#changeStatus(status, error),
      onJoined: (joined) => this.#joined(joined),
      onUnstable: () => this.inbox.connectionLost(),
      onConfirmed: () => this.inbox.connectionRestored(),
      onLost: () => this.#onLost(),
      onReady: () => this.#onReady(),
    });
    const now = (): number => Date.now();
    this.#groupEvents = new GroupEventHandler({
      state,
      now,
      setTimer,
      onEnd: (status, error) => this.#connection.end(status, error),
      onNotes: (introduction) => this.#applyMetadata(introduction),
      onRecalled: (seq, fromId, id) => this.inbox.retract(this.inbox.resolveRecalled(seq, fromId, id)),
      onRoleChanged: () => void this.#askGroup(),
    });
    this.outbox = new Outbox({
      state,
      client: () => this.client,
      onSent: (seq) => this.inbox.noteOwnSeq(seq),
      onWaiting: (waiting) => this.#outboxStore?.save(waiting),
      onNotMember: (error) => this.#connection.rejoin(error),
    });
    this.inbox = new Inbox({
      state,
      groupEvents: this.#groupEvents,
      now,
      onNotes: (notes) => this.#applyMetadata(notes),
      onLike: (from, count, id) => this.likes.received(from, count, id),
      onEcho: (clientId, message) => this.outbox.echo(clientId, message),
    });
    this.#onlineCount = new OnlineCount(
      () => this.client,
      (count) => this.#onOnlineCount(count),
    );
    this.likes = this.#makeLikes();
  }

  /** While the room may be used. */
  get client(): ImClient | undefined {
    return this.state.status === 'joined' ? this.#connection.client : undefined;
  }

  /** See `Room.connect`. */
  connect(): Promise<void> {
    if (!this.#session) {
      const open = (this.#session = new AbortController());
      this.#scheduler.open();
      this.likes = this.#makeLikes();
      onPageHide(() => this.likes.flush(), open.signal);
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
    this.#groupEvents.close();
    clearTimeout(this.#permissionTimer);
    this.#scheduler.flush();
    this.#scheduler.close();
    await left;
  }

  /** See `Room.setKeepOutbox`. */
  setKeepOutbox(keep: boolean): void {
    if (keep === this.#keepsOutbox) return;
    this.#keepsOutbox = keep;
    if (!keep) {
      this.#outboxStore?.save([]);
      this.#outboxStore = undefined;
    } else if (this.client) {
      this.#restoreOutbox();
      this.outbox.flush();
    }
  }

  /** The likes' total changed: it is shown with the next snapshot. */
  publishLikes(): void {
    const { total, exact } = this.likes;
    if (total === this.state.likeCount && exact === this.state.likeCountExact) return;
    this.state.likeCount = Math.max(this.state.likeCount, total);
    this.state.likeCountExact = exact;
    this.state.markChanged();
  }

  #makeLikes(): Likes {
    const inside = (): ImClient => {
      const client = this.client;
      if (!client) throw new ChatError('send/network', 'Not in the room.', true);
      return client;
    };
    return new Likes({
      send: async (outgoing) => {
        try {
          return await inside().prepare(outgoing).send();
        } catch (error) {
          throw errorFromIm(error, 'send');
        }
      },
      increaseCounter: async (key, by) => inside().increaseCounter(key, by),
      getCounters: async () => inside().getCounters(),
      self: () => this.state.self,
      now: () => Date.now(),
      random: () => Math.random(),
      setTimer,
      onLike: (delta, total, from) => {
        this.state.events.emit('like', { delta, total, from });
        this.publishLikes();
      },
      onChange: () => this.publishLikes(),
      room: () => ({ audience: this.state.onlineCount, messagesPerSecond: this.#incomingRate.perSecond(Date.now()) }),
    });
  }

  #receive(items: readonly ImInbound[]): void {
    this.#incomingRate.add(Date.now(), items.length);
    const early = this.#pendingBeforeJoin;
    if (!early) return this.inbox.receive(items);
    early.push(items);
    // More than that cannot wait: better without roles than not at all.
    for (let count = early.reduce((sum, { length }) => sum + length, 0); count > MAX_PENDING;) {
      const oldest = early.shift() ?? [];
      count -= oldest.length;
      this.inbox.receive(oldest);
    }
  }

  #joined({ group, token }: Joined): void {
    const state = this.state;
    this.#token = token;
    state.groupId = group.groupId;
    state.groupName = sanitizeLine(group.name);
    state.users.setOwner(group.ownerId);
    state.mutedUntil = group.mutedUntil;
    state.isRoomMuted = group.allMuted;
    this.#applyMetadata(group.introduction);
    const notification = sanitizeText(group.notification);
    if (notification !== (state.announcement?.text ?? ''))
      state.announcement = notification ? Object.freeze({ text: notification, time: Date.now() }) : undefined;
    this.#applyRole(group.role, token);
  }

  #applyRole(groupRole: ImGroup['role'], token: TokenResponse): void {
    const state = this.state;
    const userId = token.userId ?? '';
    const role = roleOf(token, groupRole);
    state.users.setSelf(userId, role);
    state.role = role;
    state.groupRole = groupRole;
    state.self =
      userId === ''
        ? Object.freeze({ userId: '', nick: '', avatar: '', role: 'viewer', isSelf: true })
        : state.users.user({ userId, nick: token.nick ?? '', avatar: token.avatar ?? '' });
    state.capabilities = capabilitiesOf(token, role);
    state.markChanged();
  }

  #onReady(): void {
    this.inbox.connectionRestored();
    const early = this.#pendingBeforeJoin;
    this.#pendingBeforeJoin = undefined;
    for (const items of early ?? []) this.inbox.receive(items);
    this.likes.joined();
    this.#restoreOutbox();
    this.outbox.flush();
    this.#onlineCount.start();
  }

  /** Once per room: what waited in the page before. */
  #restoreOutbox(): void {
    const userId = this.state.self?.userId;
    if (!this.#keepsOutbox || !userId || this.#outboxStore) return;
    const store = new OutboxStore(this.state.groupId, userId);
    const kept = store.drain();
    this.#outboxStore = store;
    this.outbox.restore(kept);
  }

  #onLost(): void {
    this.inbox.connectionLost();
    this.likes.offline();
  }

  async #askGroup(): Promise<void> {
    const { client } = this.#connection;
    try {
      const group = await client?.getGroup();
      if (!group || !this.#token || client !== this.#connection.client) return;
      this.state.users.setOwner(group.ownerId);
      this.#applyRole(group.role, this.#token);
    } catch {
      // The watchdog will find out why; the role stays what it was.
    }
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
    const row = state.messages.get(state.ids.localId(message.id));
    if (!row || message.kind !== 'text') return;
    const text = sanitizeText(message.text);
    if (text === '') return this.inbox.retract([row.id]); // nothing is left to be seen, as of a message that arrives so
    const changed = filterMessage(
      Object.freeze({ ...row, text, segments: Object.freeze([{ kind: 'text' as const, text }]) }),
      state.filters,
    );
    if (!changed) return this.inbox.retract([row.id]);
    state.messages.replace(changed);
    state.markMessagesChanged();
  }

  #onTokenRenewed(outcome: TokenResponse | ChatError): void {
    if (outcome instanceof ChatError) this.state.events.emit('error', outcome);
    else if (this.#token && outcome.userId !== this.#token.userId)
      this.#connection.rejoin(new ChatError('im/signature', 'The token is another user’s now.', true));
    else this.#token = outcome;
  }

  #changeStatus(status: ChatStatus, error: ChatError | undefined): void {
    const state = this.state;
    const previous = state.status;
    state.status = status;
    state.error = error;
    if (status !== 'joined') this.#onlineCount.stop();
    if (status !== 'joined' && status !== 'reconnecting') this.#pendingBeforeJoin = [];
    state.markChanged();
    this.#scheduler.flush();
    if (status !== previous) state.events.emit('status', { status, previous, error });
    if (error) state.events.emit('error', error);
  }

  #publish(): void {
    const { canSendAt } = this.state.createSnapshot();
    clearTimeout(this.#permissionTimer);
    const wait = canSendAt - Date.now();
    if (wait > 0 && wait < 2 ** 31) this.#permissionTimer = setTimeout(() => this.state.markChanged(), wait + 1);
    this.state.events.emit('change', undefined);
  }
}
