import type { Account } from '../account.js';
import type { JsonObject } from '../fields.js';
import type { Room } from '../room.js';
import { SYSTEM_ACCOUNT } from './system-notice.js';

// A tip: what happened to people or to the room itself, shown among the messages.

/** What a tip tells, by Tencent's numbers. */
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

/** Seconds that a client may take the online number of a tip for true. */
const ONLINE_NUMBER_EXPIRES_S = 60;

/** A tip as a room delivers it. `time` in seconds; `extra` goes into its body. */
export function groupTip(
  room: Room,
  opType: number,
  operatorId: string,
  people: readonly Account[],
  seq: number,
  time: number,
  random: number,
  extra: JsonObject = {},
): object {
  const online = room.onlineCount;
  return {
    Event: 4,
    From_Account: SYSTEM_ACCOUNT,
    GroupId: room.groupId,
    ToGroupId: room.groupId,
    MsgSeq: seq,
    MsgRandom: random,
    MsgTimeStamp: time,
    MsgClientTime: time,
    IsSystemMsg: 1,
    GroupInfo: { GroupId: room.groupId, GroupName: room.name, From_Account: operatorId, To_Account: room.groupId },
    MsgBody: {
      OpType: opType,
      Operator_Account: operatorId,
      List_Account: people.map((person) => person.userId),
      MsgMemberExtraInfo: people.map((person) => ({
        UserId: person.userId,
        NickName: person.nick,
        ImageUrl: person.avatar,
      })),
      GroupJoinType: 1,
      MemberNum: online,
      OnlineMemberInfo: { OnlineMemberNum: online, ExpireTime: ONLINE_NUMBER_EXPIRES_S },
      ...extra,
    },
  };
}

/**
 * A change of counters or attributes: clients raise an event of its own for it and show no message. `time` in seconds.
 */
export function silentTip(
  room: Room,
  body: JsonObject,
  operatorId: string,
  seq: number,
  time: number,
  random: number,
): object {
  return {
    Event: 6,
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
