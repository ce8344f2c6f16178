import type { Account } from '../account.js';
import type { Room } from '../room.js';
import type { Priority } from '../priority.js';

/** What a person says, before it has a place in the room. */
export interface Draft {
  /** Elements as on the wire: `[{MsgType, MsgContent}]`. */
  readonly msgBody: readonly unknown[];
  readonly priority: Priority;
  readonly random: number;
  /** Seconds, the sender's clock; part of the message's id. */
  readonly clientTime: number;
  readonly cloudCustomData: string;
  /** The text was changed by the service: the sender is told. */
  readonly modified?: boolean;
}

/** A user message as a room delivers it. `time` in seconds. */
export function userMessage(
  room: Pick<Room, 'groupId' | 'name'>,
  from: Account,
  draft: Draft,
  seq: number,
  time: number,
): object {
  return {
    Event: 3,
    From_Account: from.userId,
    GroupId: room.groupId,
    ToGroupId: room.groupId,
    TinyId: from.tinyId,
    MsgSeq: seq,
    MsgRandom: draft.random,
    MsgTimeStamp: time,
    MsgClientTime: draft.clientTime,
    MsgPriority: draft.priority,
    IsSystemMsg: 0,
    ...(draft.cloudCustomData !== '' && { CloudCustomData: draft.cloudCustomData }),
    ...(draft.modified && { MsgModifiedFlag: 1 }),
    MsgBody: draft.msgBody,
    GroupInfo: {
      GroupId: room.groupId,
      GroupName: room.name,
      From_Account: from.userId,
      From_AccountNick: from.nick,
      From_AccountHeadurl: from.avatar,
    },
  };
}
