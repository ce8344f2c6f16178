// The simulated viewers: the same script for the same seed, at the requested rate, under the limits of the room.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Crowd } from '../../../src/emulator/core/crowd/crowd.js';
import { FakeClock, texts } from '../support/fake-clock.js';

interface Received {
  readonly Event: number;
  readonly From_Account: string;
  readonly MsgPriority: string;
  readonly MsgBody: unknown;
  readonly GroupInfo: { readonly From_AccountNick: string };
}

async function listen(
  seed: number,
  perSecond: number,
  seconds: number,
  more: Partial<ConstructorParameters<typeof Crowd>[1]> = {},
  settings: ConstructorParameters<typeof FakeClock>[0] = {},
) {
  const works = new FakeClock({ keptMessages: 10_000, ...settings });
  const ana = await works.member('ana', 'r');
  const crowd = new Crowd(works.service, { groupId: 'r', perSecond, seed, ...more });
  await works.advance(seconds * 1000);
  const received = (await ana.poll()) as unknown as Received[];
  return { works, ana, crowd, received };
}
const spoken = (received: readonly Received[]) => received.filter((message) => message.Event === 3);
const custom = (received: readonly Received[], businessID: string) =>
  spoken(received).flatMap((message) => {
    const [element] = message.MsgBody as { MsgType: string; MsgContent: { Data: string } }[];
    if (element?.MsgType !== 'TIMCustomElem') return [];
    const data = JSON.parse(element.MsgContent.Data) as { businessID: string; data: Record<string, unknown> };
    return data.businessID === businessID ? [{ message, data: data.data }] : [];
  });

describe('a crowd', () => {
  it('sends the same messages for the same seed, and others for another', async () => {
    const script = async (seed: number) =>
      JSON.stringify(
        spoken((await listen(seed, 20, 5)).received).map((message) => [message.From_Account, message.MsgBody]),
      );
    const [first, again, other] = [await script(3), await script(3), await script(4)];
    assert.equal(first, again);
    assert.notEqual(first, other);
  });

  it('keeps its rate, also a changed one, and sends more than a room delivers when no rate limit applies to it', async () => {
    const { works, ana, crowd, received } = await listen(1, 200, 5);
    assert.ok(Math.abs(spoken(received).length - 1000) <= 20, `${spoken(received).length} in 5 s`);
    crowd.setRate(10);
    await works.advance(5000);
    const later = spoken((await ana.poll()) as unknown as Received[]).length;
    assert.ok(Math.abs(later - 50) <= 3, `${later} in 5 s`);
    crowd.burst(100, 2);
    await works.advance(4000);
    const storm = spoken((await ana.poll()) as unknown as Received[]).length;
    assert.ok(Math.abs(storm - 220) <= 12, `${storm} in a storm`);
    assert.throws(() => crowd.setRate(-1), /must be 0 to 5000/);
  });

  it('is subject to the rate limit when configured', async () => {
    const { received } = await listen(1, 200, 3, { unlimited: false });
    assert.ok(spoken(received).length <= 40 * 4, `${spoken(received).length} in 3 s`);
  });

  it('likes with low priority in the format that older apps read too, and sends gifts with high priority', async () => {
    const { received } = await listen(1, 50, 20);
    const likes = custom(received, 'TUIGift_like');
    const gifts = custom(received, 'TUIGift');
    assert.ok(likes.length > 50 && gifts.length > 5, `${likes.length} likes, ${gifts.length} gifts`);
    assert.ok(
      likes.every(
        ({ message, data }) =>
          message.MsgPriority === 'Low' && Number(data['count']) >= 1 && data['sender'] && data['extInfo'],
      ),
    );
    assert.ok(
      gifts.every(
        ({ message, data }) => message.MsgPriority === 'High' && Number.isInteger(data['giftCount']) && data['gift'],
      ),
    );
  });

  it('increments the like counter as the pages of real users do, at most once per second', async () => {
    const { works, received } = await listen(1, 50, 20);
    const claimed = custom(received, 'TUIGift_like').reduce((sum, { data }) => sum + Number(data['count']), 0);
    const counted = works.service.room('r').counters.get('likes') ?? 0;
    assert.ok(counted > 0 && claimed - counted <= 60, `${counted} of ${claimed}: the last second may be out`);
    assert.ok(works.service.room('r').countersSeq <= 20);
    const { works: poor } = await listen(1, 50, 5, {}, { plan: 'pro' });
    assert.equal(poor.service.room('r').counters.size, 0);
  });

  it('writes Chinese and English, with emoji, long words and right-to-left text', async () => {
    const said = texts((await listen(1, 100, 20)).received as never).join('\n');
    assert.match(said, /\p{Script=Han}/u);
    assert.match(said, /\p{Emoji_Presentation}/u);
    assert.match(said, /\p{Script=Arabic}|\p{Script=Hebrew}/u);
    assert.match(said, /\S{40,}/);
    const chinese = texts((await listen(1, 100, 3, { locale: 'zh-CN' })).received as never).join('\n');
    assert.doesNotMatch(chinese, /the/);
  });

  it('joins and leaves, and leaves the room empty when it stops', async () => {
    const { works, crowd, received } = await listen(1, 40, 10);
    assert.ok(received.filter((message) => message.Event === 4).length >= 10);
    const room = works.service.room('r');
    assert.ok(room.members.size > 20);
    crowd.stop();
    await works.advance(5000);
    assert.deepEqual([...room.members.keys()], ['ana']);
  });
});
