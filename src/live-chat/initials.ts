const LETTER = /[\p{L}\p{N}]/u;

/**
 * One or two letters that stand in for a picture: "Ana María" → "AM", "小明" → "小". A name without letters gives its
 * first character.
 */
export function initials(nick: string): string {
  const words = nick.split(/[\s._-]+/u).map((word) => [...word].find((letter) => LETTER.test(letter)));
  const letters = words.filter((letter) => letter !== undefined);
  const first = letters[0] ?? [...nick][0] ?? '';
  const second = letters.length > 1 && /\p{Script=Latin}/u.test(first) ? (letters.at(-1) ?? '') : '';
  return (first + second).toLocaleUpperCase();
}
