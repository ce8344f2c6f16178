/**
 * What a text says, without how it is shouted: two texts with the same key may fly as one when it storms.
 * "哈哈哈哈！" and "哈哈", "GO go!!" and "go go" are the same; "good" and "god" are not.
 */
export function similarText(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
  return (folded.replace(/\p{P}+/gu, '') || folded).replace(/(.)\1+/gu, '$1$1');
}
