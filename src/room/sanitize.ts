// For the few places where a page may want more than plain text: an announcement that was written as HTML in a console. The only
// importer of DOMPurify, which is fetched when the first such text comes. Everything else in the room is plain text (plain-text.ts).
import type { Config, DOMPurify } from 'dompurify';

/** Longer than any announcement of the service (300 bytes) or notice of a server (12 KB). */
const MAX_HTML_LENGTH = 16_384;

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
  const { default: createPurify } = await import('dompurify');
  // An instance of our own: hooks and settings of the page's DOMPurify are not ours, nor ours the page's.
  const purify = createPurify(window);
  purify.addHook('afterSanitizeAttributes', (node) => {
    if (node.tagName !== 'A') return;
    node.setAttribute('rel', 'noopener noreferrer nofollow ugc');
    node.setAttribute('target', '_blank');
  });
  return purify;
}

/**
 * A stranger's HTML as nodes that are safe to append; what is not allowed is dropped, its text stays. Cut after 16,384 characters.
 * Needs a DOM. Rejects when DOMPurify cannot be fetched: then draw plain text.
 */
export async function sanitizeHtml(html: string): Promise<DocumentFragment> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined; // the next text tries again
    throw error;
  });
  const purify = await loading;
  return purify.sanitize(html.slice(0, MAX_HTML_LENGTH), { ...ALLOWED, RETURN_DOM_FRAGMENT: true });
}
