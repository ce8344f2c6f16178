// `npm run size` (after `npm run build:js`): the size of what a page downloads before a room, for a room, and on
// demand; minified, with gzip and with brotli. Fails if a budget is exceeded, or if the table in docs/deployment.md or
// its Chinese version differs by more than the tolerance. `npm run size -- --write` writes the table into both pages.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chinese } from './size/chinese.mjs';
import { bundle, closure, named, served, weigh } from './size/downloads.mjs';

const CDN = 'dist/cdn/live-chat-elements.js';
const BEGIN = '<!-- sizes: made by tools/size.mjs, do not edit -->';
const END = '<!-- /sizes -->';
/** Smaller differences from the table in the docs do not need an update, bytes. */
const DOCS_TOLERANCE = 1_500;

if (!existsSync(CDN)) {
  console.error('Nothing is built yet: run `npm run build:js` first.');
  process.exit(1);
}

const cdn = await served(CDN, (name) => readFileSync(name));
const there = closure(cdn, [CDN]);
/** Weighs chunks and everything that is loaded with them and was not loaded before. */
const step = (...chunks) => {
  const more = closure(cdn, named(cdn, chunks), there);
  more.forEach((name) => there.add(name));
  return weigh([...more].map((name) => cdn.get(name).content));
};
/** The same for an optional part, which counts for itself. */
const alone = (chunk) => weigh([...closure(cdn, named(cdn, [chunk]), there)].map((name) => cdn.get(name).content));
const imported = async (names, from) => {
  const { files, entry } = await bundle(`import { ${names} } from './dist/${from}.js'; console.log(${names});`);
  return weigh([...closure(files, [entry])].map((name) => files.get(name).content));
};

/** Rows that miss their budget today → the size that they may not exceed, bytes of gzip. The budget itself stays. */
const MISSED = new Map([
  ['`LikeButton` alone and Lit, in a bundle', 9_300],
  ['`Room` alone, without any element', 28_900],
  ['the room and its connection to the SDK', 38_900],
]);

/** [when, what, size, budget in bytes of gzip] */
const rows = [
  [
    'first download',
    'script tag: the three elements and Lit',
    weigh([...there].map((name) => cdn.get(name).content)),
    20_000,
  ],
  ['first download', '`LiveChat` alone and Lit, in a bundle', await imported('LiveChat', 'index'), 16_000],
  ['first download', '`DanmakuLayer` alone and Lit, in a bundle', await imported('DanmakuLayer', 'index'), 10_000],
  ['first download', '`LikeButton` alone and Lit, in a bundle', await imported('LikeButton', 'index'), 9_000],
  ['first download', '`Room` alone, without any element', await imported('Room', 'index'), 25_000],
  ['for a room', 'the room and its connection to the SDK', step('room-subscription', 'tim-client'), 36_000],
  ['for a room', 'message list and composer of `<live-chat>`', step('chat-view', 'en'), 18_000],
  ['for a room', 'announcements of `<live-chat>` for screen readers', step('live-region'), 1_500],
  ['for a room', 'danmaku engine of `<danmaku-layer>`', step('danmaku-controller'), 8_000],
  ['for a room', 'presses and hearts of `<like-button>`', step('like-effects'), 4_500],
  ['for a room', "emoji codes of Tencent's apps", step('emoji-codes'), 2_500],
  ['for a room', "Tencent's SDK", step('tim-sdk'), 135_000],
  ['for a room', 'its version 3 instead, with `sdk="v3"`', alone('tim-sdk-3'), 168_000],
  ['on demand', 'menu of a message, and replies', alone('row-menu')],
  ['on demand', 'help with writing', alone('composer-assist')],
  ['on demand', 'emoji panel', alone('emoji-panel')],
  ['on demand', 'options panel', alone('options-panel'), 3_600],
  ['on demand', 'preferences of the viewer, for the whole page', alone('preferences'), 2_200],
  ['on demand', 'preferences of the viewer in `<live-chat>`', alone('chat-preferences'), 1_200],
  ['on demand', 'preferences of the viewer in `<danmaku-layer>`', alone('danmaku-preferences'), 1_300],
  ['on demand', '`controls` of `<danmaku-layer>`', alone('danmaku-controls'), 3_500],
  ['on demand', '`alerts` of `<live-chat>`', alone('alerts'), 800],
  ['on demand', 'announcement of the room', alone('banner'), 2_000],
  ['on demand', '`interactive` comments', alone('comment-hover')],
  ['on demand', 'replay with `media`', alone('replay')],
  ['on demand', 'Simplified Chinese texts', alone('zh-cn')],
  ['on demand', 'Traditional Chinese texts', alone('zh-tw')],
  ['on demand', 'Arabic texts, the largest of the other languages', alone('ar'), 2_600],
  ['on demand', 'texts of the panels in Arabic, the largest', alone('panels-ar'), 1_200],
  ['on demand', 'the list of these languages', alone('languages')],
];

let failed = false;
console.log(`${''.padEnd(64)}${['min', 'gzip', 'brotli', 'budget'].map((head) => head.padStart(9)).join('')}`);
for (const [when, what, { min, gzip, brotli }, budget] of rows) {
  const isOver = budget !== undefined && gzip > budget;
  const isFailure = isOver && gzip > (MISSED.get(what) ?? budget);
  failed ||= isFailure;
  console.log(
    `${when.padEnd(16)}${what.padEnd(48)}${[min, gzip, brotli, budget ?? ''].map((bytes) => String(bytes).padStart(9)).join('')}${isFailure ? '  over budget' : isOver ? '  misses its budget' : ''}`,
  );
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const PAGES = { 'docs/deployment.md': {}, 'docs/deployment.zh-CN.md': chinese };
for (const [file, translations] of Object.entries(PAGES)) {
  const translate = (text) => translations[text] ?? text;
  const page = readFileSync(file, 'utf8');
  const [start, stop] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (start < 0 || stop < start) {
    console.error(`${file} has no markers "${BEGIN}" and "${END}".`);
    failed = true;
  } else if (process.argv.includes('--write')) {
    const table = [
      `| ${translate('when')} | ${translate('what')} | gzip | brotli |`,
      '| --- | --- | --: | --: |',
      ...rows.map(
        ([when, what, { gzip, brotli }]) => `| ${translate(when)} | ${translate(what)} | ${kB(gzip)} | ${kB(brotli)} |`,
      ),
    ];
    writeFileSync(file, `${page.slice(0, start)}${BEGIN}\n\n${table.join('\n')}\n\n${page.slice(stop)}`);
    console.log(`${file}: sizes written.`);
  } else {
    const documented = new Map(
      [...page.slice(start, stop).matchAll(/^\| [^|]+ \| ([^|]+) \| ([\d.]+) kB \|/gm)].map(([, what, kilobytes]) => [
        what,
        Number(kilobytes) * 1000,
      ]),
    );
    const wrong = rows.filter(
      ([, what, { gzip }]) => !(Math.abs((documented.get(translate(what)) ?? NaN) - gzip) <= DOCS_TOLERANCE),
    );
    if (wrong.length > 0 || documented.size !== rows.length) {
      console.error(
        `${file} is out of date: ${wrong.map(([, what]) => what).join(', ') || 'it has a row too many'}. Run \`npm run size -- --write\`.`,
      );
      failed = true;
    }
  }
}
process.exit(failed ? 1 : 0);
