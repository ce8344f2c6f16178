import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { CHECKS } from '../../src/doctor/doctor.js';
import { main } from '../../src/doctor/cli.js';
import { wrap } from '../../src/doctor/report-table.js';
import { emulatorFor } from './support/doctor-fixture.js';
import { createSdk } from '../support/scoped-sdk.js';

async function doctor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  let [output, errors] = ['', ''];
  const code = await main(args, {
    environment,
    write: (text) => void (output += text),
    writeError: (text) => void (errors += text),
    createSdk,
  });
  return { code, output, errors };
}

/** Columns of a terminal: Chinese characters and full-width punctuation take two. */
const columns = (line: string) =>
  [...line].reduce((sum, each) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(each) ? 2 : 1), 0);

describe('live-chat-elements doctor', () => {
  it('prints a table of at most 100 columns, and ends with 0 when nothing is missing', async (context) => {
    const emulator = await emulatorFor(context, { profile: 'strict', moderationTips: false, banSwitch: false });
    const { code, output, errors } = await doctor(['--emulator', emulator.restUrl]);
    assert.equal(errors, '');
    assert.equal(code, 0);
    const lines = output.split('\n');
    assert.deepEqual(
      lines.filter((line) => columns(line) > 100),
      [],
    );
    assert.match(lines[0] ?? '', /^Application 1400000001, emulator at http/);
    assert.match(output, /^ok {4}Login with the SDK +3 users logged in/m);
    assert.match(output, /^off {3}Tips of mutes +A mute does not arrive as a tip\.$/m);
    assert.match(output, /^ +-> Switch on the notification of muted members/m);
    assert.match(output, /^No observed difference to the strict profile/m);
    assert.match(output, /^Off, and not needed: Tips of mutes, Ban of a user\.$/m);
    assert.match(output, /everything that the elements need\.\n$/);
  });

  it('ends with 1 when something is missing, and names it', async (context) => {
    const emulator = await emulatorFor(context);
    const { code, output } = await doctor(['--emulator', emulator.restUrl, '--identifier', 'somebody']);
    assert.equal(code, 1);
    assert.match(output, /^FAIL {2}Administrator account/m);
    assert.match(output, /^Missing for the elements: Administrator account\.$/m);
    assert.match(output, /^Not checked, because of what is missing: Test accounts, Room,/m);
    assert.match(output, /^Not compared with the emulator/m);
    assert.equal(output.includes('needs "'), false);
  });

  it('prints nothing but the documented JSON with --json', async (context) => {
    const emulator = await emulatorFor(context, { banSwitch: false });
    const { code, output, errors } = await doctor(['--emulator', emulator.url, '--json']);
    assert.deepEqual([code, errors], [0, '']);
    const report = JSON.parse(output) as Record<string, unknown> & {
      checks: Record<string, unknown>[];
      differences: Record<string, unknown>[];
    };
    assert.deepEqual(Object.keys(report), [
      ...['version', 'sdkAppId', 'groupId', 'ok', 'checks', 'differences', 'observations'],
    ]);
    assert.deepEqual([report['version'], report['sdkAppId'], report['ok']], [1, 1400000001, true]);
    for (const check of report.checks) {
      assert.deepEqual(Object.keys(check).sort(), ['advice', 'id', 'meaning', 'ms', 'result', 'status', 'title']);
      assert.ok(['pass', 'off', 'fail', 'skip'].includes(check['status'] as string));
      assert.equal(typeof check['ms'], 'number');
    }
    for (const difference of report.differences)
      assert.deepEqual(Object.keys(difference), ['setting', 'strict', 'observed', 'text']);
  });

  for (const page of ['docs/doctor.md', 'docs/doctor.zh-CN.md'])
    it(`${page} lists every check, and every field of the JSON form`, () => {
      const text = readFileSync(page, 'utf8');
      const checks = text.split(/^## /m)[3] ?? '';
      const rows = [...checks.matchAll(/^\| `([a-z][a-z-]+)` \|/gm)].map(([, id]) => id);
      assert.deepEqual(rows, [...CHECKS.map(({ id }) => id), 'clean-up']);
      for (const field of ['version', 'sdkAppId', 'groupId', 'ok', 'checks', 'differences', 'observations', 'advice'])
        assert.ok(text.includes(`\`${field}\``), field);
    });

  it('takes key, SDKAppID and options from where the help says', async () => {
    const { code, output } = await doctor(['--help']);
    assert.equal(code, 0);
    for (const name of [
      'TIM_SECRET_KEY',
      '--group',
      '--region',
      '--webhook-url',
      '--webhook-port',
      '--json',
      '--emulator',
    ])
      assert.ok(output.includes(name), name);
    assert.ok(output.split('\n').every((line) => columns(line) <= 110));
  });

  it('reports wrong options by an error message, and ends with 2', async () => {
    const key = { TIM_SECRET_KEY: '0123456789abcdef'.repeat(4) };
    const wrong: [RegExp, string[], Record<string, string>?][] = [
      [/Pass the SDKAppID of your application: --sdk-app-id/, [], key],
      [/--sdk-app-id must be a number, not "abc"/, ['--sdk-app-id', 'abc'], key],
      [/Set the environment variable TIM_SECRET_KEY/, ['--sdk-app-id', '1400000001']],
      [/--region must be one of china, .*, not "mars"/, ['--sdk-app-id', '1400000001', '--region', 'mars'], key],
      [/--webhook-url must be an address/, ['--sdk-app-id', '1400000001', '--webhook-url', 'x'], key],
      [/--webhook-port must be a number/, ['--sdk-app-id', '1400000001', '--webhook-port', '99999'], key],
      [/--group must be the id of a group/, ['--sdk-app-id', '1400000001', '--group', '房间'], key],
      [/baseUrl must be https/, ['--emulator', 'http://emulator.example'], key],
      [/Unknown option '--sdkappid'/, ['--sdkappid', '1'], key],
    ];
    for (const [words, args, environment] of wrong) {
      const { code, errors, output } = await doctor(args, environment);
      assert.match(errors, words);
      assert.match(errors, /Try: live-chat-elements doctor --help/);
      assert.deepEqual([code, output.includes('REST API')], [2, false]);
    }
  });

  it('breaks long words and Chinese text at the width of a column', () => {
    assert.deepEqual(wrap('one two three', 8), ['one two', 'three']);
    assert.deepEqual(wrap('x'.repeat(20), 8), ['x'.repeat(8), 'x'.repeat(8), 'x'.repeat(4)]);
    assert.ok(wrap('控制台（功能配置）', 8).every((line) => columns(line) <= 8));
    assert.equal(wrap('控制台（功能配置）', 8).join(''), '控制台（功能配置）');
  });
});
