// Moderation by owners, administrators and the application, and the events that notify the room.
import type { Account } from '../account.js';
import { groupTip, TIP, NOTICE, systemNotice } from '../downlink/system-message.js';
import type { JsonObject } from '../fields.js';
import type { Room } from '../room.js';
import { ServiceError } from '../call.js';
import type { Service } from '../service.js';

/** A mute or ban of at least so many seconds is permanent. */
const FOREVER_S = 4_294_967_295;
const MAX_ADMINS = 5;

/** Changes of the profile of a room. */
export interface RoomChanges {
  readonly name?: string | undefined;
  readonly introduction?: string | undefined;
  readonly notification?: string | undefined;
  readonly faceUrl?: string | undefined;
  readonly muteAll?: boolean | undefined;
}

/** Moderates rooms. The caller checks permissions. */
export class Moderation {
  readonly #service: Service;

  constructor(service: Service) {
    this.#service = service;
  }

  /** Mutes a user for `seconds`; 0 unmutes. The mute persists when the user leaves and joins again. */
  mute(room: Room, operatorId: string, userId: string, seconds: number): void {
    if (seconds <= 0) room.muted.delete(userId);
    else room.muted.set(userId, this.#until(seconds));
    const account = this.#service.account(userId);
    this.#moderationTip(room, TIP.memberChanged, operatorId, [account], {
      MsgMemberInfo: [{ User_Account: userId, ShutupTime: seconds }],
    });
  }

  /** Removes a user and refuses joins of that user for `seconds`. */
  ban(room: Room, operatorId: string, userId: string, seconds: number, reason = ''): void {
    const account = this.#service.account(userId);
    room.banned.set(userId, this.#until(seconds));
    const wasMember = this.#service.membership.remove(room, account);
    this.#notify(room, account, operatorId, {
      ReportType: NOTICE.banned,
      BanDuration: seconds,
      BanDescription: reason,
    });
    if (wasMember)
      room.publish((seq) => groupTip(room, TIP.banned, operatorId, [account], seq, room.seconds(), room.randomId()));
  }

  /** Ends the ban of a user. */
  unban(room: Room, operatorId: string, userId: string): void {
    if (!room.banned.delete(userId)) return;
    this.#moderationTip(room, TIP.unbanned, operatorId, [this.#service.account(userId)], {});
  }

  /** Removes a user, who may join again at once. */
  kickFromRoom(room: Room, operatorId: string, userId: string): void {
    const account = this.#service.account(userId);
    if (!this.#service.membership.remove(room, account)) return;
    this.#notify(room, account, operatorId, { ReportType: NOTICE.kicked });
    room.publish((seq) => groupTip(room, TIP.kicked, operatorId, [account], seq, room.seconds(), room.randomId()));
  }

  /** Adds or removes an administrator of the room. Throws ServiceError if there are too many. */
  setAdmin(room: Room, operatorId: string, userId: string, on: boolean): void {
    if (on === room.admins.has(userId)) return;
    if (on && room.admins.size >= MAX_ADMINS)
      throw new ServiceError(10004, `A live group has at most ${MAX_ADMINS} administrators`);
    if (on) room.admins.add(userId);
    else room.admins.delete(userId);
    const account = this.#service.account(userId);
    this.#moderationTip(room, on ? TIP.adminSet : TIP.adminCleared, operatorId, [account], {});
    this.#notify(room, account, operatorId, { ReportType: on ? NOTICE.adminSet : NOTICE.adminCleared });
  }

  /** Changes the profile of a room. */
  change(room: Room, operatorId: string, changes: RoomChanges): void {
    room.name = changes.name ?? room.name;
    room.introduction = changes.introduction ?? room.introduction;
    room.notification = changes.notification ?? room.notification;
    room.faceUrl = changes.faceUrl ?? room.faceUrl;
    room.muteAll = changes.muteAll ?? room.muteAll;
    const changed: JsonObject = {
      ...(changes.name !== undefined && { GroupName: changes.name }),
      ...(changes.introduction !== undefined && { GroupIntroduction: changes.introduction }),
      ...(changes.notification !== undefined && { GroupNotification: changes.notification }),
      ...(changes.faceUrl !== undefined && { GroupFaceUrl: changes.faceUrl }),
      ...(changes.muteAll !== undefined && { ShutupAll: changes.muteAll ? 1 : 0 }),
    };
    const { moderationTips, profileTips } = this.#service.settings;
    const { ShutupAll: muteAll, ...profile } = changed;
    const tip = { ...(profileTips && profile), ...(moderationTips && muteAll !== undefined && { ShutupAll: muteAll }) };
    if (Object.keys(tip).length > 0) this.#tip(room, TIP.profileChanged, operatorId, [], { MsgGroupNewInfo: tip });
    this.#service.webhooks.after('Group.CallbackAfterGroupInfoChanged', {
      GroupId: room.groupId,
      Type: 'AVChatRoom',
      Operator_Account: operatorId,
      ...changed,
    });
  }

  /** Sends a system notice of the application. */
  notice(room: Room, text: string, operatorId = 'administrator'): void {
    room.publish((seq) =>
      systemNotice(
        room,
        { ReportType: NOTICE.custom, UserDefinedField: text },
        operatorId,
        seq,
        room.seconds(),
        room.randomId(),
      ),
    );
  }

  /** Recalls messages. Returns Tencent's code for each: 0 done, 10030 not found, 10031 too old. */
  recall(room: Room, operatorId: string, seqs: readonly number[], reason = ''): { MsgSeq: number; RetCode: number }[] {
    const now = room.seconds();
    const found = seqs.map((seq) => ({ seq, message: room.recentMessages.find((each) => each.seq === seq) }));
    const recalled = found.filter(
      ({ message }) => message && now - message.time <= this.#service.settings.recallMs / 1000,
    );
    if (recalled.length > 0) {
      const infos = recalled.map(({ message }) => ({
        GroupId: room.groupId,
        MsgSeq: message?.seq,
        MsgRandom: message?.random,
        MsgTime: message?.time,
        From_Account: message?.from,
        RevokerInfo: { Revoker_Account: operatorId, Reason: reason },
      }));
      room.publish((seq) =>
        systemNotice(room, { GroupWithdrawInfoArray: infos }, operatorId, seq, now, room.randomId()),
      );
      // Polls deliver the recall to all members; the SDK of the sender handles it only as a push.
      if (room.polled) {
        for (const info of infos) {
          const sender = this.#service.account(String(info.From_Account));
          this.#service.pushToAccount(sender, 5, 'GroupTips', [
            systemNotice(
              room,
              { GroupWithdrawInfoArray: [info] },
              operatorId,
              room.timeline.reserve(),
              now,
              room.randomId(),
            ),
          ]);
        }
      }
      for (const { seq } of recalled)
        room.recentMessages.splice(
          room.recentMessages.findIndex((each) => each.seq === seq),
          1,
        );
    }
    return found.map(({ seq, message }) => ({
      MsgSeq: seq,
      RetCode: !message ? 10030 : recalled.some((each) => each.seq === seq) ? 0 : 10031,
    }));
  }

  /** Dismisses a room. */
  dismiss(room: Room, operatorId: string): void {
    room.publish((seq) =>
      systemNotice(room, { ReportType: NOTICE.dismissed }, operatorId, seq, room.seconds(), room.randomId()),
    );
    room.dismissed = true;
    this.#service.rooms.delete(room.groupId);
    this.#service.dismissedRooms.set(room.groupId, room);
    for (const member of room.members.values()) member.account.roomIds.delete(room.groupId);
    room.timeline.releasePolls();
    this.#service.webhooks.after('Group.CallbackAfterGroupDestroyed', {
      GroupId: room.groupId,
      Type: 'AVChatRoom',
      Owner_Account: room.owner,
      Name: room.name,
    });
  }

  #moderationTip(room: Room, kind: number, operatorId: string, accounts: readonly Account[], extra: JsonObject): void {
    if (this.#service.settings.moderationTips) this.#tip(room, kind, operatorId, accounts, extra);
  }

  #tip(room: Room, kind: number, operatorId: string, accounts: readonly Account[], extra: JsonObject): void {
    room.publish((seq) => groupTip(room, kind, operatorId, accounts, seq, room.seconds(), room.randomId(), extra));
  }

  /** Pushes a notice to one user. The SDK handles some notices only as a push. */
  #notify(room: Room, account: Account, operatorId: string, body: JsonObject): void {
    this.#service.pushToAccount(account, 5, 'GroupTips', [
      systemNotice(room, body, operatorId, room.timeline.reserve(), room.seconds(), room.randomId()),
    ]);
  }

  #until(seconds: number): number {
    return seconds >= FOREVER_S ? Infinity : this.#service.environment.now() + seconds * 1000;
  }
}
