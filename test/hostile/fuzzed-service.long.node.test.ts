// A service and a token endpoint with invalid responses: mutated frames to the unmodified SDK, and mutated token
// responses. The room throws no unhandled exception, shows what is wrong, keeps its messages, and works again
// afterwards.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { seeded } from '../support/seeded.js';
import { startFuzzingRelay, type FuzzingRelay } from './support/fuzzing-relay.js';
import { mutateJson } from './support/mutate-json.js';
import { EndToEndFixture } from './support/end-to-end-fixture.js';
import { ROOM } from './support/end-to-end-site.js';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123);
const MESSAGES = 450;
const ROUNDS_OF_LOGIN = 12;
const TOKEN_ANSWERS = 60;

describe('fuzzed responses', { concurrency: false }, () => {
  const random = seeded(SEED);
  let relay: FuzzingRelay;
  let fixture: EndToEndFixture;
  before(async () => {
    // With push each message has its own frame: there are more frames to mutate.
    fixture = await EndToEndFixture.start({
      delivery: 'push',
      relay: async (emulatorUrl) => (relay = await startFuzzingRelay(emulatorUrl, random)),
    });
  });
  after(async () => {
    await fixture?.stop();
    await relay?.close();
  });

  /** Events of many kinds; `number` makes them different. */
  async function happen(number: number): Promise<void> {
    const { app } = fixture.emulator;
    const eve = `eve${number}`;
    app.setProfile(eve, { nick: eve, avatar: 'https://example.org/a.png' });
    if (number % 10 === 0) app.join(ROOM, eve);
    if (number % 25 === 0)
      app.changeRoom(ROOM, { name: `name ${number}`, notification: `news ${number}`, muteAll: false });
    if (number % 30 === 0) app.sendNotice(ROOM, `notice ${number}`);
    if (number % 40 === 0) app.mute(ROOM, eve, 5);
    if (number % 20 === 0) void fixture.page.evaluate((words) => window.endToEndPage.send(words), `own ${number}`);
    const { seq } = await app.sendText(ROOM, `said ${number}`, {
      from: eve,
      cloudCustomData: '{"liveChat":{"v":1,"mentions":["ana"]}}',
      unlimited: true,
    });
    if (number % 20 === 0)
      await app.sendCustom(
        ROOM,
        {
          businessID: 'TUIGift',
          data: { giftCount: 1, gift: { giftId: 'rose', giftName: 'Rose', imageUrl: 'https://example.org/r.png' } },
        },
        { from: eve, unlimited: true },
      );
    if (number % 60 === 0) app.recall(ROOM, seq, 'spam');
  }

  test('of the service do not disturb a joined room', async (context) => {
    await fixture.page.evaluate(() => window.endToEndPage.keep(200));
    let marker = await fixture.receives();
    for (let number = 1; number <= MESSAGES; number++) {
      relay.rate = 0.5;
      await happen(number);
      if (number % 5 === 0)
        await fixture.page.evaluate((words) => window.endToEndPage.inspect(words), `said ${number}`);
      if (number % 50 !== 0) continue;
      relay.rate = 0;
      const next = await fixture.receives();
      const texts = await fixture.page.evaluate(() => window.endToEndPage.texts());
      assert.ok(texts.includes(marker), `${marker} is still there`);
      marker = next;
    }
    await fixture.page.evaluate(() => window.endToEndPage.until('joined'));
    await fixture.expectNothing(
      context,
      `seed ${SEED}: ${[...relay.fuzzed.values()].reduce((sum, each) => sum + each, 0)} frames changed, of ${relay.fuzzed.size} commands`,
    );
  });

  test('at login and on joining end in a joined room, or in an error with a reason', async (context) => {
    relay.fuzzed.clear();
    const outcomes: Record<string, number> = {};
    for (let round = 0; round < ROUNDS_OF_LOGIN; round++) {
      relay.rate = 0.4;
      await fixture.page.evaluate(() => window.endToEndPage.restart());
      await fixture.page.evaluate(() => window.endToEndPage.untilSettled(3_000));
      await fixture.page.evaluate((words) => window.endToEndPage.inspect(words), `round ${round}`);
      const { status } = await fixture.page.evaluate(() => window.endToEndPage.state);
      outcomes[status] = (outcomes[status] ?? 0) + 1;
      relay.rate = 0;
      if (status === 'failed') assert.ok((await fixture.page.evaluate(() => window.endToEndPage.words())).length > 0);
    }
    await fixture.page.evaluate(() => window.endToEndPage.restart());
    await fixture.page.evaluate(() => window.endToEndPage.until('joined'));
    await fixture.expectNothing(
      context,
      `${ROUNDS_OF_LOGIN} logins, which ended in ${JSON.stringify(outcomes)}; changed: ${JSON.stringify([...relay.fuzzed])}`,
    );
  });

  test('of the token endpoint end in a joined room, or in an error with a reason', async (context) => {
    const response = await fetch(`${fixture.site.origin}/api/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ groupId: ROOM }),
    });
    const good: unknown = await response.json();
    const outcomes: Record<string, number> = {};
    // Without the address of the emulator the SDK would use Tencent's, which is correct.
    for (let round = 0; round < TOKEN_ANSWERS; round++) {
      const body = JSON.stringify(mutateJson(good, random, ['proxyServer']));
      fixture.site.forged = random() < 0.1 ? body.slice(0, Math.floor(random() * body.length)) : body;
      await fixture.page.evaluate(() => window.endToEndPage.restart());
      await fixture.page.evaluate(() => window.endToEndPage.untilSettled(400));
      await fixture.page.evaluate((words) => window.endToEndPage.inspect(words), `answer ${round}`);
      const { status } = await fixture.page.evaluate(() => window.endToEndPage.state);
      outcomes[status] = (outcomes[status] ?? 0) + 1;
    }
    fixture.site.forged = undefined;
    await fixture.page.evaluate(() => window.endToEndPage.restart());
    await fixture.page.evaluate(() => window.endToEndPage.until('joined'));
    await fixture.expectNothing(
      context,
      `${TOKEN_ANSWERS} changed responses, which ended in ${JSON.stringify(outcomes)}`,
    );
  });
});
