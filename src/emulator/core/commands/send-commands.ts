import { type Commands, type Handler, ServiceError } from '../call.js';
import { type Draft, parsePriority } from '../downlink/user-message.js';
import type { Fields } from '../fields.js';
import { sendC2cMessage } from '../operations/c2c-messages.js';
import { checkElements, type PostOptions } from '../operations/message-pipeline.js';
import { requireAccount, requireRole } from '../requirements.js';

const MAX_RANDOM = 0xffff_ffff;

/** Reads a message from a request. `now` (unix seconds) is the default of MsgClientTime. */
export function readDraft(fields: Fields, now: number): Draft {
  const random = fields.integer('Random');
  if (random < 0 || random > MAX_RANDOM) throw new ServiceError(10004, 'Random must be a 32-bit number');
  return {
    msgBody: fields.list('MsgBody', { required: true }),
    priority: parsePriority(fields.get('MsgPriority')),
    random,
    clientTime: fields.optionalInteger('MsgClientTime') ?? now,
    cloudCustomData: fields.optionalString('CloudCustomData') ?? '',
  };
}

const MAX_RECALLS = 10;

const send: Handler = async (call, service) => {
  const caller = requireAccount(call);
  const { fields } = call;
  const asApplication = call.caller.kind === 'application';
  const named = fields.optionalString('From_Account');
  if (!asApplication && named !== undefined && named !== caller.userId)
    throw new ServiceError(10007, 'From_Account must be the user who is logged in');
  const from = asApplication && named !== undefined ? service.account(named) : caller;
  const room = service.room(fields.string('GroupId'));
  const skip = fields.list('ForbidCallbackControl');
  const options: PostOptions = asApplication
    ? {
        asApplication,
        platform: 'RESTAPI',
        skipBefore: skip.includes('ForbidBeforeSendMsgCallback'),
        skipAfter: skip.includes('ForbidAfterSendMsgCallback'),
      }
    : {};
  const receipt = await service.messages.post(room, from, readDraft(fields, service.seconds()), options);
  return {
    MsgTime: receipt.time,
    MsgSeq: receipt.seq,
    ...(asApplication && receipt.dropped && { MsgDropReason: 'MsgFreqCtrl' }),
  };
};

const recall: Handler = (call, service) => {
  const room = service.room(call.fields.string('GroupId'));
  const seqs = call.fields
    .objects('MsgSeqList', { required: true, max: MAX_RECALLS })
    .map((each) => each.integer('MsgSeq'));
  const caller = requireAccount(call);
  const areOwn = seqs.every((seq) =>
    room.recentMessages.every((each) => each.seq !== seq || each.from === caller.userId),
  );
  if (!areOwn) requireRole(call, service, room, 'admin');
  const results = service.moderation.recall(room, caller.userId, seqs, call.fields.optionalString('Reason'));
  const failed = results.find((each) => each.RetCode !== 0);
  if (failed && results.length === 1 && call.caller.kind === 'user')
    throw new ServiceError(
      failed.RetCode,
      failed.RetCode === 10030 ? 'The message does not exist' : 'The message is too old',
      { RecallRetList: results },
    );
  return { RecallRetList: results };
};

const sendC2c: Handler = (call, service) => {
  const from = requireAccount(call);
  const { fields } = call;
  const msgBody = fields.list('MsgBody', { required: true });
  checkElements(msgBody);
  const { time, seq } = sendC2cMessage(service, from, service.account(fields.string('To_Account')), {
    msgBody,
    random: fields.integer('MsgRandom'),
    cloudCustomData: fields.optionalString('CloudCustomData') ?? '',
  });
  return { MsgTime: time, MsgSeq: seq };
};

/** Commands of messages. */
export const SEND_COMMANDS: Commands = {
  'group_open_http_svc.send_group_msg': send,
  'openim.sendmsg': sendC2c,
  'group_open_http_svc.group_msg_recall': recall,
};
