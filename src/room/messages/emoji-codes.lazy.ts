// The emoji codes of Tencent's apps. Every room loads this file beside the SDK, which is fifty times larger: the table is
// there before the first message, no message is drawn with codes and then changed, and the room's own file stays small.
//
// The table is not loaded with the first code, because nobody knows in advance whether a room has viewers of those apps:
// the messages behind the first code would have to wait for it, or change under the reader's eyes.
import { describeFace, type EmojiDecoder, replaceEmojiCodes } from '../../protocol/emoji-codes.js';

/**
 * `text` with emoji for the codes in it. With `isFace`, `text` is the data of a face, and the result is what can be
 * shown of it: emoji, a word, or '' for a sticker without words.
 *
 * A text is decoded before it is sanitised and before the page's filters see it, so that the list, danmaku,
 * announcements and filters agree.
 *
 * Where this file cannot be loaded, the room joins all the same: it shows codes as they were written, and faces without
 * words.
 */
export const decodeEmoji: EmojiDecoder = (text, isFace = false) => {
  if (isFace) return describeFace(text);
  return replaceEmojiCodes(text);
};
