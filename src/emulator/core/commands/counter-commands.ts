// A room's counters, likes above all.
import { type Commands, type Handler, ServiceError } from '../call.js';
import { changeCounters } from '../operations/counters.js';
import { silentTip } from '../downlink/group-tip.js';
import { requireAccount, requirePlan } from '../requirements.js';

const MAX_KEYS = 20;
const MAX_KEY_BYTES = 128;
const DELETED = 1;
const encoder = new TextEncoder();

const update: Handler = (call, service) => {
  requirePlan(service, 'Counters');
  const caller = requireAccount(call);
  const room = service.room(call.fields.string('GroupId'));
  if (call.caller.kind === 'user' && !room.members.has(caller.userId))
    throw new ServiceError(10007, 'You are not in the group');
  const mode = call.fields.optionalString('Mode') ?? 'Set';
  if (mode !== 'Set' && mode !== 'Increase' && mode !== 'Decrease')
    throw new ServiceError(10004, 'Mode must be Set, Increase or Decrease');
  const wanted = call.fields
    .objects('GroupCounter', { required: true, max: MAX_KEYS })
    .map((each) => ({ key: each.string('Key'), value: each.integer('Value') }));
  const keys = new Set([...room.counters.keys(), ...wanted.map((each) => each.key)]);
  if (keys.size > MAX_KEYS) throw new ServiceError(10063, `A group has at most ${MAX_KEYS} counters`);
  if (wanted.some(({ key }) => encoder.encode(key).length > MAX_KEY_BYTES))
    throw new ServiceError(10004, `A counter's key may have at most ${MAX_KEY_BYTES} bytes`);
  return { GroupCounter: changeCounters(service, room, caller.userId, mode, wanted) };
};

const read: Handler = (call, service) => {
  requirePlan(service, 'Counters');
  const room = service.room(call.fields.string('GroupId'));
  const asked = call.fields.strings('GroupCounterKeys');
  const keys = asked.length > 0 ? asked.filter((key) => room.counters.has(key)) : [...room.counters.keys()];
  return {
    GroupCounterSeq: room.countersSeq,
    GroupCounter: keys.map((key) => ({ Key: key, Value: room.counters.get(key) ?? 0 })),
  };
};

const remove: Handler = (call, service) => {
  requirePlan(service, 'Counters');
  const caller = requireAccount(call);
  const room = service.room(call.fields.string('GroupId'));
  const asked = call.fields.strings('GroupCounterKeys');
  const gone = (asked.length > 0 ? asked : [...room.counters.keys()])
    .filter((key) => room.counters.has(key))
    .map((key) => ({ Key: key, Value: room.counters.get(key) ?? 0 }));
  for (const { Key } of gone) room.counters.delete(Key);
  room.countersSeq += 1;
  if (gone.length > 0)
    room.publish((seq) =>
      silentTip(
        room,
        { GroupCounterInfo: [{ Type: DELETED, GroupCounterSeq: room.countersSeq, GroupCounter: gone }] },
        caller.userId,
        seq,
        service.seconds(),
        room.randomId(),
      ),
    );
  return {};
};

/** Counters of rooms. */
export const COUNTER_COMMANDS: Commands = {
  'group_open_http_svc.update_group_counter': update,
  'group_open_http_svc.get_group_counter': read,
  'group_open_http_svc.delete_group_counter': remove,
};
