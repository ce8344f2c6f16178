import { parseLinkUrl } from './safe-url.js';

// Splits a sanitised text into plain text, mentions and links. One pass, no backtracking.

/** A part of a text. The `text` of all segments, joined, is the text of the message. */
export type TextSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly text: string; readonly userId: string; readonly isSelf: boolean }
  | { readonly kind: 'link'; readonly text: string; readonly href: string; readonly host: string };

/** A user whom the text can mention: with one of `names` after an `@`; the longest match counts. */
export interface Mentionable {
  readonly userId: string;
  readonly names: readonly string[];
  readonly isSelf: boolean;
}

const MAX_LINKS = 10;
const MAX_LINK_LENGTH = 1024;
const LINK_START = /https?:\/\//gi;
// A link ends at white space, at a character that an address cannot contain, or at Chinese or full-width punctuation.
const LINK_END = /[\s<>"'`{}|\\^\u3000-\u303F\uFF00-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]/;
const CLOSING = /[.,:;!?)\]]/;
const WORD = /[\p{L}\p{N}_]/u;

interface FoundSegment {
  readonly start: number;
  readonly end: number;
  readonly segment: TextSegment;
}

function count(text: string, character: string, from: number, to: number): number {
  let found = 0;
  for (
    let index = text.indexOf(character, from);
    index !== -1 && index < to;
    index = text.indexOf(character, index + 1)
  )
    found++;
  return found;
}

function findLinks(text: string): FoundSegment[] {
  const found: FoundSegment[] = [];
  LINK_START.lastIndex = 0;
  for (let match = LINK_START.exec(text); match && found.length < MAX_LINKS; match = LINK_START.exec(text)) {
    const start = match.index;
    const rest = text.slice(start, start + MAX_LINK_LENGTH);
    const stop = rest.search(LINK_END);
    let end = start + (stop === -1 ? rest.length : stop);
    // Punctuation at the end belongs to the sentence; a closing bracket belongs to the address if it was opened there.
    let unopened = count(text, ')', start, end) - count(text, '(', start, end);
    while (end > start && CLOSING.test(text.charAt(end - 1))) {
      if (text.charAt(end - 1) === ')' && unopened-- <= 0) break;
      end--;
    }
    const raw = text.slice(start, end);
    LINK_START.lastIndex = Math.max(end, start + match[0].length);
    const url = parseLinkUrl(raw);
    if (!url) continue;
    const { href, host } = url;
    found.push({ start, end, segment: Object.freeze({ kind: 'link', text: raw, href, host }) });
  }
  return found;
}

function findMentions(text: string, users: readonly Mentionable[]): FoundSegment[] {
  const found: FoundSegment[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (at > 0 && WORD.test(text.charAt(at - 1))) continue; // ana@example.org
    let best: FoundSegment | undefined;
    for (const user of users) {
      for (const name of user.names) {
        const end = at + 1 + name.length;
        if (name === '' || (best && end <= best.end) || !text.startsWith(name, at + 1)) continue;
        const following = text.charAt(end);
        // "@Ana" does not mention "Anabel". Chinese has no spaces between words.
        if (
          following !== '' &&
          WORD.test(following) &&
          WORD.test(name.charAt(name.length - 1)) &&
          following.charCodeAt(0) < 0x2e80
        )
          continue;
        best = {
          start: at,
          end,
          segment: Object.freeze({
            kind: 'mention',
            text: text.slice(at, end),
            userId: user.userId,
            isSelf: user.isSelf,
          }),
        };
      }
    }
    if (best) {
      found.push(best);
      at = best.end - 1;
    }
  }
  return found;
}

/** The segments of a text, in order. `users` are those whom it can mention: a short list. */
export function segmentsOf(text: string, users: readonly Mentionable[] = []): readonly TextSegment[] {
  if (text === '') return Object.freeze([]);
  const found = [
    ...(text.includes('://') ? findLinks(text) : []),
    ...(users.length > 0 && text.includes('@') ? findMentions(text, users) : []),
  ].sort((a, b) => a.start - b.start);
  const segments: TextSegment[] = [];
  let from = 0;
  for (const { start, end, segment } of found) {
    if (start < from) continue; // a mention inside a link
    if (start > from) segments.push(Object.freeze({ kind: 'text', text: text.slice(from, start) }));
    segments.push(segment);
    from = end;
  }
  if (from < text.length) segments.push(Object.freeze({ kind: 'text', text: text.slice(from) }));
  return Object.freeze(segments);
}
