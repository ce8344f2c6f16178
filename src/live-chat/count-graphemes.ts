let segmenter: Intl.Segmenter | undefined;

/**
 * Characters as people count them: a family emoji is one, a letter with its accents is one.
 * Stops at `most`: a pasted book need not be counted to its end to be too long.
 */
export function countGraphemes(text: string, most = Infinity): number {
  // Below 0x300 nothing combines, except a carriage return with its line feed; the common short text needs no
  // segmenter.
  if (/^[^\r\u0300-\uffff]*$/.test(text)) return Math.min(text.length, most);
  if (typeof Intl.Segmenter === 'undefined') return Math.min([...text].length, most);
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let count = 0;
  for (const _each of segmenter.segment(text)) if (++count >= most) break;
  return count;
}
