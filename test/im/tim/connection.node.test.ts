// A client when the connection, the service or the login fails. Real SDK, real page, real emulator.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { startEmulator, type Emulator } from '../../../src/emulator/index.js';
import type { ImCredentials, ImGroup } from '../../../src/im/im-client.js';
import { createUserSig } from '../../../src/server/index.js';
import { sdkUnderTest } from '../../support/sdk-under-test.js';
import { ClientPages, type PageLog } from '../support/client-page.js';

const OK = 'ok';
/** After this time a login without a response is given up. */
const LOGIN_DEADLINE_MS = 10_000;
/** Outcomes of a call: the number of the service, or the reason when there is none. */
const NETWORK_FAILED = /^network: \S/;
const TIMEOUT = /^timeout: \S/;
const NOT_LOGGED_IN = /^not-in-group: \S/;

interface Received {
  readonly at: number;
  readonly what: string;
}

describe(`a client of ${sdkUnderTest} whose connection breaks`, () => {
  let emulator: Emulator;
  let pages: ClientPages;
  let page: Page;
  let pageLog: PageLog;
  let count = 0;
  let group = '';
  let user = '';
  let me: ImCredentials;

  before(async () => {
    emulator = await startEmulator({
      port: 0,
      pollMs: 20,
      maxLoginsPerMinute: Infinity,
      profileForOutsiders: false, // one test is about a client that asks for the group
    });
    pages = await ClientPages.start();
  });
  after(async () => {
    await pages?.stop();
    await emulator?.close();
  });
  beforeEach(async () => {
    ({ page, pageLog } = await pages.open());
    group = `room-${++count}`;
    user = `user${count}`;
    me = await credentialsOf(user);
    await call('make', 'c');
    await until(
      'the service is up',
      () =>
        fetch(emulator.restUrl).then(
          (response) => response.status !== 503,
          () => false,
        ),
      5_000,
    );
  });
  afterEach(async () => {
    emulator.app.faults.clear();
    await call('close', 'c');
    await page.close();
    assert.deepEqual(pageLog.errors, [], 'no exception in the page');
    assert.deepEqual(pageLog.foreignRequests, [], 'no request to another host');
    // The browser itself reports a refused socket; no other output is allowed.
    assert.deepEqual(
      pageLog.console.filter(
        (line) => !line.includes('WebSocket connection to') && !line.includes('ERR_INTERNET_DISCONNECTED'),
      ),
      [],
    );
  });

  async function credentialsOf(userId: string): Promise<ImCredentials> {
    const { sdkAppId, secretKey, url } = emulator;
    const userSig = await createUserSig({ sdkAppId, secretKey, userId });
    return { sdkAppId, userId, userSig, proxyServer: url, sdk: sdkUnderTest };
  }
  function call<T = string>(method: string, ...args: unknown[]): Promise<T> {
    return page.evaluate(
      (name, given) => (window.driver as unknown as Record<string, (...rest: unknown[]) => unknown>)[name]?.(...given),
      method,
      args,
    ) as Promise<T>;
  }
  async function openRoom(credentials: ImCredentials = me): Promise<void> {
    assert.equal(await call('login', 'c', credentials), OK);
    assert.equal(await call('join', 'c', group), OK);
  }
  const received = () => call<Received[]>('events', 'c');
  const say = (text: string) => void emulator.app.sendText(group, text, { unlimited: true });

  async function until(what: string, condition: () => boolean | Promise<boolean>, timeoutMs: number): Promise<number> {
    const start = Date.now();
    while (!(await condition())) {
      if (Date.now() - start > timeoutMs)
        throw new Error(
          `Waited ${timeoutMs} ms, but this did not happen: ${what}; received: ${(await received()).map((each) => each.what).join(', ')}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return Date.now() - start;
  }
  const hears = (text: string, timeoutMs: number) =>
    until(`the client hears "${text}"`, async () => (await call<string[]>('texts', 'c')).includes(text), timeoutMs);
  const isTold = (what: string, timeoutMs: number) =>
    until(`the client reports "${what}"`, async () => (await received()).some((each) => each.what === what), timeoutMs);
  /** The SDK treats a connection that lasted less than a second as failed. */
  const age = () =>
    until(
      'the connection is a second old',
      async () => Date.now() - ((await received()).find(({ what }) => what === 'connected')?.at ?? Infinity) > 1_100,
      3_000,
    );

  test('receives no private message, whoever sends it', async () => {
    assert.equal(await call('login', 'c', me), OK);
    assert.equal(await call('join', 'c', group), OK);
    emulator.app.sendC2cText(user, 'for you alone', { from: 'mallory' });
    await emulator.app.sendText(group, 'for the room', { from: 'olga' });
    await hears('for the room', 5_000);
    assert.deepEqual(
      (await call<string[]>('texts', 'c')).filter((text) => text.startsWith('for ')),
      ['for the room'],
    );
  });

  test('fails at once with a reason when nothing answers, and logs in when the service is available', async () => {
    emulator.app.simulate.restart({ downMs: 4_000 });
    assert.match(await call('login', 'c', me), NETWORK_FAILED);
    await assert.rejects(fetch(emulator.restUrl), 'it does not wait for the service');
    await until('the login succeeds', async () => (await call('login', 'c', me)) === OK, 30_000);
    assert.equal(await call('join', 'c', group), OK);
  });

  test('reports that the code of the SDK could not be loaded, and loads it again at the next login', async () => {
    await page.setRequestInterception(true);
    let isDown = true;
    page.on(
      'request',
      (request) => void (request.url().includes('/tim-sdk') && isDown ? request.abort() : request.continue()),
    );
    assert.match(await call('login', 'c', me), /^sdk-unavailable: \S/);
    assert.match(await call('login', 'c', me), /^sdk-unavailable: \S/);
    isDown = false;
    assert.equal(await call('login', 'c', me), OK);
    pageLog.console.splice(0, Infinity, ...pageLog.console.filter((line) => !line.includes('ERR_FAILED')));
  });

  test('fails at once when the policy of the page forbids the address, or the address is invalid', async () => {
    const start = Date.now();
    assert.match(
      await call('login', 'c', { ...me, proxyServer: emulator.url.replace('127.0.0.1', 'localhost') }),
      NETWORK_FAILED,
    );
    assert.match(await call('login', 'c', { ...me, proxyServer: 'not an address' }), /^bad-argument: \S/);
    assert.match(await call('login', 'c', { ...me, sdkAppId: NaN }), /^bad-argument: \S/);
    assert.ok(Date.now() - start < LOGIN_DEADLINE_MS, 'none of the three waits for the login deadline');
    pageLog.console.splice(0, Infinity, ...pageLog.console.filter((line) => !line.includes('Content Security Policy')));
    assert.equal(await call('login', 'c', me), OK);
  });

  test('gives up a login that is not answered after 10 s, and the next one starts clean', async () => {
    emulator.app.faults.add({ command: 'wslogin', noResponse: true, times: 1 });
    const start = Date.now();
    assert.match(await call('login', 'c', me), TIMEOUT);
    assert.ok(Date.now() - start < 2 * LOGIN_DEADLINE_MS);
    await openRoom();
    say('welcome');
    await hears('welcome', 1_000);
  });

  test('detects a closed socket at once, reconnects, and misses nothing', async () => {
    await openRoom();
    await age();
    emulator.app.simulate.close();
    say('while it was cut');
    assert.ok((await hears('while it was cut', 2_000)) < 1_000);
    const states = (await received()).map(({ what }) => what);
    assert.ok(states.includes('connecting'), 'and says so');
  });

  test('reconnects after a socket that closed in its first second', async () => {
    await openRoom();
    emulator.app.simulate.close();
    say('so soon');
    await hears('so soon', 2_000);
  });

  test('reconnects within 3 s of a service that was down for 3 s, and misses nothing', async () => {
    await openRoom();
    await age();
    emulator.app.simulate.restart({ downMs: 3_000 });
    const upAt = Date.now() + 3_000;
    say('while it was down');
    await hears('while it was down', 8_000);
    assert.ok(Date.now() - upAt < 3_000, `${Date.now() - upAt} ms after the service`);
  });

  test('reports on request that a restarted service has forgotten it, and joining again is a real join', async () => {
    await openRoom();
    await age();
    emulator.app.simulate.restart({ downMs: 0, keepMemberships: false });
    await until(
      'it is connected again',
      async () => (await received()).filter(({ what }) => what === 'connected').length > 1,
      3_000,
    );
    assert.match(String(await call<ImGroup | string>('group', 'c')), /not in the group/);
    assert.match(await call('send', 'c', 'hello?'), /^10007: \S/);
    assert.equal(await call('join', 'c', group), OK);
    assert.deepEqual(emulator.app.room(group)?.members, [user]);
    assert.equal(await call('send', 'c', 'hello'), OK);
  });

  test('detects within 15 s a connection without traffic, in one direction or both, and misses nothing', async () => {
    await openRoom();
    const other = `${user}b`;
    await call('make', 'd');
    assert.equal(await call('login', 'd', await credentialsOf(other)), OK);
    assert.equal(await call('join', 'd', group), OK);
    await age();
    emulator.app.simulate.hang({ userId: user });
    emulator.app.simulate.halfOpen({ userId: other });
    say('into the silence');
    const hasReceived = (name: string) =>
      until(`${name} hears it`, async () => (await call<string[]>('texts', name)).includes('into the silence'), 20_000);
    for (const took of await Promise.all([hasReceived('c'), hasReceived('d')])) assert.ok(took < 15_000, `${took} ms`);
    await call('close', 'd');
  });

  test('reconnects when the browser is online again', async () => {
    await openRoom();
    await age();
    await page.setOfflineMode(true);
    await isTold('disconnected', 1_000);
    await page.setOfflineMode(false);
    say('online');
    await hears('online', 2_000);
  });

  test('is notified of an expired signature, and a new login works', async () => {
    await openRoom();
    emulator.app.simulate.expireSignature({ userId: user });
    // Version 3 reports the logout before it answers the request, which then counts as stopped.
    assert.match(await call('send', 'c', 'hi'), sdkUnderTest === 'v3' ? /^(70001|aborted): \S/ : /^70001: \S/);
    await isTold('kicked: signature-expired', 1_000);
    assert.match(await call('send', 'c', 'hi'), NOT_LOGGED_IN);
    await openRoom();
    assert.equal(await call('send', 'c', 'hi'), OK);
  });

  for (const [how, reason] of [
    ['page', 'another-page'],
    ['device', 'another-device'],
    ['rest', 'by-server'],
  ] as const) {
    test(`is notified of a kick (${reason}) once, receives nothing more, and a new login works`, async () => {
      await openRoom();
      emulator.app.simulate.kick(user, how);
      await isTold(`kicked: ${reason}`, 1_000);
      await until('its socket is closed', () => emulator.app.connectionCount === 0, 1_000);
      assert.match(await call('send', 'c', 'hi'), NOT_LOGGED_IN);
      await openRoom();
      assert.equal(await call('send', 'c', 'hi'), OK);
      assert.equal((await received()).filter(({ what }) => what.startsWith('kicked')).length, 1);
    });
  }

  test('works when requests of the SDK beside the login are refused', async () => {
    for (const command of [
      'portrait_get_all',
      'black_list_get',
      'authkey',
      'get_joined_group_list',
      'get_contact_group',
      'fetch_config',
    ])
      emulator.app.faults.add({ command, errorCode: 10002, userId: user });
    await openRoom();
    say('in spite of it');
    await hears('in spite of it', 1_000);
    emulator.app.faults.add({ command: 'page_get', errorCode: 10002, userId: `${user}b` });
    await call('make', 'd');
    assert.equal(await call('login', 'd', await credentialsOf(`${user}b`)), OK);
    await call('close', 'd');
  });

  test('reports an overload with a reason, and sends again when it is over', async () => {
    await openRoom();
    emulator.app.simulate.overload({ delaySeconds: 1 });
    await until('the SDK has received of it', async () => /^60022: \S/.test(await call('send', 'c', 'hi')), 1_000);
    await until('it is over', async () => (await call('send', 'c', 'hi')) === OK, 3_000);
  });

  test('reports a dismissed room once, stops polling it, and can join another', async () => {
    await openRoom();
    emulator.app.dismissRoom(group);
    await isTold('notice', 1_000);
    group = `${group}-next`;
    assert.equal(await call('join', 'c', group), OK);
    say('here now');
    await hears('here now', 1_000);
  });

  test('is in the room and stays there when it joins again at the moment of its removal', async () => {
    await call('make', 'c', group);
    await openRoom();
    emulator.app.kickFromRoom(group, user);
    await isTold('rejoined: ok', 2_000);
    assert.equal(await call('send', 'c', 'here again'), OK);
    assert.deepEqual(emulator.app.room(group)?.members, [user]);
    say('welcome back');
    await hears('welcome back', 1_000);
  });

  test('reconnects as a guest too', async () => {
    await openRoom({ sdkAppId: me.sdkAppId, proxyServer: emulator.url, sdk: sdkUnderTest });
    await age();
    emulator.app.simulate.restart({ downMs: 1_000 });
    await until(
      'it is connected again',
      async () => (await received()).filter(({ what }) => what === 'connected').length > 1,
      5_000,
    );
    await until(
      'it hears',
      async () => {
        say('for guests');
        return (await call<string[]>('texts', 'c')).includes('for guests');
      },
      3_000,
    );
  });

  test('contacts no other host during a long loss, and keeps no user data in storage', async () => {
    await openRoom();
    await age();
    emulator.app.simulate.restart({ downMs: 6_000 });
    say('long loss');
    await hears('long loss', 12_000);
    assert.deepEqual(await call<string[]>('stored'), []);
  });
});
