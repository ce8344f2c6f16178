/** One of the tags that sanitize.ts lets through, written the plain way; a link with a web address and nothing else. */
const SIMPLE_TAG =
  /<\/?(?:b|br|em|i|li|ol|p|s|span|strong|u|ul)\s{0,3}\/?>|<a href="https?:\/\/[^"<>\s]{1,500}">|<\/a>/gi;

/**
 * Whether a text was meant as markup: it has tags, and none but the few that may stand in an announcement. Anything
 * else, such as
 * `1 < 2` or a script, is what somebody wrote and is shown letter by letter.
 */
export function isSimpleMarkup(text: string): boolean {
  const rest = text.replace(SIMPLE_TAG, '');
  return rest.length < text.length && !rest.includes('<');
}
