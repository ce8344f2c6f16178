import { type BatchSizes, inBatches } from './batches.js';
import type { MessageElement } from './message-body.js';
import type { CallOptions, RestCall } from './rest-transport.js';

/** A message that the server sends. */
export interface OutgoingMessage {
  /** Must exist (`accountImport`); need not be in the group. Default: the administrator who calls. */
  from?: string;
  /** From `messageBody.text()`, `.custom()`, `.face()`. */
  body: readonly MessageElement[];
  /** Extras beside the message, usually JSON. */
  cloudCustomData?: string;
  /** The service drops a repeat of the same number within 5 minutes. Made up when not given. */
  random?: number;
}

/** A message that the server sends to one group. */
export interface GroupMessage extends OutgoingMessage {
  /** What the service sheds last (`High`) or first (`Low`) above 40 messages a second; default `Normal`. */
  priority?: 'High' | 'Normal' | 'Low';
  /** Do not ask our own webhook about this message. */
  skipWebhooks?: boolean;
}

/** What became of a message that the server sent. */
export interface SentMessage {
  /** Unix seconds. */
  readonly time: number;
  /** Position in the group; what a recall names. */
  readonly seq: number;
  /** The service took the message and shed it: more than 40 a second in this group. Nobody will see it. */
  readonly dropped: boolean;
  /** The service's own word for that, `MsgFreqCtrl`, or ''. */
  readonly dropReason: string;
}

/** What became of one message that was to be taken back. */
export interface RecallResult {
  readonly seq: number;
  /** 0, or 10030 missing, 10031 older than an hour, 10032 unsupported, 10033 and 10041 off or failed. */
  readonly code: number;
}

/** Messages, notices, and taking them back. */
export function messageCommands(call: RestCall, sizes: BatchSizes, random: () => number) {
  const anyNumber = () => Math.floor(random() * 0xffff_ffff);
  return {
    /**
     * Repeated with the same `Random`, which the service keeps from arriving twice. Above 12 kB the service refuses.
     */
    async sendGroupMsg(groupId: string, message: GroupMessage, options?: CallOptions): Promise<SentMessage> {
      const body = {
        GroupId: groupId,
        From_Account: message.from,
        Random: message.random ?? anyNumber(),
        MsgPriority: message.priority,
        MsgBody: message.body,
        CloudCustomData: message.cloudCustomData,
        ForbidCallbackControl: message.skipWebhooks
          ? ['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback']
          : undefined,
      };
      const answer = await call('group_open_http_svc/send_group_msg', body, 'safe', options);
      const dropReason = answer.string('MsgDropReason');
      return { time: answer.number('MsgTime'), seq: answer.number('MsgSeq'), dropped: dropReason !== '', dropReason };
    },
    /** To everybody in the room now; never stored, and without a number that would make a repeat safe. */
    async sendGroupSystemNotification(groupId: string, content: string, options?: CallOptions): Promise<void> {
      await call(
        'group_open_http_svc/send_group_system_notification',
        { GroupId: groupId, Content: content },
        'unsafe',
        options,
      );
    },
    /** To every live room of the application. Needs the Ultimate plan and a switch in the console; 1 a second. */
    async sendBroadcastMsg(
      { from, body, cloudCustomData, random: own }: OutgoingMessage,
      options?: CallOptions,
    ): Promise<{ readonly seq: number }> {
      const message = {
        From_Account: from,
        Random: own ?? anyNumber(),
        MsgBody: body,
        CloudCustomData: cloudCustomData,
      };
      const answer = await call('group_open_http_svc/send_broadcast_msg', message, 'safe', options);
      return { seq: answer.number('MsgSeq') };
    },
    /** Takes messages back: live rooms since 2026, and within an hour. One result for each. */
    async groupMsgRecall(
      groupId: string,
      seqs: readonly number[],
      { reason, ...options }: CallOptions & { reason?: string } = {},
    ): Promise<RecallResult[]> {
      const answers = await inBatches(seqs, sizes.recall, (batch) => {
        const body = { GroupId: groupId, MsgSeqList: batch.map((MsgSeq) => ({ MsgSeq })), Reason: reason };
        return call('group_open_http_svc/group_msg_recall', body, 'safe', options);
      });
      return answers.flatMap((answer) =>
        answer.list('RecallRetList').map((each) => ({ seq: each.number('MsgSeq'), code: each.number('RetCode') })),
      );
    },
  };
}
