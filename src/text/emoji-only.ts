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
