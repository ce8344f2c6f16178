// Changes the notes that a room keeps at the end of its introduction, and tells those who are there. The introduction
// is read
// before it is written, so changes of one process go one after another; two processes can overtake each other.
import { type RoomNotes, readNotes, writeNotes } from '../../protocol/room-metadata.js';
import type { RestClient } from '../rest/rest-client.js';
import { sendOrder } from './send-control-message.js';

/** The part of the REST client that it needs. */
export type NotesClient = Pick<RestClient, 'getGroupInfo' | 'modifyGroupBaseInfo' | 'sendGroupMsg'>;

const turns = new WeakMap<NotesClient, Map<string, Promise<unknown>>>();

async function change(
  client: NotesClient,
  groupId: string,
  decide: (notes: RoomNotes) => Partial<RoomNotes>,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  const [group] = await client.getGroupInfo([groupId], { signal });
  if (group?.error) throw group.error;
  const { introduction: before = '' } = group ?? {};
  const { introduction, notes } = writeNotes(before, decide(readNotes(before)));
  if (introduction !== before) await client.modifyGroupBaseInfo(groupId, { introduction }, { signal });
  await sendOrder(client, groupId, { action: 'notes', text: notes }, priority, signal);
}

/**
 * Rejects with TencentError when the service refuses: without the room, or when the introduction would be too long (240
 * bytes).
 */
export async function changeNotes(
  client: NotesClient,
  groupId: string,
  decide: (notes: RoomNotes) => Partial<RoomNotes>,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  const waiting = turns.get(client) ?? new Map<string, Promise<unknown>>();
  turns.set(client, waiting);
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
