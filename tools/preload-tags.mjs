// The tags that let a page fetch the files of a live room at once, instead of one after another.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const INTEGRITY = fileURLToPath(new URL('../dist/cdn/integrity.json', import.meta.url));

/**
 * A `<link rel="modulepreload">` for each file that every page with a room needs. The entry is the first: it is fetched
 * on the connection that is open.
 *
 * @param {string} base the address of the folder `dist/cdn/`, with a slash at its end
 * @returns {string} lines of HTML
 */
export function preloadTags(base) {
  const hashes = JSON.parse(readFileSync(INTEGRITY, 'utf8'));
  const wanted = ['live-chat-elements.js', 'chunks/room-subscription-', 'chunks/tim-client-', 'tim-sdk.js'];
  return wanted
    .flatMap((name) => Object.entries(hashes).filter(([file]) => file.startsWith(name)))
    .map(([file, hash]) => `<link rel="modulepreload" href="${base}${file}" integrity="${hash}" crossorigin>\n`)
    .join('');
}
