// Changes a room's metadata, and notifies the users in the room. The introduction is read before it is written, so the
// changes of one process are made one after another; those of two processes can overwrite each other.
import { type RoomMetadata, parseRoomMetadata, serializeRoomMetadata } from '../../protocol/room-metadata.js';
import { requireGroupInfo } from '../rest/group-commands.js';
import type { RestClient } from '../rest/rest-client.js';
import { TencentError } from '../rest/tencent-error.js';
import { RECHECK_MS, settlesWithin, untilAborted } from '../../util/promises.js';
import { type ControlMessage, writeControlMessage } from '../../protocol/control-message.js';
import { APP_ADMINISTRATOR, MAX_MODERATORS } from '../../protocol/moderation.js';
import { messageBody } from '../rest/message-commands.js';

/** What the service says of a sender that does not exist ("Error Codes"). */
const NO_SUCH_SENDER: ReadonlySet<number> = new Set([10019, 70107, 90048]);

/**
 * Sends a control message in the name of the application's administrator. Pages accept its control messages because the
 * service reports the sender. Every application has this account unless it was renamed or removed in the console; then
 * the owner of the group is the sender.
 */
export async function sendControlMessage(
  client: Pick<RestClient, 'sendGroupMsg' | 'getGroupInfo'>,
  groupId: string,
  control: ControlMessage,
  priority: 'High' | 'Low',
  signal: AbortSignal,
): Promise<void> {
  const body = messageBody.custom({ data: writeControlMessage(control) });
  const send = (from: string) => client.sendGroupMsg(groupId, { from, body, priority, skipWebhooks: true }, { signal });
  try {
    await send(APP_ADMINISTRATOR);
  } catch (error) {
    if (!(error instanceof TencentError) || !NO_SUCH_SENDER.has(error.code)) throw error;
    const { ownerId } = await requireGroupInfo(client, groupId, { signal });
    if (!ownerId) throw error;
    await send(ownerId);
  }
}

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
 * with MetadataTooLongError when the introduction would be longer than 240 bytes, and with the reason of `signal` when
 * that is aborted, also while earlier changes of the group are still in progress.
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

const TIMEOUT_MS = 10_000;
const USER_ID = /^[\x21-\x7e]{1,32}$/;

/**
 * Sets a room's list of moderators for all its users, also those who join later: moderators get their badge and can
 * retract messages on every page. The service itself reports its admins (`modifyAdmin`) only to users who are in the
 * room at that moment. Replaces the list before. Throws a TypeError for more than 5 users or for an invalid user id;
 * rejects with TencentError when the service refuses.
 */
export async function setModerators(
  client: RoomMetadataClient,
  groupId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length > MAX_MODERATORS || !userIds.every((each) => typeof each === 'string' && USER_ID.test(each)))
    throw new TypeError(`userIds must be a list of at most ${MAX_MODERATORS} user ids.`);
  await updateRoomMetadata(
    client,
    groupId,
    () => ({ moderators: [...new Set(userIds)] }),
    'High',
    AbortSignal.timeout(TIMEOUT_MS),
  );
}
