// The other half of room-notes.ts, for those who moderate: readers never need it.
import { NOTES_CLOSING, NOTES_OPENING, readNotes, startOfNotes, type RoomNotes } from './room-notes.js';

/** The notes alone, as they stand in an introduction; '' for none. */
function notesText({ slowMode, emojiOnly, moderators, likes }: RoomNotes): string {
  const words = [
    slowMode > 0 ? `slow=${slowMode}` : '',
    emojiOnly ? 'emoji' : '',
    moderators.length > 0 ? `mods=${moderators.map(encodeURIComponent).join()}` : '',
    likes === undefined ? '' : `likes=${likes}`,
  ].filter((word) => word !== '');
  return words.length > 0 ? NOTES_OPENING + words.join(' ') + NOTES_CLOSING : '';
}

/** The introduction with other notes at its end, and these by themselves; the words before them stay. */
export function writeNotes(
  introduction: string,
  change: Partial<RoomNotes>,
): { readonly introduction: string; readonly notes: string } {
  const start = startOfNotes(introduction);
  const words = (start < 0 ? introduction : introduction.slice(0, start)).trimEnd();
  const notes = notesText({ ...readNotes(introduction), ...change });
  return { introduction: [words, notes].filter((part) => part !== '').join(' '), notes };
}
