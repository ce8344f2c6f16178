import type { RoomSettings } from '../room/model/room-snapshot.js';

// What everybody in the room has to know, and who comes later, too: settings, moderators, likes that the application's
// server
// counts. It stands at the end of the group's introduction, in brackets, because only the owner and the application may
// write
// there. Attributes and counters of a group, which look made for it, may be written by any member.

/** How the notes begin. */
export const METADATA_OPENING = '[live-chat ';
/** How they end. */
export const METADATA_CLOSING = ']';
/** An hour between two messages is as good as a mute. Seconds. */
export const MAX_SLOW_MODE_S = 3600;
/** The service lets a live room have five. */
const MAX_MODERATORS = 20;

export interface RoomMetadata extends RoomSettings {
  /** User ids. */
  readonly moderators: readonly string[];
  /** The room's likes as the application's server counts them; undefined when it does not. */
  readonly likes: number | undefined;
}

function whole(text: string | undefined, max: number): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Math.min(Number(text), max) : undefined;
}

function userIds(text = ''): string[] {
  try {
    return text
      .split(',', MAX_MODERATORS)
      .map(decodeURIComponent)
      .filter((each) => each !== '');
  } catch {
    return []; // Not written by us.
  }
}

/** Where the notes begin; -1 when there are none. */
export function startOfMetadata(introduction: string): number {
  return introduction.trimEnd().endsWith(METADATA_CLOSING) ? introduction.lastIndexOf(METADATA_OPENING) : -1;
}

/** Reads the notes of an introduction; whatever is not there or not readable is off. */
export function parseRoomMetadata(introduction: string): RoomMetadata {
  const start = startOfMetadata(introduction);
  const words =
    start < 0
      ? []
      : introduction.slice(start + METADATA_OPENING.length, introduction.lastIndexOf(METADATA_CLOSING)).split(' ');
  const fields = new Map(words.map((word) => [word.split('=', 1)[0], word.slice(word.indexOf('=') + 1)]));
  return Object.freeze({
    slowMode: whole(fields.get('slow'), MAX_SLOW_MODE_S) ?? 0,
    emojiOnly: fields.has('emoji'),
    moderators: Object.freeze(userIds(fields.get('mods'))),
    likes: whole(fields.get('likes'), Number.MAX_SAFE_INTEGER),
  });
}

// The other half of room-notes.ts, for those who moderate: readers never need it.

/** The notes alone, as they stand in an introduction; '' for none. */
function metadataText({ slowMode, emojiOnly, moderators, likes }: RoomMetadata): string {
  const words = [
    slowMode > 0 ? `slow=${slowMode}` : '',
    emojiOnly ? 'emoji' : '',
    moderators.length > 0 ? `mods=${moderators.map(encodeURIComponent).join()}` : '',
    likes === undefined ? '' : `likes=${likes}`,
  ].filter((word) => word !== '');
  return words.length > 0 ? METADATA_OPENING + words.join(' ') + METADATA_CLOSING : '';
}

/** The introduction with other notes at its end, and these by themselves; the words before them stay. */
export function serializeRoomMetadata(
  introduction: string,
  change: Partial<RoomMetadata>,
): { readonly introduction: string; readonly notes: string } {
  const start = startOfMetadata(introduction);
  const words = (start < 0 ? introduction : introduction.slice(0, start)).trimEnd();
  const notes = metadataText({ ...parseRoomMetadata(introduction), ...change });
  return { introduction: [words, notes].filter((part) => part !== '').join(' '), notes };
}
