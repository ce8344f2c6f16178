// The settings of the playground are a Map from a key (`--token`, `element:attribute` or `page:name`) to its value.
// Here they are written to and read from a URL query, and converted to CSS and HTML. Pure functions.
import { ATTRIBUTES, PAGE, TOKENS } from './options.js';

const MAX_VALUE_LENGTH = 200;
const tokenNames = new Set(TOKENS.flatMap(({ tokens }) => tokens.map(({ name }) => name)));
const attributeKeys = new Set(
  ATTRIBUTES.flatMap(({ element, attributes }) => attributes.map(({ name }) => `${element}:${name}`)),
);

function isKey(key) {
  const [start, name] = key.split(':');
  return tokenNames.has(key) || attributeKeys.has(key) || (start === 'page' && Object.hasOwn(PAGE, name ?? ''));
}

/** @param {string} search a URL query @returns {Map<string, string>} its known keys; others are ignored */
export function parseSettings(search) {
  const settings = new Map();
  for (const [name, value] of new URLSearchParams(search)) {
    const key = tokenNames.has(`--${name}`) ? `--${name}` : name;
    if (isKey(key) && value.length <= MAX_VALUE_LENGTH) settings.set(key, value);
  }
  return settings;
}

/**
 * @param {Map<string, string>} settings
 * @param {string} [search] the present query, of which unknown keys are kept
 * @returns {string}
 */
export function serializeSettings(settings, search = '') {
  const query = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search))
    if (!isKey(name) && !isKey(`--${name}`)) query.append(name, value);
  for (const [key, value] of settings) query.set(key.replace(/^--/, ''), value);
  return query.size > 0 ? `?${query}` : '';
}

/** @param {Map<string, string>} settings @returns {string} a CSS rule, or a comment when nothing is set */
export function toCss(settings) {
  const lines = [...settings].filter(([key]) => key.startsWith('--')).map(([name, value]) => `  ${name}: ${value};`);
  const scheme = settings.get('page:scheme');
  if (scheme === 'light' || scheme === 'dark') lines.unshift(`  color-scheme: ${scheme};`);
  return lines.length > 0 ? `:root {\n${lines.join('\n')}\n}` : '/* Nothing is set: default styles. */';
}

/** @param {Map<string, string>} settings @returns {string} */
export function toHtml(settings) {
  const attributes = (element) =>
    [...settings]
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
