import { MAX_MODERATORS } from '../../protocol/moderation.js';
import { type RoomMetadataClient, updateRoomMetadata } from './update-room-metadata.js';

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
