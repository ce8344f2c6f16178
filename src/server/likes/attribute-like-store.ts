import { LIKES_ATTRIBUTE } from '../../room/likes-attribute.js';
import type { RestClient } from '../rest/create-rest-client.js';
import type { LikeStore } from './like-store.js';

/** Keeps totals in an attribute of the group, where newcomers find them. For one process: two would write over each other. */
export function attributeLikeStore(client: Pick<RestClient, 'getGroupAttr' | 'modifyGroupAttr'>): LikeStore {
  const totals = new Map<string, number>();
  return {
    async add(groupId, likes) {
      let total = totals.get(groupId);
      if (total === undefined) {
        const stored = Number((await client.getGroupAttr(groupId))[LIKES_ATTRIBUTE] ?? '0');
        total = Number.isSafeInteger(stored) && stored > 0 ? stored : 0;
        totals.set(groupId, total); // so that a write whose answer is lost is not read back and counted again
      }
      total += likes;
      await client.modifyGroupAttr(groupId, { [LIKES_ATTRIBUTE]: String(total) });
      totals.set(groupId, total);
      return total;
    },
  };
}
