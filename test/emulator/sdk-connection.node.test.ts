// Logins, connections and rooms that end or return, as the unmodified tim-js-sdk sees them. The socket of the SDK in
// Node notices a close at once.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createUserSig } from '../../src/server/user-sig.js';
import { startEmulator } from '../../src/emulator/index.js';
import { SdkUser } from './support/sdk-user.js';
import { EmulatorFixture } from './support/emulator-fixture.js';

describe('connections as tim-js-sdk sees them', () => {
  let stage: EmulatorFixture;
  before(async () => {
    stage = await EmulatorFixture.start();
  });
  after(() => stage.stop());

  it('end with the older login of a user when a newer page logs in', async () => {
    const first = await stage.joinUser('ana1', 'kick');
    const second = await stage.joinUser('ana1', 'kick');
    assert.deepEqual(await first.notice('KICKED_OUT'), { type: 'multipleAccount' });
    await second.sendText('kick', 'I stay');
    await second.until(() => (stage.emulator.app.room('kick')?.waitingPolls ?? 0) > 0);
    await stage.emulator.app.sendText('kick', 'for the newer page');
    await second.waitForMessage((message) => message.payload['text'] === 'for the newer page');
    assert.equal(first.texts().includes('for the newer page'), false);
    assert.deepEqual(stage.emulator.app.room('kick')?.members, ['ana1']);
  });

  it('end with a login for every reason of the service', async () => {
    for (const [reason, type] of [
      ['page', 'multipleAccount'],
      ['device', 'multipleDevice'],
      ['rest', 'REST_API_Kick'],
    ] as const) {
      const ana = await stage.joinUser(`ana-${reason}`, 'reasons');
      assert.equal(stage.emulator.app.simulate.kick(`ana-${reason}`, reason), 1);
      assert.deepEqual(await ana.notice('KICKED_OUT'), { type });
      await ana.dispose();
    }
    assert.deepEqual(stage.emulator.app.room('reasons')?.members, []);
  });

  it('report that a signature has expired, and a new one is accepted', async () => {
    const ana = await stage.joinUser('ana3', 'expiry');
    stage.emulator.app.simulate.expireSignature({ userId: 'ana3' });
    assert.deepEqual(await ana.notice('KICKED_OUT', undefined, 12_000), { type: 'userSigExpired' });
    await ana.login();
    assert.equal((await ana.join('expiry')).status, 'JoinedSuccess');
  });

  it('lose no message that is sent while a connection is interrupted', async () => {
    const [ana, ben] = [await stage.joinUser('ana4', 'cut'), await stage.joinUser('ben4', 'cut')];
    await ana.waitForMessage((message) => message.payload['operatorID'] === 'ben4');
    assert.equal(stage.emulator.app.simulate.close({ userId: 'ana4' }), 1);
    for (let index = 1; index <= 5; index++) await ben.sendText('cut', `line ${index}`);
    await ana.waitForMessage((message) => message.payload['text'] === 'line 5', 20_000);
    assert.deepEqual(ana.texts(), ['line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
    assert.equal(stage.emulator.app.room('cut')?.members.length, 2);
  });

  it('that do not return remove their user from the room', async () => {
    const brief = await EmulatorFixture.start({ graceMs: 200 });
    const [ana, ben] = [await brief.joinUser('ana5', 'gone'), await brief.joinUser('ben5', 'gone')];
    await ben.dispose();
    await ana.waitForMessage(
      (message) => message.payload['operationType'] === 2 && message.payload['operatorID'] === 'ben5',
    );
    assert.deepEqual(brief.emulator.app.room('gone')?.members, ['ana5']);
    await brief.stop();
  });

  it('leave the first room when a second one is joined', async () => {
    const [ana, ben] = [await stage.joinUser('ana6', 'here'), await stage.joinUser('ben6', 'here')];
    // The SDK quits the first room afterwards. The service has ended that membership already and refuses, and the SDK
    // takes this for a refusal of the join.
    await assert.rejects(ben.join('there'), (error: { code: number }) => error.code === 10007);
    await ana.waitForMessage(
      (message) => message.payload['operationType'] === 2 && message.payload['operatorID'] === 'ben6',
    );
    assert.deepEqual(
      [stage.emulator.app.room('here')?.members, stage.emulator.app.room('there')?.members],
      [['ana6'], ['ben6']],
    );
  });

  it('continue with their users after a restart that keeps memberships', async () => {
    const [ana, ben] = [await stage.joinUser('ana7', 'kept'), await stage.joinUser('ben7', 'kept')];
    stage.emulator.app.simulate.restart({ downMs: 300, keepMemberships: true });
    await ana.until(
      () =>
        ana.events
          .filter((event) => event.name === 'NET_STATE_CHANGE')
          .some((event) => (event.data as { state: string }).state === 'connected'),
      20_000,
    );
    await ben.sendText('kept', 'still here');
    await ana.waitForMessage((message) => message.payload['text'] === 'still here', 20_000);
  });

  it('refuse users whom a restart has forgotten, until they join again', async () => {
    const ana = await stage.joinUser('ana8', 'lost');
    stage.emulator.app.simulate.restart({ keepMemberships: false });
    await assert.rejects(ana.sendText('lost', 'am I in?'), (error: { code: number }) => error.code === 10007);
    // The quit is refused as well, and the SDK keeps the room: only a new login can join.
    await assert.rejects(ana.sdk.quitGroup('lost'), (error: { code: number }) => error.code === 10007);
    const again = await stage.joinUser('ana8', 'lost');
    await again.sendText('lost', 'now I am');
  });
});

describe('a new process on the same port', () => {
  // A service that keeps its memberships, unlike that of the strict profile (sdk-strict.node.test.ts).
  const settings = { pollMs: 20, pollRestoresMembership: true, refuseUnknownPositions: false };

  it('restores the logins and polls of the old process', async () => {
    const first = await startEmulator(settings);
    const ana = SdkUser.create(first, 'ana');
    await ana.login();
    await ana.join('room');
    for (let index = 1; index <= 3; index++) await ana.sendText('room', `line ${index}`);
    const port = Number(new URL(first.restUrl).port);
    await first.close();
    const second = await startEmulator({ ...settings, port });
    await ana.until(() => (second.app.room('room')?.waitingPolls ?? 0) > 0, 20_000);
    await second.app.sendText('room', 'from the new one');
    await ana.waitForMessage((message) => message.payload['text'] === 'from the new one');
    await ana.sendText('room', 'and back');
    assert.deepEqual(second.app.room('room')?.members, ['ana']);
    await ana.dispose();
    await second.close();
  });
});

describe('several logins of one user', () => {
  it('exist at the same time when the application allows them', async () => {
    const stage = await EmulatorFixture.start({ instancesPerUser: 2 });
    const [one, two] = [await stage.joinUser('ana', 'side'), await stage.joinUser('ana', 'side')];
    await one.sendText('side', 'from one');
    const received = await two.waitForMessage((message) => message.payload['text'] === 'from one');
    assert.equal(received.flow, 'out');
    assert.equal(
      one.events.some((event) => event.name === 'KICKED_OUT'),
      false,
    );
    await stage.stop();
  });

  it('are refused with a ticket of another user', async () => {
    const stage = await EmulatorFixture.start();
    const { sdkAppId, secretKey } = stage.emulator;
    const ana = stage.createUser('ana');
    await assert.rejects(
      ana.login(await createUserSig({ sdkAppId, secretKey, userId: 'ben' })),
      (error: { code: number }) => error.code === 70013,
    );
    await stage.stop();
  });
});
