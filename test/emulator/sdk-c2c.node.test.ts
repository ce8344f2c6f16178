// Private (C2C) messages, through tim-js-sdk.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { EmulatorFixture } from './support/emulator-fixture.js';

describe('private messages of the emulator', () => {
  let fixture: EmulatorFixture;
  before(async () => {
    fixture = await EmulatorFixture.start();
  });
  after(() => fixture.stop());

  it('reach the user, in a conversation of their own', async () => {
    const ana = await fixture.joinUser('ana', 'room');
    fixture.emulator.app.sendC2cText('ana', 'for you alone', { from: 'mallory' });
    const message = await ana.waitForMessage((each) => each.payload['text'] === 'for you alone');
    assert.deepEqual([message.conversationID, message.from], ['C2Cmallory', 'mallory']);
  });

  it('can be sent by a client, and reach only their receiver', async () => {
    const [ben, eve] = [await fixture.joinUser('ben', 'room'), await fixture.joinUser('eve', 'room')];
    const message = eve.sdk.createTextMessage({ to: 'ben', conversationType: 'C2C', payload: { text: 'psst' } });
    await eve.sdk.sendMessage(message);
    const received = await ben.waitForMessage((each) => each.payload['text'] === 'psst');
    // An id is sender, second and random number; the service's second may be the next one.
    const [sender, , random] = String(message.ID).split('-');
    const [receivedSender, , receivedRandom] = String(received.ID).split('-');
    assert.deepEqual([received.conversationID, receivedSender, receivedRandom], ['C2Ceve', sender, random]);
    await fixture.emulator.app.sendText('room', 'last');
    await eve.waitForMessage((each) => each.payload['text'] === 'last');
    assert.equal(eve.texts().includes('psst'), false);
  });
});
