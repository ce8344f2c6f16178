// The way of a message into a room: checks, the webhook's word, the rate limit, delivery. Real people, REST calls and
// simulated viewers all go this way.
import type { Account } from '../account.js';
import { userMessage, type Draft } from '../downlink/user-message.js';
import type { Room } from '../room.js';
import { ServiceError } from '../call.js';
import { checkElements } from './check-elements.js';
import type { Service } from '../service.js';

/** What a sender is told. */
export interface Receipt {
  /** Unix seconds. */
  readonly time: number;
  readonly seq: number;
  /**
   * False: it was accepted but the room was over its limit, or the webhook swallowed it. The sender is told of success
   * all the same.
   */
  readonly delivered: boolean;
  /** It was over the room's limit. */
  readonly dropped: boolean;
}

/** How a message may go in. */
export interface PostOptions {
  /** Sent by the application: membership and mutes do not matter. */
  readonly asApplication?: boolean;
  /** Not counted and never shed. */
  readonly unlimited?: boolean;
  readonly platform?: 'Web' | 'RESTAPI';
  /** Webhooks that the REST caller does not want asked. */
  readonly skipBefore?: boolean;
  readonly skipAfter?: boolean;
}

const encoder = new TextEncoder();

/** Messages into rooms. */
export class MessagePipeline {
  readonly #service: Service;
  /** The end of each sender's line, so that a slow webhook cannot change the order of what one person says. */
  readonly #lines = new Map<string, Promise<unknown>>();

  constructor(service: Service) {
    this.#service = service;
  }

  /** Brings a message into the room. Rejects with ServiceError when it is refused. */
  async post(room: Room, from: Account, draft: Draft, options: PostOptions = {}): Promise<Receipt> {
    try {
      this.#check(room, from, draft, options);
    } catch (error) {
      if (error instanceof ServiceError)
        this.#service.webhooks.after(
          'Group.CallbackSendMsgException',
          { ...this.#report(room, from, draft), ErrorCode: error.code, ErrorInfo: error.message },
          options.platform,
        );
      throw error;
    }
    if (room.isRepeat(from.userId, draft.random)) {
      const first = room.kept.findLast((each) => each.from === from.userId && each.random === draft.random);
      return {
        time: first?.time ?? room.seconds(),
        seq: first?.seq ?? room.timeline.next - 1,
        delivered: false,
        dropped: false,
      };
    }
    if (!this.#service.webhooks.present) return this.#deliver(room, from, draft, options);
    const line = `${room.groupId} ${from.userId}`;
    const turn = (this.#lines.get(line) ?? Promise.resolve()).then(() => this.#ask(room, from, draft, options));
    const settled = turn.then(
      () => undefined,
      () => undefined, // the failure belongs to this message; the next in line goes on
    );
    this.#lines.set(line, settled);
    void settled.then(() => this.#lines.get(line) === settled && this.#lines.delete(line));
    return turn;
  }

  async #ask(room: Room, from: Account, draft: Draft, options: PostOptions): Promise<Receipt> {
    const platform = options.platform ?? 'Web';
    let final = draft;
    if (!options.skipBefore) {
      const verdict = await this.#service.webhooks.ask(
        'Group.CallbackBeforeSendMsg',
        this.#report(room, from, draft),
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
        { ...this.#report(room, from, final), MsgSeq: receipt.seq, MsgTime: receipt.time },
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
        room.keep(seq, from.userId, draft.random, JSON.stringify(event));
        resolve({ time, seq, delivered: true, dropped: false });
      };
      if (options.unlimited) decide(true);
      else room.limiter.submit(draft.priority, decide);
    });
  }

  #check(room: Room, from: Account, draft: Draft, options: PostOptions): void {
    checkElements(draft.msgBody);
    if (!options.asApplication) {
      if (!room.members.has(from.userId)) throw new ServiceError(10007, 'Only people in the group may speak');
      if (from.mutedUntil > this.#service.environment.now() || room.mutedUntil(from.userId) > 0)
        throw new ServiceError(10017, 'You are muted');
      if (room.muteAll && room.roleOf(from.userId) === 'Member')
        throw new ServiceError(10017, 'Everyone in the group is muted');
    }
    const content = JSON.stringify(draft.msgBody);
    // Only long texts are worth encoding: a character has at most 3 bytes per UTF-16 unit.
    const { maxMessageBytes, dirtyWords } = this.#service.settings;
    const units = content.length + draft.cloudCustomData.length;
    if (units * 3 > maxMessageBytes && encoder.encode(content + draft.cloudCustomData).length > maxMessageBytes)
      throw new ServiceError(80002, `The message is longer than ${maxMessageBytes} bytes`);
    if (dirtyWords.length > 0 && dirtyWords.some((word) => content.includes(word)))
      throw new ServiceError(80001, 'The text holds words that are not allowed');
  }

  #report(room: Room, from: Account, draft: Draft): object {
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
