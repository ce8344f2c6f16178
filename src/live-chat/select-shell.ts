import type { RoomSnapshot } from '../room/room-snapshot.js';

/** What the shell around the log draws of a room; the messages themselves do not wake Lit. */
export function selectShell({ status, error, groupName, self, canSend, cannotSendReason, canSendAt, onlineCount, announcement, settings, capabilities, hiddenPeople, messages }: RoomSnapshot) {
  return { status, error, groupName, self, canSend, cannotSendReason, canSendAt, onlineCount, announcement, settings, capabilities, hiddenPeople, isEmpty: messages.length === 0 };
}
