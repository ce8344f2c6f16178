// Hygiene for text that a stranger wrote and that is drawn as plain text: what deceives the eye or breaks the layout
// goes,
// every script and emoji stays readable. It does not look for markup: text is drawn by text nodes, where markup is
// harmless.

/**
 * Longest text of one message that is drawn, in UTF-16 units. The service takes 12 KB; the rest of a longer one is cut.
 */
export const MAX_TEXT_LENGTH = 2000;
/** Longest name that is drawn, in UTF-16 units. */
export const MAX_NAME_LENGTH = 64;
const MAX_LINES = 8;

// One cheap look decides for nearly every message that there is nothing to do: ASCII, Chinese, Japanese, Korean, BMP
// letters without marks.
const SUSPICIOUS =
  /[^\n -~\u00A1-\u00AC\u00AE-\u02FF\u0370-\u0482\u048A-\u0590\u3001-\u3029\u3030-\u3098\u309B-\u3163\u3165-\uD7A3\uF900-\uFAFF\uFF01-\uFF9F]/;

// Control characters (C0 without line feed, C1), bidi controls and isolates, zero-width and other invisible characters,
// the
// interlinear and tag blocks, private format characters. ZWNJ and ZWJ are handled apart: Persian and emoji need them.
const REMOVED =
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}]/gu;
const LINE_BREAKS = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g;
const SPACES = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000]/g;
// A run of joiners or of variation selectors says no more than one of them.
const JOINERS = /[\u200C\u200D]{2,}/g;
const VARIATIONS = /([\uFE00-\uFE0F\u{E0100}-\u{E01EF}])[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]+/gu;
// Tag characters are only good for the flags of regions (black flag, up to six tags, end tag); elsewhere they smuggle
// hidden text.
const TAGS = /(\u{1F3F4}[\u{E0030}-\u{E007A}]{1,6}\u{E007F})|[\u{E0000}-\u{E007F}]/gu;
// Five marks on one letter are enough for Hebrew, Thai, Tibetan and Devanagari; more climb out of the row.
const MARKS = /(\p{M}(?:[\u200C\u200D]?\p{M}){4})[\p{M}\u200C\u200D]+/gu;
// Signs joined into one are one unbreakable box: a chain of hundreds is wider than any row. The longest emoji join
// five.
const JOINED = /(?:\u200D[^\u200C\u200D\s]{1,4}){8,}/gu;
// So are consonants that viramas bind (Devanagari, Bengali, Gujarati, Odia, Telugu, Malayalam): real words bind five at
// most.
const BOUND = /(?:\p{Lo}\p{M}{0,2}[\u094D\u09CD\u0ACD\u0B4D\u0C4D\u0D4D]\u200D?){8,}/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;
/** White space as `strip` leaves it, and joiners that join nothing. */
const EDGES = ' \n\u200C\u200D';
/** Private characters (a logo of a platform) and characters newer than the browser (an emoji) count as visible. */
const VISIBLE = /[^\s\p{M}\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{NChar}]/u;

/** Cuts at a boundary of code points and says so with an ellipsis. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 2);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 2 : max - 1)}…`;
}

function strip(text: string): string {
  return text
    .replace(LINE_BREAKS, '\n')
    .replace(SPACES, ' ')
    .replace(LONE_SURROGATES, '\uFFFD')
    .replace(REMOVED, '')
    .replace(TAGS, '$1')
    .replace(JOINERS, (run) => run.charAt(0))
    .replace(VARIATIONS, '$1')
    .replace(MARKS, '$1')
    .replace(JOINED, (chain) => eachEighth(chain, /\u200D/g, () => ''))
    .replace(BOUND, (chain) =>
      eachEighth(chain, /[\u094D\u09CD\u0ACD\u0B4D\u0C4D\u0D4D]\u200D?/g, (virama) => `${virama.charAt(0)}\u200C`),
    );
}

/**
 * By hand: an expression that looks for white space before the end begins anew at each blank of a long run, which takes
 * the square of the run.
 */
function trimEdges(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && EDGES.includes(text.charAt(start))) start++;
  while (end > start && EDGES.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Undoes every eighth bond of a chain. */
function eachEighth(chain: string, bond: RegExp, undo: (bond: string) => string): string {
  let count = 0;
  return chain.replace(bond, (each) => (++count % 8 === 0 ? undo(each) : each));
}

/** The first seven lines as they are, the rest on the eighth; no two empty lines after each other. */
function limitLines(text: string): string {
  const tidy = text.replace(/\n{3,}/g, '\n\n');
  const lines = tidy.split('\n');
  if (lines.length <= MAX_LINES) return tidy;
  return [...lines.slice(0, MAX_LINES - 1), lines.slice(MAX_LINES - 1).join(' ')].join('\n');
}

/**
 * A message's text, ready to be drawn: at most `max` UTF-16 units and eight lines, without control, bidi, invisible and
 * piled-up characters.
 * '' when nothing visible is left. Linear in the length of the text.
 */
export function sanitizeText(raw: string, max = MAX_TEXT_LENGTH): string {
  // What is far beyond the limit is not even looked at.
  let text = raw.length > max * 4 ? raw.slice(0, max * 4) : raw;
  if (SUSPICIOUS.test(text)) {
    text = trimEdges(strip(text));
    if (!VISIBLE.test(text)) return '';
  } else {
    text = text.trim();
  }
  return cut(text.includes('\n') ? limitLines(text) : text, max);
}

/** The same for what stands on one line: names, reasons, gift names. */
export function sanitizeLine(raw: string, max = MAX_NAME_LENGTH): string {
  const text = sanitizeText(raw, max);
  if (!text.includes('\n')) return text;
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}
