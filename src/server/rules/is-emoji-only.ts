const KEYCAP = /[0-9#*]\ufe0f?\u20e3/g;
const EMOJI_ONLY = /^[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u{e0020}-\u{e007f}\u200d\ufe0f\s]+$/u;

/** Whether a text is emoji and white space alone. Flags, families, skin tones and keycaps count. */
export function isEmojiOnly(text: string): boolean {
  const rest = text.replace(KEYCAP, '');
  return text.trim() !== '' && (rest === '' || EMOJI_ONLY.test(rest));
}
