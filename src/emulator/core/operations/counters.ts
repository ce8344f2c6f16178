import { silentTip } from '../downlink/system-message.js';
import type { Room } from '../room.js';
import type { Service } from '../service.js';

type CounterMode = 'Set' | 'Increase' | 'Decrease';

/** Type of a changed counter in the event. */
const CHANGED = 0;

/** Changes counters of a room and notifies its members. Returns the new values as in responses. */
export function changeCounters(
  service: Service,
  room: Room,
  operatorId: string,
  mode: CounterMode,
  changes: readonly { readonly key: string; readonly value: number }[],
): { Key: string; Value: number }[] {
  for (const { key, value } of changes) {
    const before = room.counters.get(key) ?? 0;
    room.counters.set(key, mode === 'Set' ? value : mode === 'Increase' ? before + value : before - value);
  }
  room.countersSeq += 1;
  const counters = changes.map(({ key }) => ({ Key: key, Value: room.counters.get(key) ?? 0 }));
  room.publish((seq) =>
    silentTip(
      room,
      { GroupCounterInfo: [{ Type: CHANGED, GroupCounterSeq: room.countersSeq, GroupCounter: counters }] },
      operatorId,
      seq,
      service.seconds(),
      room.randomId(),
    ),
  );
  return counters;
}
