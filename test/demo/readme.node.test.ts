// What README says is what there is: the reference comes from the class comments, links lead somewhere, both languages
// name the same things.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pageHeaders } from '../../demo/server/page-headers.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string) => readFileSync(ROOT + file, 'utf8');
const WORDS = [
  'README.md',
  'README.zh-CN.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/faq.md',
  'docs/faq.zh-CN.md',
  'docs/migration.md',
  'docs/migration.zh-CN.md',
  'docs/token-endpoint/README.md',
];

const EVENT_SOURCES = [
  'shared/room-dom-events',
  'shared/session-events',
  'live-chat/live-chat-events',
  'danmaku-layer/danmaku-drop-event',
];

/** Type of each DOM event → the fields that its class declares. */
function eventFields(): ReadonlyMap<string, string[]> {
  const classes = EVENT_SOURCES.flatMap((file) =>
    read(`src/elements/${file}.ts`)
      .split(/^(?=export class )/m)
      .slice(1),
  );
  return new Map(
    classes.map((source) => [
      /static readonly type = '([^']+)'/.exec(source)?.[1] ?? '',
      [...source.matchAll(/(?:^ {4}|\(|, )(?:readonly|public) (\w+):/gm)].map(([, field = '']) => field),
    ]),
  );
}

describe('README', () => {
  const hasManifest = existsSync(`${ROOT}dist/custom-elements.json`);
  test(
    'has the reference that the class comments give',
    { skip: !hasManifest && 'npm run build:manifest was not run' },
    () => {
      const { status, stderr } = spawnSync(process.execPath, ['tools/reference.mjs', '--check'], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      assert.equal(status, 0, stderr);
    },
  );

  for (const file of ['README.md', 'README.zh-CN.md']) {
    test(`names in ${file} every code of an error, and every field of an event`, () => {
      const codes = [...read('src/room/model/chat-error.ts').matchAll(/^ {2}\| '([a-z/-]+)'/gm)].map(
        ([, code = '']) => code,
      );
      assert.ok(codes.length > 20);
      assert.deepEqual(
        codes.filter((code) => !read(file).includes(`\`${code}\``)),
        [],
      );
      for (const [name, fields] of eventFields()) {
        const [row = ''] = [...read(file).matchAll(new RegExp(`^\\| \`${name}\` \\| (.*?) ?\\| .*\\|$`, 'gm'))]
          .map(([, cell]) => cell)
          .slice(-1);
        assert.deepEqual([...row.matchAll(/`(\w+)`/g)].map(([, field]) => field).sort(), fields.sort(), name);
      }
    });
  }

  test('names in Chinese every attribute and event that it names in English', () => {
    const named = (file: string) =>
      new Set(
        [
          ...read(file).matchAll(
            /`((?:chat|danmaku)-[a-z-]+|token-[a-z]+|group-id|max-[a-z-]+|no-[a-z]+|safe-[a-z]+|notices|announce|appearance|density|overflow|motion|interactive|hearts)`/g,
          ),
        ].map(([, name]) => name),
      );
    assert.deepEqual(
      [...named('README.md')].filter((name) => !named('README.zh-CN.md').has(name)),
      [],
    );
  });
});

for (const file of ['README.md', 'README.zh-CN.md', 'SECURITY.md']) {
  test(`${file} prints the policy that the demo is served with`, () => {
    const printed = read(file).replace(/\s+/g, ' ');
    const isOurs = (directive: string) => !/^(base-uri|form-action|frame-ancestors)/.test(directive);
    for (const emulator of [true, false]) {
      const directives = pageHeaders('/', { emulator })['Content-Security-Policy'].split('; ').filter(isOurs);
      assert.ok(directives.length >= 7);
      // The demo takes avatars from any https host under Tencent, which a site should not; and README prints the hosts
      // alone.
      for (const directive of directives.filter((each) => emulator || each.startsWith('connect-src')))
        assert.ok(printed.includes(directive) || printed.includes(directive.replace('connect-src ', '')), directive);
    }
  });
}

for (const file of ['README', 'docs/faq', 'docs/migration']) {
  test(`${file} has in Chinese the sections, tables and code that it has in English`, () => {
    const shape = (name: string) =>
      [...read(name).matchAll(/^(?:#{1,6} |```\w*$|\| (?:-|\S))/gm)].map(([mark]) =>
        mark.slice(0, mark.startsWith('|') ? 1 : undefined),
      );
    assert.deepEqual(shape(`${file}.zh-CN.md`), shape(`${file}.md`));
  });
}

/** As GitHub names the anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (file: string) =>
  new Set([...read(file).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));

for (const file of WORDS) {
  test(`the links of ${file} lead somewhere`, () => {
    const folder = file.includes('/') ? file.replace(/[^/]+$/, '') : '';
    for (const [, link = '', anchor] of read(file).matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)) {
      if (/^https?:/.test(link)) continue;
      const target = link === '' ? file : path.normalize(folder + link);
      assert.ok(existsSync(ROOT + target), `${link} is not there`);
      if (anchor)
        assert.ok(anchorsIn(target).has(decodeURIComponent(anchor)), `${target} has no heading for #${anchor}`);
    }
  });
}
