import type { Account } from '../account.js';
import type { Room } from '../room.js';

/** The four priorities of a message, highest first. */
export const PRIORITIES = ['High', 'Normal', 'Low', 'Lowest'] as const;

/** A message's priority, as named on the wire. */
export type Priority = (typeof PRIORITIES)[number];

/** Reads a priority, a name or 1 to 4; anything else is Normal, as at Tencent. */
export function parsePriority(value: unknown): Priority {
  if (typeof value === 'number') return PRIORITIES[value - 1] ?? 'Normal';
  return PRIORITIES.find((name) => name === value) ?? 'Normal';
}

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
