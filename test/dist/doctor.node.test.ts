// The command `doctor` as it is installed: the built file with the SDK that browsers get, in a process of its own.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startEmulator } from '../../src/emulator/index.js';
import { DIST } from './support/site.js';

const run = promisify(execFile);
const BIN = path.join(DIST, '../bin/live-chat-elements.js');

test('the installed command checks an application and ends', { timeout: 120_000 }, async (context) => {
  // An application in whose console everything is switched on.
  const emulator = await startEmulator({ pollMs: 20, historyCount: 20, banSwitch: true, moderationTips: true });
  context.after(() => emulator.close());
  const { stdout, stderr } = await run(
    process.execPath,
    [BIN, 'doctor', '--sdk-app-id', String(emulator.sdkAppId), '--emulator', emulator.restUrl, '--json'],
    { env: { ...process.env, TIM_SECRET_KEY: emulator.secretKey }, timeout: 90_000 },
  );
  assert.equal(stderr, '');
  const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: { id: string; status: string }[] };
  assert.deepEqual(
    checks.filter(({ status }) => status !== 'pass'),
    [],
  );
  assert.equal(ok, true);
});

test('the installed command prints its help, and the help of the package names it', async () => {
  const { stdout } = await run(process.execPath, [BIN, 'doctor', '--help'], { timeout: 20_000 });
  assert.match(stdout, /--webhook-url/);
  const { stdout: general } = await run(process.execPath, [BIN, '--help'], { timeout: 20_000 });
  assert.match(general, /live-chat-elements doctor/);
});
