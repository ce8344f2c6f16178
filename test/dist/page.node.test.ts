// The built script-tag files on a page of another site, under a strict CSP with Trusted Types, in a real browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HTTPRequest } from 'puppeteer-core';
import { until } from '../support/until.js';
import { builtPages } from './support/built-pages.js';
import { Visitor } from './support/visitor.js';

describe('the built files on a page', () => {
  const built = builtPages();

  for (const kind of ['module', 'classic'] as const) {
    test(`let two users meet through the ${kind} script`, async () => {
      built.emulator.app.requests.clear();
      const ana = await Visitor.enter(built.browser, `${built.site.origin}/${kind}`, `ana${kind}`);
      await ana.joined();
      const bo = await Visitor.enter(built.browser, `${built.site.origin}/${kind}`, `bo${kind}`);
      await bo.joined();
      await ana.reads(`Bo${kind}`);
      await ana.send('hello 你好 😀');
      await bo.hears('hello 你好 😀');
      await bo.seesFly('hello 你好 😀');
      await bo.likes(3);
      await ana.counts(3);
      await bo.likes(2);
      await ana.counts(5);
      await bo.counts(5);
      for (const user of [`ana${kind}`, `bo${kind}`]) {
        const count = (command: string) => built.emulator.app.requests.count(command, user);
        assert.deepEqual({ joins: count('apply_join_group') }, { joins: 1 }, user);
      }
      assert.equal(built.emulator.app.requests.count('wslogin'), 2, 'one login a person, for three elements');
      await bo.leave();
      await ana.reads('left');
      assert.deepEqual([...ana.said, ...bo.said], [], 'the console stays empty');
      await ana.leave();
      built.emulator.app.dismissRoom('friday-show');
      built.emulator.app.createRoom('friday-show'); // joining does not create a dismissed room
    });
  }

  test('are each loaded once by a page that names a version in a query', async () => {
    built.site.asked.length = 0;
    const gus = await Visitor.enter(built.browser, `${built.site.origin}/versioned`, 'gus');
    await gus.joined();
    await gus.send('one of each');
    await gus.seesFly('one of each');
    await gus.likes(1);
    await gus.counts(1);
    const names = built.site.asked.map((file) => file.replace(/(?<=\/chunks\/.*)-[\w-]{8}\.js$/, ''));
    for (const needed of ['/dist/cdn/live-chat-elements.js', '/dist/cdn/chunks/chat-view', '/dist/cdn/tim-sdk.js'])
      assert.ok(names.includes(needed), `${needed} was never asked for`);
    assert.deepEqual(names, [...new Set(names)]);
    assert.deepEqual(gus.said, []);
    await gus.leave();
    built.emulator.app.dismissRoom('friday-show');
    built.emulator.app.createRoom('friday-show'); // joining does not create a dismissed room
  });

  test('are accepted from another origin with the hashes of integrity.json, in the tag and in an import map', async () => {
    const fay = await Visitor.enter(built.browser, `${built.site.origin}/integrity`, 'fay');
    await fay.joined();
    assert.deepEqual(fay.said, []);
    await fay.leave();
  });

  test('are fetched once when the page preloads a chunk by its hash', async () => {
    built.site.asked.length = 0;
    const hal = await Visitor.enter(built.browser, `${built.site.origin}/preloaded`, 'hal');
    await hal.joined();
    assert.equal(built.site.asked.filter((file) => file.includes('/chunks/room-subscription-')).length, 1);
    assert.deepEqual(hal.said, []);
    await hal.leave();
  });

  test('request the token once, beside the code of rooms and not after it', async () => {
    const held: HTTPRequest[] = [];
    let tokenRequests = 0;
    const pat = await Visitor.enter(built.browser, `${built.site.origin}/module`, 'pat', async (page) => {
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (pathname === '/api/token') tokenRequests++;
        if (pathname.includes('/room-subscription-') && tokenRequests === 0) held.push(request);
        else void request.continue();
        if (tokenRequests > 0) for (const each of held.splice(0)) void each.continue();
      });
    });
    await pat.joined(); // the code of rooms was held back until the token was requested
    assert.equal(tokenRequests, 1);
    await pat.leave();
  });

  test('load one copy of Lit, log nothing and join once when the script is loaded twice under two addresses', async () => {
    built.emulator.app.requests.clear();
    built.site.asked.length = 0;
    const cy = await Visitor.enter(built.browser, `${built.site.origin}/twice`, 'cy');
    await cy.joined();
    assert.equal(built.emulator.app.requests.count('apply_join_group'), 1);
    assert.equal(built.site.asked.filter((file) => file.includes('/chunks/room-subscription-')).length, 1);
    const isSame = await cy.page.evaluate(async () => {
      const addresses = ['/dist/cdn/live-chat-elements.js', '/dist/cdn/live-chat-elements.js?again'];
      const [one, other] = await Promise.all(
        addresses.map(async (address) => (await import(address)) as { readonly LiveChat: unknown }),
      );
      return one?.LiveChat === other?.LiveChat && one?.LiveChat === customElements.get('live-chat');
    });
    assert.ok(isSame, 'both addresses export the class that is registered');
    assert.deepEqual(cy.said, []);
    await cy.leave();
  });

  test('fetch the SDK when a room is joined, and not before', async () => {
    built.site.asked.length = 0;
    const dee = await Visitor.enter(built.browser, `${built.site.origin}/bare`, 'dee');
    await dee.page.waitForFunction(() => customElements.get('live-chat') !== undefined);
    await dee.page.waitForNetworkIdle({ idleTime: 300 });
    assert.deepEqual(
      built.site.asked.filter((file) => file.includes('tim-sdk')),
      [],
    );
    await dee.page.evaluate(() => {
      const chat = document.querySelector('live-chat');
      chat?.setAttribute('group-id', 'friday-show');
      chat?.setAttribute('token-endpoint', '/api/token');
    });
    await dee.joined();
    assert.deepEqual(
      built.site.asked.filter((file) => file.includes('tim-sdk')),
      ['/dist/cdn/tim-sdk.js'],
    );
    await dee.leave();
  });

  test('request client and SDK while the code of rooms is on its way, each once', async () => {
    const fay = await Visitor.enter(built.browser, `${built.site.origin}/bare`, 'fay');
    const requested: string[] = [];
    let held: HTTPRequest | undefined;
    await fay.page.setRequestInterception(true);
    fay.page.on('request', (request) => {
      requested.push(new URL(request.url()).pathname);
      if (request.url().includes('/room-subscription')) held = request;
      else void request.continue();
    });
    await fay.page.goto(`${built.site.origin}/module`);
    const count = (name: string) => requested.filter((each) => each.includes(name)).length;
    const beside = ['/tim-client', '/tim-sdk.js'];
    await until(() => held && beside.every((name) => count(name) > 0), 'both are requested');
    assert.equal(await fay.page.$eval('live-chat', (chat) => (chat as { status?: string }).status), 'connecting');
    await held?.continue();
    await fay.joined();
    for (const name of beside) assert.equal(count(name), 1, name);
    assert.deepEqual(fay.said, []);
    await fay.leave();
    built.emulator.app.dismissRoom('friday-show');
    built.emulator.app.createRoom('friday-show'); // joining does not create a dismissed room
  });

  test('send no request to a host that the page did not name, and leave nothing in its storage', async () => {
    const eve = await Visitor.enter(built.browser, `${built.site.origin}/module`, 'eve');
    const asked: string[] = [];
    eve.page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await eve.page.reload();
    await eve.joined();
    await eve.send('hi');
    assert.deepEqual([...new Set(asked)], [built.site.origin]);
    assert.deepEqual(
      await eve.page.evaluate(() =>
        Object.keys(localStorage).filter((key) => key.startsWith('TIM_') || key.includes('tim_')),
      ),
      [],
    );
    await eve.leave();
  });
});
