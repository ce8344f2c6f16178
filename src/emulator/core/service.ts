// The emulated service: one application with its users, logins, connections and rooms. Requests are handled in
// commands/, changes of rooms in operations/.
import { Account, type KickType, type Session } from './account.js';
import { Connection, type Transport } from './connection.js';
import { Dispatcher } from './dispatcher.js';
import type { Environment } from './environment.js';
import { Faults } from './faults.js';
import { LoginLimiter } from './login-limiter.js';
import { Membership } from './operations/membership.js';
import { Moderation } from './operations/moderation.js';
import { MessagePipeline } from './operations/message-pipeline.js';
import { RequestLog } from './request-log.js';
import { Room } from './room.js';
import { ServiceError } from './call.js';
import type { Settings } from './settings.js';
import { Timeline } from './timeline.js';
import { Webhooks } from './webhooks.js';

const CLOSED_BY_PAGE = 1001;
const MAX_BROADCASTS = 50;
/** First position of a broadcast. The SDK starts with position 1, which means "from now on". */
const FIRST_BROADCAST = 2;
const MAX_GROUP_ID_BYTES = 48;
/** Number of ended logins whose tokens are remembered, so that a late request does not reopen them. */
const MAX_ENDED = 10_000;

/** One application on the emulated service. */
export class Service {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly accounts = new Map<string, Account>();
  readonly rooms = new Map<string, Room>();
  /** Dismissed rooms. Polls still get their last events. */
  readonly dismissedRooms = new Map<string, Room>();
  readonly sessions = new Map<string, Session>();
  readonly connections = new Set<Connection>();
  readonly requests = new RequestLog();
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  readonly dispatcher: Dispatcher;
  readonly membership: Membership;
  readonly messages: MessagePipeline;
  readonly moderation: Moderation;
  readonly broadcasts: Timeline;
  readonly logins: LoginLimiter;
  /** Number of frames that were not requests. */
  invalidFrames = 0;
  /** Version of the cloud configuration. Clients apply the configuration when the version changes. */
  configVersion = 1;
  /** Called for internal errors of the emulator. */
  onInternalError: ((error: unknown, command: string) => void) | undefined;
  readonly #ended = new Set<string>();
  /** Sequence number of the last C2C message. */
  c2cSeq = 0;
  #pushSeq = 0;
  #stopped = false;
  #cancelSweep: () => void = () => undefined;

  constructor(environment: Environment, settings: Settings) {
    this.environment = environment;
    this.settings = settings;
    this.faults = new Faults(environment);
    this.webhooks = new Webhooks(environment, settings.webhookFailure);
    this.membership = new Membership(this);
    this.messages = new MessagePipeline(this);
    this.moderation = new Moderation(this);
    this.dispatcher = new Dispatcher(this);
    this.logins = new LoginLimiter(environment, settings.maxLoginsPerMinute);
    this.broadcasts = new Timeline(environment, MAX_BROADCASTS, FIRST_BROADCAST);
    this.#scheduleSweep();
  }

  /** Now, in unix seconds. */
  seconds(): number {
    return Math.floor(this.environment.now() / 1000);
  }

  /** Accepts a new connection. `instanceId` comes from its URL. */
  connect(transport: Transport, instanceId = ''): Connection {
    const connection = new Connection(this, transport, instanceId);
    this.connections.add(connection);
    return connection;
  }

  /** The account of a user id; creates it if it is new. */
  account(userId: string): Account {
    let account = this.accounts.get(userId);
    if (!account) {
      account = new Account(userId);
      this.accounts.set(userId, account);
    }
    return account;
  }

  /** Whether the user is an administrator of the application. */
  isAdministrator(userId: string): boolean {
    return this.settings.administrators.includes(userId);
  }

  /** The room of a group id. Throws ServiceError 10010 for an unknown room. */
  room(groupId: string): Room {
    const room = this.rooms.get(groupId);
    if (!room) throw new ServiceError(10010, 'The group does not exist, or was dismissed');
    return room;
  }

  /** The room of a group id; creates it if `autoCreateGroups` is set. */
  roomForJoin(groupId: string): Room {
    const room = this.rooms.get(groupId);
    const mayCreate =
      this.settings.autoCreateGroups && (this.settings.recreateDismissed || !this.dismissedRooms.has(groupId));
    if (room || !mayCreate) return room ?? this.room(groupId);
    if (!isGroupId(groupId))
      throw new ServiceError(10015, `The group id must be 1 to ${MAX_GROUP_ID_BYTES} printable ASCII characters`);
    return this.addRoom(groupId, '');
  }

  /** Creates a room. No room may have this id. */
  addRoom(groupId: string, owner: string): Room {
    const room = new Room(groupId, owner, this.environment, this.settings);
    // The members of a dismissed room with the same id are not members of the new room.
    for (const userId of this.dismissedRooms.get(groupId)?.members.keys() ?? []) room.leftMembers.add(userId);
    this.dismissedRooms.delete(groupId);
    this.rooms.set(groupId, room);
    return room;
  }

  /** Opens a session on a connection. Kicks the oldest sessions of the user beyond `instancesPerUser`. */
  openSession(account: Account, connection: Connection, expiresAt: number): Session {
    const token = Math.floor(this.environment.random() * 2 ** 48).toString(36);
    const a2 = this.#withSignature(`a2.${encodeURIComponent(account.userId)}.${expiresAt}.${token}`);
    for (const other of account.sessions)
      if (connection.instanceId !== '' && other.instanceId === connection.instanceId) this.endSession(other);
    const session: Session = {
      a2,
      account,
      instanceId: connection.instanceId,
      expiresAt,
      connection: undefined,
      kicked: undefined,
      kickNotified: false,
      configVersion: this.configVersion,
    };
    this.sessions.set(a2, session);
    account.sessions.add(session);
    this.attach(session, connection);
    if (!this.settings.loginKeepsMembership) this.membership.leaveAll(account);
    const surplus = [...account.sessions].slice(0, -this.settings.instancesPerUser);
    for (const other of surplus) this.kick(other, 1);
    this.webhooks.after('State.StateChange', {
      Info: { To_Account: account.userId, Action: 'Login', Reason: 'Register' },
    });
    return session;
  }

  /** The session of a token. A token from before a restart is valid: it contains the user id and the expiry. */
  sessionOf(a2: string, connection: Connection): Session | undefined {
    const known = this.sessions.get(a2);
    if (known) return known;
    if (this.#ended.has(a2)) return undefined;
    const [prefix, userId, expiresAt, token] = a2.split('.');
    const text = `a2.${userId}.${expiresAt}.${token}`;
    if (prefix !== 'a2' || !userId || !token || !/^\d+$/.test(expiresAt ?? '') || this.#withSignature(text) !== a2)
      return undefined;
    const account = this.account(decodeURIComponent(userId)); // the signature shows that this service encoded it
    const session: Session = {
      a2,
      account,
      instanceId: connection.instanceId,
      expiresAt: Number(expiresAt),
      connection: undefined,
      kicked: undefined,
      kickNotified: false,
      configVersion: 0,
    };
    this.sessions.set(a2, session);
    account.sessions.add(session);
    return session;
  }

  /** Whether the token belongs to a session that this service ended. */
  isEnded(a2: string): boolean {
    return this.#ended.has(a2) || this.sessions.get(a2)?.kicked !== undefined;
  }

  /** Binds a session to the connection that it uses now. */
  attach(session: Session, connection: Connection): void {
    if (session.connection === connection) return;
    session.connection = connection;
    connection.session = session;
  }

  /** Ends a session without notifying its client. */
  endSession(session: Session): void {
    session.account.sessions.delete(session);
    if (!session.kicked) {
      this.sessions.delete(session.a2);
      this.#ended.add(session.a2);
      if (this.#ended.size > MAX_ENDED)
        for (const oldest of this.#ended) {
          this.#ended.delete(oldest);
          break;
        }
    }
    if (session.connection?.session === session) session.connection.session = undefined;
    session.connection = undefined;
  }

  /** Ends a session and notifies its client: 1 a newer page, 2 another device, 3 a REST call. */
  kick(session: Session, type: KickType): void {
    session.kicked = type;
    if (session.connection) this.notifyKicked(session, session.connection);
    const at = this.environment.now();
    const { account } = session;
    this.endSession(session);
    if (account.sessions.size === 0) this.membership.leaveAll(account);
    // The newer page has time to join. Then the user leaves the rooms that only the older page had joined.
    else
      this.environment.setTimer(
        () => this.membership.leaveStale(account, at),
        this.settings.holdMs + this.settings.pageCloseGraceMs,
      );
  }

  /** Notifies a client once that its session was ended. */
  notifyKicked(session: Session, connection: Connection): void {
    if (session.kickNotified) return;
    session.kickNotified = connection.open && !connection.dropsOutgoing;
    const type = session.kicked;
    this.push(connection, 'im_open_status.stat_forceoffline', {
      EventArray: [{ Event: 13, C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: type, NewInstInfo: {} } }] }],
    });
  }

  /** Sends a push frame. */
  push(connection: Connection, command: string, body: object): void {
    this.#pushSeq += 1;
    connection.sendFrame(JSON.stringify({ head: { servcmd: command, seq: this.#pushSeq }, body }));
  }

  /** Pushes an event to every session of a user. */
  pushToAccount(account: Account, event: number, list: string, items: readonly object[]): void {
    for (const session of account.sessions)
      if (session.connection)
        this.push(session.connection, 'im_open_push.msg_push', { EventArray: [{ Event: event, [list]: items }] });
  }

  /** Called when a connection is closed. Its user leaves the rooms unless the SDK reconnects within the grace time. */
  connectionClosed(connection: Connection, code: number): void {
    this.connections.delete(connection);
    for (const [groupId, key] of connection.guestRooms) this.membership.removeGuest(groupId, key);
    const { session } = connection;
    if (!session || session.connection !== connection) return;
    session.connection = undefined;
    if (this.#stopped) return;
    this.webhooks.after('State.StateChange', {
      Info: { To_Account: session.account.userId, Action: 'Disconnect', Reason: 'LinkClose' },
    });
    this.environment.setTimer(
      () => !this.#stopped && this.membership.onConnectionLost(session.account),
      this.settings.lostAfterMs,
    );
    const grace = code === CLOSED_BY_PAGE ? this.settings.pageCloseGraceMs : this.settings.graceMs;
    this.environment.setTimer(() => this.#afterGrace(session), grace);
  }

  /** Closes all connections and stops the timers. */
  stop(): void {
    this.#stopped = true;
    this.#cancelSweep();
    for (const connection of this.connections) connection.close('the service stops');
  }

  #withSignature(text: string): string {
    return `${text}.${this.environment.sign?.(text) ?? 'unsigned'}`;
  }

  #afterGrace(session: Session): void {
    if (this.#stopped || session.connection || !session.account.sessions.has(session)) return;
    // The token stays valid: the page may be offline for longer and reconnect with it.
    session.account.sessions.delete(session);
    this.sessions.delete(session.a2);
    const reachable = [...session.account.sessions].some((other) => other.connection);
    if (!reachable) this.membership.leaveAll(session.account);
  }

  #scheduleSweep(): void {
    this.#cancelSweep = this.environment.setTimer(() => {
      const now = this.environment.now();
      for (const connection of this.connections)
        if (now - connection.lastReceivedAt > this.settings.silentMs) connection.close('silent for too long');
      // The SDK of a guest sends no request when it leaves; it only stops polling.
      for (const room of this.rooms.values())
        for (const [key, seenAt] of room.guests)
          if (now - seenAt > this.settings.holdMs + this.settings.graceMs) this.membership.dropGuest(room, key);
      this.#scheduleSweep();
    }, this.settings.silentMs / 4);
  }
}

/** Whether the id is valid for a group that the application creates. */
function isGroupId(groupId: string): boolean {
  return groupId.length <= MAX_GROUP_ID_BYTES && /^[\x20-\x7e]+$/.test(groupId);
}
