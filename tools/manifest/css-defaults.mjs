// Reads the default of each public custom property from the styles: the fallback in `var(--chat-line, …)`, so that no
// class comment repeats it. Of several defaults (an appearance or a narrow window may have another) the first is used.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const READ = /var\((--(?:chat|danmaku|like)-[a-z0-9-]+)\s*(?=[,)])/g;

/** Map of names to fallbacks; a private `var(--_line)` in one is replaced by the public name that it reads. */
export function cssDefaults(root) {
  const found = new Map();
  for (const css of stylesOf(root)) {
    for (const match of css.matchAll(READ))
      if (!found.has(match[1])) found.set(match[1], fallback(css, match.index + match[0].length));
  }
  const publicNames = new Map(
    stylesOf(root).flatMap((css) =>
      [...css.matchAll(/(--_[a-z0-9-]+): var\((--(?:chat|danmaku|like)-[a-z0-9-]+)/g)].map(([, own, name]) => [
        own,
        name,
      ]),
    ),
  );
  return new Map(
    [...found].map(([name, value]) => [
      name,
      value.replace(/var\((--_[a-z0-9-]+)\)/g, (whole, own) =>
        publicNames.has(own) ? `var(${publicNames.get(own)})` : whole,
      ),
    ]),
  );
}

/** The shared tokens first: most pages use these. */
function stylesOf(root) {
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.styles.ts'),
  );
  const isShared = (file) => /(?:tokens|live-chat|[\\/]comments)\.styles\.ts$/.test(file);
  return files
    .sort((a, b) => Number(isShared(b)) - Number(isShared(a)) || a.localeCompare(b))
    .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'));
}

/** The text from the comma to the bracket that closes `var(`. */
function fallback(css, from) {
  let depth = 1;
  let to = from;
  while (depth > 0 && to < css.length) {
    if (css[to] === '(') depth += 1;
    else if (css[to] === ')') depth -= 1;
    to += 1;
  }
  return css
    .slice(from, to - 1)
    .replace(/^,/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
