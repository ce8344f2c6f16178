// What makes a room run: it wires connection, inbox, outbox, tips and likes to one state, and turns what the connection
// tells
// into changes of that state. room.ts is its public face.
import { importAgain } from '../util/retry-import.js';
import type { ImClient, ImGroup, ImInbound, ImMessage } from '../im/im-client.js';
import { capabilitiesOf, roleOf } from './state/permissions.js';
import { ChatError } from './model/chat-error.js';
import { Connection, type Joined } from './connection/connection.js';
import { Credentials } from './connection/token.js';
import { errorFromIm } from './connection/error-from-im.js';
import { filterRow } from './state/filters.js';
import { Inbox } from './messages/inbox.js';
import { Likes } from './likes/likes.js';
import { OnlineCount } from './connection/online-count.js';
import { Outbox } from './messages/outbox.js';
import { OutboxStore } from './messages/outbox-store.js';
import { onPageHide } from './connection/page-lifecycle.js';
import { cleanLine, cleanText } from '../text/sanitize-text.js';
import { Publisher } from './state/snapshot-scheduler.js';
import { Rate } from './likes/like-traffic.js';
import type { RoomOptions, TokenAnswer } from './model/room-options.js';
import { readNotes } from '../protocol/room-metadata.js';
import type { ChatStatus } from './model/room-snapshot.js';
import type { RoomState } from './state/room-state.js';
import { Tips } from './messages/group-events.js';

/** Arriving before the room is joined (its history): kept until names and roles are known. */
const MAX_EARLY = 500;

function setTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

export class RoomEngine {
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  likes: Likes;
  readonly #connection: Connection;
  readonly #publisher: Publisher;
  readonly #tips: Tips;
  readonly #onlineCount: OnlineCount;
  /** Everything that arrives, for likes to make way when the room is full. */
  readonly #arriving = new Rate(2);
  #keepsOutbox: boolean;
  #outboxStore: OutboxStore | undefined;
  #token: TokenAnswer | undefined;
  #early: (readonly ImInbound[])[] | undefined = [];
  #open: AbortController | undefined;
  #permissionTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly state: RoomState,
    options: RoomOptions,
  ) {
    const { groupId, createClient, keepOutbox = false } = options;
    this.#keepsOutbox = keepOutbox;
    this.#publisher = new Publisher(() => this.#publish());
    state.touch = () => this.#publisher.touch();
    this.#connection = new Connection({
      groupId,
      credentials: new Credentials(options, (outcome) => this.#renewed(outcome)),
      loadClient: async () => {
        const words = state.filters.fetch(); // nothing arrives before the page's words can be found
        const factory =
          createClient ?? (await importAgain(() => import('../im/tim/tim-client.lazy.js'))).createTimClient;
        await words;
        return factory;
      },
      listener: {
        onInbound: (items) => this.#receive(items),
        onCounter: (key, value) => this.#counted(key, value),
        onAttributes: () => undefined, // any member may write them
        onModified: (message) => this.#modified(message),
      },
      onStatus: (status, error) => this.#changeStatus(status, error),
      onJoined: (joined) => this.#joined(joined),
      onDoubt: () => this.inbox.away(),
      onTrust: () => this.inbox.back(),
      onLost: () => this.#lost(),
      onInside: () => this.#inside(),
    });
    const now = (): number => Date.now();
    this.#tips = new Tips({
      state,
      now,
      setTimer,
      onEnd: (status, error) => this.#connection.end(status, error),
      onNotes: (introduction) => this.#applyNotes(introduction),
      onRecalled: (seq, fromId, id) => this.inbox.retract(this.inbox.idsOf(seq, fromId, id)),
      onRoleChanged: () => void this.#askGroup(),
    });
    this.outbox = new Outbox({
      state,
      client: () => this.client,
      onSent: (seq) => this.inbox.sentAt(seq),
      onWaiting: (waiting) => this.#outboxStore?.save(waiting),
      onNotMember: (error) => this.#connection.forgotten(error),
    });
    this.inbox = new Inbox({
      state,
      tips: this.#tips,
      now,
      onNotes: (notes) => this.#applyNotes(notes),
      onLike: (from, count, id) => this.likes.received(from, count, id),
      onEcho: (clientId, message) => this.outbox.echo(clientId, message),
    });
    this.#onlineCount = new OnlineCount(
      () => this.client,
      (count) => this.#countedPeople(count),
    );
    this.likes = this.#makeLikes();
  }

  /** While the room may be used. */
  get client(): ImClient | undefined {
    return this.state.status === 'joined' ? this.#connection.client : undefined;
  }

  /** See `Room.connect`. */
  connect(): Promise<void> {
    if (!this.#open) {
      const open = (this.#open = new AbortController());
      this.#publisher.open();
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
    this.#open?.abort();
    this.#open = undefined;
    this.likes.close();
    this.#tips.close();
    clearTimeout(this.#permissionTimer);
    this.#publisher.flush();
    this.#publisher.close();
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
  showLikes(): void {
    const { total, exact } = this.likes;
    if (total === this.state.likeCount && exact === this.state.likeCountExact) return;
    this.state.likeCount = Math.max(this.state.likeCount, total);
    this.state.likeCountExact = exact;
    this.state.touch();
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
        this.showLikes();
      },
      onChange: () => this.showLikes(),
      room: () => ({ audience: this.state.onlineCount, messagesPerSecond: this.#arriving.perSecond(Date.now()) }),
    });
  }

  #receive(items: readonly ImInbound[]): void {
    this.#arriving.add(Date.now(), items.length);
    const early = this.#early;
    if (!early) return this.inbox.receive(items);
    early.push(items);
    // More than that cannot wait: better without roles than not at all.
    for (let count = early.reduce((sum, { length }) => sum + length, 0); count > MAX_EARLY;) {
      const oldest = early.shift() ?? [];
      count -= oldest.length;
      this.inbox.receive(oldest);
    }
  }

  #joined({ group, token }: Joined): void {
    const state = this.state;
    this.#token = token;
    state.groupId = group.groupId;
    state.groupName = cleanLine(group.name);
    state.people.setOwner(group.ownerId);
    state.mutedUntil = group.mutedUntil;
    state.isRoomMuted = group.allMuted;
    this.#applyNotes(group.introduction);
    const notification = cleanText(group.notification);
    if (notification !== (state.announcement?.text ?? ''))
      state.announcement = notification ? Object.freeze({ text: notification, time: Date.now() }) : undefined;
    this.#applyRole(group.role, token);
  }

  #applyRole(groupRole: ImGroup['role'], token: TokenAnswer): void {
    const state = this.state;
    const userId = token.userId ?? '';
    const role = roleOf(token, groupRole);
    state.people.setSelf(userId, role);
    state.role = role;
    state.groupRole = groupRole;
    state.self =
      userId === ''
        ? Object.freeze({ userId: '', nick: '', avatar: '', role: 'viewer', isSelf: true })
        : state.people.user({ userId, nick: token.nick ?? '', avatar: token.avatar ?? '' });
    state.capabilities = capabilitiesOf(token, role);
    state.touch();
  }

  #inside(): void {
    this.inbox.back();
    const early = this.#early;
    this.#early = undefined;
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
    const kept = store.take();
    this.#outboxStore = store;
    this.outbox.restore(kept);
  }

  #lost(): void {
    this.inbox.away();
    this.likes.offline();
  }

  async #askGroup(): Promise<void> {
    const { client } = this.#connection;
    try {
      const group = await client?.getGroup();
      if (!group || !this.#token || client !== this.#connection.client) return;
      this.state.people.setOwner(group.ownerId);
      this.#applyRole(group.role, this.#token);
    } catch {
      // The watchdog will find out why; the role stays what it was.
    }
  }

  #applyNotes(introduction: string): void {
    const { state } = this;
    const { slowMode, emojiOnly, moderators, likes } = readNotes(introduction);
    state.people.setModerators(moderators);
    if (slowMode !== state.settings.slowMode || emojiOnly !== state.settings.emojiOnly) {
      state.settings = Object.freeze({ slowMode, emojiOnly });
      state.touch();
    }
    if (likes === undefined) return;
    this.likes.serverCounted(likes);
    this.showLikes();
  }

  #counted(key: string, value: number): void {
    if (key !== 'likes') return;
    this.likes.counterChanged(value);
    this.showLikes();
  }

  #countedPeople(count: number): void {
    if (count === this.state.onlineCount) return;
    this.state.onlineCount = count;
    this.state.touch();
    this.state.events.emit('members', { joined: Object.freeze([]), left: Object.freeze([]), onlineCount: count });
  }

  #modified(message: ImMessage): void {
    const state = this.state;
    const row = state.window.get(state.aliases.rowId(message.id));
    if (!row || message.kind !== 'text') return;
    const text = cleanText(message.text);
    if (text === '') return this.inbox.retract([row.id]); // nothing is left to be seen, as of a message that arrives so
    const changed = filterRow(
      Object.freeze({ ...row, text, segments: Object.freeze([{ kind: 'text' as const, text }]) }),
      state.filters,
    );
    if (!changed) return this.inbox.retract([row.id]);
    state.window.replace(changed);
    state.touchRows();
  }

  #renewed(outcome: TokenAnswer | ChatError): void {
    if (outcome instanceof ChatError) this.state.events.emit('error', outcome);
    else if (this.#token && outcome.userId !== this.#token.userId)
      this.#connection.forgotten(new ChatError('im/signature', 'The token is another user’s now.', true));
    else this.#token = outcome;
  }

  #changeStatus(status: ChatStatus, error: ChatError | undefined): void {
    const state = this.state;
    const previous = state.status;
    state.status = status;
    state.error = error;
    if (status !== 'joined') this.#onlineCount.stop();
    if (status !== 'joined' && status !== 'reconnecting') this.#early = [];
    state.touch();
    this.#publisher.flush();
    if (status !== previous) state.events.emit('status', { status, previous, error });
    if (error) state.events.emit('error', error);
  }

  #publish(): void {
    const { canSendAt } = this.state.take();
    clearTimeout(this.#permissionTimer);
    const wait = canSendAt - Date.now();
    if (wait > 0 && wait < 2 ** 31) this.#permissionTimer = setTimeout(() => this.state.touch(), wait + 1);
    this.state.events.emit('change', undefined);
  }
}
