const KEYCAP = /[0-9#*]\uFE0F?\u20E3/g;
const EMOJI_ONLY =
  /^[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u{E0020}-\u{E007F}\u200D\uFE0F\s]+$/u;

/** Whether a text is emoji and white space alone. Flags, families, skin tones and keycaps count. */
export function isEmojiOnly(text: string): boolean {
  const rest = text.replace(KEYCAP, '').trim();
  return text.trim() !== '' && (rest === '' || EMOJI_ONLY.test(rest));
}
