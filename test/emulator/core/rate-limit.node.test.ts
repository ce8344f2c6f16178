// What a room delivers when more is sent than its limit, by priority, on a fake clock.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock, texts } from '../support/fake-clock.js';

describe('the rate limit of a room', () => {
  it('delivers at most 40 messages per second, the higher priorities first, and reports success to every sender', async () => {
    const works = new FakeClock({ ratePeriod: 'window' });
    const [ana, ben] = [await works.member('ana', 'r'), await works.member('ben', 'r')];
    await ana.poll();
    const sent: number[] = [];
    // More than the limit at once, with 20 of high priority at the end.
    for (let index = 0; index < 60; index++) sent.push(ben.sendText('r', `low ${index}`, { priority: 'Low' }));
    for (let index = 0; index < 30; index++) sent.push(ben.sendText('r', `normal ${index}`));
    for (let index = 0; index < 20; index++) sent.push(ben.sendText('r', `high ${index}`, { priority: 'High' }));
    await works.advance(900);
    const received = texts(await ana.poll()).map(String);
    assert.equal(received.length, 40);
    assert.equal(received.filter((text) => text.startsWith('high')).length, 20);
    assert.equal(
      received.filter((text) => text.startsWith('low')).length,
      2,
      'only those that came while the room was calm',
    );
    assert.deepEqual(
      sent.map((seq) => ben.response(seq)?.['ErrorCode']),
      sent.map(() => 0),
    );
    assert.equal(works.service.rooms.get('r')?.limiter.droppedCount, 70);
    await works.advance(1000);
    ben.sendText('r', 'a second later');
    assert.deepEqual(texts(await ana.poll()), ['a second later']);
  });

  it('drops high priority too when that alone exceeds the limit', async () => {
    const works = new FakeClock({ messagesPerSecond: 10 });
    const ana = await works.member('ana', 'r');
    for (let index = 0; index < 50; index++) ana.sendText('r', `${index}`, { priority: 'High' });
    await works.advance(900);
    assert.equal(texts(await ana.poll()).length, 10);
  });

  it('with ratePeriod second, drops Low before Normal before High over a whole second', async () => {
    const works = new FakeClock({ ratePeriod: 'second' });
    const [ana, ben] = [await works.member('ana', 'r'), await works.member('ben', 'r')];
    await ana.poll();
    // 20 Low in each of 20 windows, then 15 Normal and 5 High at the end of the second.
    for (let window = 0; window < 20; window++) {
      for (let index = 0; index < 20; index++) ben.sendText('r', 'low', { priority: 'Low' });
      await works.advance(50);
    }
    const early = texts(await ana.poll());
    assert.ok(early.length <= 42, `${early.length} messages in a second`);
    for (let index = 0; index < 15; index++) ben.sendText('r', 'normal');
    for (let index = 0; index < 5; index++) ben.sendText('r', 'high', { priority: 'High' });
    await works.advance(2000);
    const late = texts(await ana.poll());
    assert.ok(late.lastIndexOf('high') < 6, 'High is first, but for the other message of its window');
    assert.equal(late.slice(0, 20).filter((text) => text === 'normal').length, 15, 'then Normal, and no Low');
    assert.equal(early.length + late.length + (works.service.rooms.get('r')?.limiter.droppedCount ?? 0), 420);
  });

  it('with ratePeriod second, keeps the order of the messages of one priority', async () => {
    const works = new FakeClock({ ratePeriod: 'second' });
    const ana = await works.member('ana', 'r');
    const sent = Array.from({ length: 40 }, (_, index) => `${index}`);
    for (const text of sent) ana.sendText('r', text);
    await works.advance(2000);
    assert.deepEqual(texts(await ana.poll()), sent);
  });

  it('delivers all High of a burst of 200 messages in a second', async () => {
    const works = new FakeClock({ ratePeriod: 'second' });
    const [ana, ben] = [await works.member('ana', 'r'), await works.member('ben', 'r')];
    await ana.poll();
    for (let index = 0; index < 200; index++) {
      ben.sendText('r', `${index}`, { priority: index % 20 === 19 ? 'High' : index % 2 === 0 ? 'Low' : 'Normal' });
      await works.advance(5);
    }
    await works.advance(2000);
    const high = texts(await ana.poll()).filter((text) => Number(text) % 20 === 19);
    assert.equal(high.length, 10);
  });
});
