// For Rollup: writes THIRD-PARTY.txt beside files that contain third-party code, with the licence of each package, and
// creates the comment at their top that refers to it. Minifying removes the packages' own notices.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const { name, version, license } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;

function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file
    ? readFileSync(path.join(folder, file), 'utf8').trim()
    : `Licence, as its package.json states it: ${manifest.license}. The package brings no text of it.`;
  return `${manifest.name} ${manifest.version}\n\n${text}`;
}

const packagesIn = ({ moduleIds = [] }) =>
  moduleIds
    .map((id) => PACKAGE.exec(id)?.[1])
    .filter((folder) => folder && existsSync(path.join(folder, 'package.json')));

/** For Rollup's `output.banner`: the comment at the top of entries and of chunks with third-party code. */
export function banner(chunk) {
  if (packagesIn(chunk).length > 0)
    return `/*! ${name} ${version}, ${license}; with others' code, see THIRD-PARTY.txt */`;
  return chunk.isEntry ? `/*! ${name} ${version}, ${license} */` : '';
}

export function thirdParty() {
  return {
    name: 'third-party',
    generateBundle(_options, bundle) {
      const folders = new Set(Object.values(bundle).flatMap(packagesIn));
      const notices = [...folders].sort().map(noticeOf);
      this.emitFile({
        type: 'asset',
        fileName: 'THIRD-PARTY.txt',
        source: `${notices.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`,
      });
    },
  };
}
