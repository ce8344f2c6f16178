// Runs test/**/*.node.test.ts with node:test; arguments narrow the files: `npm run test:node -- emulator`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';

const wanted = process.argv.slice(2);
const files = readdirSync('test', { recursive: true })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter(
    (file) => file.endsWith('.node.test.ts') && (wanted.length === 0 || wanted.some((part) => file.includes(part))),
  )
  .sort();
if (files.length === 0) {
  console.error(`No test file matches: ${wanted.join(' ')}`);
  process.exit(1);
}
mkdirSync('test-results', { recursive: true });
const reporters = [
  '--test-reporter=spec',
  '--test-reporter-destination=stdout',
  '--test-reporter=./tools/node-count-reporter.mjs',
  '--test-reporter-destination=stderr',
];
const { status } = spawnSync(
  process.execPath,
  [
    '--import',
    'tsx',
    '--test',
    '--test-force-exit',
    '--test-timeout=120000',
    '--test-concurrency=2',
    ...reporters,
    ...files,
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
