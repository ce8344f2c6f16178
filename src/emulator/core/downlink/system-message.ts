import type { Account } from '../account.js';
import type { JsonObject } from '../fields.js';
import type { Room } from '../room.js';

/** The sender of tips and notices. */
const SYSTEM_ACCOUNT = '@TIM#SYSTEM';

/** Tencent's numbers of system notices. Members cannot send notices, so pages may trust their content. */
export const NOTICE = { kicked: 4, dismissed: 5, adminSet: 9, adminCleared: 10, banned: 21, custom: 255 } as const;

/** What all system messages have in common. `time` is in seconds. */
function envelope(
  event: number,
  room: Room,
  operatorId: string,
  { seq, time, random }: { readonly seq: number; readonly time: number; readonly random: number },
  body: JsonObject,
): object {
  return {
    Event: event,
    From_Account: SYSTEM_ACCOUNT,
    GroupId: room.groupId,
    ToGroupId: room.groupId,
    MsgSeq: seq,
    MsgRandom: random,
    MsgTimeStamp: time,
    MsgClientTime: time,
    IsSystemMsg: 1,
    GroupInfo: { GroupId: room.groupId, GroupName: room.name, From_Account: operatorId, To_Account: room.groupId },
    MsgBody: body,
  };
}

/** A notice as delivered. `body` has ReportType, or GroupWithdrawInfoArray for a recall. `time` is in seconds. */
export function systemNotice(
  room: Room,
  body: JsonObject,
  operatorId: string,
  seq: number,
  time: number,
  random: number,
): object {
  return envelope(5, room, operatorId, { seq, time, random }, { Operator_Account: operatorId, ...body });
}

/** Tencent's numbers of group tips: events about members or the profile, delivered like messages. */
export const TIP = {
  joined: 1,
  quit: 2,
  kicked: 3,
  adminSet: 4,
  adminCleared: 5,
  profileChanged: 6,
  memberChanged: 7,
  banned: 10,
  unbanned: 11,
} as const;

/** Seconds for which a client may use the online count of a tip. */
const ONLINE_NUMBER_EXPIRES_S = 60;

/** A group tip as delivered. `time` is in seconds; `extra` is added to its body. */
export function groupTip(
  room: Room,
  opType: number,
  operatorId: string,
  accounts: readonly Account[],
  seq: number,
  time: number,
  random: number,
  extra: JsonObject = {},
): object {
  const online = room.onlineCount;
  return envelope(
    4,
    room,
    operatorId,
    { seq, time, random },
    {
      OpType: opType,
      Operator_Account: operatorId,
      List_Account: accounts.map((account) => account.userId),
      MsgMemberExtraInfo: accounts.map((account) => ({
        UserId: account.userId,
        NickName: account.nick,
        ImageUrl: account.avatar,
      })),
      GroupJoinType: 1,
      MemberNum: online,
      OnlineMemberInfo: { OnlineMemberNum: online, ExpireTime: ONLINE_NUMBER_EXPIRES_S },
      ...extra,
    },
  );
}

/** A change of counters or attributes, which clients do not show as a message. `time` is in seconds. */
export function silentTip(
  room: Room,
  body: JsonObject,
  operatorId: string,
  seq: number,
  time: number,
  random: number,
): object {
  return envelope(6, room, operatorId, { seq, time, random }, body);
}
