import type { JsonObject } from '../fields.js';
import type { Room } from '../room.js';

/** The sender of tips and notices. */
export const SYSTEM_ACCOUNT = '@TIM#SYSTEM';

/** Tencent's numbers of system notices. Members cannot send notices, so pages may trust their content. */
export const NOTICE = { kicked: 4, dismissed: 5, adminSet: 9, adminCleared: 10, banned: 21, custom: 255 } as const;

/** A notice as delivered. `body` has ReportType, or GroupWithdrawInfoArray for a recall. `time` is in seconds. */
export function systemNotice(
  room: Room,
  body: JsonObject,
  operatorId: string,
  seq: number,
  time: number,
  random: number,
): object {
  return {
    Event: 5,
    From_Account: SYSTEM_ACCOUNT,
    GroupId: room.groupId,
    ToGroupId: room.groupId,
    MsgSeq: seq,
    MsgRandom: random,
    MsgTimeStamp: time,
    MsgClientTime: time,
    IsSystemMsg: 1,
    GroupInfo: { GroupId: room.groupId, GroupName: room.name, From_Account: operatorId, To_Account: room.groupId },
    MsgBody: { Operator_Account: operatorId, ...body },
  };
}
