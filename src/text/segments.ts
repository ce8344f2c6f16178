const KEYCAP = /[0-9#*]\uFE0F?\u20E3/g;
const EMOJI_ONLY =
  /^[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u{E0020}-\u{E007F}\u200D\uFE0F\s]+$/u;

/** Whether a text is emoji and white space alone. Flags, families, skin tones and keycaps count. */
export function isEmojiOnly(text: string): boolean {
  const rest = text.replace(KEYCAP, '').trim();
  return text.trim() !== '' && (rest === '' || EMOJI_ONLY.test(rest));
}

// Cuts a clean text into plain text, mentions and links. One pass, no backtracking; the pieces joined are the text
// again.

/** Text cut into what can be drawn. Concatenated `text` of all segments is the message's `text`. */
export type TextSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly text: string; readonly userId: string; readonly isSelf: boolean }
  | { readonly kind: 'link'; readonly text: string; readonly href: string; readonly host: string };

/** Somebody whom the text may name. `names` are tried after an `@`, longest first. */
export interface Mentionable {
  readonly userId: string;
  readonly names: readonly string[];
  readonly isSelf: boolean;
}

const MAX_LINKS = 10;
const MAX_LINK_LENGTH = 1024;
const LINK_START = /https?:\/\//gi;
// A link ends at a space, at what cannot stand in an address, and at Chinese and full-width punctuation.
const LINK_END = /[\s<>"'`{}|\\^\u3000-\u303F\uFF00-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]/;
const CLOSING = /[.,:;!?)\]]/;
const WORD = /[\p{L}\p{N}_]/u;

interface Found {
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

function findLinks(text: string): Found[] {
  const found: Found[] = [];
  LINK_START.lastIndex = 0;
  for (let match = LINK_START.exec(text); match && found.length < MAX_LINKS; match = LINK_START.exec(text)) {
    const start = match.index;
    const rest = text.slice(start, start + MAX_LINK_LENGTH);
    const stop = rest.search(LINK_END);
    let end = start + (stop === -1 ? rest.length : stop);
    // The stop at the end of a sentence is not part of the address; a bracket is when it was opened inside.
    let unopened = count(text, ')', start, end) - count(text, '(', start, end);
    while (end > start && CLOSING.test(text.charAt(end - 1))) {
      if (text.charAt(end - 1) === ')' && unopened-- <= 0) break;
      end--;
    }
    const raw = text.slice(start, end);
    LINK_START.lastIndex = Math.max(end, start + match[0].length);
    if (!URL.canParse(raw)) continue;
    const url = new URL(raw);
    // A name before an @ makes an address look like another one.
    if (url.username !== '' || url.password !== '' || !url.host) continue;
    found.push({ start, end, segment: Object.freeze({ kind: 'link', text: raw, href: url.href, host: url.host }) });
  }
  return found;
}

function findMentions(text: string, people: readonly Mentionable[]): Found[] {
  const found: Found[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (at > 0 && WORD.test(text.charAt(at - 1))) continue; // ana@example.org
    let best: Found | undefined;
    for (const person of people) {
      for (const name of person.names) {
        const end = at + 1 + name.length;
        if (name === '' || (best && end <= best.end) || !text.startsWith(name, at + 1)) continue;
        const following = text.charAt(end);
        // "@Ana" does not name "Anabel"; Chinese has no spaces between words.
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
            userId: person.userId,
            isSelf: person.isSelf,
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

/** What can be drawn, in order. `people` are those whom the message may name: few. */
export function segmentsOf(text: string, people: readonly Mentionable[] = []): readonly TextSegment[] {
  if (text === '') return Object.freeze([]);
  const found = [
    ...(text.includes('://') ? findLinks(text) : []),
    ...(people.length > 0 && text.includes('@') ? findMentions(text, people) : []),
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
