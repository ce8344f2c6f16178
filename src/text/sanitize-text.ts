// Sanitises text that a stranger wrote and that is drawn as plain text. Removes what misleads readers or breaks the
// layout; every script and emoji stays readable. Does not look for markup: text is drawn as text nodes, where markup is
// harmless.

/** The longest text of a message, in UTF-16 units. The service accepts 12 KB; a longer text is cut. */
export const MAX_TEXT_LENGTH = 2000;
/** The longest name, in UTF-16 units. */
export const MAX_NAME_LENGTH = 64;
const MAX_LINES = 8;

// A single test shows for nearly every message that there is nothing to do: ASCII, Chinese, Japanese, Korean, and
// letters of the BMP without marks.
const SUSPICIOUS =
  /[^\n -~\u00A1-\u00AC\u00AE-\u02FF\u0370-\u0482\u048A-\u0590\u3001-\u3029\u3030-\u3098\u309B-\u3163\u3165-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFF01-\uFF9D]/;

// Removed: control characters (C0 without line feed, C1), interlinear annotations, and everything that Unicode calls
// default ignorable (bidi controls, zero-width and other invisible characters, tags). Kept, because writing needs them:
// flags of regions (black flag, up to six tags, end tag); one ZWNJ or ZWJ after an emoji or a letter of Arabic, Indic,
// Myanmar, Khmer, Mongolian and similar scripts; one variation selector after an emoji, a Han character or a symbol, or
// in a keycap; one selector after a Mongolian letter. After any other letter they would make two names look the same.
// What is kept is matched together with the character before it: a lookbehind in WebKit finds no character beyond the
// BMP.
const JOINERS = String.raw`[\u200C\u200D]`;
const JOINING_LETTERS = String.raw`(?!\p{DI})[\u0600-\u0DFF\u1000-\u109F\u1780-\u18AF\u1A20-\u1CFF\uA800-\uA8FF\uA930-\uA95F\uA980-\uA9DF\uAA00-\uAAFF\uABC0-\uABFF\uFB50-\uFDFF\uFE70-\uFEFC\u{10A00}-\u{11FFF}]`;
const VARIATION_BASES = String.raw`[\p{Extended_Pictographic}\p{Script=Han}\u2000-\u200A\u2010-\u2027\u2030-\u205E\u2070-\u2BFF\u3000-\u303F]`;
const INVISIBLE = new RegExp(
  [
    String.raw`(\u{1F3F4}[\u{E0030}-\u{E007A}]{1,6}\u{E007F}`,
    String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?${JOINERS}`,
    JOINING_LETTERS + JOINERS,
    String.raw`${VARIATION_BASES}[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]`,
    String.raw`[0-9#*]\uFE0F(?=\u20E3)`,
    String.raw`[\u1820-\u18AA][\u180B-\u180D\u180F]${JOINERS}?)`,
    String.raw`[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFF9-\uFFFB\p{DI}]`,
  ].join('|'),
  'gu',
);
const LINE_BREAKS = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g;
const SPACES = /[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u2800\u3000]/g;
// Hebrew, Thai, Tibetan and Devanagari need at most five marks on a letter; more of them overlap other rows.
const MARKS = /(\p{M}(?:[\u200C\u200D]?\p{M}){4})[\p{M}\u200C\u200D]+/gu;
/**
 * Code points that may be connected without a place to wrap: a grapheme cluster, or consonants that are drawn as one.
 * The longest emoji and the longest real syllables have fewer than 16.
 */
const MAX_CLUSTER_LENGTH = 16;
/**
 * Connected with the character before: marks, joiners, skin tones, vowels and final consonants of Hangul, and the
 * four letters that Unicode joins to the letter before (two vowels of Thai and Lao, two voicing marks of half width).
 */
const EXTENDERS = String.raw`\p{M}\u0E33\u0EB3\uFF9E\uFF9F\u200C\u200D\p{Emoji_Modifier}\u1160-\u11FF\uD7B0-\uD7FB`;
const HANGUL_INITIALS = String.raw`\u1100-\u115F\uA960-\uA97C`;
/** Connected with the character after: ZWJ, the viramas and stackers of all scripts, and prepended signs. */
const CONNECTORS = String.raw`\u200D\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u0F84\u1039\u1714\u1715\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2\u1BF3\uA806\uA82C\uA8C4\uA953\uA9C0\uAAF6\uABED\u{10A3F}\u{11046}\u{11070}\u{1107F}\u{110B9}\u{11133}\u{11134}\u{111C0}\u{11235}\u{112EA}\u{1134D}\u{113CE}-\u{113D0}\u{11442}\u{114C2}\u{115BF}\u{1163F}\u{116B6}\u{1172B}\u{11839}\u{1193D}\u{1193E}\u{119E0}\u{11A34}\u{11A47}\u{11A99}\u{11C3F}\u{11D44}\u{11D45}\u{11D97}\u{11F41}\u{11F42}\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u0D4E\u{110BD}\u{110CD}\u{111C2}\u{111C3}\u{113D1}\u{1193F}\u{11941}\u{11A84}-\u{11A89}\u{11D46}\u{11F02}`;
// A chain of characters, each connected with the next. The alternatives exclude one another, so there is only one way
// to match a chain.
const LONG_CLUSTER = new RegExp(
  `(?:\\S(?=[${EXTENDERS}])|[${CONNECTORS}](?=[^\\s${EXTENDERS}])|[${HANGUL_INITIALS}](?=[${HANGUL_INITIALS}])){${MAX_CLUSTER_LENGTH},}[^]`,
  'gu',
);
const LONE_SURROGATES = /\p{Surrogate}/gu;
/** White space, as `strip` normalises it, and joiners at the edge of a text. */
const EDGES = ' \n\u200C\u200D';
/**
 * Neither blank nor a mark alone. Private characters (a logo of a platform) and characters newer than the browser (an
 * emoji) count as visible; the characters at the end are letters and symbols without any ink.
 */
const VISIBLE = /[^\s\p{M}\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{NChar}\uFFFC\u{13441}\u{13442}\u{1D159}]/u;

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
    .replace(INVISIBLE, '$1')
    .replace(MARKS, '$1')
    .replace(LONG_CLUSTER, shortenCluster);
}

/**
 * What is connected beyond the limit would be wider than any row. The first visible character stays: the prepended
 * signs before it are nothing without it.
 */
function shortenCluster(cluster: string): string {
  const start = [...cluster].slice(0, MAX_CLUSTER_LENGTH);
  const isVisible = start.some((character) => VISIBLE.test(character));
  const visible = isVisible ? undefined : VISIBLE.exec(cluster)?.[0];
  return visible === undefined ? start.join('') : start.slice(0, -1).join('') + visible;
}

/** A loop and not a regular expression, which would take quadratic time for a long run of spaces inside the text. */
function trimEdges(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && EDGES.includes(text.charAt(start))) start++;
  while (end > start && EDGES.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Keeps the first seven lines and joins the rest into the eighth; removes repeated empty lines. */
function limitLines(text: string): string {
  const tidy = text.replace(/\n{3,}/g, '\n\n');
  const lines = tidy.split('\n');
  if (lines.length <= MAX_LINES) return tidy;
  return [...lines.slice(0, MAX_LINES - 1), lines.slice(MAX_LINES - 1).join(' ')].join('\n');
}

/**
 * The text of a message, ready to be drawn: at most `max` UTF-16 units and eight lines, without control characters,
 * bidi controls, invisible characters and stacks of marks. '' when nothing visible is left. Takes linear time.
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
