import type { Config, DOMPurify } from 'dompurify';
import { retryImport } from '../util/retry-import.js';

/** One of the tags that `sanitizeHtml` keeps, without attributes, except for the web address of a link. */
const SIMPLE_TAG =
  /<\/?(?:b|br|em|i|li|ol|p|s|span|strong|u|ul)\s{0,3}\/?>|<a href="https?:\/\/[^"<>\s]{1,500}">|<\/a>/gi;

/**
 * True when a text is meant as markup: it has tags, and only those that an announcement may contain. Any other text,
 * such as `1 < 2` or a script, is shown as it was written.
 */
export function isSimpleMarkup(text: string): boolean {
  const rest = text.replace(SIMPLE_TAG, '');
  return rest.length < text.length && !rest.includes('<');
}

// Sanitises the only HTML in a room: announcements that somebody wrote as HTML in a console. All other texts are plain
// (sanitize-text.ts). DOMPurify is loaded with the first such announcement.

/** Longer than any announcement of the service (300 bytes) or notice of a server (12 KB). */
const MAX_HTML_LENGTH = 16_384;

/** Deeper than any real announcement. Beyond about 500 levels browsers change the nesting, each in its own way. */
const MAX_DEPTH = 64;
const TAG = /<(\/?)(?!br\b)[a-z]/gi;

/**
 * Text, emphasis, lists and links: nothing that loads, moves, covers or runs. The only attribute is a link's address.
 */
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
  // A separate instance: its hooks and settings are not those of the page's DOMPurify.
  const purify = createPurify(window);
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.tagName !== 'A') return;
    // As in messages: a user name makes an address look like another one.
    const { username, password } = node as HTMLAnchorElement;
    if (username !== '' || password !== '') node.removeAttribute('href');
    node.setAttribute('rel', 'noopener noreferrer nofollow ugc');
    node.setAttribute('target', '_blank');
  });
  return purify;
}

/** True when tags are nested too deeply. Runs before anything is parsed. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, closing] of html.matchAll(TAG)) {
    depth = closing ? Math.max(0, depth - 1) : depth + 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/**
 * A stranger's HTML as nodes that are safe to append. Tags and attributes that are not allowed are removed, their text
 * stays. The text is cut after 16,384 characters; one nested deeper than 64 levels is returned as plain text. Needs a
 * DOM. Rejects when DOMPurify cannot be loaded: then draw plain text.
 */
export async function sanitizeHtml(html: string): Promise<DocumentFragment> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined; // loaded again for the next text
    throw error;
  });
  const purify = await loading;
  const short = html.slice(0, MAX_HTML_LENGTH);
  if (isTooDeep(short)) {
    const plain = document.createDocumentFragment();
    plain.append(short);
    return plain;
  }
  // Twice: removing an element between two links can leave one inside the other, which no parser produces. The second
  // pass parses the result of the first.
  return purify.sanitize(purify.sanitize(short, ALLOWED), { ...ALLOWED, RETURN_DOM_FRAGMENT: true });
}
