// `npm run bench -- <name> …` runs bench/<name>/run.mjs with the remaining arguments; without a name it prints the
// names.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const [name, ...rest] = process.argv.slice(2);
const file = `bench/${name}/run.mjs`;
if (!name || !existsSync(file)) {
  console.error(`Name a benchmark: ${readdirSync('bench').join(', ')}`);
  process.exit(1);
}
process.exit(spawnSync(process.execPath, ['--import', 'tsx', file, ...rest], { stdio: 'inherit' }).status ?? 1);
