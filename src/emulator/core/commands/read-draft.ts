import type { Draft } from '../downlink/user-message.js';
import type { Fields } from '../fields.js';
import { parsePriority } from '../priority.js';
import { ServiceError } from '../service-error.js';

const MAX_RANDOM = 0xffff_ffff;

/** Reads a message from a request. `now` in unix seconds stands for a missing MsgClientTime. */
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
