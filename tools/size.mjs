// `npm run size` (after `npm run build:js`): what a page downloads before a room, for a room, and on demand; minified,
// gzipped and
// brotlied. Fails when a budget is exceeded, or when one of the READMEs says something else by a good deal.
// `npm run size -- --write` writes the table into both.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { chinese } from './size/chinese.mjs';
import { bundle, closure, named, served, weigh } from './size/downloads.mjs';

const CDN = 'dist/cdn/live-chat-elements.js';
const BEGIN = '<!-- sizes: made by tools/size.mjs, do not edit -->';
const END = '<!-- /sizes -->';
/** Smaller differences from what the READMEs say are not worth a change of them, bytes. */
const README_TOLERANCE = 1_500;

if (!existsSync(CDN)) {
  console.error('Nothing is built yet: run `npm run build:js` first.');
  process.exit(1);
}

const cdn = await served(CDN, (name) => readFileSync(name));
const there = closure(cdn, [CDN]);
/** Weighs chunks and all that comes with them and no earlier step has brought. */
const step = (...chunks) => {
  const more = closure(cdn, named(cdn, chunks), there);
  more.forEach((name) => there.add(name));
  return weigh([...more].map((name) => cdn.get(name).content));
};
/** The same, by itself: what one person uses another never fetches. */
const alone = (chunk) => weigh([...closure(cdn, named(cdn, [chunk]), there)].map((name) => cdn.get(name).content));
const imported = async (names, from) => {
  const { files, entry } = await bundle(`import { ${names} } from './dist/${from}.js'; console.log(${names});`);
  return weigh([...closure(files, [entry])].map((name) => files.get(name).content));
};

/** [where it counts, what, weight, budget in bytes of gzip] */
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
  ['for a room', 'the room and the way to the SDK', step('room-subscription', 'tim-client'), 36_000],
  ['for a room', 'what `<live-chat>` draws of it', step('chat-view', 'en'), 18_000],
  ['for a room', 'what flies in `<danmaku-layer>`', step('danmaku-controller'), 8_000],
  ['for a room', 'what happens on `<like-button>`', step('like-effects'), 4_500],
  ['for a room', "Tencent's SDK", step('tim-sdk'), 135_000],
  ['on demand', 'emoji', alone('emoji-panel')],
  ['on demand', 'options', alone('options-panel')],
  ['on demand', '`interactive` comments', alone('comment-hover')],
  ['on demand', 'replay with `media`', alone('replay')],
  ['on demand', 'Simplified Chinese words', alone('zh-cn')],
  ['on demand', 'Traditional Chinese words', alone('zh-tw')],
];

let failed = false;
console.log(`${''.padEnd(64)}${['min', 'gzip', 'brotli', 'budget'].map((head) => head.padStart(9)).join('')}`);
for (const [when, what, { min, gzip, brotli }, budget] of rows) {
  const isOver = budget !== undefined && gzip > budget;
  failed ||= isOver;
  console.log(
    `${when.padEnd(16)}${what.padEnd(48)}${[min, gzip, brotli, budget ?? ''].map((bytes) => String(bytes).padStart(9)).join('')}${isOver ? '  over budget' : ''}`,
  );
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const WORDS = { 'README.md': {}, 'README.zh-CN.md': chinese };
for (const [file, words] of Object.entries(WORDS)) {
  const say = (text) => words[text] ?? text;
  const readme = readFileSync(file, 'utf8');
  const [start, stop] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (start < 0 || stop < start) {
    console.error(`${file} lacks the marks "${BEGIN}" and "${END}".`);
    failed = true;
  } else if (process.argv.includes('--write')) {
    const table = [
      `| ${say('when')} | ${say('what')} | gzip | brotli |`,
      '| --- | --- | --: | --: |',
      ...rows.map(([when, what, { gzip, brotli }]) => `| ${say(when)} | ${say(what)} | ${kB(gzip)} | ${kB(brotli)} |`),
    ];
    writeFileSync(file, `${readme.slice(0, start)}${BEGIN}\n\n${table.join('\n')}\n\n${readme.slice(stop)}`);
    console.log(`${file}: sizes written.`);
  } else {
    const said = new Map(
      [...readme.slice(start, stop).matchAll(/^\| [^|]+ \| ([^|]+) \| ([\d.]+) kB \|/gm)].map(([, what, kilobytes]) => [
        what,
        Number(kilobytes) * 1000,
      ]),
    );
    const wrong = rows.filter(
      ([, what, { gzip }]) => !(Math.abs((said.get(say(what)) ?? NaN) - gzip) <= README_TOLERANCE),
    );
    if (wrong.length > 0 || said.size !== rows.length) {
      console.error(
        `${file} says something else about: ${wrong.map(([, what]) => what).join(', ') || 'a row that is no more'}. Run \`npm run size -- --write\`.`,
      );
      failed = true;
    }
  }
}
process.exit(failed ? 1 : 0);
