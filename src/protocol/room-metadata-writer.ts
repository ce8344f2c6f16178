// Writes the metadata of a room into the introduction of its group. A file of its own: most users only read it.
import { CLOSING, OPENING, parseRoomMetadata, type RoomMetadata, startOfMetadata } from './room-metadata.js';

/** Tencent's limit of an introduction, in bytes of UTF-8. */
const MAX_INTRODUCTION_BYTES = 240;

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
