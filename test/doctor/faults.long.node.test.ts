// The doctor finds faults that each test switches on: which check reports it, and what it advises.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createWebhookHandler, toNodeListener } from '../../src/server/index.js';
import {
  closedPort,
  emulatorFor,
  examine,
  problems,
  restProxyFor,
  resultOf,
  serverFor,
  silentPort,
} from './support/doctor-fixture.js';

const DAY_MS = 86_400_000;
const WRONG_KEY = 'f'.repeat(32) + '0123456789abcdef'.repeat(2);

describe('the doctor finds', () => {
  it('a wrong key', async (context) => {
    const report = await examine(await emulatorFor(context), { key: { secretKey: WRONG_KEY } });
    assert.deepEqual(problems(report), ['key fail']);
    const { result, advice } = resultOf(report, 'key');
    assert.match(result, /70009/);
    assert.match(advice, /Copy SDKAppID and key of the same application: Console/);
    assert.equal(resultOf(report, 'login').status, 'skip');
    assert.match(resultOf(report, 'login').result, /needs "Key and SDKAppID"/);
    assert.equal(report.ok, false);
  });

  it('an SDKAppID that the region does not know', async (context) => {
    const report = await examine(await emulatorFor(context), { sdkAppId: 1400000002 });
    assert.deepEqual(problems(report), ['key fail']);
    assert.match(resultOf(report, 'key').advice, /the region .*--region/);
  });

  it('a clock that is two days behind', async (context) => {
    const report = await examine(await emulatorFor(context, { now: () => Date.now() + 2 * DAY_MS }));
    assert.deepEqual(problems(report), ['key fail', 'clock fail']);
    for (const id of ['key', 'clock']) assert.match(resultOf(report, id).advice, /Set the clock .*NTP/);
  });

  it('a clock that is a day ahead, and checks everything else', async (context) => {
    const report = await examine(await emulatorFor(context, { now: () => Date.now() - DAY_MS }));
    assert.deepEqual(problems(report), ['clock fail']);
    const { result, advice } = resultOf(report, 'clock');
    assert.match(result, /^24\.0 hours ahead of the service/);
    assert.match(advice, /Set the clock .*NTP/);
  });

  it('a clock that is a day behind a service with the right time, and checks everything else', async (context) => {
    const report = await examine(await emulatorFor(context), { now: () => Date.now() - 1.5 * DAY_MS });
    assert.deepEqual(problems(report), ['clock fail']);
    assert.match(resultOf(report, 'clock').result, /^36\.0 hours behind the service/);
  });

  it('a room that does not exist', async (context) => {
    const report = await examine(await emulatorFor(context, { autoCreateGroups: false }), { groupId: 'friday-show' });
    assert.deepEqual(problems(report), ['room fail']);
    assert.match(resultOf(report, 'room').result, /10010/);
    assert.match(resultOf(report, 'room').advice, /Group Management .*AVChatRoom/);
  });

  it('a group of another type', async (context) => {
    const emulator = await emulatorFor(context);
    emulator.app.createRoom('friday-show');
    const baseUrl = await restProxyFor(context, emulator, (body) =>
      body.replaceAll('"Type":"AVChatRoom"', '"Type":"ChatRoom"'),
    );
    const report = await examine(emulator, { groupId: 'friday-show', baseUrl });
    assert.deepEqual(problems(report), ['room-type fail']);
    assert.match(resultOf(report, 'room-type').result, /type ChatRoom/);
    assert.match(resultOf(report, 'room-type').advice, /Create a group of type AVChatRoom/);
    assert.equal(resultOf(report, 'join').status, 'skip');
  });

  it('an application that has as many rooms as its plan allows', async (context) => {
    const emulator = await emulatorFor(context, { plan: 'trial' });
    for (let room = 0; room < 10; room++) emulator.app.createRoom(`room-${room}`);
    const report = await examine(emulator);
    assert.ok(problems(report).includes('room fail'));
    assert.match(resultOf(report, 'room').result, /10058/);
    assert.match(resultOf(report, 'room').advice, /Dismiss groups .*larger plan/);
  });

  it('an account without administrator rights', async (context) => {
    const report = await examine(await emulatorFor(context), { identifier: 'somebody' });
    assert.deepEqual(problems(report), ['administrator fail']);
    assert.match(
      resultOf(report, 'administrator').advice,
      /administrator \(Console > Account Management.*--identifier/,
    );
    assert.equal(resultOf(report, 'login').status, 'pass', 'users can log in nevertheless');
  });

  it('a limit of logins', async (context) => {
    const emulator = await emulatorFor(context);
    emulator.app.faults.add({ command: 'im_open_status.wslogin', errorCode: 70114 });
    const report = await examine(emulator);
    assert.deepEqual(problems(report), ['login fail']);
    assert.match(resultOf(report, 'login').result, /70114/);
    assert.match(resultOf(report, 'login').advice, /Wait a minute/);
  });

  it('a REST API that cannot be reached', async (context) => {
    const report = await examine(await emulatorFor(context), { baseUrl: `http://127.0.0.1:${await closedPort()}` });
    assert.deepEqual(problems(report), ['network fail']);
    assert.match(resultOf(report, 'network').advice, /firewall/);
    assert.equal(resultOf(report, 'clock').status, 'skip');
  });

  it('a REST API that does not respond', { timeout: 60_000 }, async (context) => {
    const report = await examine(await emulatorFor(context), {
      baseUrl: `http://127.0.0.1:${await silentPort(context)}`,
    });
    assert.deepEqual(problems(report), ['network fail']);
    assert.match(resultOf(report, 'network').result, /no response within/);
  });

  it('a firewall that lets no WebSocket through', { timeout: 60_000 }, async (context) => {
    const report = await examine(await emulatorFor(context), {
      proxyServer: `ws://127.0.0.1:${await silentPort(context)}`,
    });
    assert.deepEqual(problems(report), ['socket fail']);
    assert.match(resultOf(report, 'socket').advice, /wss, port 443.*Content Security Policy/);
    assert.equal(resultOf(report, 'room').status, 'pass');
  });

  it('messages that are accepted and never arrive', { timeout: 60_000 }, async (context) => {
    const report = await examine(await emulatorFor(context, { messagesPerSecond: 0 }));
    assert.deepEqual(problems(report).slice(0, 2), ['message fail', 'server-message fail']);
    assert.match(resultOf(report, 'message').meaning, /stays empty/);
    assert.match(resultOf(report, 'message').advice, /webhook \(Console > Callback Configuration/);
  });

  it('a moderation that blocks harmless texts', async (context) => {
    const report = await examine(await emulatorFor(context, { dirtyWords: ['live-chat-doctor'] }));
    assert.ok(problems(report).includes('message fail'));
    assert.match(resultOf(report, 'message').result, /80001/);
    assert.match(resultOf(report, 'message').advice, /word lists/);
  });

  it('a webhook that refuses messages', async (context) => {
    const url = await serverFor(context, (request, response) =>
      response.end(request.url?.includes('BeforeSendMsg') ? '{"ErrorCode":1,"ErrorInfo":"no"}' : '{"ErrorCode":0}'),
    );
    const report = await examine(await emulatorFor(context, { webhook: { url } }));
    assert.ok(problems(report).includes('message fail'));
    assert.match(resultOf(report, 'message').result, /10016/);
    assert.match(resultOf(report, 'message').meaning, /own webhook refused/);
    assert.match(resultOf(report, 'message').advice, /Callback Configuration/);
  });

  it('a webhook without a response', { timeout: 120_000 }, async (context) => {
    const url = `http://127.0.0.1:${await silentPort(context)}`;
    const emulator = await emulatorFor(context, { webhook: { url } });
    emulator.app.createRoom('friday-show');
    const report = await examine(emulator, { groupId: 'friday-show', webhookUrl: url });
    assert.deepEqual(problems(report), ['send-time fail', 'webhook-response fail']);
    assert.match(resultOf(report, 'send-time').advice, /Make the webhook respond faster/);
    assert.match(resultOf(report, 'webhook-response').result, /No response within 2 s/);
    assert.match(resultOf(report, 'webhook-response').advice, /respond within 2 s/);
    assert.equal(resultOf(report, 'webhook-signature').status, 'skip');
  });

  it('a webhook with another token, one without a token, and one that is not a webhook', async (context) => {
    const emulator = await emulatorFor(context);
    const webhook = (token: string | false) =>
      serverFor(context, toNodeListener(createWebhookHandler({ token, sdkAppId: emulator.sdkAppId, on: {} })));
    const signed = await webhook('the token of the console');

    const other = await examine(emulator, { webhookUrl: signed, webhookToken: 'another token' });
    assert.deepEqual(problems(other), ['webhook-response fail']);
    assert.match(resultOf(other, 'webhook-response').advice, /TIM_WEBHOOK_TOKEN/);

    const good = await examine(emulator, { webhookUrl: signed, webhookToken: 'the token of the console' });
    assert.deepEqual(problems(good), []);
    assert.equal(resultOf(good, 'webhook-signature').status, 'pass');

    const open = await examine(emulator, { webhookUrl: await webhook(false) });
    assert.deepEqual(problems(open), ['webhook-signature off']);
    assert.match(resultOf(open, 'webhook-signature').advice, /Set a token in Console > Callback Configuration/);

    const page = await serverFor(context, (_request, response) => response.end('<p>hello</p>'));
    const wrong = await examine(emulator, { webhookUrl: page });
    assert.deepEqual(problems(wrong), ['webhook-response fail']);
    assert.match(resultOf(wrong, 'webhook-response').result, /not a JSON object with ErrorCode/);
  });

  it('whether the service calls the receiver', { timeout: 60_000 }, async (context) => {
    const port = await closedPort();
    const called = await examine(
      await emulatorFor(context, { webhook: { url: `http://127.0.0.1:${port}`, token: 'a token' } }),
      { webhookPort: port },
    );
    assert.deepEqual(problems(called), []);
    assert.match(resultOf(called, 'webhook-delivery').result, /BeforeSendMsg/);
    assert.match(resultOf(called, 'webhook-delivery').meaning, /are signed/);

    const silent = await examine(await emulatorFor(context), { webhookPort: 0 });
    assert.deepEqual(problems(silent), ['webhook-delivery fail']);
    assert.match(resultOf(silent, 'webhook-delivery').advice, /public address .* Callback Configuration/);
  });

  it('a plan without counters, bans and history', async (context) => {
    const report = await examine(await emulatorFor(context, { plan: 'trial' }));
    assert.deepEqual(problems(report), ['plan off', 'counters off', 'history off', 'ban off']);
    assert.match(resultOf(report, 'plan').result, /history, member list, bans, counters/);
    assert.match(resultOf(report, 'counters').advice, /Ultimate plan/);
    assert.match(resultOf(report, 'history').advice, /Ultimate plan/);
    assert.equal(report.ok, true);
  });

  const switches = [
    ['banSwitch', false, 'ban', /Group Feature Configuration.*ban of live room members/],
    ['moderationTips', false, 'mute-tips', /notification of muted members.*Group System Notification/],
    ['profileTips', false, 'room-notices', /notification of changed group profiles.*Group System Notification/],
    ['historyCount', 0, 'history', /Group Feature Configuration.*history for new members/],
  ] as const;
  for (const [setting, value, id, advice] of switches)
    for (const profile of ['strict', 'lenient'] as const)
      it(`${setting} ${value} with the ${profile} profile`, async (context) => {
        const report = await examine(await emulatorFor(context, { profile, [setting]: value }));
        assert.deepEqual(problems(report), [`${id} off`]);
        assert.match(resultOf(report, id).advice, advice);
        assert.equal(report.ok, true);
      });

  it('counters that the service refuses', async (context) => {
    const emulator = await emulatorFor(context);
    emulator.app.faults.add({ command: 'update_group_counter', errorCode: 10059 });
    const report = await examine(emulator);
    assert.deepEqual(problems(report), ['counters off']);
    assert.match(resultOf(report, 'counters').meaning, /createLikeCounter/);
  });

  it('that guests are refused', async (context) => {
    const emulator = await emulatorFor(context);
    emulator.app.faults.add({ command: 'group_open_http_noauth_svc.apply_join_group', errorCode: 10007 });
    const report = await examine(emulator);
    assert.deepEqual(problems(report), ['guest off']);
    assert.match(resultOf(report, 'guest').advice, /user id for visitors/);
  });

  it('a profile that stays refused after the join', { timeout: 60_000 }, async (context) => {
    const report = await examine(await emulatorFor(context, { profileLagMs: 600_000 }));
    assert.deepEqual(problems(report), ['profile fail']);
    assert.match(resultOf(report, 'profile').meaning, /stay unknown/);
  });

  it('that its test room could not be dismissed', async (context) => {
    const emulator = await emulatorFor(context);
    emulator.app.faults.add({ command: 'rest:group_open_http_svc.destroy_group', errorCode: 10026 });
    const report = await examine(emulator);
    assert.deepEqual(problems(report), ['clean-up fail']);
    assert.match(resultOf(report, 'clean-up').meaning, new RegExp(`${report.groupId} still exists`));
  });
});
