/** How many author colours there are; `--chat-hue-1` to `--chat-hue-8` in the style sheet. */
export const AUTHOR_HUES = 8;

/** The number of a person's colour, 0 to 7: the same on every page and for ever, spread evenly (FNV-1a of the id). */
export function authorHue(userId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < userId.length; index++) {
    hash = Math.imul(hash ^ userId.charCodeAt(index), 0x01000193);
  }
  return ((hash >>> 0) ^ (hash >>> 15)) & (AUTHOR_HUES - 1);
}
