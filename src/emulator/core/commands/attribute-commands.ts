// Group attributes: key-value texts that new members can read. Members are notified of changes.
import { type Call, type Commands, type Handler, ServiceError } from '../call.js';
import { silentTip } from '../downlink/system-message.js';
import type { JsonObject } from '../fields.js';
import { requireAccount } from '../requirements.js';
import type { Room } from '../room.js';
import type { Service } from '../service.js';

const MAX_KEYS = 16;
const MAX_KEY_BYTES = 32;
const MAX_VALUE_BYTES = 4000;
const MAX_TOTAL_BYTES = 16_000;
/** Kinds of change, as in the event. */
const CHANGE = { init: 1, set: 2, clear: 3, delete: 4 } as const;

const encoder = new TextEncoder();
const bytes = (text: string) => encoder.encode(text).length;

interface AttributeChange {
  readonly key: string;
  readonly value: string;
  readonly seq: number | undefined;
}

function readChanges(call: Call): AttributeChange[] {
  return call.fields.objects('GroupAttr').map((each) => ({
    key: each.string('key'),
    value: each.optionalString('value') ?? '',
    seq: each.optionalInteger('seq'),
  }));
}

/** Throws 10056 if the writer requested race detection and has stale values. */
function refuseRace(call: Call, room: Room, changes: readonly AttributeChange[]): void {
  if (!call.fields.list('AttrControl').includes('RaceConflict')) return;
  const main = call.fields.optionalInteger('AttrMainSeq');
  const stale = changes.some(({ key, seq }) => seq !== undefined && seq !== (room.attributes.get(key)?.seq ?? 0));
  if (stale || (changes.length === 0 && main !== undefined && main !== room.attributesSeq))
    throw new ServiceError(10056, 'The attributes were changed by another user; read them again');
}

function publish(
  service: Service,
  room: Room,
  operatorId: string,
  change: number,
  keys: readonly string[],
): JsonObject {
  room.attributesSeq += 1;
  const infos = keys.map((key) => ({
    key,
    value: room.attributes.get(key)?.value ?? '',
    SubKeySeq: room.attributes.get(key)?.seq ?? 0,
  }));
  const option = { OpType: change, GroupAttrSeq: room.attributesSeq, PushChangedAttrValFlag: 1, GroupAttrInfo: infos };
  room.publish((seq) =>
    silentTip(
      room,
      { OpType: 6, MsgGroupNewInfo: { GroupAttrOption: option } },
      operatorId,
      seq,
      service.seconds(),
      room.randomId(),
    ),
  );
  return {
    AttrMainSeq: room.attributesSeq,
    GroupAttrAry: keys.map((key) => ({ key, seq: room.attributes.get(key)?.seq ?? 0 })),
  };
}

const write =
  (change: 'init' | 'set'): Handler =>
  (call, service) => {
    const caller = requireAccount(call);
    const room = service.room(call.fields.string('GroupId'));
    const changes = readChanges(call);
    refuseRace(call, room, change === 'set' ? changes : []);
    const after = new Map(change === 'init' ? [] : [...room.attributes].map(([key, each]) => [key, each.value]));
    for (const { key, value } of changes) {
      if (bytes(key) > MAX_KEY_BYTES) throw new ServiceError(10046, `A key may have at most ${MAX_KEY_BYTES} bytes`);
      if (bytes(value) > MAX_VALUE_BYTES)
        throw new ServiceError(10047, `A value may have at most ${MAX_VALUE_BYTES} bytes`);
      after.set(key, value);
    }
    if (after.size > MAX_KEYS) throw new ServiceError(10045, `A group has at most ${MAX_KEYS} attributes`);
    if ([...after].reduce((sum, [key, value]) => sum + bytes(key) + bytes(value), 0) > MAX_TOTAL_BYTES)
      throw new ServiceError(10048, `The attributes may have at most ${MAX_TOTAL_BYTES} bytes together`);
    const before = new Map(room.attributes);
    if (change === 'init') room.attributes.clear();
    for (const { key, value } of changes) room.attributes.set(key, { value, seq: (before.get(key)?.seq ?? 0) + 1 });
    return publish(
      service,
      room,
      caller.userId,
      CHANGE[change],
      changes.map((each) => each.key),
    );
  };

const remove: Handler = (call, service) => {
  const caller = requireAccount(call);
  const room = service.room(call.fields.string('GroupId'));
  const changes = readChanges(call);
  refuseRace(call, room, changes);
  for (const { key } of changes) room.attributes.delete(key);
  return publish(
    service,
    room,
    caller.userId,
    CHANGE.delete,
    changes.map((each) => each.key),
  );
};

const clear: Handler = (call, service) => {
  const caller = requireAccount(call);
  const room = service.room(call.fields.string('GroupId'));
  room.attributes.clear();
  return publish(service, room, caller.userId, CHANGE.clear, []);
};

const read: Handler = (call, service) => {
  const groupId = call.fields.optionalString('GroupId');
  if (groupId === undefined) throw new ServiceError(10004, 'GroupId must be a string');
  const room = service.room(groupId);
  return {
    AttrMainSeq: room.attributesSeq,
    GroupAttrAry: [...room.attributes].map(([key, { value, seq }]) => ({ key, value, seq })),
  };
};

/** Commands of group attributes. */
export const ATTRIBUTE_COMMANDS: Commands = {
  'group_open_http_svc.set_group_attr': write('init'),
  'group_open_http_svc.modify_group_attr': write('set'),
  'group_open_http_svc.delete_group_attr': remove,
  'group_open_http_svc.clear_group_attr': clear,
  'group_open_attr_http_svc.get_group_attr': read,
};
