// Changes a room's metadata, and notifies the users in the room. The introduction is read before it is written, so the
// changes of one process are made one after another; those of two processes can overwrite each other.
import { type RoomMetadata, parseRoomMetadata, serializeRoomMetadata } from '../../protocol/room-metadata.js';
import { requireGroupInfo } from '../rest/group-commands.js';
import type { RestClient } from '../rest/rest-client.js';
import { untilAborted } from '../../util/promises.js';
import { sendControlMessage } from './send-control-message.js';

/** The part of the REST client that changes of metadata need. */
export type RoomMetadataClient = Pick<RestClient, 'getGroupInfo' | 'modifyGroupBaseInfo' | 'sendGroupMsg'>;

/** The last change of each group. Not per client: two clients of one process write the same introduction. */
const lastChanges = new Map<string, Promise<unknown>>();

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
 * Applies the change that `decide` returns. Rejects with TencentError when the service refuses (there is no such room, or
 * the introduction would be longer than 240 bytes), and with the reason of `signal` when that is aborted, also while
 * earlier changes of the group are still in progress.
 */
export async function updateRoomMetadata(
  client: RoomMetadataClient,
  groupId: string,
  decide: (metadata: RoomMetadata) => Partial<RoomMetadata>,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  const done = (lastChanges.get(groupId) ?? Promise.resolve())
    .catch(() => undefined) // reported to the caller of the earlier change
    .then(() => change(client, groupId, decide, priority, signal))
    .finally(() => {
      if (lastChanges.get(groupId) === done) lastChanges.delete(groupId);
    });
  lastChanges.set(groupId, done);
  await untilAborted(done, signal);
}
