// The decisions of `npm run release`. The commands that it runs are npm's own.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DIST } from './support/site.js';

const ROOT = path.join(DIST, '..');
type Tool = Record<string, (...args: (string | boolean | object)[]) => string>;
const tool = (name: string): Promise<Tool> =>
  import(pathToFileURL(path.join(ROOT, 'tools/release', name)).href) as Promise<Tool>;
const { nextVersion } = await tool('next-version.mjs');
const { turnChangelog } = await tool('turn-changelog.mjs');
const { publishCommand } = await tool('publish-command.mjs');
assert.ok(nextVersion && turnChangelog && publishCommand);

describe('the release script', () => {
  test('raises one part of the version and resets those behind it', () => {
    assert.deepEqual(
      [nextVersion('1.2.3', 'patch'), nextVersion('1.2.3', 'minor'), nextVersion('1.2.3', 'major')],
      ['1.2.4', '1.3.0', '2.0.0'],
    );
  });

  test('keeps a version that was never released', () => {
    assert.equal(nextVersion('0.1.0', 'current'), '0.1.0');
  });

  test('refuses provenance that nobody could verify, and names the setting that is missing', () => {
    assert.throws(() => publishCommand({}), /names no "repository".*Set "repository".*--without-provenance/);
    assert.throws(
      () => publishCommand({ repository: { url: 'https://git.example.com/a/b.git' } }),
      /GitHub and GitLab only.*git\.example\.com/,
    );
    for (const repository of [
      'someone/fork',
      'github:someone/fork',
      { url: 'git+https://github.com/someone/fork.git' },
      { url: 'git@gitlab.com:someone/fork.git' },
    ])
      assert.equal(publishCommand({ repository }), 'npm publish');
    assert.equal(publishCommand({}, true), 'npm publish --provenance=false');
  });

  test('names the wrong step or version', () => {
    assert.throws(() => nextVersion('1.2.3', 'huge'), /"huge" is not a step/);
    assert.throws(() => nextVersion('1.2', 'patch'), /"1\.2" is not a version/);
  });

  test('moves the unreleased changes under the version', () => {
    const before = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Hearts.\n\n## [0.1.0] - 2026-01-01\n\n- All.\n';
    assert.equal(
      turnChangelog(before, '0.2.0', '2026-02-01'),
      '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-02-01\n\n### Added\n\n- Hearts.\n\n## [0.1.0] - 2026-01-01\n\n- All.\n',
    );
  });

  test('refuses a changelog without changes, or with this version already in it', () => {
    assert.throws(
      () => turnChangelog('## [Unreleased]\n\n## [0.1.0]\n\n- All.\n', '0.2.0', '2026-02-01'),
      /nothing to release/,
    );
    assert.throws(
      () => turnChangelog('## [Unreleased]\n\n- Hearts.\n\n## [0.1.0]\n\n- All.\n', '0.1.0', '2026-02-01'),
      /already has 0\.1\.0/,
    );
  });

  test('publishes with provenance, after a build', () => {
    const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      publishConfig: object;
      scripts: Record<string, string>;
    };
    assert.deepEqual(manifest.publishConfig, { access: 'public', provenance: true });
    assert.equal(manifest.scripts.prepublishOnly, 'npm run build');
  });

  test('finds one version in package.json, its lock file, README and the pages under docs/', () => {
    const json = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as { version: string };
    const { version } = json('package.json');
    assert.equal(json('package-lock.json').version, version);
    const pages = [
      'README.md',
      'README.zh-CN.md',
      ...readdirSync(path.join(ROOT, 'docs'))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
    ];
    const pinned = pages.flatMap((file) =>
      [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/live-chat-elements[@-](\d+\.\d+\.\d+)/g)].map(
        ([, found]) => ({ file, found }),
      ),
    );
    assert.ok(pinned.length >= 4, `${pinned.length} versions`);
    assert.deepEqual(
      pinned.filter(({ found }) => found !== version),
      [],
    );
  });
});
