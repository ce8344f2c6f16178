import { parseRoomMetadata } from '../../protocol/room-metadata.js';
import { requireGroupInfo } from '../rest/group-commands.js';
import { type RoomMetadataClient, updateRoomMetadata } from '../metadata/update-room-metadata.js';

/** Where the likes of rooms are stored: a database, or `groupLikeStore`. */
export interface LikeStore {
  /** Adds to a room's likes and resolves to the new total. When it rejects, nothing was added. */
  add(groupId: string, likes: number): Promise<number>;
}

const TIMEOUT_MS = 10_000;

/**
 * Keeps totals in the metadata of the group's introduction, where users who join later can read them and no member can
 * write. Pages in the room receive a control message. For one process: two would overwrite each other's totals.
 */
export function groupLikeStore(client: RoomMetadataClient): LikeStore {
  const totals = new Map<string, number>();
  return {
    async add(groupId, likes) {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      let total = totals.get(groupId);
      if (total === undefined) {
        // An error must not look like a room without likes: the total would be overwritten.
        total = parseRoomMetadata((await requireGroupInfo(client, groupId, { signal })).introduction).likes ?? 0;
        totals.set(groupId, total); // a write whose response is lost must not be read back and counted twice
      }
      const sum = total + likes;
      await updateRoomMetadata(client, groupId, () => ({ likes: sum }), 'Low', signal);
      totals.set(groupId, sum);
      return sum;
    },
  };
}
