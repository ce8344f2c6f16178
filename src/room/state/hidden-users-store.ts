import type { HiddenUsersStore } from '../model/room-options.js';

const KEY = 'live-chat-elements:hidden:';
const MAX_USERS = 500;

/** In this browser's localStorage; where that is not allowed, nowhere. */
export const localHiddenUsersStore: HiddenUsersStore = {
  /** User ids whose messages this reader does not want to see. */
  load(groupId) {
    try {
      const stored: unknown = JSON.parse(globalThis.localStorage?.getItem(KEY + groupId) ?? '[]');
      return Array.isArray(stored)
        ? stored.filter((each): each is string => typeof each === 'string').slice(-MAX_USERS)
        : [];
    } catch {
      return []; // Storage is off, or holds something else: nobody is hidden.
    }
  },
  /** Replaces the list of that room. */
  save(groupId, userIds) {
    try {
      if (userIds.length === 0) globalThis.localStorage?.removeItem(KEY + groupId);
      else globalThis.localStorage?.setItem(KEY + groupId, JSON.stringify(userIds.slice(-MAX_USERS)));
    } catch {
      // Storage is off or full: hidden until the page is closed.
    }
  },
};
