// Changes a room's metadata, and notifies the users in the room. The introduction is read before it is written, so the
// changes of one process are made one after another; those of two processes can overwrite each other.
import { type RoomMetadata, parseRoomMetadata, serializeRoomMetadata } from '../../protocol/room-metadata.js';
import { requireGroupInfo } from '../rest/group-commands.js';
import type { RestClient } from '../rest/rest-client.js';
import { untilAborted } from '../../util/promises.js';
import { sendControlMessage } from './send-control-message.js';

/** The part of the REST client that changes of metadata need. */
export type RoomMetadataClient = Pick<RestClient, 'getGroupInfo' | 'modifyGroupBaseInfo' | 'sendGroupMsg'>;

/** The changes of one group, one after another. */
interface Changes {
  last: Promise<unknown>;
  /** When one of them began, in ms of `performance.now`. */
  progressAt: number;
}

/** Not per client: two clients of one process write the same introduction. */
const changesByGroup = new Map<string, Changes>();
/** A change that takes longer was stopped together with the function it ran in, and never ends. */
const STOPPED_AFTER_MS = 30_000;

function changesOf(groupId: string): Changes {
  const known = changesByGroup.get(groupId);
  if (known && performance.now() - known.progressAt < STOPPED_AFTER_MS) return known;
  const changes: Changes = { last: Promise.resolve(), progressAt: performance.now() };
  changesByGroup.set(groupId, changes);
  return changes;
}

async function change(
  client: RoomMetadataClient,
  groupId: string,
  decide: (metadata: RoomMetadata) => Partial<RoomMetadata>,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted(); // the wait for the changes before may have taken all of the time
  const { introduction: before } = await requireGroupInfo(client, groupId, { signal });
  const { introduction, metadata } = serializeRoomMetadata(before, decide(parseRoomMetadata(before)));
  if (introduction !== before) await client.modifyGroupBaseInfo(groupId, { introduction }, { signal });
  await sendControlMessage(client, groupId, { action: 'metadata', text: metadata }, priority, signal);
}

/**
 * Applies the change that `decide` returns. Rejects with TencentError when the service refuses (there is no such room),
 * with MetadataTooLongError when the introduction would be longer than 240 bytes, and with the reason of `signal` when that is aborted, also while
 * earlier changes of the group are still in progress.
 */
export async function updateRoomMetadata(
  client: RoomMetadataClient,
  groupId: string,
  decide: (metadata: RoomMetadata) => Partial<RoomMetadata>,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  const changes = changesOf(groupId);
  const done = changes.last
    .catch(() => undefined) // reported to the caller of the earlier change
    .then(() => {
      changes.progressAt = performance.now();
      return change(client, groupId, decide, priority, signal);
    })
    .finally(() => {
      if (changes.last === done && changesByGroup.get(groupId) === changes) changesByGroup.delete(groupId);
    });
  changes.last = done;
  await untilAborted(done, signal);
}
