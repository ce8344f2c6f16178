// Changes a room's metadata, and notifies the users in the room. The introduction is read before it is written, so the
// changes of one process are made one after another; those of two processes can overwrite each other.
import { type RoomMetadata, parseRoomMetadata, serializeRoomMetadata } from '../../protocol/room-metadata.js';
import type { RestClient } from '../rest/rest-client.js';
import { sendControlMessage } from './send-control-message.js';

/** The part of the REST client that changes of metadata need. */
export type RoomMetadataClient = Pick<RestClient, 'getGroupInfo' | 'modifyGroupBaseInfo' | 'sendGroupMsg'>;

const queues = new WeakMap<RoomMetadataClient, Map<string, Promise<unknown>>>();

async function change(
  client: RoomMetadataClient,
  groupId: string,
  decide: (metadata: RoomMetadata) => Partial<RoomMetadata>,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  const [group] = await client.getGroupInfo([groupId], { signal });
  if (group?.error) throw group.error;
  const { introduction: before = '' } = group ?? {};
  const { introduction, metadata } = serializeRoomMetadata(before, decide(parseRoomMetadata(before)));
  if (introduction !== before) await client.modifyGroupBaseInfo(groupId, { introduction }, { signal });
  await sendControlMessage(client, groupId, { action: 'notes', text: metadata }, priority, signal);
}

/**
 * Applies the change that `decide` returns. Rejects with TencentError when the service refuses: there is no such room, or
 * the introduction would be longer than 240 bytes.
 */
export async function updateRoomMetadata(
  client: RoomMetadataClient,
  groupId: string,
  decide: (metadata: RoomMetadata) => Partial<RoomMetadata>,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  const groups = queues.get(client) ?? new Map<string, Promise<unknown>>();
  queues.set(client, groups);
  const done = (groups.get(groupId) ?? Promise.resolve())
    .catch(() => undefined) // reported to the caller of the earlier change
    .then(() => change(client, groupId, decide, priority, signal));
  groups.set(groupId, done);
  try {
    await done;
  } finally {
    if (groups.get(groupId) === done) groups.delete(groupId);
  }
}
