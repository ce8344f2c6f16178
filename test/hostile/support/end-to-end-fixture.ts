// Hostile texts from end to end: sent by the application or by another user, delivered by the unmodified SDK, rendered
// by the built elements. This file sends them; end-to-end-page.ts inspects the page.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { startEmulator, type Emulator } from '../../../src/emulator/index.js';
import { launchBrowser } from '../../../tools/browser.mjs';
import { PageRecorder } from './page-recorder.js';
import { ROOM, startEndToEndSite, type EndToEndSite } from './end-to-end-site.js';

/** The number of texts whose rows fit into the message list together. */
const BATCH = 80;
const MAX_SHOWN = 20;
/** Codes with which the service refuses what it does not deliver: too long, or invalid for the element. */
const NOT_CARRIED = [80002, 10004];
/** The user ids that the service accepts. */
const USER_ID = /^[\x20-\x7e]{1,32}$/;

export interface EndToEndOptions {
  /**
   * Inserts something between the service and the page: receives the service's address and returns the address to use.
   */
  readonly relay?: (serviceUrl: string) => Promise<{ readonly url: string }>;
  /** `poll` delivers many messages in a frame, as the service does; `push` delivers one. */
  readonly delivery?: 'poll' | 'push';
  /** Longer frames are compressed, as those of the service are above 1 kB; default: none. */
  readonly compressAboveBytes?: number;
}

export class EndToEndFixture {
  #marker = 0;
  /** Messages, notices and changes sent to the service. */
  inputs = 0;
  /** Those that it refused to deliver. */
  refused = 0;
  readonly #recorder: PageRecorder;

  private constructor(
    readonly page: Page,
    readonly emulator: Emulator,
    readonly site: EndToEndSite,
    private readonly browser: Browser,
  ) {
    this.#recorder = new PageRecorder(page, [site.origin]);
  }

  static async start({
    relay,
    delivery = 'poll',
    compressAboveBytes = Infinity,
  }: EndToEndOptions = {}): Promise<EndToEndFixture> {
    // A room without the limits of the service: dropped messages would not be inspected.
    const emulator = await startEmulator({
      port: 0,
      pollMs: 20,
      delivery,
      compressAboveBytes,
      messagesPerSecond: 100_000,
      tipsPerSecond: 100_000,
      keptMessages: 5_000,
      // One user logs in again after each mutated response, more often than the service allows.
      maxLoginsPerMinute: Infinity,
      // Until the page knows who owns the group, it drops messages of the owner above its limit like any others.
      profileLagMs: 0,
    });
    // The page does not drop messages of the owner either.
    emulator.app.createRoom(ROOM, { owner: 'host', name: 'Show' });
    const serviceUrl = relay ? (await relay(emulator.url)).url : emulator.url;
    const site = await startEndToEndSite(emulator, serviceUrl);
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    const fixture = new EndToEndFixture(page, emulator, site, browser);
    await fixture.#recorder.watchSockets(page, serviceUrl);
    await fixture.open();
    return fixture;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.site.close();
    await this.emulator.close();
  }

  async open(): Promise<void> {
    await this.page.goto(this.site.origin);
    await this.page.waitForFunction(() => 'endToEndPage' in window);
    await this.page.evaluate(() => window.endToEndPage.until('joined'));
    await this.page.evaluate(() => window.endToEndPage.remember());
    this.#recorder.watchNavigation(this.page);
  }

  /** Each text in each field of each kind of row, and in group events. */
  async showInRows(texts: readonly string[]): Promise<void> {
    const { app } = this.emulator;
    for (let from = 0; from < texts.length; from += BATCH) {
      const batch = texts.slice(from, from + BATCH);
      for (const [index, text] of batch.entries()) {
        const options = { from: 'host', unlimited: true } as const;
        app.setProfile('host', { nick: text, avatar: text });
        const extras = JSON.stringify({
          liveChat: {
            v: 1,
            danmaku: { mode: text, color: text },
            mentions: [text],
            replyTo: { id: text, nick: text, text },
          },
        });
        const gift = {
          businessID: 'TUIGift',
          data: { giftCount: 2, gift: { giftId: text, giftName: text, imageUrl: text } },
        };
        await this.#put(app.sendText(ROOM, text, { ...options, cloudCustomData: text }));
        await this.#put(app.sendText(ROOM, `answer ${from + index}`, { ...options, cloudCustomData: extras }));
        await this.#put(app.sendCustom(ROOM, text, { ...options, description: text, extension: text }));
        await this.#put(app.sendCustom(ROOM, gift, options));
        await this.#put(app.sendFace(ROOM, index, text, options));
        app.sendNotice(ROOM, text);
        this.inputs++;
      }
      // A few of these are enough for a page to drop the rest, because they are messages of ordinary viewers.
      const [odd] = batch;
      if (odd !== undefined && USER_ID.test(odd))
        await this.#put(app.sendText(ROOM, 'who is this', { from: odd, unlimited: true }));
      await this.rendered(batch.at(-1) ?? '');
    }
  }

  /** Waits until everything sent so far is rendered, and inspects the page. */
  async rendered(text: string): Promise<void> {
    const marker = `marker ${++this.#marker}`;
    await this.emulator.app.sendText(ROOM, marker, { from: 'host', unlimited: true });
    await this.page.evaluate((...words) => window.endToEndPage.inspectAfter(...words), marker, text);
  }

  /**
   * Sends markers until one is rendered, and returns it. A page with a wrong owner, after mutated frames, can drop a
   * few.
   */
  async receives(): Promise<string> {
    for (let tries = 0; tries < 20; tries++) {
      const marker = `marker ${++this.#marker}`;
      await this.emulator.app.sendText(ROOM, marker, { from: 'host', unlimited: true });
      if (await this.page.evaluate((...words) => window.endToEndPage.shows(...words), marker, 1_000)) return marker;
    }
    throw new Error(
      `Nothing that is said arrives any more: ${JSON.stringify(await this.page.evaluate(() => window.endToEndPage.state))}`,
    );
  }

  /** What the page inspection and the recorder found since the last call. */
  async findings(): Promise<readonly string[]> {
    const { found } = await this.page.evaluate(() => window.endToEndPage.take());
    const kinds = new Map(found.map((each) => [each.replace(/ after ".*| \d+/gs, ''), each]));
    return [...[...kinds.values()].slice(0, MAX_SHOWN), ...this.#recorder.drain()];
  }

  /** Fails with what was found since the last call, each kind once; otherwise logs how much was tested. */
  async expectNothing(context: TestContext, what: string): Promise<void> {
    const { found, rows, dropped } = await this.page.evaluate(() => window.endToEndPage.take());
    context.diagnostic(
      `${what}; so far ${this.inputs} inputs, ${this.refused} not carried by the service, ${rows} rows inspected, ${dropped} shed by the page, ${this.#recorder.pictures} pictures asked for`,
    );
    const kinds = new Map(found.map((each) => [each.replace(/ after ".*| \d+/gs, ''), each]));
    assert.deepEqual([...[...kinds.values()].slice(0, MAX_SHOWN), ...this.#recorder.drain()], []);
  }

  async #put(receipt: Promise<unknown>): Promise<void> {
    this.inputs++;
    try {
      await receipt;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && NOT_CARRIED.includes(Number(error.code)))) throw error;
      this.refused++;
    }
  }
}
