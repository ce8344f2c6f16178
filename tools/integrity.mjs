// A Rollup plugin for the last script-tag build: writes integrity.json, the hashes for `<script integrity="…"
// crossorigin>` and, for the chunks, for the `integrity` of an import map.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export function integrity() {
  return {
    name: 'integrity',
    writeBundle({ dir }) {
      const files = readdirSync(dir, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.js'))
        .sort();
      const hashes = files.map((file) => [
        file.split(path.sep).join('/'),
        `sha384-${createHash('sha384')
          .update(readFileSync(path.join(dir, file)))
          .digest('base64')}`,
      ]);
      writeFileSync(path.join(dir, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
    },
  };
}
