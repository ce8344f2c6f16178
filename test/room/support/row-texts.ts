import type { Room } from '../../../src/room/room.js';

/** The texts of the rows of a room, or their kind where there is no text. */
export const rowTexts = (room: Room): string[] =>
  room.snapshot.messages.map((each) => each.text || (each.notice?.type ?? each.kind));
