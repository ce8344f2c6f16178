// Changes a room's metadata, and notifies the users in the room. The introduction is read before it is written, so the
// changes of one process are made one after another; those of two processes can overwrite each other.
import { type RoomMetadata, parseRoomMetadata, serializeRoomMetadata } from '../../protocol/room-metadata.js';
import { requireGroupInfo } from '../rest/group-commands.js';
import type { RestClient } from '../rest/rest-client.js';
import { RECHECK_MS, settlesWithin, untilAborted } from '../../util/promises.js';
import { sendControlMessage } from './send-control-message.js';

/** The part of the REST client that changes of metadata need. */
export type RoomMetadataClient = Pick<RestClient, 'getGroupInfo' | 'modifyGroupBaseInfo' | 'sendGroupMsg'>;

/** A change in progress. */
interface Running {
  readonly done: Promise<unknown>;
  /** When it began, in ms of `performance.now`. */
  readonly since: number;
}

/** By group. Not per client: two clients of one process write the same introduction. */
const runningByGroup = new Map<string, Running>();
/** A change that takes longer was stopped together with the function it ran in, and never ends. */
const STOPPED_AFTER_MS = 30_000;

function runningChange(groupId: string): Running | undefined {
  const running = runningByGroup.get(groupId);
  return running && performance.now() - running.since < STOPPED_AFTER_MS ? running : undefined;
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
  for (let other = runningChange(groupId); other; other = runningChange(groupId))
    await untilAborted(settlesWithin(other.done, RECHECK_MS), signal);
  const done = change(client, groupId, decide, priority, signal);
  const running: Running = { done, since: performance.now() };
  runningByGroup.set(groupId, running);
  const end = () => {
    if (runningByGroup.get(groupId) === running) runningByGroup.delete(groupId);
  };
  done.then(end, end); // not when `signal` is aborted: the change may still be in progress
  await untilAborted(done, signal);
}
