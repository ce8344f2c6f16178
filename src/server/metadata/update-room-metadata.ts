// Changes the notes that a room keeps at the end of its introduction, and tells those who are there. The introduction
// is read
// before it is written, so changes of one process go one after another; two processes can overtake each other.
import { type RoomMetadata, parseRoomMetadata, serializeRoomMetadata } from '../../protocol/room-metadata.js';
import type { RestClient } from '../rest/rest-client.js';
import { sendControlMessage } from './send-control-message.js';

/** The part of the REST client that it needs. */
export type RoomMetadataClient = Pick<RestClient, 'getGroupInfo' | 'modifyGroupBaseInfo' | 'sendGroupMsg'>;

const queues = new WeakMap<RoomMetadataClient, Map<string, Promise<unknown>>>();

async function change(
  client: RoomMetadataClient,
  groupId: string,
  decide: (notes: RoomMetadata) => Partial<RoomMetadata>,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  const [group] = await client.getGroupInfo([groupId], { signal });
  if (group?.error) throw group.error;
  const { introduction: before = '' } = group ?? {};
  const { introduction, notes } = serializeRoomMetadata(before, decide(parseRoomMetadata(before)));
  if (introduction !== before) await client.modifyGroupBaseInfo(groupId, { introduction }, { signal });
  await sendControlMessage(client, groupId, { action: 'notes', text: notes }, priority, signal);
}

/**
 * Rejects with TencentError when the service refuses: without the room, or when the introduction would be too long (240
 * bytes).
 */
export async function updateRoomMetadata(
  client: RoomMetadataClient,
  groupId: string,
  decide: (notes: RoomMetadata) => Partial<RoomMetadata>,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  const waiting = queues.get(client) ?? new Map<string, Promise<unknown>>();
  queues.set(client, waiting);
  const turn = (waiting.get(groupId) ?? Promise.resolve())
    .catch(() => undefined)
    .then(() => change(client, groupId, decide, priority, signal)); // whoever was before has been told of its own failure
  waiting.set(groupId, turn);
  try {
    await turn;
  } finally {
    if (waiting.get(groupId) === turn) waiting.delete(groupId);
  }
}
