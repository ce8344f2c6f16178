// Private messages between two users (Tencent's C2C messages). A live room must ignore them.
import type { Account } from '../account.js';
import type { Service } from '../service.js';

/** The event number of C2C messages. */
const C2C_EVENT = 9;

/** Content of a C2C message. */
export interface C2cDraft {
  /** Elements as on the wire: `[{MsgType, MsgContent}]`. */
  readonly msgBody: readonly unknown[];
  readonly random: number;
  readonly cloudCustomData: string;
}

/** Pushes a C2C message to all sessions of a user. Returns its time (unix seconds) and sequence number. */
export function sendC2cMessage(
  service: Service,
  from: Account,
  to: Account,
  draft: C2cDraft,
): { readonly time: number; readonly seq: number } {
  const time = service.seconds();
  service.c2cSeq += 1;
  service.pushToAccount(to, C2C_EVENT, 'C2cMsgArray', [
    {
      From_Account: from.userId,
      To_Account: to.userId,
      TinyId: from.tinyId,
      From_AccountNick: from.nick,
      From_AccountHeadurl: from.avatar,
      MsgSeq: service.c2cSeq,
      MsgRandom: draft.random,
      MsgTimeStamp: time,
      MsgClientTime: time,
      ...(draft.cloudCustomData !== '' && { CloudCustomData: draft.cloudCustomData }),
      MsgBody: draft.msgBody,
    },
  ]);
  return { time, seq: service.c2cSeq };
}
