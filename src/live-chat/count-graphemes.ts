let segmenter: Intl.Segmenter | undefined;

/** Characters as people count them: a family emoji is one, a letter with its accents is one. */
export function countGraphemes(text: string): number {
  // Below 0x300 nothing combines, except a carriage return with its line feed; the common short text needs no segmenter.
  if (/^[^\r\u0300-\uffff]*$/.test(text)) return text.length;
  if (typeof Intl.Segmenter === 'undefined') return [...text].length;
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let count = 0;
  for (const _each of segmenter.segment(text)) count++;
  return count;
}
