// What the server kit must do in every runtime and framework, seen from outside: 15 checks over HTTP, written once.
// `at.post(handler, body, headers)` sends a request to the mounted kit; `at.emulator` is the service behind it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

const JSON_TYPE = { 'content-type': 'application/json' };
const PATIENCE_MS = 15_000;

/** Waits until `probe` returns something, and returns it. */
async function until(what, probe) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`Never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const fromPage = (at) => ({ ...JSON_TYPE, origin: at.url, 'sec-fetch-site': 'same-origin' });

let random = 1;
/** The query and body with which the service calls a webhook before it delivers a message. */
function beforeSend(at, sender, element, seconds = Math.floor(Date.now() / 1000)) {
  const command = 'Group.CallbackBeforeSendMsg';
  const query = new URLSearchParams({
    SdkAppid: String(at.sdkAppId),
    CallbackCommand: command,
    contenttype: 'json',
    ClientIP: '203.0.113.9',
    OptPlatform: 'Web',
    RequestTime: String(seconds),
    Sign: createHash('sha256').update(`${at.webhookToken}${seconds}`).digest('hex'),
  });
  const body = {
    CallbackCommand: command,
    GroupId: at.groupId,
    Type: 'AVChatRoom',
    From_Account: sender,
    Operator_Account: sender,
    Random: random++,
    MsgBody: [element],
    CloudCustomData: '',
    EventTime: Date.now(),
  };
  return { query, body };
}
const textElement = (text) => ({ MsgType: 'TIMTextElem', MsgContent: { Text: text } });
const likeElement = (count) => ({
  MsgType: 'TIMCustomElem',
  MsgContent: {
    Data: JSON.stringify({ businessID: 'TUIGift_like', version: '1.0', platform: 'web', data: { count } }),
    Desc: '',
    Ext: '',
  },
});

async function callWebhook(at, sender, element) {
  const { query, body } = beforeSend(at, sender, element);
  const response = await at.post('webhook', body, JSON_TYPE, query);
  assert.equal(response.status, 200, response.text);
  return JSON.parse(response.text);
}

export const CHECKS = {
  async 'gives a page of its own origin a token that verifies'(at) {
    const response = await at.post('token', { groupId: at.groupId }, fromPage(at));
    assert.equal(response.status, 200, response.text);
    const { userSig, userId, groupId } = JSON.parse(response.text);
    assert.deepEqual([userId, groupId], ['ana', at.groupId]);
    await at.verifyUserSig(userSig, { sdkAppId: at.sdkAppId, userId: 'ana', secretKey: at.secretKey });
  },

  async 'lets nobody store or guess the type of a token response'(at) {
    const { headers } = await at.post('token', { groupId: at.groupId }, fromPage(at));
    assert.match(headers.get('content-type'), /^application\/json/);
    assert.deepEqual([headers.get('cache-control'), headers.get('x-content-type-options')], ['no-store', 'nosniff']);
  },

  async 'refuses a page of another origin with a code'(at) {
    const other = { ...JSON_TYPE, origin: 'https://other.example', 'sec-fetch-site': 'cross-site' };
    const response = await at.post('token', { groupId: at.groupId }, other);
    assert.equal(response.status, 403);
    assert.equal(JSON.parse(response.text).code, 'origin');
  },

  async 'answers the preflight request and the request of a listed origin'(at) {
    const listed = { origin: at.origin, 'sec-fetch-site': 'cross-site' };
    const asked = {
      ...listed,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const preflight = await at.send('token', 'OPTIONS', undefined, asked);
    assert.deepEqual([preflight.status, preflight.headers.get('access-control-allow-origin')], [204, at.origin]);
    assert.match(preflight.headers.get('access-control-allow-headers'), /content-type/i);
    const response = await at.post('token', { groupId: at.groupId }, { ...JSON_TYPE, ...listed });
    assert.deepEqual([response.status, response.headers.get('access-control-allow-origin')], [200, at.origin]);
  },

  async 'answers 400 to text that is not JSON'(at) {
    assert.equal((await at.post('token', 'not JSON', fromPage(at))).status, 400);
  },

  async 'answers 413 to a body of 9 kB'(at) {
    assert.equal((await at.post('token', { groupId: 'x'.repeat(9000) }, fromPage(at))).status, 413);
  },

  async 'answers 415 to a form, which another site could post'(at) {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    assert.equal((await at.post('token', 'groupId=room', form)).status, 415);
  },

  async 'answers 405 to GET'(at) {
    assert.equal((await at.send('token', 'GET', undefined, {})).status, 405);
  },

  async 'limits the requests of one network address, whatever the client claims'(at) {
    const statuses = [];
    for (let request = 0; request < 4; request++) {
      const claim = at.isBehindProxy
        ? {}
        : { 'x-forwarded-for': `192.0.2.${request}`, forwarded: `for=192.0.2.${request}` };
      const response = await at.post('limited', { groupId: at.groupId }, { ...fromPage(at), ...claim });
      statuses.push(response.status);
      if (response.status === 429) assert.match(response.headers.get('retry-after'), /^\d+$/);
    }
    assert.deepEqual(statuses, [200, 200, 200, 429]);
  },

  async 'masks a word in the webhook'(at) {
    const { MsgBody } = await callWebhook(at, 'wei', textElement('a badword here'));
    assert.deepEqual(MsgBody, [textElement('a ******* here')]);
  },

  async 'refuses a webhook call whose signature is wrong'(at) {
    const { query, body } = beforeSend(at, 'wei', textElement('hello'));
    query.set('Sign', '0'.repeat(64));
    assert.equal((await at.post('webhook', body, JSON_TYPE, query)).status, 401);
  },

  async 'moderates over REST, also three requests at once, and the webhook enforces it'(at) {
    const answers = await Promise.all(
      [
        { action: 'slowMode', seconds: 9 },
        { action: 'emojiOnly', on: true },
        { action: 'muteAll', muted: true },
      ].map((action) => at.post('moderation', { ...action, groupId: at.groupId }, fromPage(at))),
    );
    for (const { status, text } of answers) assert.equal(status, 200, text);
    const { introduction, muteAll } = at.emulator.app.room(at.groupId);
    assert.match(introduction, /slow=9/);
    assert.match(introduction, /emoji/);
    assert.equal(muteAll, true);
    await until('the webhook knows the new rule', async () => {
      const { ErrorCode } = await callWebhook(at, `user-${random}`, textElement('hello'));
      return ErrorCode !== 0;
    });
  },

  async 'follows no redirect of the REST service'(at) {
    const response = await at.post('redirected', { action: 'muteAll', muted: true, groupId: at.groupId }, fromPage(at));
    assert.ok([502, 503].includes(response.status), `${response.status} ${response.text}`);
    assert.deepEqual(at.redirects(), { received: 1, followed: 0 });
  },

  async 'stores likes after the response to the last of them'(at) {
    for (let user = 0; user < 5; user++) {
      const { ErrorCode } = await callWebhook(at, `liker-${user}`, likeElement(3));
      assert.equal(ErrorCode, 0);
    }
    await until('15 likes are in the introduction of the group', () =>
      /likes=15\b/.test(at.emulator.app.room(at.groupId).introduction),
    );
  },

  async 'signs with a key of before July 2019'(at) {
    const response = await at.post('ecdsa', { groupId: at.groupId }, fromPage(at));
    assert.equal(response.status, 200, response.text);
    const { userSig } = JSON.parse(response.text);
    await at.verifyUserSig(userSig, { sdkAppId: at.sdkAppId, userId: 'ana', publicKey: at.publicKey });
  },
};
