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

/** Tencent's limit of an introduction, in bytes of UTF-8. */
const MAX_INTRODUCTION_BYTES = 240;
const OPENING = '[live-chat ';
const CLOSING = ']';
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
function startOfMetadata(introduction: string): number {
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

/** The introduction has no space for the metadata. The message names the bytes. */
export class MetadataTooLongError extends Error {
  override readonly name = 'MetadataTooLongError';
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A user id in the shortest form that `userIds` reads. */
function writeUserId(userId: string): string {
  return userId.replace(/[\s%,[\]]/g, encodeURIComponent);
}

/**
 * The metadata alone, as it is written in an introduction; '' for none. `isShort`: with keys of one letter and numbers
 * in base 36, up to 20 bytes shorter.
 */
function metadataText({ slowMode, emojiOnly, moderators, likes }: RoomMetadata, isShort = false): string {
  const key = (name: string): string => (isShort ? name.charAt(0) : name);
  const base = isShort ? 36 : 10;
  const parts = [
    slowMode > 0 ? `${key('slow')}=${slowMode.toString(base)}` : '',
    emojiOnly ? key('emoji') : '',
    moderators.length > 0 ? `${key('mods')}=${moderators.map(writeUserId).join()}` : '',
    likes === undefined ? '' : `${key('likes')}=${likes.toString(base)}`,
  ].filter((part) => part !== '');
  return parts.length > 0 ? OPENING + parts.join(' ') + CLOSING : '';
}

/**
 * The introduction with changed metadata at its end, and the metadata by itself; the text before it stays. The metadata
 * has the short form only when the other does not fit. Throws `MetadataTooLongError` when they do not fit.
 */
export function serializeRoomMetadata(
  introduction: string,
  change: Partial<RoomMetadata>,
): { readonly introduction: string; readonly metadata: string } {
  const start = startOfMetadata(introduction);
  const text = (start < 0 ? introduction : introduction.slice(0, start)).trimEnd();
  const fields = { ...parseRoomMetadata(introduction), ...change };
  const join = (metadata: string): string => [text, metadata].filter((part) => part !== '').join(' ');
  const readable = metadataText(fields);
  const metadata = byteLength(join(readable)) > MAX_INTRODUCTION_BYTES ? metadataText(fields, true) : readable;
  const written = join(metadata);
  const bytes = byteLength(written);
  if (metadata !== '' && bytes > MAX_INTRODUCTION_BYTES)
    throw new MetadataTooLongError(
      `The group's introduction may have at most ${MAX_INTRODUCTION_BYTES} bytes. It would have ${bytes}: ` +
        `${byteLength(text)} of its own text and ${byteLength(metadata)} of the room's settings, moderators and ` +
        'likes. ' +
        'Shorten the text, or name fewer moderators.',
    );
  return { introduction: written, metadata };
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
