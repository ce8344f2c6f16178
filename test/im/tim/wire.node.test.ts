// What a client sends to the service at each step, as the emulator logs it: the requests that change something, in order
// and with the fields that count, and no request that is not known. The SDK in a real page makes them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { startEmulator, type Emulator, type LoggedRequest } from '../../../src/emulator/index.js';
import { createUserSig } from '../../../src/server/index.js';
import { sdkUnderTest } from '../../support/sdk-under-test.js';
import { until } from '../../support/until.js';
import { ClientPages } from '../support/client-page.js';

const GROUP = 'wire';
const USER = 'ana';
const POLL = 'get_msg';
/** Requests that change something at the service, or begin and end a login. */
const CHANGES = ['wslogin', 'portrait_set', 'apply_join_group', 'send_group_msg', 'quit_group', 'wslogout'];
/** Requests of the SDK itself: it reads the user's data after a login, and the group after a join. */
const READS = [
  ...['alive', 'hello', 'portrait_get_all', 'black_list_get', 'page_get', 'authkey', 'getmsg', 'fetch_config'],
  ...['get_contact_group', 'get_c2c_peer_mute_notifications', 'get_joined_group_list', 'fetch_imsdk_purchase_bitsv2'],
  ...['get_group_self_member_info', 'search_contact_group', 'tim_web_report_v2', POLL],
];

describe(`the requests of a client of ${sdkUnderTest}`, () => {
  let emulator: Emulator;
  let pages: ClientPages;
  let page: Page;
  const log: LoggedRequest[] = [];

  before(async () => {
    emulator = await startEmulator({ port: 0, pollMs: 20 });
    emulator.app.createRoom(GROUP, { owner: 'host' });
    emulator.app.requests.subscribe((request) => log.push(request));
    pages = await ClientPages.start();
    ({ page } = await pages.open());
    await call('make');
  });
  after(async () => {
    await pages?.stop();
    await emulator?.close();
  });

  const nameOf = ({ command }: LoggedRequest) => command.slice(command.indexOf('.') + 1);
  const changesSince = (from: number) =>
    log
      .slice(from)
      .map(nameOf)
      .filter((name) => CHANGES.includes(name));
  /** Calls a method of the client, and returns its outcome with the changes that it requested. */
  async function call(method: string, ...values: unknown[]): Promise<[outcome: unknown, ...changes: string[]]> {
    const from = log.length;
    const outcome: unknown = await page.evaluate(
      (name, given) => (window.driver as unknown as Record<string, (...rest: unknown[]) => unknown>)[name]?.(...given),
      method,
      ['client', ...values],
    );
    return [
      outcome,
      ...log
        .slice(from)
        .map(nameOf)
        .filter((name) => CHANGES.includes(name)),
    ];
  }
  const last = (name: string) => log.findLast((request) => nameOf(request) === name)?.body;
  const polls = () => log.filter((request) => nameOf(request) === POLL);

  test('a login is one request, and sets the name of the token', async () => {
    const { sdkAppId, secretKey, url } = emulator;
    const userSig = await createUserSig({ sdkAppId, secretKey, userId: USER });
    const credentials = {
      sdkAppId,
      userId: USER,
      userSig,
      proxyServer: url,
      sdk: sdkUnderTest,
      nick: 'Ana',
      history: true,
    };
    assert.deepEqual((await call('login', credentials)).slice(0, 2), ['ok', 'wslogin']);
    await until(() => last('portrait_set') !== undefined, 'the name is set');
    assert.deepEqual(last('portrait_set')?.['ProfileItem'], [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ana' }]);
  });

  test('a join asks the service for the group, with its history, and then polls it', async () => {
    assert.deepEqual(await call('join', GROUP), ['ok', 'apply_join_group']);
    const joined = last('apply_join_group') as Record<string, unknown>;
    assert.deepEqual([joined['GroupId'], joined['HugeGroupHistoryMsgFlag']], [GROUP, 1]);
    await until(() => polls().length > 1, 'the group is polled');
    const { Key, StartSeq } = polls().at(-1)?.body as { Key: string; StartSeq: number };
    assert.ok(Key.includes(GROUP) && StartSeq > 0, `${Key} ${StartSeq}`);
  });

  test('a message is one request with a random number of its own', async () => {
    const randoms = [];
    for (const text of ['hello', 'hello']) {
      assert.deepEqual(await call('send', text), ['ok', 'send_group_msg']);
      const sent = last('send_group_msg') as Record<string, unknown>;
      assert.deepEqual([sent['GroupId'], sent['From_Account'], sent['MsgPriority']], [GROUP, USER, 'Normal']);
      assert.deepEqual(sent['MsgBody'], [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }]);
      randoms.push(sent['Random']);
    }
    assert.ok(randoms.every((random) => Number.isInteger(random)) && randoms[0] !== randoms[1], randoms.join());
  });

  test('reading the group changes nothing', async () => {
    const from = log.length;
    // Just after the join the service refuses it.
    await until(async () => typeof (await call('group'))[0] === 'object', 'the service reports the group');
    assert.deepEqual(changesSince(from), []);
  });

  test('a second join leaves first, so that the service is asked', async () => {
    assert.deepEqual(await call('join', GROUP), ['ok', 'quit_group', 'apply_join_group']);
  });

  test('leaving ends the membership and the polls; closing logs out and closes the socket', async () => {
    assert.deepEqual(await call('leave'), ['ok', 'quit_group']);
    assert.equal(last('quit_group')?.['GroupId'], GROUP);
    const before = polls().length;
    assert.deepEqual(await call('close'), ['ok', 'wslogout']);
    await until(() => emulator.app.connectionCount === 0, 'the socket is closed');
    assert.ok(polls().length <= before + 1, 'one poll may have been on its way');
  });

  test('nothing else was requested', () => {
    assert.deepEqual(
      [...new Set(log.map(nameOf))].filter((name) => ![...CHANGES, ...READS].includes(name)),
      [],
    );
    assert.deepEqual(
      [...new Set(log.map(({ userId }) => userId))].filter((userId) => !['', USER].includes(userId)),
      [],
    );
  });
});
