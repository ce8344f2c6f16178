import type { JsonObject } from '../json-object.js';
import type { Room } from '../room.js';
import { SYSTEM_ACCOUNT } from './system-account.js';

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
