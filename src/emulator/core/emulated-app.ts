// The programmatic side of the emulator: what tests and demos do as the application, and what they look at. Everything
// goes through the same rooms as the requests of real clients.
import { Crowd } from './crowd/crowd.js';
import type { CrowdOptions } from './crowd/crowd-options.js';
import type { Faults } from './faults.js';
import type { RoomChanges } from './operations/moderation.js';
import type { Receipt } from './operations/message-pipeline.js';
import type { Priority } from './downlink/user-message.js';
import type { RequestLog } from './request-log.js';
import type { Room } from './room.js';
import { FaultInjector } from './fault-injector.js';
import type { Service } from './service.js';

/** Who says something, and how. */
export interface SendOptions {
  /** The sender; the first administrator when not given. Need not be in the room. */
  readonly from?: string;
  readonly priority?: Priority;
  readonly cloudCustomData?: string;
  /** Not counted in the room's limit and never shed. */
  readonly unlimited?: boolean;
}

/** A room as it is now. */
export interface RoomView {
  readonly groupId: string;
  readonly name: string;
  readonly introduction: string;
  readonly notification: string;
  readonly owner: string;
  readonly muteAll: boolean;
  /** User ids, in order of arrival. */
  readonly members: readonly string[];
  /** Readers without a login. */
  readonly guestCount: number;
  readonly onlineCount: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly counters: Readonly<Record<string, number>>;
  /** The MsgSeq that the next event gets. */
  readonly nextSeq: number;
  /** Polls that wait. */
  readonly waitingPolls: number;
  /** Messages dropped by the room's limit so far. */
  readonly droppedCount: number;
}

/** The application at the emulated service, for tests and demos. */
export class EmulatedApp {
  readonly #service: Service;
  readonly #crowds = new Set<Crowd>();
  /** Faults of whole connections and rooms. */
  readonly simulate: FaultInjector;

  constructor(service: Service) {
    this.#service = service;
    this.simulate = new FaultInjector(service);
  }

  /** The requests that came in. */
  get requests(): RequestLog {
    return this.#service.requests;
  }

  /** Faults of single requests. */
  get faults(): Faults {
    return this.#service.faults;
  }

  /** Sockets that stand. */
  get connectionCount(): number {
    return this.#service.connections.size;
  }

  /** The room as it is now, or undefined. */
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

  /** Makes a room, or gives an existing one an owner and a profile. */
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

  /** Changes a room's profile and tells the room. Throws ServiceError 10010 for an unknown room, as all of these do. */
  changeRoom(groupId: string, changes: RoomChanges): void {
    this.#service.moderation.change(this.#service.room(groupId), this.#administrator, changes);
  }

  /** Ends a room for everyone. */
  dismissRoom(groupId: string): void {
    this.#service.moderation.dismiss(this.#service.room(groupId), this.#administrator);
  }

  /** Sets a person's nick and picture. */
  setProfile(
    userId: string,
    { nick, avatar }: { readonly nick?: string | undefined; readonly avatar?: string | undefined },
  ): void {
    const account = this.#service.account(userId);
    account.nick = nick ?? account.nick;
    account.avatar = avatar ?? account.avatar;
  }

  /** Says a text in a room. */
  sendText(groupId: string, text: string, options: SendOptions = {}): Promise<Receipt> {
    return this.#send(groupId, [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }], options);
  }

  /** Sends a custom message; `data` that is not a text is sent as JSON. */
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

  /** Sends a face (sticker). */
  sendFace(groupId: string, index: number, data: string, options: SendOptions = {}): Promise<Receipt> {
    return this.#send(groupId, [{ MsgType: 'TIMFaceElem', MsgContent: { Index: index, Data: data } }], options);
  }

  /** Sends a system notice, which no member can forge. */
  sendNotice(groupId: string, text: string): void {
    this.#service.moderation.notice(this.#roomOrNew(groupId), text, this.#administrator);
  }

  /** Lets a simulated person in: they are counted and may speak, but nobody is behind them. */
  join(groupId: string, userId: string): void {
    this.#service.membership.join(this.#roomOrNew(groupId), this.#service.account(userId));
  }

  /** Takes a person out, as if they had left. */
  leave(groupId: string, userId: string): void {
    this.#service.membership.leave(this.#service.room(groupId), this.#service.account(userId));
  }

  /** Takes a person's voice for `seconds`; 0 gives it back. */
  mute(groupId: string, userId: string, seconds: number): void {
    this.#service.moderation.mute(this.#service.room(groupId), this.#administrator, userId, seconds);
  }

  /** Removes a person and keeps them out for `seconds`. */
  ban(groupId: string, userId: string, seconds: number, reason?: string): void {
    this.#service.moderation.ban(this.#service.room(groupId), this.#administrator, userId, seconds, reason);
  }

  /** Lets a banned person in again. */
  unban(groupId: string, userId: string): void {
    this.#service.moderation.unban(this.#service.room(groupId), this.#administrator, userId);
  }

  /** Removes a person, who may come back at once. */
  kickFromRoom(groupId: string, userId: string): void {
    this.#service.moderation.kickFromRoom(this.#service.room(groupId), this.#administrator, userId);
  }

  /** Makes someone an administrator of the room, or takes it from them. */
  setAdmin(groupId: string, userId: string, on: boolean): void {
    this.#service.moderation.setAdmin(this.#service.room(groupId), this.#administrator, userId, on);
  }

  /** Takes a message back. Returns Tencent's code: 0 done, 10030 not found, 10031 too old. */
  recall(groupId: string, seq: number, reason?: string): number {
    return (
      this.#service.moderation.recall(this.#service.room(groupId), this.#administrator, [seq], reason)[0]?.RetCode ??
      10030
    );
  }

  /** Fills a room with simulated viewers who talk. Runs until stopped or until the emulator is closed. */
  crowd(options: CrowdOptions): Crowd {
    const crowd = new Crowd(this.#service, options, () => this.#crowds.delete(crowd));
    this.#crowds.add(crowd);
    return crowd;
  }

  /** The crowd that runs in a room, if any; of several the first. */
  crowdIn(groupId: string): Crowd | undefined {
    for (const crowd of this.#crowds) if (crowd.groupId === groupId) return crowd;
    return undefined;
  }

  /** Stops every crowd. */
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
