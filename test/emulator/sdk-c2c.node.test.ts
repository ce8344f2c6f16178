// Private (C2C) messages, through tim-js-sdk.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Stage } from './support/emulator-fixture.js';

describe('private messages of the emulator', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.build();
  });
  after(() => stage.strike());

  it('reach the user, in a conversation of their own', async () => {
    const ana = await stage.enter('ana', 'room');
    stage.emulator.app.sendC2cText('ana', 'for you alone', { from: 'mallory' });
    const message = await ana.hear((each) => each.payload['text'] === 'for you alone');
    assert.deepEqual([message.conversationID, message.from], ['C2Cmallory', 'mallory']);
  });

  it('can be sent by a client, and reach only their receiver', async () => {
    const [ben, eve] = [await stage.enter('ben', 'room'), await stage.enter('eve', 'room')];
    const message = eve.sdk.createTextMessage({ to: 'ben', conversationType: 'C2C', payload: { text: 'psst' } });
    await eve.sdk.sendMessage(message);
    const received = await ben.hear((each) => each.payload['text'] === 'psst');
    assert.deepEqual([received.conversationID, received.ID], ['C2Ceve', message.ID]);
    await stage.emulator.app.sendText('room', 'last');
    await eve.hear((each) => each.payload['text'] === 'last');
    assert.equal(eve.texts().includes('psst'), false);
  });
});
