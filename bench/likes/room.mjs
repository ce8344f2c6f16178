// A thousand users who like, in a room of the emulator, which drops messages above 40 per second as the service does,
// while others write: how many texts and likes get through. Real time and the real `Likes`; messages are delivered
// after 300 ms.
import { tsImport } from 'tsx/esm/api';

const { startEmulator } = await tsImport('../../src/emulator/index.ts', import.meta.url);
const { Likes } = await tsImport('../../src/room/likes/likes.ts', import.meta.url);
const { seeded } = await tsImport('../../test/support/seeded.ts', import.meta.url);

const LIKERS = 1_000;
const TAPS_PER_SECOND = 2;
const SECONDS = 30;
const HEARD_AFTER_MS = 300;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** `paced` false: each page sends once per second the likes of that second. */
async function play({ textsPerSecond, paced }) {
  const emulator = await startEmulator({ port: 0, profile: 'lenient' });
  const groupId = 'bench-likes';
  emulator.app.createRoom(groupId, {});
  const random = seeded(11);
  const count = { texts: 0, textsThrough: 0, messages: 0, messagesThrough: 0, likesSent: 0, likesThrough: 0 };
  const arrivals = [];
  const recent = () => arrivals.filter((at) => at > Date.now() - 2_000).length / 2;
  const likers = [];

  const send = async (from, { data }) => {
    const likes = JSON.parse(data).data.count;
    count.messages++;
    count.likesSent += likes;
    const { delivered } = await emulator.app.sendCustom(groupId, data, { from, priority: 'low' });
    if (!delivered) return;
    count.messagesThrough++;
    count.likesThrough += likes;
    arrivals.push(Date.now());
    setTimeout(() => {
      for (const [userId, each] of likers)
        if (userId !== from)
          each.received({ userId: from, nick: from, avatar: '', role: 'viewer', isSelf: false }, likes);
    }, HEARD_AFTER_MS);
  };

  for (let index = 0; index < LIKERS; index++) {
    const userId = `liker-${index}`;
    const likes = new Likes({
      send: (outgoing) => send(userId, outgoing),
      increaseCounter: () => Promise.reject(new Error('no counter')),
      getCounters: () => Promise.reject(Object.assign(new Error('no counter'), { code: 10059 })),
      self: () => ({ userId, nick: userId, avatar: '', role: 'viewer', isSelf: true }),
      now: () => Date.now(),
      random,
      setTimer: (run, ms) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      onLike: () => {},
      room: () => ({ audience: LIKERS, messagesPerSecond: recent() }),
    });
    likes.joined();
    likers.push([userId, likes]);
  }

  const started = Date.now();
  const pending = [];
  const talk = setInterval(() => {
    count.texts++;
    pending.push(
      emulator.app
        .sendText(groupId, `text ${count.texts}`, { from: `talker-${count.texts % 50}`, priority: 'normal' })
        .then(({ delivered }) => {
          arrivals.push(Date.now());
          if (delivered) count.textsThrough++;
        }),
    );
  }, 1000 / textsPerSecond);
  while (Date.now() - started < SECONDS * 1000) {
    for (const [, likes] of likers) {
      if (random() >= TAPS_PER_SECOND / 2) continue;
      likes.add(1);
      if (!paced) likes.flush();
    }
    await wait(500);
  }
  clearInterval(talk);
  await Promise.all(pending);
  for (const [, likes] of likers) likes.close();
  await emulator.close();
  return {
    likes: paced ? 'at our pace' : 'each tap at once',
    'texts/s': textsPerSecond,
    'texts through': `${count.textsThrough} of ${count.texts}`,
    'like messages/s': (count.messages / SECONDS).toFixed(1),
    'like messages through': `${count.messagesThrough} of ${count.messages}`,
    'likes in shed messages': `${count.likesSent - count.likesThrough} of ${count.likesSent}`,
  };
}

const rows = [];
for (const plan of [
  { textsPerSecond: 10, paced: true },
  { textsPerSecond: 30, paced: true },
  { textsPerSecond: 30, paced: false },
])
  rows.push(await play(plan));
console.table(rows);
