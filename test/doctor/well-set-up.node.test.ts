// The doctor finds nothing to repair in an application that is set up well, and tells the profiles of the emulator
// apart.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHECKS, runDoctor } from '../../src/doctor/doctor.js';
import { emulatorFor, examine, optionsFor, problems, resultOf } from './support/doctor-fixture.js';

const ALWAYS = CHECKS.filter(({ isRequested }) => !isRequested).map(({ id }) => id);

describe('the doctor', () => {
  for (const profile of ['strict', 'lenient'] as const)
    it(`passes every check with the ${profile} profile, and leaves nothing behind`, async (context) => {
      const emulator = await emulatorFor(context, { profile });
      const report = await examine(emulator);
      assert.deepEqual(problems(report), []);
      assert.equal(report.ok, true);
      assert.deepEqual(
        report.checks.map(({ id }) => id),
        [...ALWAYS, 'clean-up'],
      );
      assert.equal(emulator.app.room(report.groupId), undefined, 'the test room is dismissed');
      assert.ok(report.checks.every(({ status, advice }) => status === 'pass' && advice === ''));
    });

  it('reports no difference to the strict profile for an emulator with that profile', async (context) => {
    const emulator = await emulatorFor(context, { profile: 'strict', moderationTips: false, banSwitch: false });
    const report = await examine(emulator);
    assert.deepEqual(report.differences, []);
    assert.deepEqual(problems(report), ['mute-tips off', 'ban off']);
    assert.equal(report.ok, true, 'what is off is not needed');
  });

  it('reports every difference of the lenient profile that it can observe', async (context) => {
    const { differences } = await examine(await emulatorFor(context, { profile: 'lenient' }));
    assert.deepEqual(
      differences.map(({ setting }) => setting),
      [
        'profileForOutsiders',
        'profileLagMs',
        'honourFilters',
        'purchaseBitsAtLogin',
        'moderationTips',
        'banSwitch',
        'loginKeepsMembership',
        'compressAboveBytes',
        'telemetry',
        'maxMessageBytes',
      ],
    );
    assert.ok(differences.every(({ text, strict, observed }) => text !== '' && strict !== observed));
  });

  it('does not change or dismiss a room of the site, and shows its viewers no message', async (context) => {
    const emulator = await emulatorFor(context);
    const { app } = emulator;
    app.createRoom('friday-show', { owner: 'sami', introduction: 'as it was' });
    app.join('friday-show', 'sami');
    const report = await examine(emulator, { groupId: 'friday-show' });
    assert.deepEqual(problems(report), []);
    const skipped = report.checks.filter(({ status }) => status === 'skip').map(({ id }) => id);
    assert.deepEqual(skipped, ['likes', 'room-notices', 'message-size', 'mute-all', 'ban', 'owner-quit']);
    const room = app.room('friday-show');
    assert.deepEqual([room?.introduction, room?.muteAll, room?.counters], ['as it was', false, {}]);
    const sent = app.requests.list({ command: 'send_group_msg' }).map(({ body }) => JSON.stringify(body));
    assert.ok(sent.length > 5);
    assert.deepEqual(
      sent.filter((body) => body.includes('TIMTextElem')),
      [],
    );
  });

  it('dismisses its test room when it is interrupted', async (context) => {
    const emulator = await emulatorFor(context);
    const interrupt = new AbortController();
    let groupId = '';
    const run = runDoctor(optionsFor(emulator, { signal: interrupt.signal }), ({ id, result }) => {
      groupId ||= id === 'room' ? (/live-chat-doctor-\w+/.exec(result)?.[0] ?? '') : '';
      if (id === 'join') interrupt.abort(new Error('stop'));
    });
    await assert.rejects(run, /stop/);
    assert.notEqual(groupId, '');
    assert.equal(emulator.app.room(groupId), undefined);
    assert.equal(emulator.app.requests.count('rest:group_open_http_svc.destroy_group'), 1);
  });

  it('checks with the key pair of an older application', async (context) => {
    const { privateKey, publicKey } = await import('node:crypto').then((crypto) =>
      crypto.generateKeyPairSync('ec', {
        namedCurve: 'prime256v1',
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      }),
    );
    const emulator = await emulatorFor(context, { publicKey });
    const report = await examine(emulator, { key: { privateKey } });
    assert.deepEqual(problems(report), []);
    assert.equal(resultOf(report, 'key').status, 'pass');
  });
});
