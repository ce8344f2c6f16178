// One live room for one user on one page, without any screen. It joins the modules of this folder and decides little itself:
// connection.ts gets in and stays in, inbox.ts reads, outbox.ts sends, room-state.ts holds what is published.
import type { ImClient, ImInbound, ImMessage } from '../im/im-client.js';
import { capabilitiesOf, roleOf } from './capabilities.js';
import { ChatError } from './chat-error.js';
import type { ChatMessage } from './chat-message.js';
import { Connection, type Joined } from './connection.js';
import { Credentials } from './credentials.js';
import { errorFromIm } from './error-from-im.js';
import { localHiddenPeopleStore, type HiddenPeopleStore } from './hidden-people-store.js';
import { Inbox } from './inbox.js';
import { Likes } from './likes.js';
import { Moderation } from './moderation.js';
import { moderationEndpoint } from './moderation-endpoint.js';
import { OnlineCount } from './online-count.js';
import { Outbox } from './outbox.js';
import { outgoingText, type SendExtras } from './outgoing-text.js';
import { onPageHide } from './page-signals.js';
import { cleanLine, cleanText } from './plain-text.js';
import { Publisher } from './publisher.js';
import { Rate } from './rate.js';
import { readLikeTotal } from './read-like-total.js';
import type { RoomEventMap } from './room-events.js';
import type { RoomOptions, TokenAnswer } from './room-options.js';
import { readSettings } from './room-settings-attributes.js';
import type { ChatStatus, RoomSettings, RoomSnapshot } from './room-snapshot.js';
import { RoomState } from './room-state.js';
import { Tips } from './tips.js';

const DEFAULT_MAX_MESSAGES = 500;
const MIN_MESSAGES = 20;
const MAX_MESSAGES = 5000;
/** Arriving before the room is joined (its history): kept until names and roles are known. */
const MAX_EARLY = 500;

function bounded(max: number): number {
  return Number.isFinite(max) ? Math.min(MAX_MESSAGES, Math.max(MIN_MESSAGES, Math.round(max))) : DEFAULT_MAX_MESSAGES;
}

function setTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** A live room: connect, listen, send. Public promises reject with a `ChatError`, or a `TypeError` for a wrong call. */
export class Room {
  readonly #state: RoomState;
  readonly #credentials: Credentials;
  readonly #connection: Connection;
  readonly #publisher: Publisher;
  readonly #tips: Tips;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #moderation: Moderation;
  readonly #onlineCount: OnlineCount;
  readonly #hiddenStore: HiddenPeopleStore;
  #likes: Likes;
  /** Everything that arrives, for likes to make way when the room is full. */
  readonly #arriving = new Rate(2);
  #token: TokenAnswer | undefined;
  #early: ImInbound[] | undefined = [];
  #open: AbortController | undefined;
  #permissionTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RoomOptions) {
    const { groupId, tokenEndpoint, tokenProvider, createClient } = options;
    if (typeof groupId !== 'string' || groupId === '') throw new TypeError('A room needs a groupId.');
    if (!tokenEndpoint && typeof tokenProvider !== 'function') throw new TypeError('A room needs a tokenEndpoint or a tokenProvider.');
    const state = (this.#state = new RoomState(groupId, bounded(options.maxMessages ?? DEFAULT_MAX_MESSAGES)));
    this.#hiddenStore = options.hiddenPeopleStore ?? localHiddenPeopleStore;
    state.hiddenPeople = new Set(this.#hiddenStore.load(groupId));
    this.#publisher = new Publisher(() => this.#publish());
    state.touch = () => this.#publisher.touch();
    this.#credentials = new Credentials(options, (outcome) => this.#renewed(outcome));
    this.#connection = new Connection({
      groupId,
      credentials: this.#credentials,
      loadClient: () => (createClient ? Promise.resolve(createClient) : import('../im/tim-client.js').then((module) => module.createTimClient)),
      listener: {
        onInbound: (items) => this.#receive(items),
        onCounter: (key, value) => this.#counted(key, value),
        onAttributes: (attributes) => this.#applyAttributes(attributes),
        onModified: (message) => this.#modified(message),
      },
      onStatus: (status, error) => this.#changeStatus(status, error),
      onJoined: (joined) => this.#joined(joined),
      onLost: () => this.#lost(),
      onInside: () => this.#inside(),
    });
    const now = (): number => Date.now();
    this.#tips = new Tips({
      state,
      now,
      setTimer,
      onEnd: (status, error) => this.#connection.end(status, error),
      onRecalled: (seq, fromId, id) => this.#inbox.retract(this.#inbox.idsOf(seq, fromId, id)),
      onRoleChanged: () => void this.#askGroup(),
    });
    this.#outbox = new Outbox({ state, client: () => this.#clientInside(), onNotMember: (error) => this.#connection.forgotten(error) });
    this.#inbox = new Inbox({
      state,
      tips: this.#tips,
      now,
      onLike: (from, count, id) => this.#likes.received(from, count, id),
      onEcho: (clientId, message) => this.#outbox.echo(clientId, message),
    });
    this.#moderation = new Moderation({
      state,
      client: () => this.#clientInside(),
      retractRows: (ids) => this.#inbox.retract(ids),
      endpoint: options.moderationEndpoint ? moderationEndpoint(options.moderationEndpoint, options.tokenCredentials) : undefined,
    });
    this.#onlineCount = new OnlineCount(
      () => this.#clientInside(),
      (count) => this.#countedPeople(count),
    );
    this.#likes = this.#makeLikes();
  }

  /** The group; the token endpoint has the last word on it. */
  get groupId(): string {
    return this.#state.groupId;
  }

  /** Frozen. A new one at most once per animation frame, and none while the tab is hidden; the `change` event tells. */
  get snapshot(): RoomSnapshot {
    return this.#state.snapshot;
  }

  /** Adds a listener; call the result, or abort `signal`, to remove it. */
  on<K extends keyof RoomEventMap>(type: K, listener: (payload: RoomEventMap[K]) => void, options?: { readonly signal?: AbortSignal }): () => void {
    return this.#state.events.on(type, listener, options);
  }

  /** Gets in and stays in. Resolves when joined; the same promise while it is under way. Rejects when the room fails or is closed. */
  connect(): Promise<void> {
    if (!this.#open) {
      const open = (this.#open = new AbortController());
      this.#publisher.open();
      this.#likes = this.#makeLikes();
      onPageHide(() => this.#likes.flush(), open.signal);
    }
    return this.#connection.connect();
  }

  /** Leaves, and frees every timer, listener and socket. What waits to be sent fails. Resolves when the service has been told. */
  async disconnect(): Promise<void> {
    this.#likes.flush();
    const left = this.#connection.disconnect();
    this.#outbox.close(new ChatError('room/closed', 'The room was closed.', true));
    this.#open?.abort();
    this.#open = undefined;
    this.#likes.close();
    this.#tips.close();
    clearTimeout(this.#permissionTimer);
    this.#publisher.flush();
    this.#publisher.close();
    await left;
  }

  /** Shows the text at once and sends it. While the room reconnects it waits. */
  async send(text: string, extras: SendExtras = {}): Promise<ChatMessage> {
    const content = outgoingText(text, extras, this.#state);
    this.#state.lastSentAt = Date.now();
    return this.#outbox.add(content);
  }

  /** Sends a failed message again. */
  retry(id: string): Promise<ChatMessage> {
    return this.#outbox.retry(id);
  }

  /** Takes a failed or waiting own message away. */
  discard(id: string): void {
    this.#outbox.discard(id);
  }

  /** Likes the room; counted at once, sent merged. */
  like(count = 1): void {
    if (!Number.isInteger(count) || count < 1) throw new TypeError('A like counts 1 or more, in whole numbers.');
    const { capabilities, self, events } = this.#state;
    if (self && !capabilities.has('like')) {
      events.emit('error', new ChatError('send/not-allowed', self.userId ? 'This user may not like.' : 'A guest only reads: sign in to like.', false));
      return;
    }
    this.#likes.add(count);
    this.#showLikes();
  }

  /** How many rows are kept: 20 to 5,000. */
  setMaxMessages(max: number): void {
    this.#state.window.setMax(bounded(max));
    this.#state.touchRows();
  }

  /** Hides a person's messages from this reader, in this room, until `showPerson`; kept in the browser. Nobody else notices. */
  hidePerson(userId: string): void {
    this.#setHidden([...this.#state.hiddenPeople].filter((each) => each !== userId).concat(userId));
    const gone = this.#state.window.rows((row) => row.from.userId === userId && !row.from.isSelf && row.kind !== 'notice').map((row) => row.id);
    if (gone.length > 0) this.#state.events.emit('retracted', Object.freeze(gone));
  }

  /** Undoes `hidePerson`; the rows that are still kept come back. */
  showPerson(userId: string): void {
    this.#setHidden([...this.#state.hiddenPeople].filter((each) => each !== userId));
  }

  get hiddenPeople(): ReadonlySet<string> {
    return this.#state.hiddenPeople;
  }

  /** Mutes a person for that many seconds (`Infinity`: forever). Needs the capability `mute`, as `unmute` does. */
  mute(userId: string, seconds: number): Promise<void> {
    return this.#moderation.mute(userId, seconds);
  }

  unmute(userId: string): Promise<void> {
    return this.#moderation.unmute(userId);
  }

  /** Only host and moderators can write while the room is muted. */
  muteAll(muted: boolean): Promise<void> {
    return this.#moderation.muteAll(muted);
  }

  /** Puts a person out and keeps them out for that many seconds, where the application's plan has bans. */
  ban(userId: string, seconds: number): Promise<void> {
    return this.#moderation.ban(userId, seconds);
  }

  /** Takes a message back on every screen: one's own, or with the capability `retract` anybody's. */
  retract(messageId: string): Promise<void> {
    return this.#moderation.retract(messageId);
  }

  /** Sets the room's announcement; '' takes it away. */
  announce(text: string): Promise<void> {
    return this.#moderation.announce(text);
  }

  /** Slow mode (seconds between two messages of a viewer) and emoji-only, for everybody in the room. */
  setSettings(settings: Partial<RoomSettings>): Promise<void> {
    return this.#moderation.setSettings(settings);
  }

  /** Makes this page the live one when another page of the same person took over. */
  takeOver(): Promise<void> {
    return this.connect();
  }

  #clientInside(): ImClient | undefined {
    return this.#state.status === 'joined' ? this.#connection.client : undefined;
  }

  #makeLikes(): Likes {
    const inside = (): ImClient => {
      const client = this.#clientInside();
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
      self: () => this.#state.self,
      now: () => Date.now(),
      random: () => Math.random(),
      setTimer,
      onLike: (delta, total, from) => {
        this.#state.events.emit('like', { delta, total, from });
        this.#showLikes();
      },
      onChange: () => this.#showLikes(),
      room: () => ({ audience: this.#state.onlineCount, messagesPerSecond: this.#arriving.perSecond(Date.now()) }),
    });
  }

  #showLikes(): void {
    const { total, exact } = this.#likes;
    if (total === this.#state.likeCount && exact === this.#state.likeCountExact) return;
    this.#state.likeCount = Math.max(this.#state.likeCount, total);
    this.#state.likeCountExact = exact;
    this.#state.touch();
  }

  #receive(items: readonly ImInbound[]): void {
    this.#arriving.add(Date.now(), items.length);
    if (!this.#early) this.#inbox.receive(items);
    else if (this.#early.length < MAX_EARLY) this.#early.push(...items);
  }

  #joined({ group, token }: Joined): void {
    const state = this.#state;
    this.#token = token;
    state.groupId = group.groupId;
    state.groupName = cleanLine(group.name);
    state.people.setOwner(group.ownerId);
    state.mutedUntil = group.mutedUntil;
    state.isRoomMuted = group.allMuted;
    const notification = cleanText(group.notification);
    if (notification !== (state.announcement?.text ?? '')) state.announcement = notification ? Object.freeze({ text: notification, time: Date.now() }) : undefined;
    this.#applyRole(group.role, token);
  }

  #applyRole(groupRole: 'owner' | 'admin' | 'member', token: TokenAnswer): void {
    const state = this.#state;
    const userId = token.userId ?? '';
    const role = roleOf(token, groupRole);
    state.people.setSelf(userId, role);
    state.role = role;
    state.groupRole = groupRole;
    state.self = userId === '' ? Object.freeze({ userId: '', nick: '', avatar: '', role: 'viewer', isSelf: true }) : state.people.user({ userId, nick: token.nick ?? '', avatar: token.avatar ?? '' });
    state.capabilities = capabilitiesOf(token, role);
    state.touch();
  }

  #inside(): void {
    const early = this.#early;
    this.#early = undefined;
    if (early && early.length > 0) this.#inbox.receive(early);
    this.#likes.joined();
    this.#outbox.flush();
    this.#onlineCount.start();
    void this.#askSettings();
  }

  #lost(): void {
    this.#inbox.expectGap();
    this.#likes.offline();
  }

  async #askSettings(): Promise<void> {
    if (!this.#state.self?.userId) return; // guests cannot ask
    try {
      const attributes = await this.#connection.client?.getAttributes();
      if (attributes) this.#applyAttributes(attributes);
    } catch {
      // The plan has no attributes, or the service is slow: there are no settings then, and the server enforces its own.
    }
  }

  async #askGroup(): Promise<void> {
    const { client } = this.#connection;
    try {
      const group = await client?.getGroup();
      if (!group || !this.#token || client !== this.#connection.client) return;
      this.#state.people.setOwner(group.ownerId);
      this.#applyRole(group.role, this.#token);
    } catch {
      // The watchdog will find out why; the role stays what it was.
    }
  }

  #applyAttributes(attributes: Readonly<Record<string, string>>): void {
    this.#applySettings(readSettings(attributes));
    const likes = readLikeTotal(attributes);
    if (likes !== undefined) this.#likes.serverCounted(likes);
  }

  #applySettings(settings: RoomSettings): void {
    const { slowMode, emojiOnly } = this.#state.settings;
    if (settings.slowMode === slowMode && settings.emojiOnly === emojiOnly) return;
    this.#state.settings = settings;
    this.#state.touch();
  }

  #counted(key: string, value: number): void {
    if (key !== 'likes') return;
    this.#likes.counterChanged(value);
    this.#showLikes();
  }

  #countedPeople(count: number): void {
    if (count === this.#state.onlineCount) return;
    this.#state.onlineCount = count;
    this.#state.touch();
    this.#state.events.emit('members', { joined: Object.freeze([]), left: Object.freeze([]), onlineCount: count });
  }

  #modified(message: ImMessage): void {
    const state = this.#state;
    const row = state.window.get(state.aliases.rowId(message.id));
    if (!row || message.kind !== 'text') return;
    const text = cleanText(message.text);
    state.window.replace(Object.freeze({ ...row, text, segments: Object.freeze([{ kind: 'text' as const, text }]) }));
    state.touchRows();
  }

  #renewed(outcome: TokenAnswer | ChatError): void {
    if (outcome instanceof ChatError) this.#state.events.emit('error', outcome);
    else if (this.#token && outcome.userId !== this.#token.userId) this.#connection.forgotten(new ChatError('im/signature', 'The token is another user’s now.', true));
    else this.#token = outcome;
  }

  #changeStatus(status: ChatStatus, error: ChatError | undefined): void {
    const state = this.#state;
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

  #setHidden(userIds: readonly string[]): void {
    this.#state.hiddenPeople = new Set(userIds);
    this.#hiddenStore.save(this.#state.groupId, userIds);
    this.#state.touchRows();
  }

  #publish(): void {
    const { canSendAt } = this.#state.take();
    clearTimeout(this.#permissionTimer);
    const wait = canSendAt - Date.now();
    if (wait > 0 && wait < 2 ** 31) this.#permissionTimer = setTimeout(() => this.#state.touch(), wait + 1);
    this.#state.events.emit('change', undefined);
  }
}
