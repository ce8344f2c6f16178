// Replaces parts of a text, or of the strings inside a JSON text, and leaves everything else byte for byte: numbers of
// more digits than JavaScript keeps, repeated keys, white space and escapes.

/** A replacement; positions in UTF-16 units. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Finds the replacements for a text, in order and without overlaps. */
export type FindEdits = (text: string) => readonly TextEdit[];

const JSON_SPACE = ' \t\n\r';

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const edit of edits) {
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}

/** Applies the replacements to a text. */
export function editText(text: string, find: FindEdits): string {
  return applyEdits(text, find(text));
}

/**
 * The edits that `find` wants in the text which is drawn: `text` with `replaced` in it. An edit in a replaced part
 * covers all of it.
 */
export function findDrawnEdits(text: string, replaced: readonly TextEdit[], find: FindEdits): readonly TextEdit[] {
  if (replaced.length === 0) return find(text);
  /** For each UTF-16 unit of the drawn text: where its original starts and ends. */
  const origins: { readonly start: number; readonly end: number }[] = [];
  const keep = (from: number, to: number): void => {
    for (let start = from; start < to; start++) origins.push({ start, end: start + 1 });
  };
  let position = 0;
  for (const each of replaced) {
    keep(position, each.start);
    for (let unit = 0; unit < each.text.length; unit++) origins.push(each);
    position = each.end;
  }
  keep(position, text.length);
  const edits: TextEdit[] = [];
  for (const edit of find(applyEdits(text, replaced))) {
    const start = origins[edit.start]?.start ?? text.length;
    // A mask has one edit for each character, and an emoji may have several.
    if (start >= (edits.at(-1)?.end ?? 0))
      edits.push({ start, end: origins[edit.end - 1]?.end ?? text.length, text: edit.text });
  }
  return edits;
}

/** The position after the string token that starts at `start`, in valid JSON. */
function endOfString(json: string, start: number): number {
  let end = start + 1;
  while (json.charAt(end) !== '"') end += json.charAt(end) === '\\' ? 2 : 1;
  return end + 1;
}

function isKey(json: string, end: number): boolean {
  let next = end;
  while (next < json.length && JSON_SPACE.includes(json.charAt(next))) next++;
  return json.charAt(next) === ':';
}

/** The positions of the characters of a decoded string in its token, and the position of its end. */
function characterPositions(token: string): number[] {
  const positions: number[] = [];
  let at = 1;
  while (at < token.length - 1) {
    positions.push(at);
    at += token.charAt(at) !== '\\' ? 1 : token.charAt(at + 1) === 'u' ? 6 : 2;
  }
  return [...positions, at];
}

function editToken(token: string, find: FindEdits): string {
  const edits = find(JSON.parse(token) as string);
  if (edits.length === 0) return token;
  const positions = characterPositions(token);
  return applyEdits(
    token,
    edits.map(({ start, end, text }) => ({
      start: positions[start] ?? token.length,
      end: positions[end] ?? token.length,
      text: JSON.stringify(text).slice(1, -1),
    })),
  );
}

/**
 * Applies the replacements to each string value of a JSON object or list, but not to its keys; to any other text as a
 * whole.
 */
export function editJson(text: string, find: FindEdits): string {
  if (!/^\s*[[{]/.test(text)) return editText(text, find);
  try {
    JSON.parse(text);
  } catch {
    return editText(text, find);
  }
  let result = '';
  let position = 0;
  for (let start = text.indexOf('"'); start !== -1; start = text.indexOf('"', position)) {
    const end = endOfString(text, start);
    const token = text.slice(start, end);
    result += text.slice(position, start) + (isKey(text, end) ? token : editToken(token, find));
    position = end;
  }
  return result + text.slice(position);
}
