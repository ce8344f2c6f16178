import type { RoomSnapshot } from '../../room/model/room-snapshot.js';

/** What is drawn of a room around the log; the messages themselves, and likes, do not wake Lit. */
export type ChatSlice = Omit<RoomSnapshot, 'messages' | 'likeCount' | 'likeCountExact' | 'droppedCount'> & {
  readonly isEmpty: boolean;
};

export function selectChatSlice({
  messages,
  likeCount: _count,
  likeCountExact: _exact,
  droppedCount: _dropped,
  ...rest
}: RoomSnapshot): ChatSlice {
  return { ...rest, isEmpty: messages.length === 0 };
}
