// Injected faults, as the unmodified tim-js-sdk sees them.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { EmulatorFixture } from './support/emulator-fixture.js';

const texts = (count: number, text = 'batch') => Array.from({ length: count }, (_, index) => `${text} ${index + 1}`);

describe('faults as tim-js-sdk sees them', () => {
  let stage: EmulatorFixture;
  before(async () => {
    stage = await EmulatorFixture.start({ messagesPerSecond: 1000 });
  });
  after(() => stage.stop());

  it('include 200 messages in one batch', async () => {
    const ana = await stage.joinUser('ana1', 'batch');
    stage.emulator.app.simulate.batch('batch', 200);
    await ana.waitForMessage((message) => message.payload['text'] === 'batch 200');
    assert.deepEqual(ana.texts(), texts(200));
  });

  it('include repeated sequence numbers, which the SDK treats as duplicates', async () => {
    const [ana, ben] = [await stage.joinUser('ana2', 'twice'), await stage.joinUser('ben2', 'twice')];
    await ana.waitForMessage((message) => message.payload['operatorID'] === 'ben2');
    stage.emulator.app.simulate.sequence('twice', { duplicate: 0.5 });
    for (const text of texts(10, 'line')) await ben.sendText('twice', text);
    stage.emulator.app.simulate.sequence('twice');
    await ben.sendText('twice', 'last');
    await ana.waitForMessage((message) => message.payload['text'] === 'last');
    assert.equal(ana.texts().length, 6);
  });

  it('include delivery out of order', async () => {
    const [ana, ben] = [await stage.joinUser('ana3', 'order'), await stage.joinUser('ben3', 'order')];
    await ana.waitForMessage((message) => message.payload['operatorID'] === 'ben3');
    stage.emulator.app.simulate.sequence('order', { reorder: 0.5 });
    for (const text of texts(6, 'line')) await ben.sendText('order', text);
    stage.emulator.app.simulate.sequence('order');
    await ben.sendText('order', 'last');
    await ana.until(() => ana.texts().length === 7);
    assert.deepEqual([...ana.texts()].sort(), [...texts(6, 'line'), 'last'].sort());
  });

  it('include messages that are delivered again, which the SDK drops until it logs in again', async () => {
    const ana = await stage.joinUser('ana5', 'repeat');
    const { app } = stage.emulator;
    for (const text of texts(3, 'line')) await app.sendText('repeat', text);
    await ana.until(() => ana.texts().length === 3);
    assert.equal(app.simulate.repeat('repeat', { count: 2 }), 2);
    await app.sendText('repeat', 'last');
    await ana.waitForMessage((message) => message.payload['text'] === 'last');
    assert.deepEqual(ana.texts(), [...texts(3, 'line'), 'last']);
    const again = await stage.joinUser('ana5', 'repeat');
    assert.equal(app.simulate.repeat('repeat', { count: 2 }), 2);
    await again.until(() => again.texts().length === 2);
    assert.deepEqual(again.texts(), ['line 3', 'last']);
  });

  it('include a command that the SDK must delay', async () => {
    const ana = await stage.joinUser('ana4', 'overload');
    stage.emulator.app.simulate.overload({ userId: 'ana4', delaySeconds: 1 });
    await ana.until(() => true);
    await assert.rejects(
      async () => {
        for (let index = 0; index < 100; index++) await ana.sendText('overload', `${index}`);
      },
      (error: { code: number }) => error.code === 60022,
    );
  });
});

// Both take the timeout of the SDK (14 s), so they run in parallel.
describe('connections that look open', { concurrency: true }, () => {
  let stage: EmulatorFixture;
  before(async () => {
    stage = await EmulatorFixture.start();
  });
  after(() => stage.stop());

  it('hang without a close, so that only the heartbeat detects it', async () => {
    const ana = await stage.joinUser('ana5', 'hang');
    assert.equal(stage.emulator.app.simulate.hang({ userId: 'ana5' }), 1);
    await stage.emulator.app.sendText('hang', 'said meanwhile');
    await ana.waitForMessage((message) => message.payload['text'] === 'said meanwhile', 25_000);
  });

  it('perform a request on a half-open connection without a response, and deliver once after the SDK has reconnected', async () => {
    const [ana, ben] = [await stage.joinUser('ana6', 'half'), await stage.joinUser('ben6', 'half')];
    await ben.waitForMessage((message) => message.payload['operatorID'] === 'ben6');
    stage.emulator.app.simulate.halfOpen({ userId: 'ana6' });
    const said = ana.sendText('half', 'into the dark').catch(() => undefined); // the SDK can give up before it reconnects
    await ben.waitForMessage((message) => message.payload['text'] === 'into the dark');
    await said;
    assert.deepEqual(ben.texts(), ['into the dark'], 'the repeat has the same Random');
  });
});
