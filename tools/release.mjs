// `npm run release -- patch|minor|major|current [--without-provenance]`: prepares a release and publishes nothing.
// Raises the version, moves the changelog's entries under it, updates the version in README.md, docs/*.md and their
// Chinese versions, builds, and prints the script tag with its hash and the remaining commands. CI publishes the
// package when the git tag is pushed, because only there `npm publish` can prove the origin of the build.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { preloadTags } from './preload-tags.mjs';
import { nextVersion } from './release/next-version.mjs';
import { publishCommand } from './release/publish-command.mjs';
import { turnChangelog } from './release/turn-changelog.mjs';

/** Versions in CDN URLs (`live-chat-elements@1.2.3`) and in the file name of a packed package. */
const PINNED = /(?<=live-chat-elements[@-])\d+\.\d+\.\d+/g;

const docsPages = () =>
  readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);

function npm(...args) {
  if (spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' }).status !== 0)
    throw new Error(`npm ${args.join(' ')} failed. Undo its changes with git.`);
}

function prepare(step, isUnproven) {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const version = nextVersion(manifest.version, step);
  const publish = publishCommand(manifest, isUnproven);
  if (execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' }) !== '')
    throw new Error('There are uncommitted changes. Commit them first.');
  const changelog = turnChangelog(readFileSync('CHANGELOG.md', 'utf8'), version, new Date().toISOString().slice(0, 10));

  npm('version', version, '--no-git-tag-version', '--allow-same-version', '--ignore-scripts');
  writeFileSync('CHANGELOG.md', changelog);
  for (const file of ['README.md', 'README.zh-CN.md', ...docsPages()])
    writeFileSync(file, readFileSync(file, 'utf8').replace(PINNED, version));
  npm('run', 'build');
  npm('run', 'size');

  const hashes = JSON.parse(readFileSync('dist/cdn/integrity.json', 'utf8'));
  const base = `https://cdn.jsdelivr.net/npm/live-chat-elements@${version}/dist/cdn/`;
  console.log(`
${preloadTags(base)}<script type="module" src="${base}live-chat-elements.js" integrity="${hashes['live-chat-elements.js']}" crossorigin></script>

Left to do:
  npm test
  git commit -am "Release ${version}" && git tag v${version} && git push --follow-tags origin main v${version}
  CI, on the tag:  npm ci && ${publish}${isUnproven ? '' : '     (the proof of origin needs "id-token: write" in GitHub, SIGSTORE_ID_TOKEN in GitLab)'}`);
}

try {
  const [step, ...options] = process.argv.slice(2);
  prepare(step, options.includes('--without-provenance'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
