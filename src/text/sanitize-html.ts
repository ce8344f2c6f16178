import type { Config, DOMPurify } from 'dompurify';
import { retryImport } from '../util/retry-import.js';

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

// For the few places where a page may want more than plain text: an announcement that was written as HTML in a console.
// The only
// importer of DOMPurify, which is fetched when the first such text comes. Everything else in the room is plain text
// (plain-text.ts).

/** Longer than any announcement of the service (300 bytes) or notice of a server (12 KB). */
const MAX_HTML_LENGTH = 16_384;

/** Deeper than anybody writes; parsers begin to mend on their own at some 500 levels, each its own way. */
const MAX_DEPTH = 64;
const TAG = /<(\/?)(?!br\b)[a-z]/gi;

/** Words, emphasis, lists and links: nothing that loads, moves, covers or runs. No attribute but a link's address. */
const ALLOWED: Config = {
  ALLOWED_TAGS: ['a', 'b', 'br', 'em', 'i', 'li', 'ol', 'p', 's', 'span', 'strong', 'u', 'ul'],
  ALLOWED_ATTR: ['href'],
  ALLOWED_URI_REGEXP: /^https?:\/\//i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  KEEP_CONTENT: true,
};

let loading: Promise<DOMPurify> | undefined;

async function load(): Promise<DOMPurify> {
  const createPurify = await retryImport(() => import('dompurify'), 'default');
  // An instance of our own: hooks and settings of the page's DOMPurify are not ours, nor ours the page's.
  const purify = createPurify(window);
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.tagName !== 'A') return;
    // A name before an @ makes an address look like another one, here as in messages.
    const { username, password } = node as HTMLAnchorElement;
    if (username !== '' || password !== '') node.removeAttribute('href');
    node.setAttribute('rel', 'noopener noreferrer nofollow ugc');
    node.setAttribute('target', '_blank');
  });
  return purify;
}

/** Whether tags stay open so deep, before anything is parsed. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, closing] of html.matchAll(TAG)) {
    depth = closing ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/**
 * A stranger's HTML as nodes that are safe to append; what is not allowed is dropped, its text stays. Cut after 16,384
 * characters; what nests
 * deeper than 64 levels comes back as it was written, as text.
 * Needs a DOM. Rejects when DOMPurify cannot be fetched: then draw plain text.
 */
export async function sanitizeHtml(html: string): Promise<DocumentFragment> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined; // the next text tries again
    throw error;
  });
  const purify = await loading;
  const short = html.slice(0, MAX_HTML_LENGTH);
  if (isTooDeep(short)) {
    const plain = document.createDocumentFragment();
    plain.append(short);
    return plain;
  }
  // Twice: what is dropped between two links leaves one in the other, which no parser makes. The second time reads what
  // the first wrote.
  return purify.sanitize(purify.sanitize(short, ALLOWED), { ...ALLOWED, RETURN_DOM_FRAGMENT: true });
}
