// A choice is a Map from a key to its text: `--token`, `element:attribute` or `page:name`. Here it goes into an address
// and
// comes back, and becomes CSS and HTML to copy. Pure: no page, no element.
import { ATTRIBUTES, PAGE, TOKENS } from './choices.js';

const MAX_VALUE_LENGTH = 200;
const tokenNames = new Set(TOKENS.flatMap(({ tokens }) => tokens.map(({ name }) => name)));
const attributeKeys = new Set(
  ATTRIBUTES.flatMap(({ element, attributes }) => attributes.map(({ name }) => `${element}:${name}`)),
);

function isKey(key) {
  const [start, name] = key.split(':');
  return tokenNames.has(key) || attributeKeys.has(key) || (start === 'page' && Object.hasOwn(PAGE, name ?? ''));
}

/** @param {string} search of an address @returns {Map<string, string>} what is known of it; the rest is left alone */
export function readChoice(search) {
  const choice = new Map();
  for (const [name, value] of new URLSearchParams(search)) {
    const key = tokenNames.has(`--${name}`) ? `--${name}` : name;
    if (isKey(key) && value.length <= MAX_VALUE_LENGTH) choice.set(key, value);
  }
  return choice;
}

/**
 * @param {Map<string, string>} choice @param {string} [search] the address so far, of which unknown parts stay @returns
 * {string}
 */
export function writeChoice(choice, search = '') {
  const query = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search))
    if (!isKey(name) && !isKey(`--${name}`)) query.append(name, value);
  for (const [key, value] of choice) query.set(key.replace(/^--/, ''), value);
  return query.size > 0 ? `?${query}` : '';
}

/** @param {Map<string, string>} choice @returns {string} a rule to paste, or a comment when there is nothing to say */
export function toCss(choice) {
  const lines = [...choice].filter(([key]) => key.startsWith('--')).map(([name, value]) => `  ${name}: ${value};`);
  const scheme = choice.get('page:scheme');
  if (scheme === 'light' || scheme === 'dark') lines.unshift(`  color-scheme: ${scheme};`);
  return lines.length > 0
    ? `:root {\n${lines.join('\n')}\n}`
    : '/* Nothing to set: these are the looks as they come. */';
}

/** @param {Map<string, string>} choice @returns {string} */
export function toHtml(choice) {
  const attributes = (element) =>
    [...choice]
      .filter(([key]) => key.startsWith(`${element}:`))
      .map(([key, value]) =>
        value === ''
          ? ` ${key.slice(element.length + 1)}`
          : ` ${key.slice(element.length + 1)}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
      )
      .join('');
  return [
    `<danmaku-layer for="chat"${attributes('danmaku-layer')}><video src="…" controls></video></danmaku-layer>`,
    `<live-chat id="chat" token-endpoint="/api/token" group-id="friday-show"${attributes('live-chat')}></live-chat>`,
    `<like-button for="chat"${attributes('like-button')}></like-button>`,
  ].join('\n');
}
