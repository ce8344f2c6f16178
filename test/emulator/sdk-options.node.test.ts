// Settings of the emulator that change what tim-js-sdk receives.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EmulatorFixture } from './support/emulator-fixture.js';

describe('the settings of the emulator, seen through tim-js-sdk', () => {
  it('give new members the latest messages', async () => {
    const stage = await EmulatorFixture.start({ historyCount: 2 });
    const ana = await stage.joinUser('ana', 'past');
    for (const text of ['one', 'two', 'three']) await ana.sendText('past', text);
    const ben = stage.createUser('ben');
    await ben.login();
    await ben.paidFeatures();
    await ben.join('past');
    await ben.waitForMessage((message) => message.payload['text'] === 'three');
    assert.deepEqual(ben.texts(), ['two', 'three']);
    await stage.stop();
  });

  it('refuse paid features to an application that has not paid', async () => {
    const stage = await EmulatorFixture.start({ plan: 'pro', purchaseBitsAtLogin: true });
    const ana = await stage.joinUser('ana', 'plain');
    await assert.rejects(
      ana.sdk['increaseGroupCounter']?.({ groupID: 'plain', key: 'likes', value: 1 } as never) as Promise<unknown>,
      (error: { code: number }) => error.code === 3122,
    );
    await stage.stop();
  });

  it('move the clock, and with it the expiry of a signature', async () => {
    let now = Date.now();
    const stage = await EmulatorFixture.start({ now: () => now });
    const ana = await stage.joinUser('ana', 'clock');
    now += 7_300_000;
    assert.deepEqual(await ana.notice('KICKED_OUT', undefined, 15_000), { type: 'userSigExpired' });
    stage.emulator.app.simulate.jumpClock(-7_300_000);
    await ana.login();
    await stage.stop();
  });

  it('refuse rooms that were not created', async () => {
    const stage = await EmulatorFixture.start({ autoCreateGroups: false, profileLagMs: 0 });
    const ana = stage.createUser('ana');
    await ana.login();
    await assert.rejects(ana.join('nowhere'), (error: { code: number }) => error.code === 10010);
    stage.emulator.app.createRoom('somewhere', { name: 'Somewhere', notification: 'welcome' });
    const { group } = await ana.join('somewhere');
    assert.deepEqual([group?.['name'], group?.['notification']], ['Somewhere', 'welcome']);
    await stage.stop();
  });

  it('let a user be in two rooms when the application allows it', async () => {
    const stage = await EmulatorFixture.start({ oneRoomPerUser: false });
    const ana = await stage.joinUser('ana', 'left');
    stage.emulator.app.join('right', 'ana');
    assert.deepEqual(
      [stage.emulator.app.room('left')?.members, stage.emulator.app.room('right')?.members],
      [['ana'], ['ana']],
    );
    await ana.sendText('left', 'here');
    await stage.stop();
  });
});
