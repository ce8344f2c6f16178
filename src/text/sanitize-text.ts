// Sanitises text that a stranger wrote and that is drawn as plain text. Removes what misleads readers or breaks the
// layout; every script and emoji stays readable. Does not look for markup: text is drawn as text nodes, where markup is
// harmless.

/** The longest text of a message, in UTF-16 units. The service accepts 12 KB; a longer text is cut. */
export const MAX_TEXT_LENGTH = 2000;
/** The longest name, in UTF-16 units. */
export const MAX_NAME_LENGTH = 64;
const MAX_LINES = 8;

// A single test shows for nearly every message that there is nothing to do: ASCII, Chinese, Japanese, Korean, and letters
// of the BMP without marks.
const SUSPICIOUS =
  /[^\n -~\u00A1-\u00AC\u00AE-\u02FF\u0370-\u0482\u048A-\u0590\u3001-\u3029\u3030-\u3098\u309B-\u3163\u3165-\uD7A3\uF900-\uFAFF\uFF01-\uFF9F]/;

// Control characters (C0 without line feed, C1), bidi controls and isolates, zero-width and other invisible characters,
// interlinear annotations, and controls of musical notation. ZWNJ and ZWJ are handled below: Persian and emoji need them.
const REMOVED =
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}]/gu;
const LINE_BREAKS = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g;
const SPACES = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000]/g;
// Several joiners or variation selectors in a row have no more effect than one.
const JOINERS = /[\u200C\u200D]{2,}/g;
const VARIATIONS = /([\uFE00-\uFE0F\u{E0100}-\u{E01EF}])[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]+/gu;
// Tag characters are only used in flags of regions (black flag, up to six tags, end tag); elsewhere they hide text.
const TAGS = /(\u{1F3F4}[\u{E0030}-\u{E007A}]{1,6}\u{E007F})|[\u{E0000}-\u{E007F}]/gu;
// Hebrew, Thai, Tibetan and Devanagari need at most five marks on a letter; more of them overlap other rows.
const MARKS = /(\p{M}(?:[\u200C\u200D]?\p{M}){4})[\p{M}\u200C\u200D]+/gu;
// Characters connected by ZWJ cannot be wrapped: a chain of hundreds is wider than any row. The longest emoji has five.
const JOINED = /(?:\u200D[^\u200C\u200D\s]{1,4}){8,}/gu;
// Nor can consonants connected by viramas (Devanagari, Bengali, Gujarati, Odia, Telugu, Malayalam); real words connect at
// most five.
const BOUND = /(?:\p{Lo}\p{M}{0,2}[\u094D\u09CD\u0ACD\u0B4D\u0C4D\u0D4D]\u200D?){8,}/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;
/** White space, as `strip` normalises it, and joiners at the edge of a text. */
const EDGES = ' \n\u200C\u200D';
/** Private characters (a logo of a platform) and characters newer than the browser (an emoji) count as visible. */
const VISIBLE = /[^\s\p{M}\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{NChar}]/u;

/** Cuts at a boundary of code points and ends with an ellipsis. */
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
    .replace(JOINED, (chain) => replaceEveryEighth(chain, /\u200D/g, () => ''))
    .replace(BOUND, (chain) =>
      replaceEveryEighth(
        chain,
        /[\u094D\u09CD\u0ACD\u0B4D\u0C4D\u0D4D]\u200D?/g,
        (virama) => `${virama.charAt(0)}\u200C`,
      ),
    );
}

/** A loop and not a regular expression, which would take quadratic time for a long run of spaces inside the text. */
function trimEdges(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && EDGES.includes(text.charAt(start))) start++;
  while (end > start && EDGES.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Replaces every eighth connection of a chain. */
function replaceEveryEighth(chain: string, connection: RegExp, replacement: (match: string) => string): string {
  let count = 0;
  return chain.replace(connection, (match) => (++count % 8 === 0 ? replacement(match) : match));
}

/** Keeps the first seven lines and joins the rest into the eighth; removes repeated empty lines. */
function limitLines(text: string): string {
  const tidy = text.replace(/\n{3,}/g, '\n\n');
  const lines = tidy.split('\n');
  if (lines.length <= MAX_LINES) return tidy;
  return [...lines.slice(0, MAX_LINES - 1), lines.slice(MAX_LINES - 1).join(' ')].join('\n');
}

/**
 * The text of a message, ready to be drawn: at most `max` UTF-16 units and eight lines, without control characters, bidi
 * controls, invisible characters and stacks of marks. '' when nothing visible is left. Takes linear time.
 */
export function sanitizeText(raw: string, max = MAX_TEXT_LENGTH): string {
  // The part far beyond the limit is ignored.
  let text = raw.length > max * 4 ? raw.slice(0, max * 4) : raw;
  if (SUSPICIOUS.test(text)) {
    text = trimEdges(strip(text));
    if (!VISIBLE.test(text)) return '';
  } else {
    text = text.trim();
  }
  return cut(text.includes('\n') ? limitLines(text) : text, max);
}

/** The same as one line: for names, reasons and names of gifts. */
export function sanitizeLine(raw: string, max = MAX_NAME_LENGTH): string {
  const text = sanitizeText(raw, max);
  if (!text.includes('\n')) return text;
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}
