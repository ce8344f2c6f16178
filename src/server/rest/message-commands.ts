import { type BatchSizes, inBatches } from './batches.js';
import type { CallOptions, RestCall } from './rest-transport.js';

/** One element of a message in the service's format. */
export interface MessageElement {
  readonly MsgType: string;
  readonly MsgContent: Readonly<Record<string, unknown>>;
}

/**
 * Builders for the body of `sendGroupMsg` and `sendBroadcastMsg`. A message may have several elements, one of them
 * custom.
 */
export const messageBody = {
  text: (text: string): MessageElement[] => [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
  custom: ({
    data,
    description = '',
    extension = '',
  }: {
    data: string;
    description?: string;
    extension?: string;
  }): MessageElement[] => [{ MsgType: 'TIMCustomElem', MsgContent: { Data: data, Desc: description, Ext: extension } }],
  face: (index: number, data = ''): MessageElement[] => [
    { MsgType: 'TIMFaceElem', MsgContent: { Index: index, Data: data } },
  ],
} as const;

/** A message that the server sends. */
export interface OutgoingMessage {
  /** Must exist (`accountImport`); need not be in the group. Default: the administrator who makes the call. */
  from?: string;
  /** From `messageBody.text()`, `.custom()`, `.face()`. */
  body: readonly MessageElement[];
  /** Extras of the message, usually JSON. */
  cloudCustomData?: string;
  /** The service drops a repeat of the same number within 5 minutes. Default: a random number. */
  random?: number;
}

/** A message that the server sends to one group. */
export interface GroupMessage extends OutgoingMessage {
  /** Above 40 messages per second the service drops `Low` first and `High` last; default `Normal`. */
  priority?: 'High' | 'Normal' | 'Low';
  /** Does not call the webhook for this message. */
  skipWebhooks?: boolean;
}

/** The result of sending a message. */
export interface SentMessage {
  /** Unix seconds. */
  readonly time: number;
  /** Sequence number in the group, which a recall needs. */
  readonly seq: number;
  /** The service accepted the message and dropped it: more than 40 per second in this group. No user receives it. */
  readonly dropped: boolean;
  /** The service's name for the reason, `MsgFreqCtrl`, or ''. */
  readonly dropReason: string;
}

/** The result of the recall of one message. */
export interface RecallResult {
  readonly seq: number;
  /** 0, or 10030 missing, 10031 older than an hour, 10032 unsupported, 10033 and 10041 switched off or failed. */
  readonly code: number;
}

/** Sends and recalls messages. */
export function messageCommands(call: RestCall, sizes: BatchSizes, random: () => number) {
  const randomNumber = () => Math.floor(random() * 0xffff_ffff);
  return {
    /** Retries use the same `Random`, so the message cannot arrive twice. The service refuses more than 12 kB. */
    async sendGroupMsg(groupId: string, message: GroupMessage, options?: CallOptions): Promise<SentMessage> {
      const body = {
        GroupId: groupId,
        From_Account: message.from,
        Random: message.random ?? randomNumber(),
        MsgPriority: message.priority,
        MsgBody: message.body,
        CloudCustomData: message.cloudCustomData,
        ForbidCallbackControl: message.skipWebhooks
          ? ['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback']
          : undefined,
      };
      const response = await call('group_open_http_svc/send_group_msg', body, 'safe', options);
      const dropReason = response.string('MsgDropReason');
      return {
        time: response.number('MsgTime'),
        seq: response.number('MsgSeq'),
        dropped: dropReason !== '',
        dropReason,
      };
    },
    /**
     * To all users in the room now. Never stored, and not retried: it has no number by which a repeat is recognised.
     */
    async sendGroupSystemNotification(groupId: string, content: string, options?: CallOptions): Promise<void> {
      await call(
        'group_open_http_svc/send_group_system_notification',
        { GroupId: groupId, Content: content },
        'unsafe',
        options,
      );
    },
    /** To every live room of the application. Needs the Ultimate plan and a switch in the console; 1 per second. */
    async sendBroadcastMsg(
      { from, body, cloudCustomData, random: own }: OutgoingMessage,
      options?: CallOptions,
    ): Promise<{ readonly seq: number }> {
      const message = {
        From_Account: from,
        Random: own ?? randomNumber(),
        MsgBody: body,
        CloudCustomData: cloudCustomData,
      };
      const response = await call('group_open_http_svc/send_broadcast_msg', message, 'safe', options);
      return { seq: response.number('MsgSeq') };
    },
    /** Recalls messages: in live rooms since 2026, and within an hour. One result per message. */
    async groupMsgRecall(
      groupId: string,
      seqs: readonly number[],
      { reason, ...options }: CallOptions & { reason?: string } = {},
    ): Promise<RecallResult[]> {
      const responses = await inBatches(seqs, sizes.recall, (batch) => {
        const body = { GroupId: groupId, MsgSeqList: batch.map((MsgSeq) => ({ MsgSeq })), Reason: reason };
        return call('group_open_http_svc/group_msg_recall', body, 'safe', options);
      });
      return responses.flatMap((response) =>
        response.list('RecallRetList').map((each) => ({ seq: each.number('MsgSeq'), code: each.number('RetCode') })),
      );
    },
  };
}
