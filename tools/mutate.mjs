// `npm run mutate [-- --files protocol,room/state --max 200 --seed 1]`: changes one place of a source file at a time,
// runs the Node tests of that file, and reports whether a test failed (killed) or not (survived). A survivor is a rule
// that no Node test checks, or a change without an effect; those that were judged are in mutate/accepted.json with the
// reason. Works in a copy of the repository; the sources stay as they are. Not part of `npm test`: a mutation takes
// about a second. `--lines 51,126` takes only the mutations of these lines.
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { transformSync } from 'esbuild';
import { seeded } from '../test/support/seeded.ts';
import { instrument, mutationsOf } from './mutate/mutations.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const COPY = path.join(ROOT, 'node_modules/.cache', `mutate-${process.pid}`);
/** Survivors that were judged: [{reason, survivors: {file: [mutation]}}]. */
const ACCEPTED = new Set(
  JSON.parse(readFileSync(new URL('mutate/accepted.json', import.meta.url), 'utf8')).flatMap(({ survivors }) =>
    Object.entries(survivors).flatMap(([file, whats]) => whats.map((what) => `${file}  ${what}`)),
  ),
);

/** Sources (a part of the path) and the Node tests that check their rules; the first entry that matches is used. */
const TESTS = [
  [
    'src/protocol/token-response',
    ['test/protocol/token-response', 'test/room/connection/', 'test/server/token-handler'],
  ],
  ['src/protocol/moderation', ['test/protocol/', 'test/server/moderation/', 'test/room/room-moderation']],
  ['src/protocol/', ['test/protocol/', 'test/room/messages/hostile']],
  ['src/text/', ['test/text/', 'test/server/rules/', 'test/hostile/prototype-keys']],
  ['src/util/', ['test/util/', 'test/room/likes/likes.', 'test/server/rules/']],
  ['src/room/likes/', ['test/room/likes/']],
  ['src/room/state/', ['test/room/state/', 'test/room/room-', 'test/room/messages/', 'test/room/wrong-clock']],
  ['src/room/connection/', ['test/room/connection/', 'test/room/room-']],
  ['src/room/messages/', ['test/room/messages/', 'test/room/room-', 'test/room/state/filters']],
  ['src/room/', ['test/room/room-', 'test/room/state/', 'test/room/messages/', 'test/room/connection/']],
  ['src/server/likes/', ['test/server/likes/', 'test/server/stopped-function']],
  [
    'src/server/metadata/',
    ['test/server/metadata/', 'test/server/likes/', 'test/server/moderation/', 'test/server/stopped-function'],
  ],
  ['src/server/moderation/', ['test/server/moderation/']],
  ['src/server/rest/', ['test/server/rest/', 'test/server/metadata/']],
  ['src/server/rules/', ['test/server/rules/', 'test/server/stopped-function']],
  ['src/server/webhook/', ['test/server/webhook/', 'test/server/stopped-function']],
  [
    'src/server/user-sig',
    [
      'test/server/user-sig',
      'test/server/ecdsa',
      'test/server/token-handler',
      'test/server/endpoint-bounds',
      'test/server/runtime-without',
    ],
  ],
  [
    'src/server/to-node-listener',
    ['test/server/to-node-listener', 'test/server/node-listener', 'test/server/forwarded'],
  ],
  [
    'src/server/',
    [
      'test/server/token-handler',
      'test/server/endpoint-bounds',
      'test/server/forwarded',
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
const EXCLUDED = new RegExp(
  [
    ...['connection-faults', 'guest-hosts', 'lost-membership', 'with-emulator', 'signature-memory'],
    ...['inbox-cost', 'thousand-likers', 'portability', '-fuzz', '-time\\.'],
  ].join('|'),
);
/** A mutation counts as killed when its tests take this many times the time, or the steps, of the unchanged code. */
const TIMEOUT_FACTOR = 10;
const MIN_TIMEOUT_MS = 12_000;
const CALLS_FACTOR = 20;
const MIN_CALLS = 200_000;

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '' },
    max: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    lines: { type: 'string', default: '' },
  },
});
const [max, seed] = [Number(values.max), Number(values.seed)];
if (!(max > 0) || !Number.isInteger(seed)) throw new TypeError('--max is a positive number, --seed is an integer.');
const wanted = values.files.split(',').filter(Boolean);
const lines = new Set(values.lines.split(',').filter(Boolean).map(Number));

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
process.on('exit', () => rmSync(COPY, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
const mutations = [];
for (const folder of ['src', 'test', 'tools'])
  cpSync(path.join(ROOT, folder), path.join(COPY, folder), { recursive: true });
cpSync(path.join(ROOT, 'package.json'), path.join(COPY, 'package.json'));
symlinkSync(path.join(ROOT, 'node_modules'), path.join(COPY, 'node_modules'));
for (const file of [...list('src'), ...list('test')].filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.d.ts'),
)) {
  let source = readFileSync(path.join(ROOT, file), 'utf8');
  if (sources.includes(file)) {
    const found = mutationsOf(file, source);
    source = instrument(source, found, mutations.length);
    mutations.push(...found);
  }
  const { code } = transformSync(source, {
    loader: 'ts',
    target: 'es2022',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false, verbatimModuleSyntax: true } },
  });
  writeFileSync(path.join(COPY, file.replace(/\.ts$/, '.js')), code);
}

/** Runs a test file until a test fails; milliseconds, and whether all passed. */
function run(test, timeout, env) {
  const started = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [
      '--test-force-exit',
      '--test-reporter',
      path.join(COPY, 'tools/mutate/stop-at-failure.mjs'),
      path.join(COPY, 'tools/mutate/run-test.mjs'),
      path.join(COPY, test.replace(/\.ts$/, '.js')),
    ],
    { cwd: COPY, timeout, killSignal: 'SIGKILL', stdio: 'ignore', env: { ...process.env, ...env } },
  );
  return { passed: status === 0, timedOut: status === null, ms: performance.now() - started };
}

const random = seeded(seed);
const chosen = mutations
  .map((mutation, id) => ({ mutation, id, order: random() }))
  .filter(({ mutation }) => lines.size === 0 || lines.has(mutation.line))
  .sort((a, b) => a.order - b.order)
  .slice(0, max)
  .sort((a, b) => a.id - b.id);
const files = new Set(chosen.map(({ mutation }) => mutation.file));
console.log(`Seed ${seed}: ${chosen.length} of ${mutations.length} mutations in ${files.size} files.`);

/** Of each test file: how long it takes, and which mutations it reaches. */
const baselines = new Map();
for (const test of new Set([...files].flatMap(testsOf))) {
  const record = path.join(COPY, 'record.json');
  const { passed, ms } = run(test, 600_000, { RECORD: record });
  if (!passed) throw new Error(`This test fails without a mutation: ${test}`);
  const { calls, reached } = JSON.parse(readFileSync(record, 'utf8'));
  baselines.set(test, { ms, calls, reached: new Set(reached) });
}

const KINDS = ['killed', 'accepted', 'survived'];
const byFile = new Map();
const survivors = new Set();
for (const { mutation, id } of chosen) {
  const { file, line, what } = mutation;
  const tests = testsOf(file)
    .filter((test) => baselines.get(test).reached.has(id))
    .sort((a, b) => baselines.get(a).ms - baselines.get(b).ms);
  let result = { passed: true, timedOut: false };
  for (const test of tests) {
    const { ms, calls } = baselines.get(test);
    result = run(test, Math.max(MIN_TIMEOUT_MS, Math.ceil(ms * TIMEOUT_FACTOR)), {
      MUTATION: String(id),
      MAX_CALLS: String(Math.max(MIN_CALLS, calls * CALLS_FACTOR)),
    });
    if (!result.passed) break;
  }
  const { passed, timedOut } = result;
  const key = `${file}  ${what}`;
  const verdict = !passed ? 'killed' : ACCEPTED.has(key) ? 'accepted' : 'survived';
  if (passed) survivors.add(key);
  const counts = byFile.get(file) ?? { killed: 0, accepted: 0, survived: 0 };
  counts[verdict]++;
  byFile.set(file, counts);
  if (verdict === 'survived')
    console.log(`SURVIVED  ${file}:${line}  ${what}${tests.length === 0 ? '  (no test reaches it)' : ''}`);
  if (timedOut) console.log(`timed out  ${file}:${line}  ${what}`);
}

const all = { killed: 0, accepted: 0, survived: 0 };
for (const [file, counts] of byFile) {
  for (const kind of KINDS) all[kind] += counts[kind];
  console.log(`${file}: ${KINDS.map((kind) => `${counts[kind]} ${kind}`).join(', ')}`);
}
// A complete run also tells which entries of the list are no longer needed.
if (chosen.length === mutations.length)
  for (const key of ACCEPTED)
    if (files.has(key.slice(0, key.indexOf('  '))) && !survivors.has(key))
      console.log(`No longer survives, remove it from accepted.json: ${key}`);
const score = (100 * all.killed) / Math.max(1, all.killed + all.survived);
console.log(`${KINDS.map((kind) => `${all[kind]} ${kind}`).join(', ')}; ${score.toFixed(1)} % of those not accepted`);
