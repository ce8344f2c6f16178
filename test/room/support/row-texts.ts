import type { Room } from '../../../src/room/room.js';

/** What the rows of a room say; of those without words, what they are. */
export const rowTexts = (room: Room): string[] =>
  room.snapshot.messages.map((each) => each.text || (each.notice?.type ?? each.kind));
