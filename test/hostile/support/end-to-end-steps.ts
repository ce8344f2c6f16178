// What a room has only one of, or what one user does at a time: name and announcement of the room, joined users,
// settings, mutes, recalls, refusals, own messages, own name. Each with hostile texts, end to end;
// end-to-end-fixture.ts inspects the page.
import { createRestClient, TencentError } from '../../../src/server/index.js';
import type { EndToEndFixture } from './end-to-end-fixture.js';
import { ROOM } from './end-to-end-site.js';

/**
 * A busy list is rendered five times per second, so several texts share one rendering of their rows. Everything that is
 * not a row is inspected after each text.
 */
const TEXTS_PER_DRAWING = 8;
/** A refusal whose text the service receives from the application, and shows to the sender. */
const REFUSED_IN_WORDS = 10_150;

export class EndToEndSteps {
  #identity = 0;
  readonly #rest;

  constructor(private readonly fixture: EndToEndFixture) {
    const { sdkAppId, secretKey, restUrl } = fixture.emulator;
    this.#rest = createRestClient({ sdkAppId, secretKey, baseUrl: restUrl, retries: 0 });
  }

  /** By the application, over REST. */
  async changeRoom(texts: readonly string[]): Promise<void> {
    const { app } = this.fixture.emulator;
    for (const [index, text] of texts.entries()) {
      const eve = `eve${++this.#identity}`;
      await this.#carry(this.#rest.accountImport(eve, { nick: text, avatar: text }));
      app.join(ROOM, eve);
      const { seq } = await app.sendText(ROOM, 'to be taken back', { from: eve, unlimited: true });
      await this.#carry(this.#rest.modifyGroupBaseInfo(ROOM, { name: text }));
      await this.#carry(
        this.#rest.modifyGroupBaseInfo(ROOM, { introduction: `[live-chat slow=${text} mods=${text}]` }),
      );
      await this.#carry(this.#rest.modifyGroupBaseInfo(ROOM, { introduction: text, faceUrl: text }));
      await this.#carry(this.#rest.modifyGroupBaseInfo(ROOM, { notification: text }));
      await this.#carry(this.#rest.modifyGroupAttr(ROOM, { [text]: text }));
      await this.#carry(this.#rest.forbidSendMsg(ROOM, [eve], 60));
      await this.#carry(this.#rest.groupMsgRecall(ROOM, [seq], { reason: text }));
      await this.#carry(this.#rest.sendGroupSystemNotification(ROOM, text));
      await this.fixture.page.evaluate((words) => window.endToEndPage.inspect(words), text);
      if (index % TEXTS_PER_DRAWING === 0) await this.fixture.rendered(text);
      app.leave(ROOM, eve);
    }
    await this.fixture.rendered(texts.at(-1) ?? '');
    await this.#rest.clearGroupAttr(ROOM);
  }

  /** The user sends it. Returns how many were sent and how many were refused, by code. */
  async write(texts: readonly string[]): Promise<Readonly<Record<string, number>>> {
    const outcomes: Record<string, number> = {};
    for (const text of texts) {
      const outcome = await this.fixture.page.evaluate((words) => window.endToEndPage.send(words), text);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      this.fixture.inputs++;
    }
    await this.fixture.rendered(texts.at(-1) ?? '');
    return outcomes;
  }

  /** The service refuses with this text: first a message, then the join of the user. */
  async refuse(texts: readonly string[]): Promise<void> {
    const { faults } = this.fixture.emulator.app;
    for (const errorInfo of texts) {
      faults.add({ command: 'send_group_msg', errorCode: REFUSED_IN_WORDS, errorInfo, times: 1 });
      const outcome = await this.fixture.page.evaluate(
        (words) => window.endToEndPage.send(words),
        `refused ${++this.#identity}`,
      );
      if (outcome !== 'send/blocked') throw new Error(`A refusal became ${outcome}.`);
      this.fixture.inputs++;
    }
  }

  /** The user is removed with this text as the reason, and returns with this name, for each text. */
  async loginAs(texts: readonly string[]): Promise<void> {
    const { app } = this.fixture.emulator;
    for (const text of texts) {
      app.ban(ROOM, 'ana', 60, text);
      await this.fixture.page.evaluate(() => window.endToEndPage.until('failed'));
      await this.fixture.page.evaluate((words) => window.endToEndPage.inspect(words), text);
      app.unban(ROOM, 'ana');
      this.fixture.site.identity = { userId: 'ana', nick: text, avatar: text };
      await this.fixture.page.evaluate(() => window.endToEndPage.restart());
      await this.fixture.page.evaluate(() => window.endToEndPage.until('joined'));
      await this.fixture.page.evaluate(() => window.endToEndPage.send('it is me'));
      await this.fixture.rendered(text);
      this.fixture.inputs += 2;
    }
  }

  async #carry(call: Promise<unknown>): Promise<void> {
    this.fixture.inputs++;
    try {
      await call;
    } catch (error) {
      // The service or the kit refuses with a reason; then nobody receives it.
      if (!(error instanceof TencentError || error instanceof TypeError)) throw error;
      this.fixture.refused++;
    }
  }
}
