import type { Account } from '../account.js';
import type { Room } from '../room.js';

/** The four priorities of a message, highest first. */
export const PRIORITIES = ['High', 'Normal', 'Low', 'Lowest'] as const;

/** The priority of a message, as on the wire. */
export type Priority = (typeof PRIORITIES)[number];

/** Reads a priority, a name or a number from 1 to 4. Any other value is Normal, as at Tencent. */
export function parsePriority(value: unknown): Priority {
  if (typeof value === 'number') return PRIORITIES[value - 1] ?? 'Normal';
  return PRIORITIES.find((name) => name === value) ?? 'Normal';
}

/** A message before it has a sequence number. */
export interface Draft {
  /** Elements as on the wire: `[{MsgType, MsgContent}]`. */
  readonly msgBody: readonly unknown[];
  readonly priority: Priority;
  readonly random: number;
  /** Unix seconds of the sender's clock; part of the message id. */
  readonly clientTime: number;
  readonly cloudCustomData: string;
  /** The webhook changed the message; the sender is notified. */
  readonly modified?: boolean;
}

/** A user message as delivered. `time` is in seconds. */
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
