// The emulated service as a whole: one application with its people, logins and rooms. This file only keeps them and
// ends
// logins; what requests do is in commands/, what happens in rooms in operations/.
import { Account, type KickType, type Session } from './account.js';
import { Connection, type Transport } from './connection.js';
import { Dispatcher } from './dispatcher.js';
import type { Environment } from './environment.js';
import { Faults } from './faults.js';
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
const BROADCASTS_KEPT = 50;
/** Positions below stand for "from now on": the SDK begins with 1. */
const FIRST_BROADCAST = 2;
const MAX_GROUP_ID_BYTES = 48;
/** Tokens of ended logins that are remembered, so that a late request of theirs does not bring them back. */
const ENDED_KEPT = 10_000;

/** One application at the emulated service. */
export class Service {
  readonly environment: Environment;
  readonly settings: Settings;
  readonly accounts = new Map<string, Account>();
  readonly rooms = new Map<string, Room>();
  /** Rooms that were dismissed: polls still get what was said last. */
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
  /** Frames that were not requests. */
  invalidFrames = 0;
  /** The version of the cloud configuration; clients apply it when it changes. */
  configVersion = 1;
  /** Told of the emulator's own failures. */
  onInternalError: ((error: unknown, command: string) => void) | undefined;
  readonly #ended = new Set<string>();
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
    this.broadcasts = new Timeline(environment, BROADCASTS_KEPT, FIRST_BROADCAST);
    this.#sweepLater();
  }

  /** Now, in unix seconds. */
  seconds(): number {
    return Math.floor(this.environment.now() / 1000);
  }

  /** Takes a new client. `instanceId` is what its address says. */
  connect(carrier: Transport, instanceId = ''): Connection {
    const connection = new Connection(this, carrier, instanceId);
    this.connections.add(connection);
    return connection;
  }

  /** The person of that id, known from now on. */
  account(userId: string): Account {
    let account = this.accounts.get(userId);
    if (!account) {
      account = new Account(userId);
      this.accounts.set(userId, account);
    }
    return account;
  }

  /** Whether the account may act as the application. */
  isAdministrator(userId: string): boolean {
    return this.settings.administrators.includes(userId);
  }

  /** The room of that id, or ServiceError 10010. */
  room(groupId: string): Room {
    const room = this.rooms.get(groupId);
    if (!room) throw new ServiceError(10010, 'The group does not exist, or was dismissed');
    return room;
  }

  /** The room, which comes to be when rooms need not be created. */
  roomForJoin(groupId: string): Room {
    const room = this.rooms.get(groupId);
    if (room || !this.settings.autoCreateGroups) return room ?? this.room(groupId);
    if (!isGroupId(groupId))
      throw new ServiceError(10015, `The group id must be 1 to ${MAX_GROUP_ID_BYTES} printable ASCII characters`);
    return this.addRoom(groupId, '');
  }

  /** Makes a room. The id must be free. */
  addRoom(groupId: string, owner: string): Room {
    const room = new Room(groupId, owner, this.environment, this.settings);
    // Those of an earlier room of that name are not in this one.
    for (const userId of this.dismissedRooms.get(groupId)?.members.keys() ?? []) room.leftMembers.add(userId);
    this.dismissedRooms.delete(groupId);
    this.rooms.set(groupId, room);
    return room;
  }

  /** Begins a login on a connection. Older logins beyond the limit are kicked. */
  openSession(account: Account, connection: Connection, expiresAt: number): Session {
    const token = Math.floor(this.environment.random() * 2 ** 48).toString(36);
    const a2 = this.#sealed(`a2.${encodeURIComponent(account.userId)}.${expiresAt}.${token}`);
    for (const other of account.sessions)
      if (connection.instanceId !== '' && other.instanceId === connection.instanceId) this.endSession(other);
    const session: Session = {
      a2,
      account,
      instanceId: connection.instanceId,
      expiresAt,
      connection: undefined,
      kicked: undefined,
      toldOfKick: false,
      configVersion: this.configVersion,
    };
    this.sessions.set(a2, session);
    account.sessions.add(session);
    this.attach(session, connection);
    const surplus = [...account.sessions].slice(0, -this.settings.instancesPerUser);
    for (const other of surplus) this.kick(other, 1);
    this.webhooks.after('State.StateChange', {
      Info: { To_Account: account.userId, Action: 'Login', Reason: 'Register' },
    });
    return session;
  }

  /** Finds the login of a token; one from before a restart is taken up again, as its token says all there is. */
  sessionOf(a2: string, connection: Connection): Session | undefined {
    const known = this.sessions.get(a2);
    if (known) return known;
    if (this.#ended.has(a2)) return undefined;
    const [mark, userId, expiresAt, token] = a2.split('.');
    const text = `a2.${userId}.${expiresAt}.${token}`;
    if (mark !== 'a2' || !userId || !token || !/^\d+$/.test(expiresAt ?? '') || this.#sealed(text) !== a2)
      return undefined;
    const account = this.account(decodeURIComponent(userId)); // we encoded it ourselves, or the seal would not fit
    const session: Session = {
      a2,
      account,
      instanceId: connection.instanceId,
      expiresAt: Number(expiresAt),
      connection: undefined,
      kicked: undefined,
      toldOfKick: false,
      configVersion: 0,
    };
    this.sessions.set(a2, session);
    account.sessions.add(session);
    return session;
  }

  /** Whether the token is one of a login that this service ended. */
  isEnded(a2: string): boolean {
    return this.#ended.has(a2) || this.sessions.get(a2)?.kicked !== undefined;
  }

  /** Binds a login to the socket that it speaks through now. */
  attach(session: Session, connection: Connection): void {
    if (session.connection === connection) return;
    session.connection = connection;
    connection.session = session;
  }

  /** Ends a login without a word to its client. */
  endSession(session: Session): void {
    session.account.sessions.delete(session);
    if (!session.kicked) {
      this.sessions.delete(session.a2);
      this.#ended.add(session.a2);
      if (this.#ended.size > ENDED_KEPT)
        for (const oldest of this.#ended) {
          this.#ended.delete(oldest);
          break;
        }
    }
    if (session.connection?.session === session) session.connection.session = undefined;
    session.connection = undefined;
  }

  /** Ends a login and tells its client: 1 a newer page, 2 another device, 3 the application's REST call. */
  kick(session: Session, type: KickType): void {
    session.kicked = type;
    if (session.connection) this.tellKicked(session, session.connection);
    const at = this.environment.now();
    const { account } = session;
    this.endSession(session);
    if (account.sessions.size === 0) this.membership.leaveAll(account);
    // The newer page has time to join; what it does not join was the older page's alone.
    else
      this.environment.setTimer(
        () => this.membership.leaveUnseen(account, at),
        this.settings.holdMs + this.settings.pageCloseGraceMs,
      );
  }

  /** Tells a client that its login was ended, unless it has heard it already. */
  tellKicked(session: Session, connection: Connection): void {
    if (session.toldOfKick) return;
    session.toldOfKick = connection.open && !connection.dropsOutgoing;
    const type = session.kicked;
    this.push(connection, 'im_open_status.stat_forceoffline', {
      EventArray: [{ Event: 13, C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: type, NewInstInfo: {} } }] }],
    });
  }

  /** Sends a frame that nobody asked for. */
  push(connection: Connection, command: string, body: object): void {
    this.#pushSeq += 1;
    connection.sendFrame(JSON.stringify({ head: { servcmd: command, seq: this.#pushSeq }, body }));
  }

  /** Pushes an event to every login of a person. */
  pushToAccount(account: Account, event: number, list: string, items: readonly object[]): void {
    for (const session of account.sessions)
      if (session.connection)
        this.push(session.connection, 'im_open_push.msg_push', { EventArray: [{ Event: event, [list]: items }] });
  }

  /** The socket is gone: its person leaves the rooms unless another one comes up in time. */
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

  /** Hangs up on everyone and lets go of the timers. */
  stop(): void {
    this.#stopped = true;
    this.#cancelSweep();
    for (const connection of this.connections) connection.hangUp('the service stops');
  }

  #sealed(text: string): string {
    return `${text}.${this.environment.sign?.(text) ?? 'unsealed'}`;
  }

  #afterGrace(session: Session): void {
    if (this.#stopped || session.connection || !session.account.sessions.has(session)) return;
    // The login itself stays valid: its page may be offline for longer and come back with the same token.
    session.account.sessions.delete(session);
    this.sessions.delete(session.a2);
    const reachable = [...session.account.sessions].some((other) => other.connection);
    if (!reachable) this.membership.leaveAll(session.account);
  }

  #sweepLater(): void {
    this.#cancelSweep = this.environment.setTimer(() => {
      const now = this.environment.now();
      for (const connection of this.connections)
        if (now - connection.lastHeardAt > this.settings.silentMs) connection.hangUp('silent for too long');
      // A guest leaves without a word: the SDK only stops polling.
      for (const room of this.rooms.values())
        for (const [key, seenAt] of room.guests)
          if (now - seenAt > this.settings.holdMs + this.settings.graceMs) room.guests.delete(key);
      this.#sweepLater();
    }, this.settings.silentMs / 4);
  }
}

/** Whether Tencent would take it as the application's own group id. */
function isGroupId(groupId: string): boolean {
  return groupId.length <= MAX_GROUP_ID_BYTES && /^[\x20-\x7e]+$/.test(groupId);
}
