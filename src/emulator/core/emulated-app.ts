// The API of the emulator for tests and demos: actions of the application, and the state of rooms. It uses the same
// rooms as the requests of clients.
import { Crowd, type CrowdOptions } from './crowd/crowd.js';
import type { Faults } from './faults.js';
import type { RoomChanges } from './operations/moderation.js';
import { sendC2cMessage } from './operations/c2c-messages.js';
import type { Receipt } from './operations/message-pipeline.js';
import type { Priority } from './downlink/user-message.js';
import type { RequestLog } from './request-log.js';
import type { Room } from './room.js';
import { FaultInjector } from './fault-injector.js';
import type { Service } from './service.js';

/** Options of a message that the application sends. */
export interface SendOptions {
  /** User id of the sender, who need not be in the room. Default: the first administrator. */
  readonly from?: string;
  readonly priority?: Priority;
  readonly cloudCustomData?: string;
  /** The message does not count towards the rate limit of the room and is never dropped. */
  readonly unlimited?: boolean;
}

/** The current state of a room. */
export interface RoomView {
  readonly groupId: string;
  readonly name: string;
  readonly introduction: string;
  readonly notification: string;
  readonly owner: string;
  readonly muteAll: boolean;
  /** User ids, in the order in which the users joined. */
  readonly members: readonly string[];
  /** Number of readers without a login. */
  readonly guestCount: number;
  readonly onlineCount: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly counters: Readonly<Record<string, number>>;
  /** The MsgSeq of the next event. */
  readonly nextSeq: number;
  /** Number of held polls. */
  readonly waitingPolls: number;
  /** Number of messages that the rate limit dropped so far. */
  readonly droppedCount: number;
}

/** The application on the emulated service, for tests and demos. */
export class EmulatedApp {
  readonly #service: Service;
  readonly #crowds = new Set<Crowd>();
  /** Faults of connections, logins and rooms. */
  readonly simulate: FaultInjector;

  constructor(service: Service) {
    this.#service = service;
    this.simulate = new FaultInjector(service);
  }

  /** The log of all requests. */
  get requests(): RequestLog {
    return this.#service.requests;
  }

  /** Faults of single requests. */
  get faults(): Faults {
    return this.#service.faults;
  }

  /** Number of open sockets. */
  get connectionCount(): number {
    return this.#service.connections.size;
  }

  /** The current state of a room; undefined for an unknown room. */
  room(groupId: string): RoomView | undefined {
    const room = this.#service.rooms.get(groupId);
    if (!room) return undefined;
    return {
      groupId,
      name: room.name,
      introduction: room.introduction,
      notification: room.notification,
      owner: room.owner,
      muteAll: room.muteAll,
      members: [...room.members.keys()],
      guestCount: room.guests.size,
      onlineCount: room.onlineCount,
      attributes: Object.fromEntries([...room.attributes].map(([key, { value }]) => [key, value])),
      counters: Object.fromEntries(room.counters),
      nextSeq: room.timeline.next,
      waitingPolls: room.timeline.heldCount,
      droppedCount: room.limiter.droppedCount,
    };
  }

  /** Creates a room, or changes owner and profile of an existing one. */
  createRoom(groupId: string, { owner, ...changes }: RoomChanges & { readonly owner?: string } = {}): void {
    const room = this.#service.rooms.get(groupId) ?? this.#service.addRoom(groupId, owner ?? '');
    if (owner !== undefined) {
      room.owner = owner;
      this.#service.account(owner);
    }
    room.name = changes.name ?? room.name;
    room.introduction = changes.introduction ?? room.introduction;
    room.notification = changes.notification ?? room.notification;
    room.faceUrl = changes.faceUrl ?? room.faceUrl;
    room.muteAll = changes.muteAll ?? room.muteAll;
  }

  /**
   * Changes the profile of a room and notifies its members. Like all methods here, throws 10010 for an unknown room.
   */
  changeRoom(groupId: string, changes: RoomChanges): void {
    this.#service.moderation.change(this.#service.room(groupId), this.#administrator, changes);
  }

  /** Dismisses a room. */
  dismissRoom(groupId: string): void {
    this.#service.moderation.dismiss(this.#service.room(groupId), this.#administrator);
  }

  /** Sets the nickname and avatar of a user. */
  setProfile(
    userId: string,
    { nick, avatar }: { readonly nick?: string | undefined; readonly avatar?: string | undefined },
  ): void {
    const account = this.#service.account(userId);
    account.nick = nick ?? account.nick;
    account.avatar = avatar ?? account.avatar;
  }

  /** Sends a text message. */
  sendText(groupId: string, text: string, options: SendOptions = {}): Promise<Receipt> {
    return this.#send(groupId, [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }], options);
  }

  /** Sends a custom message. `data` that is not a string is sent as JSON. */
  sendCustom(
    groupId: string,
    data: unknown,
    options: SendOptions & { readonly description?: string; readonly extension?: string } = {},
  ): Promise<Receipt> {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    return this.#send(
      groupId,
      [
        {
          MsgType: 'TIMCustomElem',
          MsgContent: { Data: text, Desc: options.description ?? '', Ext: options.extension ?? '' },
        },
      ],
      options,
    );
  }

  /** Sends a private (C2C) text message to a user, which does not belong to any room. */
  sendC2cText(userId: string, text: string, { from = this.#administrator }: { readonly from?: string } = {}): void {
    sendC2cMessage(this.#service, this.#service.account(from), this.#service.account(userId), {
      msgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
      random: Math.floor(this.#service.environment.random() * 0xffff_ffff),
      cloudCustomData: '',
    });
  }

  /** Sends a face (sticker). */
  sendFace(groupId: string, index: number, data: string, options: SendOptions = {}): Promise<Receipt> {
    return this.#send(groupId, [{ MsgType: 'TIMFaceElem', MsgContent: { Index: index, Data: data } }], options);
  }

  /** Sends a system notice, which members cannot send. */
  sendNotice(groupId: string, text: string): void {
    this.#service.moderation.notice(this.#roomOrNew(groupId), text, this.#administrator);
  }

  /** Adds a simulated member, who is counted and can be a sender, without a connection. */
  join(groupId: string, userId: string): void {
    this.#service.membership.join(this.#roomOrNew(groupId), this.#service.account(userId));
  }

  /** Removes a member as if the user had left the room. */
  leave(groupId: string, userId: string): void {
    this.#service.membership.leave(this.#service.room(groupId), this.#service.account(userId));
  }

  /** Mutes a user for `seconds`; 0 unmutes. */
  mute(groupId: string, userId: string, seconds: number): void {
    this.#service.moderation.mute(this.#service.room(groupId), this.#administrator, userId, seconds);
  }

  /** Removes a user and refuses joins of that user for `seconds`. */
  ban(groupId: string, userId: string, seconds: number, reason?: string): void {
    this.#service.moderation.ban(this.#service.room(groupId), this.#administrator, userId, seconds, reason);
  }

  /** Ends the ban of a user. */
  unban(groupId: string, userId: string): void {
    this.#service.moderation.unban(this.#service.room(groupId), this.#administrator, userId);
  }

  /** Removes a user, who may join again at once. */
  kickFromRoom(groupId: string, userId: string): void {
    this.#service.moderation.kickFromRoom(this.#service.room(groupId), this.#administrator, userId);
  }

  /** Makes a user an administrator of the room, or an ordinary member again. */
  setAdmin(groupId: string, userId: string, on: boolean): void {
    this.#service.moderation.setAdmin(this.#service.room(groupId), this.#administrator, userId, on);
  }

  /** Recalls a message. Returns Tencent's code: 0 done, 10030 not found, 10031 too old. */
  recall(groupId: string, seq: number, reason?: string): number {
    return (
      this.#service.moderation.recall(this.#service.room(groupId), this.#administrator, [seq], reason)[0]?.RetCode ??
      10030
    );
  }

  /** Starts simulated viewers who send messages. They run until stopped or until the emulator is closed. */
  crowd(options: CrowdOptions): Crowd {
    const crowd = new Crowd(this.#service, options, () => this.#crowds.delete(crowd));
    this.#crowds.add(crowd);
    return crowd;
  }

  /** The first running crowd of a room, or undefined. */
  crowdIn(groupId: string): Crowd | undefined {
    for (const crowd of this.#crowds) if (crowd.groupId === groupId) return crowd;
    return undefined;
  }

  /** Stops all crowds. */
  stopCrowds(): void {
    for (const crowd of this.#crowds) crowd.stop();
  }

  get #administrator(): string {
    return this.#service.settings.administrators[0] ?? 'administrator';
  }

  #roomOrNew(groupId: string): Room {
    return this.#service.roomForJoin(groupId);
  }

  #send(groupId: string, msgBody: readonly unknown[], options: SendOptions): Promise<Receipt> {
    const room = this.#roomOrNew(groupId);
    const from = this.#service.account(options.from ?? this.#administrator);
    const draft = {
      msgBody,
      priority: options.priority ?? 'Normal',
      random: room.randomId(),
      clientTime: room.seconds(),
      cloudCustomData: options.cloudCustomData ?? '',
    };
    return this.#service.messages.post(room, from, draft, {
      asApplication: true,
      platform: 'RESTAPI',
      unlimited: options.unlimited ?? false,
    });
  }
}
