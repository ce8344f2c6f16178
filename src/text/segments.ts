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
// A link ends at what cannot stand in an address, at full-width characters, and at the spaces, punctuation, symbols and
// emoji of all languages.
const LINK_END = /[<>"'`{}|\\^\uFF00-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]|[^!-~\p{L}\p{M}\p{N}\u200C]/u;
const NOT_ASCII = /[^!-~]/;
const ASCII_HOST = /^(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?$/i;
const TOP_LEVEL_DOMAIN = /\.[a-z]{2,}(?::\d+)?$/i;
/** Text of a script without spaces, or a Korean particle, directly after an ASCII letter: the sentence goes on. */
const GLUED =
  /[a-z\d)\]](?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])/iu;
const CLOSING = /[.,:;!?]/;
const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[' };
const WORD = /[\p{L}\p{N}_]/u;
const AT = /[@＠]/;
const NOT_ASCII_TEXT = /[^\0-\x7F]/;

interface FoundSegment {
  readonly start: number;
  readonly end: number;
  readonly segment: TextSegment;
}

/** The length of `text` up to where its brackets are no longer balanced. */
function balancedLength(text: string): number {
  const open: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '(' || character === '[') open.push(index);
    const opening = OPENING[character];
    if (opening && text.charAt(open.pop() ?? -1) !== opening) return index;
  }
  return open[0] ?? text.length;
}

/** The address at the start of `text`, without the sentence around it. `scheme` is the length of "https://". */
function addressOf(text: string, scheme: number): string {
  const stop = text.search(LINK_END);
  let address = stop === -1 ? text : text.slice(0, stop);
  const path = address.slice(scheme).search(/[/?#]/);
  const hostEnd = path === -1 ? address.length : scheme + path;
  const host = address.slice(scheme, hostEnd);
  const foreign = host.search(NOT_ASCII);
  // An ASCII host ends with its top level domain, unless another one follows: "www.bücher.de", "www.app例.com".
  if (foreign !== -1 && ASCII_HOST.test(host.slice(0, foreign)) && !TOP_LEVEL_DOMAIN.test(host))
    return address.slice(0, scheme + foreign);
  const glued = address.slice(hostEnd).search(GLUED);
  if (glued !== -1) address = address.slice(0, hostEnd + glued + 1);
  let end = balancedLength(address);
  while (CLOSING.test(address.charAt(end - 1))) end--; // the end of a sentence
  return address.slice(0, end);
}

function findLinks(text: string): FoundSegment[] {
  const found: FoundSegment[] = [];
  if (!text.includes('://')) return found;
  LINK_START.lastIndex = 0;
  for (let match = LINK_START.exec(text); match && found.length < MAX_LINKS; match = LINK_START.exec(text)) {
    const start = match.index;
    const raw = addressOf(text.slice(start, start + MAX_LINK_LENGTH), match[0].length);
    const end = start + raw.length;
    LINK_START.lastIndex = Math.max(end, start + match[0].length);
    const url = parseLinkUrl(raw);
    if (!url) continue;
    const { href, host } = url;
    found.push({ start, end, segment: Object.freeze({ kind: 'link', text: raw, href, host }) });
  }
  return found;
}

/** The positions of the links in a text, in UTF-16 units. */
export function linkRanges(text: string): readonly { readonly start: number; readonly end: number }[] {
  return findLinks(text);
}

/** Lower case and half width, with the same length. */
export function foldCase(text: string): string {
  if (!NOT_ASCII_TEXT.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]|[^\0-\x7F]/gu, (character) => {
    const folded = character.normalize('NFKC').toUpperCase().toLowerCase();
    return folded.length === character.length ? folded : character;
  });
}

/** Whether a text may have a mention in it. */
export const hasAt = (text: string): boolean => AT.test(text);

function findMentions(text: string, users: readonly Mentionable[]): FoundSegment[] {
  const found: FoundSegment[] = [];
  const folded = foldCase(text);
  const names = users.flatMap((user) => user.names.map((name) => ({ user, name, folded: foldCase(name) })));
  for (let at = folded.indexOf('@'); at !== -1; at = folded.indexOf('@', at + 1)) {
    if (at > 0 && WORD.test(text.charAt(at - 1))) continue; // ana@example.org
    let best: (FoundSegment & { readonly isExact: boolean }) | undefined;
    for (const { user, name, folded: foldedName } of names) {
      const end = at + 1 + name.length;
      if (name === '' || (best && end < best.end) || !folded.startsWith(foldedName, at + 1)) continue;
      const isExact = text.startsWith(name, at + 1);
      if (best?.end === end && (best.isExact || !isExact)) continue; // "@ana" is not Ana where both are named
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
        isExact,
        segment: Object.freeze({
          kind: 'mention',
          text: text.slice(at, end),
          userId: user.userId,
          isSelf: user.isSelf,
        }),
      };
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
  const found = [...findLinks(text), ...(users.length > 0 && hasAt(text) ? findMentions(text, users) : [])].sort(
    (a, b) => a.start - b.start,
  );
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
