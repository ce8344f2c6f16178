import type { HiddenUsersStore } from '../model/room-options.js';

const KEY_PREFIX = 'live-chat-elements:hidden:';
const MAX_USERS = 500;

/** Stores the hidden users in this browser's localStorage. Where storage is not allowed, nothing is stored. */
export const localHiddenUsersStore: HiddenUsersStore = {
  load(groupId) {
    try {
      const stored: unknown = JSON.parse(globalThis.localStorage?.getItem(KEY_PREFIX + groupId) ?? '[]');
      return Array.isArray(stored)
        ? stored.filter((each): each is string => typeof each === 'string').slice(-MAX_USERS)
        : [];
    } catch {
      return []; // Storage is disabled, or holds something else: nobody is hidden.
    }
  },
  save(groupId, userIds) {
    try {
      if (userIds.length === 0) globalThis.localStorage?.removeItem(KEY_PREFIX + groupId);
      else globalThis.localStorage?.setItem(KEY_PREFIX + groupId, JSON.stringify(userIds.slice(-MAX_USERS)));
    } catch {
      // Storage is disabled or full: the users stay hidden until the page is closed.
    }
  },
};
