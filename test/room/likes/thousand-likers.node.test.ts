// A thousand users who like at once, each with the real code of the room, in the emulator's room with its 40 messages
// per second: how many texts of other users are delivered meanwhile, and what becomes of the likes. The clock is a fake
// one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImOutgoing } from '../../../src/im/im-client.js';
import type { ChatUser } from '../../../src/room/model/chat-message.js';
import { Likes } from '../../../src/room/likes/likes.js';
import { FakeClock } from '../../emulator/support/fake-clock.js';
import { seeded } from '../../support/seeded.js';

const GROUP = 'show';
const LIKERS = 1_000;
const SECONDS = 60;
const STEP_MS = 50;
const POLL_MS = 300;
const TAPS_PER_SECOND = 2;

interface Received {
  readonly Event: number;
  readonly From_Account: string;
  readonly MsgBody: readonly { readonly MsgType: string; readonly MsgContent: { readonly Data?: string } }[];
}

interface Outcome {
  readonly texts: number;
  readonly textsReceived: number;
  readonly likeMessages: number;
  readonly likeMessagesReceived: number;
  readonly taps: number;
  readonly busiest: number;
}

/** Simulates a minute with this number of texts per second, and `likers` users who like all the time. */
async function play(textsPerSecond: number, likers: number): Promise<Outcome> {
  const works = new FakeClock({ keptMessages: 10_000 });
  const { service } = works;
  const room = service.roomForJoin(GROUP);
  const random = seeded(11);
  let now = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  let likeMessages = 0;
  let sentThisSecond = 0;
  let busiest = 0;
  let arriving = 0;
  const post = async (userId: string, msgBody: readonly unknown[], priority: 'Normal' | 'Low') => {
    const { dropped } = await service.messages.post(
      room,
      service.account(userId),
      { msgBody, priority, random: Math.floor(random() * 2 ** 31), clientTime: 1, cloudCustomData: '' },
      { asApplication: true },
    );
    return dropped;
  };
  const people = Array.from({ length: likers }, (_, index) => {
    const self: ChatUser = { userId: `liker-${index}`, nick: '', avatar: '', role: 'viewer', isSelf: true };
    const likes = new Likes({
      send: async (outgoing: ImOutgoing) => {
        likeMessages++;
        sentThisSecond++;
        assert.ok(outgoing.kind === 'custom');
        await post(
          self.userId,
          [{ MsgType: 'TIMCustomElem', MsgContent: { Data: outgoing.data, Desc: '', Ext: '' } }],
          'Low',
        );
      },
      increaseCounter: () => Promise.reject(Object.assign(new Error('no counters'), { reason: 'unsupported' })),
      getCounters: () => Promise.reject(Object.assign(new Error('no counters'), { reason: 'unsupported' })),
      self: () => self,
      now: () => now,
      random,
      setTimer: (run, ms) => {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => (timers = timers.filter((each) => each !== timer));
      },
      onLike: () => undefined,
      room: () => ({ audience: likers, messagesPerSecond: arriving }),
    });
    likes.joined();
    return likes;
  });

  const listener = await works.member('listener', GROUP);
  let texts = 0;
  let textsReceived = 0;
  let likeMessagesReceived = 0;
  let taps = 0;
  const answers: Promise<unknown>[] = [];
  for (; now < SECONDS * 1000; now += STEP_MS) {
    if (now % 1000 === 0) {
      busiest = Math.max(busiest, sentThisSecond);
      sentThisSecond = 0;
    }
    const due = timers.filter(({ at }) => at <= now);
    timers = timers.filter(({ at }) => at > now);
    for (const { run } of due) run();
    for (const likes of people) {
      if (random() >= (TAPS_PER_SECOND * STEP_MS) / 1000) continue;
      likes.add(1);
      taps++;
    }
    const share = (textsPerSecond * STEP_MS) / 1000;
    for (let count = Math.floor(share) + (random() < share % 1 ? 1 : 0); count > 0; count--) {
      texts++;
      answers.push(
        post(`writer-${texts % 200}`, [{ MsgType: 'TIMTextElem', MsgContent: { Text: `text ${texts}` } }], 'Normal'),
      );
    }
    await works.advance(STEP_MS);
    if (now % POLL_MS !== 0) continue;
    const received = ((await listener.poll()) as unknown as Received[]).filter(({ Event }) => Event === 3);
    arriving = arriving * 0.8 + (received.length / POLL_MS) * 1000 * 0.2;
    for (const { From_Account, MsgBody } of received) {
      const [element] = MsgBody;
      if (element?.MsgType === 'TIMTextElem') textsReceived++;
      else {
        likeMessagesReceived++;
        const { data } = JSON.parse(element?.MsgContent.Data ?? '{}') as { data: { count: number; id: string } };
        const from: ChatUser = { userId: From_Account, nick: '', avatar: '', role: 'viewer', isSelf: false };
        for (const likes of people) likes.received(from, data.count, data.id);
      }
    }
  }
  await works.advance(1_000);
  await Promise.all(answers);
  textsReceived += ((await listener.poll()) as unknown as Received[]).filter(
    ({ Event, MsgBody }) => Event === 3 && MsgBody[0]?.MsgType === 'TIMTextElem',
  ).length;
  for (const likes of people) likes.close();
  return { texts, textsReceived, likeMessages, likeMessagesReceived, taps, busiest };
}

const share = (part: number, whole: number): string => `${part} of ${whole} (${((part / whole) * 100).toFixed(1)} %)`;

test('a thousand liking users cause no dropped text in a room that is nearly full', { timeout: 100_000 }, async (t) => {
  const { texts, textsReceived, likeMessages, likeMessagesReceived, taps, busiest } = await play(28, LIKERS);
  t.diagnostic(
    `28 texts/s: ${share(textsReceived, texts)} texts got through; ${taps} taps in ${likeMessages} messages, ` +
      `${(likeMessages / SECONDS).toFixed(1)}/s, ${busiest} in the busiest second; ` +
      `${share(likeMessagesReceived, likeMessages)} of those got through`,
  );
  assert.ok(textsReceived >= texts * 0.995, share(textsReceived, texts));
  assert.ok(likeMessages <= SECONDS * 10, `${likeMessages} messages of likes`);
  assert.ok(likeMessagesReceived >= likeMessages * 0.8);
});

test(
  'a thousand liking users make no difference in a room with more texts than it delivers',
  { timeout: 100_000 },
  async (t) => {
    const alone = await play(60, 0);
    const liked = await play(60, LIKERS);
    t.diagnostic(
      `60 texts/s: ${share(alone.textsReceived, alone.texts)} without likers, ${share(liked.textsReceived, liked.texts)} ` +
        `with them; ${liked.likeMessages} messages of likes`,
    );
    assert.ok(
      liked.textsReceived >= alone.textsReceived * 0.97,
      `${liked.textsReceived} against ${alone.textsReceived}`,
    );
  },
);
