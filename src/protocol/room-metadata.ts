// Metadata that every user of the room needs, also those who join later: settings, moderators, and the likes that the
// application's server counts. It is kept at the end of the group's introduction, in brackets, because only the owner
// and the application can write there. Any member can write a group's attributes and counters. A custom field of the
// group would have more space (512 bytes), but each application has to create it in Tencent's console first, and there
// would be two places to read: the introduction is enough as long as what does not fit is refused with the reason.
import { MAX_MODERATORS } from './moderation.js';

/** Settings for all users of the room. */
export interface RoomSettings {
  /** Seconds between two messages of one viewer; 0 is off. */
  readonly slowMode: number;
  readonly emojiOnly: boolean;
}

export interface RoomMetadata extends RoomSettings {
  /** User ids. */
  readonly moderators: readonly string[];
  /** The room's likes as the application's server counts them; undefined when it does not. */
  readonly likes: number | undefined;
}

export const OPENING = '[live-chat ';
export const CLOSING = ']';
/** Slow mode of an hour is nearly a mute. Seconds. */
export const MAX_SLOW_MODE_S = 3600;

function wholeNumber(text: string | undefined, max: number): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Math.min(Number(text), max) : undefined;
}

/** The same in base 36, the form of numbers after keys of one letter. */
function wholeNumber36(text: string | undefined, max: number): number | undefined {
  return text !== undefined && /^[\da-z]{1,10}$/.test(text) ? Math.min(parseInt(text, 36), max) : undefined;
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

/** Where the metadata begins; -1 when there is none. */
export function startOfMetadata(introduction: string): number {
  return introduction.trimEnd().endsWith(CLOSING) ? introduction.lastIndexOf(OPENING) : -1;
}

/** Reads the metadata of an introduction in both forms; a field that is missing or not readable is off. */
export function parseRoomMetadata(introduction: string): RoomMetadata {
  const start = startOfMetadata(introduction);
  const parts =
    start < 0 ? [] : introduction.slice(start + OPENING.length, introduction.lastIndexOf(CLOSING)).split(' ');
  const fields = new Map(parts.map((part) => [part.split('=', 1)[0], part.slice(part.indexOf('=') + 1)]));
  return Object.freeze({
    slowMode: wholeNumber(fields.get('slow'), MAX_SLOW_MODE_S) ?? wholeNumber36(fields.get('s'), MAX_SLOW_MODE_S) ?? 0,
    emojiOnly: fields.has('emoji') || fields.has('e'),
    moderators: Object.freeze(userIds(fields.get('mods') ?? fields.get('m'))),
    likes:
      wholeNumber(fields.get('likes'), Number.MAX_SAFE_INTEGER) ??
      wholeNumber36(fields.get('l'), Number.MAX_SAFE_INTEGER),
  });
}

// Decides which texts may be sent in a room that is emoji-only; used by the room and by the server kit.

/** A digit, # or * with an enclosing keycap; without the keycap these characters are text. */
const KEYCAP = /[0-9#*]\uFE0F?\u20E3/g;
/**
 * Pictographs, letters of flags, skin tones, tags of regional flags, zero-width joiners, emoji presentation and white
 * space.
 */
const EMOJI_OR_SPACE =
  /^[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u{E0020}-\u{E007F}\u200D\uFE0F\s]+$/u;

/** True when a text is not blank and consists of emoji and white space only. Flags, families and keycaps are emoji. */
export function isEmojiOnly(text: string): boolean {
  if (text.trim() === '') return false;
  const rest = text.replace(KEYCAP, '').trim();
  return rest === '' || EMOJI_OR_SPACE.test(rest);
}
