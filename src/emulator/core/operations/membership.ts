// Members joining and leaving rooms: logged-in users, guests and simulated viewers.
import type { Account } from '../account.js';
import { groupTip, TIP } from '../downlink/system-message.js';
import type { Member, Room } from '../room.js';
import { ServiceError } from '../call.js';
import type { Service } from '../service.js';

/** Changes the members of rooms. */
export class Membership {
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  /**
   * Adds a member and notifies the room. Returns the position of the first poll of the new member. Throws ServiceError
   * for a banned user.
   */
  join(room: Room, account: Account): number {
    this.#refuseBanned(room, account);
    const wasMember = room.members.has(account.userId);
    if (this.#service.settings.oneRoomPerUser)
      for (const other of [...account.roomIds]) if (other !== room.groupId) this.#leaveRoom(other, account);
    const start = room.timeline.next;
    const member = this.restore(room, account);
    member.profileFrom = this.#service.environment.now() + this.#service.settings.profileLagMs;
    if (!wasMember) {
      this.tip(room, TIP.joined, account);
      this.#service.webhooks.after('Group.CallbackAfterNewMemberJoin', {
        GroupId: room.groupId,
        Type: 'AVChatRoom',
        JoinType: 'Apply',
        Operator_Account: account.userId,
        NewMemberList: [{ Member_Account: account.userId }],
      });
    }
    return start;
  }

  /** Calls the webhook, which may refuse, then adds the member. */
  async joinWithWebhook(room: Room, account: Account): Promise<number> {
    this.#refuseBanned(room, account);
    if (this.#service.webhooks.present)
      await this.#service.webhooks.before(
        'Group.CallbackBeforeApplyJoinGroup',
        { GroupId: room.groupId, Type: 'AVChatRoom', Requestor_Account: account.userId },
        'Web',
      );
    return this.join(room, account);
  }

  /** Adds a member without notifying the room, for example when a user polls after a restart. */
  restore(room: Room, account: Account): Member {
    room.leftMembers.delete(account.userId);
    const seenAt = this.#service.environment.now();
    this.#onReconnected(room, account);
    const member = room.members.get(account.userId);
    if (member) {
      member.seenAt = seenAt;
      return member;
    }
    const added: Member = { account, joinedAt: room.seconds(), profileFrom: 0, seenAt, marks: [] };
    room.members.set(account.userId, added);
    account.roomIds.add(room.groupId);
    return added;
  }

  /** Removes a member and notifies the room. Has no effect for users who are not members. */
  leave(room: Room, account: Account): void {
    if (!this.remove(room, account)) return;
    this.tip(room, TIP.quit, account);
    this.#service.webhooks.after('Group.CallbackAfterMemberExit', {
      GroupId: room.groupId,
      Type: 'AVChatRoom',
      ExitType: 'Quit',
      Operator_Account: account.userId,
      ExitMemberList: [{ Member_Account: account.userId }],
    });
  }

  /** Removes a user from all rooms. */
  leaveAll(account: Account): void {
    for (const groupId of [...account.roomIds]) this.#leaveRoom(groupId, account);
  }

  /** Removes a user from the rooms that the user has not polled since `since` (ms). */
  leaveStale(account: Account, since: number): void {
    for (const groupId of [...account.roomIds])
      if ((this.#service.rooms.get(groupId)?.members.get(account.userId)?.seenAt ?? 0) < since)
        this.#leaveRoom(groupId, account);
  }

  /** Removes a member without notifying the room. Returns whether the user was a member. */
  remove(room: Room, account: Account): boolean {
    account.roomIds.delete(room.groupId);
    account.lostIn.delete(room.groupId);
    if (!room.members.delete(account.userId)) return false;
    room.leftMembers.add(account.userId);
    return true;
  }

  /** Adds a reader without a login, or records its last poll. */
  touchGuest(room: Room, key: string): void {
    room.guests.set(key, this.#service.environment.now());
  }

  /** Removes a reader without a login. */
  removeGuest(groupId: string, key: string): void {
    this.#service.rooms.get(groupId)?.guests.delete(key);
  }

  /** Removes a reader without a login and refuses its polls. */
  dropGuest(room: Room, key: string): void {
    if (room.guests.delete(key)) room.removedGuests.add(key);
  }

  /** Sends a join or leave tip, unless the room is over its limit of tips. */
  tip(room: Room, kind: number, account: Account): void {
    if (!room.allowsTip()) return;
    room.publish((seq) => groupTip(room, kind, account.userId, [account], seq, room.seconds(), room.randomId()));
  }

  /** Reports to the webhook that a user is offline, if the user has not reconnected. */
  onConnectionLost(account: Account): void {
    if ([...account.sessions].some((session) => session.connection)) return;
    for (const groupId of account.roomIds) {
      if (account.lostIn.has(groupId)) continue;
      account.lostIn.add(groupId);
      this.#notifyState(groupId, account, 'Offline');
    }
  }

  #onReconnected(room: Room, account: Account): void {
    if (account.lostIn.delete(room.groupId)) this.#notifyState(room.groupId, account, 'Online');
  }

  /** This webhook needs the `ultimate` plan. */
  #notifyState(groupId: string, account: Account, state: 'Online' | 'Offline'): void {
    if (this.#service.settings.plan !== 'ultimate') return;
    this.#service.webhooks.after('Group.CallbackOnMemberStateChange', {
      GroupId: groupId,
      Type: 'AVChatRoom',
      EventType: state,
      MemberList: [{ Member_Account: account.userId }],
    });
  }

  #leaveRoom(groupId: string, account: Account): void {
    const room = this.#service.rooms.get(groupId);
    if (room) this.leave(room, account);
    else account.roomIds.delete(groupId);
  }

  #refuseBanned(room: Room, account: Account): void {
    // Tencent does not document the code for a join by a banned user. 10007 means "no permission".
    if (room.bannedUntil(account.userId) > 0) throw new ServiceError(10007, 'You are banned from this group');
  }
}
