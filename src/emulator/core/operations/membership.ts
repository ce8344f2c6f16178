// Coming and going. Who may come in is decided here, for people with a login, for guests and for simulated viewers
// alike.
import type { Account } from '../account.js';
import { groupTip, TIP } from '../downlink/group-tip.js';
import type { Room } from '../room.js';
import { ServiceError } from '../call.js';
import type { Service } from '../service.js';

/** People entering and leaving rooms. */
export class Membership {
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  /**
   * Lets a person in and tells the room. Returns the position from which the newcomer reads. Throws ServiceError when
   * banned.
   */
  join(room: Room, account: Account): number {
    this.#refuseBanned(room, account);
    const already = room.members.has(account.userId);
    if (this.#service.settings.oneRoomPerUser)
      for (const other of [...account.roomIds]) if (other !== room.groupId) this.#leaveRoom(other, account);
    const start = room.timeline.next;
    this.restore(room, account);
    if (!already) {
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

  /** Asks the webhook first, then lets in. */
  async askAndJoin(room: Room, account: Account): Promise<number> {
    this.#refuseBanned(room, account);
    if (this.#service.webhooks.present)
      await this.#service.webhooks.ask(
        'Group.CallbackBeforeApplyJoinGroup',
        { GroupId: room.groupId, Type: 'AVChatRoom', Requestor_Account: account.userId },
        'Web',
      );
    return this.join(room, account);
  }

  /** Makes someone a member without a word: after a restart their poll shows that they are here. */
  restore(room: Room, account: Account): void {
    room.leftMembers.delete(account.userId);
    const seenAt = this.#service.environment.now();
    this.#onReconnected(room, account);
    const member = room.members.get(account.userId);
    if (member) {
      member.seenAt = seenAt;
      return;
    }
    room.members.set(account.userId, { account, joinedAt: room.seconds(), seenAt, marks: [] });
    account.roomIds.add(room.groupId);
  }

  /** Takes a person out and tells the room. Does nothing for others. */
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

  /** Takes a person out of every room. */
  leaveAll(account: Account): void {
    for (const groupId of [...account.roomIds]) this.#leaveRoom(groupId, account);
  }

  /** Takes a person out of the rooms that none of their pages has asked about since a moment (ms). */
  leaveUnseen(account: Account, since: number): void {
    for (const groupId of [...account.roomIds])
      if ((this.#service.rooms.get(groupId)?.members.get(account.userId)?.seenAt ?? 0) < since)
        this.#leaveRoom(groupId, account);
  }

  /** Takes a person out without a word. Returns whether they were in. */
  remove(room: Room, account: Account): boolean {
    account.roomIds.delete(room.groupId);
    account.lostIn.delete(room.groupId);
    if (!room.members.delete(account.userId)) return false;
    room.leftMembers.add(account.userId);
    return true;
  }

  /** Counts a reader without a login. */
  touchGuest(room: Room, key: string): void {
    room.guests.set(key, this.#service.environment.now());
  }

  /** Counts a reader without a login no more. */
  removeGuest(groupId: string, key: string): void {
    this.#service.rooms.get(groupId)?.guests.delete(key);
  }

  /** Sends a tip about one person, if the room has not had too many this second. */
  tip(room: Room, kind: number, account: Account): void {
    if (!room.mayTip()) return;
    room.publish((seq) => groupTip(room, kind, account.userId, [account], seq, room.seconds(), room.randomId()));
  }

  /** Tells the application that a person's connection is lost, where nobody has come back meanwhile. */
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

  /** Only the larger plans have this webhook. */
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
    // The code for a banned person who wants in is not documented; 10007 is "not allowed".
    if (room.bannedUntil(account.userId) > 0) throw new ServiceError(10007, 'You are banned from this group');
  }
}
