import type { RoomSnapshot } from '../../room/model/room-snapshot.js';

/** What is drawn of a room around the log; the messages themselves, and likes, do not wake Lit. */
export type Shell = Omit<RoomSnapshot, 'messages' | 'likeCount' | 'likeCountExact' | 'shedCount'> & {
  readonly isEmpty: boolean;
};

export function selectShell({
  messages,
  likeCount: _count,
  likeCountExact: _exact,
  shedCount: _shed,
  ...rest
}: RoomSnapshot): Shell {
  return { ...rest, isEmpty: messages.length === 0 };
}
