// Sends a message to a room: checks, webhook, rate limit, delivery. Used for clients, REST calls and simulated
// viewers.
import type { Account } from '../account.js';
import { userMessage, type Draft } from '../downlink/user-message.js';
import type { Room } from '../room.js';
import { ServiceError } from '../call.js';
import type { Service } from '../service.js';
import { isJsonObject } from '../fields.js';

/** The result of a sent message. */
export interface Receipt {
  /** Unix seconds. */
  readonly time: number;
  readonly seq: number;
  /** False if the rate limit or the webhook dropped the message. The sender gets a success response all the same. */
  readonly delivered: boolean;
  /** Whether the rate limit dropped the message. */
  readonly dropped: boolean;
}

/** Options of a message. */
export interface PostOptions {
  /** Sent by the application: membership and mutes are not checked. */
  readonly asApplication?: boolean;
  /** The message does not count towards the rate limit and is never dropped. */
  readonly unlimited?: boolean;
  readonly platform?: 'Web' | 'RESTAPI';
  /** Webhook calls that the REST caller disabled. */
  readonly skipBefore?: boolean;
  readonly skipAfter?: boolean;
}

const encoder = new TextEncoder();

/** Sends messages to rooms. */
export class MessagePipeline {
  readonly #service: Service;
  /** The last pending message of each sender, so that a slow webhook does not reorder the messages of a sender. */
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(service: Service) {
    this.#service = service;
  }

  /** Sends a message. Rejects with ServiceError if the message is refused. */
  async post(room: Room, from: Account, draft: Draft, options: PostOptions = {}): Promise<Receipt> {
    try {
      this.#check(room, from, draft, options);
    } catch (error) {
      if (error instanceof ServiceError)
        this.#service.webhooks.after(
          'Group.CallbackSendMsgException',
          { ...this.#webhookBody(room, from, draft), ErrorCode: error.code, ErrorInfo: error.message },
          options.platform,
        );
      throw error;
    }
    if (room.isDuplicate(from.userId, draft.random)) {
      const first = room.recentMessages.findLast((each) => each.from === from.userId && each.random === draft.random);
      return {
        time: first?.time ?? room.seconds(),
        seq: first?.seq ?? room.timeline.next - 1,
        delivered: false,
        dropped: false,
      };
    }
    if (!this.#service.webhooks.present) return this.#deliver(room, from, draft, options);
    const sender = `${room.groupId} ${from.userId}`;
    const sent = (this.#queues.get(sender) ?? Promise.resolve()).then(() =>
      this.#callWebhook(room, from, draft, options),
    );
    const settled = sent.then(
      () => undefined,
      () => undefined, // only this message fails; the next one is sent
    );
    this.#queues.set(sender, settled);
    void settled.then(() => this.#queues.get(sender) === settled && this.#queues.delete(sender));
    return sent;
  }

  async #callWebhook(room: Room, from: Account, draft: Draft, options: PostOptions): Promise<Receipt> {
    const platform = options.platform ?? 'Web';
    let final = draft;
    if (!options.skipBefore) {
      const verdict = await this.#service.webhooks.before(
        'Group.CallbackBeforeSendMsg',
        this.#webhookBody(room, from, draft),
        platform,
      );
      if (verdict.silent)
        return { time: room.seconds(), seq: room.timeline.reserve(), delivered: false, dropped: false };
      const { msgBody, cloudCustomData } = verdict;
      if (msgBody) checkElements(msgBody);
      if (msgBody || cloudCustomData !== undefined)
        final = {
          ...draft,
          msgBody: msgBody ?? draft.msgBody,
          cloudCustomData: cloudCustomData ?? draft.cloudCustomData,
          modified: true,
        };
    }
    const receipt = await this.#deliver(room, from, final, options);
    if (receipt.delivered && !options.skipAfter)
      this.#service.webhooks.after(
        'Group.CallbackAfterSendMsg',
        { ...this.#webhookBody(room, from, final), MsgSeq: receipt.seq, MsgTime: receipt.time },
        platform,
      );
    return receipt;
  }

  #deliver(room: Room, from: Account, draft: Draft, options: PostOptions): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      const decide = (accepted: boolean) => {
        if (room.dismissed) {
          reject(new ServiceError(10010, 'The group was dismissed'));
          return;
        }
        const time = room.seconds();
        if (!accepted) {
          resolve({ time, seq: room.timeline.reserve(), delivered: false, dropped: true });
          return;
        }
        let event: object = {};
        const seq = room.publish((number) => (event = userMessage(room, from, draft, number, time)));
        room.record(seq, from.userId, draft.random, JSON.stringify(event));
        resolve({ time, seq, delivered: true, dropped: false });
      };
      if (options.unlimited) decide(true);
      else room.limiter.submit(draft.priority, decide);
    });
  }

  #check(room: Room, from: Account, draft: Draft, options: PostOptions): void {
    checkElements(draft.msgBody);
    if (!options.asApplication) {
      if (!room.members.has(from.userId)) throw new ServiceError(10007, 'Only members of the group may send messages');
      if (from.mutedUntil > this.#service.environment.now() || room.mutedUntil(from.userId) > 0)
        throw new ServiceError(10017, 'The sender is muted');
      if (room.muteAll && room.roleOf(from.userId) === 'Member')
        throw new ServiceError(10017, 'All members of the group are muted');
    }
    const content = JSON.stringify(draft.msgBody);
    // Encode only long texts: a UTF-16 code unit has at most 3 bytes in UTF-8.
    const { maxMessageBytes, dirtyWords } = this.#service.settings;
    const units = content.length + draft.cloudCustomData.length;
    if (units * 3 > maxMessageBytes && encoder.encode(content + draft.cloudCustomData).length > maxMessageBytes)
      throw new ServiceError(80002, `The message is longer than ${maxMessageBytes} bytes`);
    if (dirtyWords.length > 0 && dirtyWords.some((word) => content.includes(word)))
      throw new ServiceError(80001, 'The text contains a blocked word');
  }

  #webhookBody(room: Room, from: Account, draft: Draft): object {
    return {
      GroupId: room.groupId,
      Type: 'AVChatRoom',
      From_Account: from.userId,
      Operator_Account: from.userId,
      Random: draft.random,
      OnlineOnlyFlag: 0,
      MsgBody: draft.msgBody,
      CloudCustomData: draft.cloudCustomData,
      MsgPriority: draft.priority,
    };
  }
}

const ELEMENT_TYPES = new Set([
  'TIMTextElem',
  'TIMCustomElem',
  'TIMFaceElem',
  'TIMImageElem',
  'TIMSoundElem',
  'TIMFileElem',
  'TIMVideoFileElem',
  'TIMLocationElem',
  'TIMRelayElem',
]);
/** Optional fields that must be strings. */
const STRING_FIELDS = ['Text', 'Data', 'Desc', 'Ext'];

/**
 * Throws ServiceError 10004 if clients cannot decode the elements of a message: a malformed message makes the SDK
 * discard its whole batch.
 */
export function checkElements(msgBody: readonly unknown[]): void {
  if (msgBody.length === 0) throw new ServiceError(10004, 'MsgBody must contain at least one element');
  for (const element of msgBody) {
    const content = isJsonObject(element) ? element['MsgContent'] : undefined;
    if (
      !isJsonObject(element) ||
      typeof element['MsgType'] !== 'string' ||
      !ELEMENT_TYPES.has(element['MsgType']) ||
      !isJsonObject(content)
    )
      throw new ServiceError(10004, 'MsgBody must contain elements with a known MsgType and a MsgContent');
    for (const key of STRING_FIELDS)
      if (content[key] !== undefined && typeof content[key] !== 'string')
        throw new ServiceError(10004, `${key} of an element must be a string`);
    if (element['MsgType'] === 'TIMTextElem' && content['Text'] === undefined)
      throw new ServiceError(10004, 'A text element needs Text');
  }
}
