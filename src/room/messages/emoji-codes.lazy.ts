// The emoji codes of Tencent's apps. Every room loads this file beside the SDK, which is fifty times larger: the table is
// there before the first message, no message is drawn with codes and then changed, and the room's own file stays small.
import { describeFace, type EmojiDecoder, replaceEmojiCodes } from '../../protocol/emoji-codes.js';

/**
 * A text with emoji for the codes in it; of the data of a face what can be shown.
 *
 * Where this file cannot be loaded, the room joins all the same: it shows codes as they were written, and faces without
 * words.
 */
export const decodeEmoji: EmojiDecoder = (text, isFace) => (isFace ? describeFace(text) : replaceEmojiCodes(text));
