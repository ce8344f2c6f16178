// README and the pages under docs/ match the code: the reference comes from the class comments, links have a target,
// and the English and Chinese pages have the same structure.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { pageHeaders } from '../../demo/server/page-headers.mjs';
import { BILINGUAL, DOCS, ROOT, chineseOf, linksOf, read } from './support/pages.js';

const MAX_README_LINES = 200;
const EVERY_PAGE = [
  ...BILINGUAL,
  ...BILINGUAL.map(chineseOf),
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
];

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsIn = (file: string) =>
  new Set([...read(file).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading)));

describe('README', () => {
  for (const file of ['README.md', 'README.zh-CN.md']) {
    test(`${file} has at most ${MAX_README_LINES} lines`, () => {
      assert.ok(read(file).trimEnd().split('\n').length <= MAX_README_LINES);
    });

    test(`${file} shows the three tags before its first section`, () => {
      const start = read(file).split(/^## /m, 1)[0] ?? '';
      for (const tag of ['<danmaku-layer', '<live-chat', '<like-button']) assert.ok(start.includes(tag), tag);
    });

    test(`${file} lists its sections in the table of contents`, () => {
      const [, contents = '', ...sections] = read(file).split(/^## /m);
      const headings = sections.map((section) => section.split('\n', 1)[0] ?? '').slice(0, -1); // without the licence
      assert.ok(headings.length >= 5);
      assert.deepEqual(
        [...contents.matchAll(/^- \[.+\]\(#(.+)\)$/gm)].map(([, anchor]) => anchor),
        headings.map(anchorOf),
      );
    });
  }

  test('links to every page under docs/', () => {
    assert.ok(DOCS.length >= 12, `${DOCS.length} pages`);
    const linked = new Set(linksOf('README.md').map(({ target }) => target));
    assert.deepEqual(
      DOCS.filter((page) => !linked.has(page)),
      [],
    );
  });
});

describe('The reference', () => {
  const hasManifest = existsSync(`${ROOT}dist/custom-elements.json`);
  test('matches the class comments', { skip: !hasManifest && 'npm run build:manifest was not run' }, () => {
    const { status, stderr } = spawnSync(process.execPath, ['tools/reference.mjs', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  });
});

const EVENT_SOURCES = [
  'shared/room-dom-events',
  'shared/session-events',
  'live-chat/live-chat-events',
  'danmaku-layer/danmaku-drop-event',
];

/** The type of each DOM event and the fields that its class declares. */
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

for (const file of ['docs/events-and-errors.md', 'docs/events-and-errors.zh-CN.md']) {
  test(`${file} has every error code`, () => {
    const codes = [...read('src/room/model/chat-error.ts').matchAll(/^ {2}\| '([a-z/-]+)'/gm)].map(
      ([, code = '']) => code,
    );
    assert.ok(codes.length > 20);
    assert.deepEqual(
      codes.filter((code) => !read(file).includes(`\`${code}\``)),
      [],
    );
  });

  test(`${file} has every event with its fields`, () => {
    for (const [name, fields] of eventFields()) {
      const row = new RegExp(`^\\| \`${name}\` \\| (.*?) ?\\| .*\\|$`, 'm').exec(read(file));
      assert.ok(row, `${name} has no row`);
      assert.deepEqual([...(row[1] ?? '').matchAll(/`(\w+)`/g)].map(([, field]) => field).sort(), fields.sort(), name);
    }
  });
}

for (const file of ['docs/deployment.md', 'docs/deployment.zh-CN.md', 'SECURITY.md']) {
  test(`${file} prints the policy that the demo is served with`, () => {
    const printed = read(file).replace(/\s+/g, ' ');
    const isOurs = (directive: string) => !/^(base-uri|form-action|frame-ancestors)/.test(directive);
    for (const emulator of [true, false]) {
      const directives = pageHeaders('/', { emulator })['Content-Security-Policy'].split('; ').filter(isOurs);
      assert.ok(directives.length >= 7);
      // With Tencent the demo allows avatars from every https host, which a site should not do. docs/deployment.md has
      // only the hosts of connect-src.
      for (const directive of directives.filter((each) => emulator || each.startsWith('connect-src')))
        assert.ok(printed.includes(directive) || printed.includes(directive.replace('connect-src ', '')), directive);
    }
  });
}

for (const file of BILINGUAL) {
  const chinese = chineseOf(file);

  test(`${file} and its Chinese version have the same headings, code blocks, tables and lists`, () => {
    const structure = (name: string) =>
      [...read(name).matchAll(/^(?:#{1,6} |```\w*$|\| (?:-|\S)|- |\d+\. )/gm)].map(([mark]) =>
        mark.startsWith('|') ? '|' : mark,
      );
    assert.deepEqual(structure(chinese), structure(file));
  });

  test(`${chinese} has every attribute and event of ${file}`, () => {
    const namesIn = (name: string) =>
      new Set(
        [
          ...read(name).matchAll(
            /`((?:chat|danmaku)-[a-z-]+|token-[a-z]+|group-id|max-[a-z-]+|no-[a-z]+|safe-[a-z]+|notices|announce|appearance|density|overflow|motion|interactive|hearts)`/g,
          ),
        ].map(([, found]) => found),
      );
    const translated = namesIn(chinese);
    assert.deepEqual(
      [...namesIn(file)].filter((name) => !translated.has(name)),
      [],
    );
  });

  test(`${file} and its Chinese version link to pages of their own language, and to each other`, () => {
    const isPicture = (target: string) => target.endsWith('.webp');
    const targets = (name: string) => linksOf(name).flatMap(({ target }) => (isPicture(target) ? [] : [target]));
    const english = targets(file);
    const inChinese = targets(chinese);
    assert.deepEqual(
      english.filter((target) => target.endsWith('.zh-CN.md')),
      [chinese],
    );
    assert.deepEqual(
      inChinese.filter((target) => BILINGUAL.includes(target)),
      [file],
    );
    assert.deepEqual(
      inChinese.filter((target) => target !== file),
      english.filter((target) => target !== chinese).map((each) => (BILINGUAL.includes(each) ? chineseOf(each) : each)),
    );
  });
}

for (const file of DOCS.flatMap((page) => [page, chineseOf(page)])) {
  test(`${file} ends with links to related pages and to README`, () => {
    const related = linksOf(file).filter(({ target }) => target.endsWith('.md'));
    const [last] = related.slice(-1);
    assert.match(read(file).trimEnd().split('\n').at(-1) ?? '', /^(?:See also: |另请参阅：)/);
    assert.match(last?.target ?? '', /^README(?:\.zh-CN)?\.md$/);
    assert.ok(related.length >= 3);
  });
}

for (const file of EVERY_PAGE) {
  test(`every link of ${file} has a target`, () => {
    for (const { target, anchor } of linksOf(file)) {
      assert.ok(existsSync(ROOT + target), `${target} does not exist`);
      if (anchor) assert.ok(anchorsIn(target).has(anchor), `${target} has no heading for #${anchor}`);
    }
  });
}
