import { type RoomMetadataClient, updateRoomMetadata } from './update-room-metadata.js';

const TIMEOUT_MS = 10_000;
const USER_ID = /^[\x21-\x7e]{1,32}$/;
/** What a room's introduction has space for beside words. */
const MAX_MODERATORS = 5;

/**
 * Tells everybody in a room, and who comes later, who its moderators are: they get their badge and can take messages
 * back on
 * every page. The service names its admins (`modifyAdmin`) only to those who are there at that moment. Replaces the
 * list of before.
 * Throws a TypeError for more than 5, or for what is no user id; rejects with TencentError when the service refuses.
 */
export async function setModerators(
  client: RoomMetadataClient,
  groupId: string,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length > MAX_MODERATORS || !userIds.every((each) => typeof each === 'string' && USER_ID.test(each)))
    throw new TypeError(`userIds must be at most ${MAX_MODERATORS} user ids.`);
  await updateRoomMetadata(
    client,
    groupId,
    () => ({ moderators: [...new Set(userIds)] }),
    'High',
    AbortSignal.timeout(TIMEOUT_MS),
  );
}
