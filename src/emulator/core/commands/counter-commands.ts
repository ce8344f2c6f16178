// Group counters, which hold the number of likes.
import { type Commands, type Handler, ServiceError } from '../call.js';
import { changeCounters } from '../operations/counters.js';
import { silentTip } from '../downlink/system-message.js';
import { requireAccount, requireMember, requirePlan } from '../requirements.js';

const MAX_KEYS = 20;
const MAX_KEY_BYTES = 128;
const DELETED = 1;
const encoder = new TextEncoder();

const update: Handler = (call, service) => {
  requirePlan(service, 'Counters');
  const caller = requireAccount(call);
  const room = service.room(call.fields.string('GroupId'));
  requireMember(call, room);
  const mode = call.fields.optionalString('Mode') ?? 'Set';
  if (mode !== 'Set' && mode !== 'Increase' && mode !== 'Decrease')
    throw new ServiceError(10004, 'Mode must be Set, Increase or Decrease');
  const changes = call.fields
    .objects('GroupCounter', { required: true, max: MAX_KEYS })
    .map((each) => ({ key: each.string('Key'), value: each.integer('Value') }));
  const keys = new Set([...room.counters.keys(), ...changes.map((each) => each.key)]);
  if (keys.size > MAX_KEYS) throw new ServiceError(10063, `A group has at most ${MAX_KEYS} counters`);
  if (changes.some(({ key }) => encoder.encode(key).length > MAX_KEY_BYTES))
    throw new ServiceError(10004, `A counter's key may have at most ${MAX_KEY_BYTES} bytes`);
  return { GroupCounter: changeCounters(service, room, caller.userId, mode, changes) };
};

const read: Handler = (call, service) => {
  requirePlan(service, 'Counters');
  const room = service.room(call.fields.string('GroupId'));
  requireMember(call, room);
  const requested = call.fields.strings('GroupCounterKeys');
  const keys = requested.length > 0 ? requested.filter((key) => room.counters.has(key)) : [...room.counters.keys()];
  return {
    GroupCounterSeq: room.countersSeq,
    GroupCounter: keys.map((key) => ({ Key: key, Value: room.counters.get(key) ?? 0 })),
  };
};

const remove: Handler = (call, service) => {
  requirePlan(service, 'Counters');
  const caller = requireAccount(call);
  const room = service.room(call.fields.string('GroupId'));
  const requested = call.fields.strings('GroupCounterKeys');
  const deleted = (requested.length > 0 ? requested : [...room.counters.keys()])
    .filter((key) => room.counters.has(key))
    .map((key) => ({ Key: key, Value: room.counters.get(key) ?? 0 }));
  for (const { Key } of deleted) room.counters.delete(Key);
  room.countersSeq += 1;
  if (deleted.length > 0)
    room.publish((seq) =>
      silentTip(
        room,
        { GroupCounterInfo: [{ Type: DELETED, GroupCounterSeq: room.countersSeq, GroupCounter: deleted }] },
        caller.userId,
        seq,
        service.seconds(),
        room.randomId(),
      ),
    );
  return {};
};

/** Commands of group counters. */
export const COUNTER_COMMANDS: Commands = {
  'group_open_http_svc.update_group_counter': update,
  'group_open_http_svc.get_group_counter': read,
  'group_open_http_svc.delete_group_counter': remove,
};
