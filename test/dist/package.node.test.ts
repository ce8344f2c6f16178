// The package as the registry would receive it, checked by tools for packages.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { DIST } from './support/site.js';

const run = promisify(execFile);
const ROOT = path.join(DIST, '..');

async function outputOf(program: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await run(process.execPath, [path.join(ROOT, 'node_modules', program), ...args], {
      cwd: ROOT,
      timeout: 90_000,
      env: { ...process.env, NO_COLOR: '1' },
    });
    return `${stdout}\nexit 0`;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`.slice(-3_000);
  }
}

test('publint reports nothing', async () => {
  assert.match(await outputOf('publint/src/cli.js', '--strict'), /All good!\s+exit 0$/);
});

test('the types of every entry are found by every module resolution that can load ESM', async () => {
  assert.match(
    await outputOf('@arethetypeswrong/cli/dist/index.js', '--pack', ROOT, '--profile', 'esm-only', '--no-color'),
    /exit 0$/,
  );
});
