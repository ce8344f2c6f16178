// `npm run mutate [-- --files protocol,room/state --max 200 --seed 1]`: changes one place of a source file at a time, runs
// the Node tests of that file, and reports whether a test failed (killed) or not (survived). A survivor is a rule that no
// Node test checks, or a change without an effect. Works in a copy of the repository; the sources stay as they are.
// Not part of `npm test`: a mutation takes one to twenty seconds.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { seeded } from '../test/support/seeded.ts';
import { mutationsOf } from './mutate/mutations.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const COPY = path.join(ROOT, 'node_modules/.cache/mutate');

/** Sources (a part of the path) and the Node tests that check their rules; the first entry that matches is used. */
const TESTS = [
  ['src/protocol/token-response', ['test/room/connection/', 'test/server/token-handler']],
  ['src/protocol/moderation', ['test/server/moderation/', 'test/room/room-moderation']],
  ['src/protocol/', ['test/protocol/', 'test/room/messages/hostile']],
  ['src/text/', ['test/text/', 'test/server/rules/', 'test/hostile/prototype-keys']],
  ['src/util/', ['test/room/room-', 'test/room/likes/likes.', 'test/server/']],
  ['src/room/likes/', ['test/room/likes/likes.', 'test/room/likes/like-rate-controller']],
  ['src/room/connection/', ['test/room/connection/', 'test/room/room-']],
  ['src/room/messages/', ['test/room/messages/', 'test/room/room-', 'test/room/state/filters']],
  ['src/room/', ['test/room/room-', 'test/room/state/', 'test/room/messages/', 'test/room/connection/']],
  ['src/server/likes/', ['test/server/likes/']],
  ['src/server/metadata/', ['test/server/metadata/', 'test/server/likes/', 'test/server/moderation/']],
  ['src/server/moderation/', ['test/server/moderation/']],
  ['src/server/rest/', ['test/server/rest/', 'test/server/metadata/']],
  ['src/server/rules/', ['test/server/rules/']],
  ['src/server/webhook/', ['test/server/webhook/']],
  ['src/server/user-sig', ['test/server/user-sig', 'test/server/token-handler']],
  ['src/server/to-node-listener', ['test/server/to-node-listener']],
  [
    'src/server/',
    [
      'test/server/token-handler',
      'test/server/moderation/',
      'test/server/webhook/',
      'test/server/to-node-listener',
      'test/server/user-sig',
      'test/server/address-prefix',
      'test/server/rules/',
    ],
  ],
];
/** Tests that start a browser, measure speed or run for long. */
const EXCLUDED = /connection-faults|inbox-cost|thousand-likers|portability|with-emulator|-fuzz/;
/** A mutation can cause an endless loop: it counts as killed after this many times the time of the unchanged code. */
const TIMEOUT_FACTOR = 4;
const MIN_TIMEOUT_MS = 20_000;

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '' },
    max: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const [max, seed] = [Number(values.max), Number(values.seed)];
if (!(max > 0) || !Number.isInteger(seed)) throw new TypeError('--max is a positive number, --seed is an integer.');
const wanted = values.files.split(',').filter(Boolean);

const list = (folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file.replaceAll('\\', '/')}`,
  );
const allTests = list('test').filter((file) => file.endsWith('.node.test.ts') && !EXCLUDED.test(file));
const testsOf = (source) => {
  const entry = TESTS.find(([part]) => source.includes(part));
  return entry ? allTests.filter((file) => entry[1].some((part) => file.includes(part))) : [];
};
const sources = list('src').filter(
  (file) =>
    file.endsWith('.ts') &&
    !file.endsWith('.d.ts') &&
    (wanted.length === 0 || wanted.some((part) => file.includes(part))) &&
    testsOf(file).length > 0,
);
if (sources.length === 0) throw new Error(`No source with tests matches: ${values.files}`);

rmSync(COPY, { recursive: true, force: true });
mkdirSync(COPY, { recursive: true });
for (const each of ['src', 'test', 'tools', 'package.json', 'tsconfig.json'])
  cpSync(path.join(ROOT, each), path.join(COPY, each), { recursive: true });
symlinkSync(path.join(ROOT, 'node_modules'), path.join(COPY, 'node_modules'));

/** Runs test files in one process; milliseconds, and whether all passed. */
function run(tests, timeout) {
  const started = performance.now();
  const { status } = spawnSync(
    process.execPath,
    ['--import', 'tsx', path.join(COPY, 'tools/mutate/run-tests.mjs'), ...tests.map((file) => path.join(COPY, file))],
    { cwd: COPY, timeout, killSignal: 'SIGKILL', stdio: 'ignore' },
  );
  return { passed: status === 0, timedOut: status === null, ms: performance.now() - started };
}

const random = seeded(seed);
const chosen = sources
  .flatMap((file) => mutationsOf(file, readFileSync(path.join(ROOT, file), 'utf8')))
  .map((mutation) => ({ mutation, order: random() }))
  .sort((a, b) => a.order - b.order)
  .slice(0, max)
  .map(({ mutation }) => mutation)
  .sort((a, b) => a.file.localeCompare(b.file) || a.start - b.start);
console.log(`Seed ${seed}: ${chosen.length} mutations in ${new Set(chosen.map(({ file }) => file)).size} files.`);

const count = { killed: 0, survived: 0, timedOut: 0 };
const baselines = new Map();
for (const { file, line, start, end, text, what } of chosen) {
  const tests = testsOf(file);
  const key = tests.join();
  if (!baselines.has(key)) {
    const baseline = run(tests, 600_000);
    if (!baseline.passed) throw new Error(`The tests of ${file} fail without a mutation: ${tests.join(' ')}`);
    baselines.set(key, baseline.ms);
  }
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  writeFileSync(path.join(COPY, file), source.slice(0, start) + text + source.slice(end));
  const { passed, timedOut } = run(tests, Math.max(MIN_TIMEOUT_MS, Math.ceil(baselines.get(key) * TIMEOUT_FACTOR)));
  writeFileSync(path.join(COPY, file), source);
  const result = passed ? 'survived' : timedOut ? 'timedOut' : 'killed';
  count[result]++;
  console.log(`${passed ? 'SURVIVED' : result}  ${file}:${line}  ${what}`);
}
rmSync(COPY, { recursive: true, force: true });
console.log(`${count.killed} killed, ${count.survived} survived, ${count.timedOut} timed out`);
