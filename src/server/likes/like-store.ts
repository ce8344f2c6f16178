import { parseRoomMetadata } from '../../protocol/room-metadata.js';
import { type RoomMetadataClient, updateRoomMetadata } from '../metadata/update-room-metadata.js';

/** Where the likes of rooms add up: a database, or `groupLikeStore`. */
export interface LikeStore {
  /** Adds to a room's likes and resolves to the new total. When it rejects, nothing was added. */
  add(groupId: string, likes: number): Promise<number>;
}

const TIMEOUT_MS = 10_000;

/**
 * Keeps totals with the group, in the notes of its introduction, where newcomers find them and no member can write;
 * pages that
 * are there are told by the administrator. For one process: two would write over each other.
 */
export function groupLikeStore(client: RoomMetadataClient): LikeStore {
  const totals = new Map<string, number>();
  return {
    async add(groupId, likes) {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      let total = totals.get(groupId);
      if (total === undefined) {
        const [group] = await client.getGroupInfo([groupId], { signal });
        total = parseRoomMetadata(group?.introduction ?? '').likes ?? 0;
        totals.set(groupId, total); // so that a write whose answer is lost is not read back and counted again
      }
      const sum = total + likes;
      await updateRoomMetadata(client, groupId, () => ({ likes: sum }), 'Low', signal);
      totals.set(groupId, sum);
      return sum;
    },
  };
}
