// Hostile texts of the project, and public collections where they are installed, in every field and as the whole body
// of requests to the endpoints of the server kit. Each response is JSON, none is an internal error, and none names a
// place in the code.
import type { GroupInfo } from '../../src/server/rest/group-commands.js';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  createModerationHandler,
  createTokenHandler,
  createWebhookHandler,
  messageBody,
  roomRules,
  wordFilter,
  type ModerationClient,
} from '../../src/server/index.js';
import { foreignCorpora, OWN_CORPUS } from './support/corpora.js';

const TOKEN = 'a-made-up-token';
const SECRET = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'; // an invented key
const SDK_APP_ID = 1_400_000_001;
/** Every so many-th text of a public collection: the behaviour of an endpoint depends little on the text. */
const STEP = 8;
const CORPORA = [
  OWN_CORPUS,
  ...foreignCorpora().map(({ name, texts }) => ({ name, texts: texts.filter((_, index) => index % STEP === 0) })),
];
const TEXTS = CORPORA.flatMap(({ texts }) => texts);
const WHICH = CORPORA.map(({ name, texts }) => `${texts.length} of ${name}`).join(', ');
const HERE = 'https://show.test/';
const JSON_BODY = { 'Content-Type': 'application/json' };

const inner: unknown[] = [];
const onError = (error: unknown): void => void inner.push(error);

/** Descriptions of requests without a proper response. */
async function answers(
  handle: (request: Request) => Promise<Response>,
  requests: Iterable<() => Request>,
): Promise<{ readonly count: number; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
  let count = 0;
  for (const make of requests) {
    count++;
    const response = await handle(make());
    const text = await response.text();
    if (response.status >= 500) wrong.push(`${response.status} ${text}`);
    if (!/json/.test(response.headers.get('content-type') ?? '')) wrong.push(`no JSON: ${text.slice(0, 100)}`);
    if (/\n\s+at |\.[jt]s:\d/.test(text) || text.includes(SECRET) || text.includes(TOKEN))
      wrong.push(`says too much: ${text.slice(0, 200)}`);
    JSON.parse(text);
  }
  return { count, wrong: wrong.slice(0, 10) };
}

describe('hostile request bodies', () => {
  it('get a proper response from the webhook handler', async (context) => {
    const group = (groupId: string): GroupInfo => ({
      ...{ groupId, type: 'AVChatRoom', name: '', introduction: '', notification: '', faceUrl: '', ownerId: '' },
      ...{ createdAt: 0, memberCount: 0, allMuted: false, custom: {} },
    });
    const rest = {
      getGroupInfo: (groupIds: readonly string[]) => Promise.resolve(groupIds.map(group)),
      getAdminList: () => Promise.resolve([]),
    };
    const handle = createWebhookHandler({
      token: TOKEN,
      sdkAppId: SDK_APP_ID,
      onError,
      on: {
        beforeSend: [
          roomRules({ client: rest, rate: false, onError }).beforeSend,
          wordFilter(['spam', '垃圾'], { mask: '*' }),
        ],
      },
    });
    const sign = (time: number): string => createHash('sha256').update(`${TOKEN}${time}`).digest('hex');
    const post = (body: string) => () => {
      const time = Math.floor(Date.now() / 1000);
      const query = new URLSearchParams({
        SdkAppid: String(SDK_APP_ID),
        CallbackCommand: 'Group.CallbackBeforeSendMsg',
        contenttype: 'json',
        ClientIP: '192.0.2.7',
        OptPlatform: 'Web',
        Sign: sign(time),
        RequestTime: String(time),
      });
      return new Request(`${HERE}hook?${query.toString()}`, { method: 'POST', body });
    };
    const good = {
      CallbackCommand: 'Group.CallbackBeforeSendMsg',
      GroupId: 'g',
      Type: 'AVChatRoom',
      From_Account: 'bo',
      Operator_Account: 'bo',
      OnlineOnlyFlag: 0,
      CloudCustomData: '',
      EventTime: '1669872112497',
    };
    const requests = TEXTS.flatMap((text, index) => [
      post(JSON.stringify({ ...good, Random: index, MsgBody: messageBody.text(text), CloudCustomData: text })),
      post(
        JSON.stringify({
          ...good,
          Random: text,
          GroupId: text,
          From_Account: text,
          Type: text,
          MsgBody: [{ MsgType: text, MsgContent: { [text]: text } }],
          [text]: text,
        }),
      ),
      post(text),
    ]);
    const { count, wrong } = await answers(handle, requests);
    context.diagnostic(`${WHICH}: ${count} bodies`);
    assert.deepEqual(wrong, []);
    assert.deepEqual(inner.splice(0), []);
  });

  it('get a proper response from the token handler', async (context) => {
    const handle = createTokenHandler({
      sdkAppId: SDK_APP_ID,
      secretKey: SECRET,
      userLimit: false,
      addressLimit: false,
      onError,
      identify: (_request, { groupId }) => ({ userId: 'ana', nick: groupId }),
    });
    const post = (body: string) => () => new Request(`${HERE}token`, { method: 'POST', headers: JSON_BODY, body });
    const requests = TEXTS.flatMap((text) => [
      post(JSON.stringify({ groupId: text })),
      post(JSON.stringify({ groupId: 'g', [text]: text, userId: text, role: text })),
      post(text),
    ]);
    const { count, wrong } = await answers(handle, requests);
    context.diagnostic(`${WHICH}: ${count} bodies`);
    assert.deepEqual(wrong, []);
    assert.deepEqual(inner.splice(0), []);
  });

  it('get a proper response from the moderation handler', async (context) => {
    const done = (): Promise<never> => Promise.resolve(undefined as never);
    const client: ModerationClient = new Proxy({} as ModerationClient, { get: () => done });
    const handle = createModerationHandler({ client, authorize: () => ({ moderatorId: 'mo' }), onError });
    const post = (body: string) => () => new Request(`${HERE}moderate`, { method: 'POST', headers: JSON_BODY, body });
    const requests = TEXTS.flatMap((text) => [
      post(JSON.stringify({ action: text, groupId: text, [text]: text })),
      post(JSON.stringify({ action: 'mute', groupId: 'g', userId: text, seconds: 60 })),
      post(JSON.stringify({ action: 'announce', groupId: 'g', text })),
      post(text),
    ]);
    const { count, wrong } = await answers(handle, requests);
    context.diagnostic(`${WHICH}: ${count} bodies`);
    assert.deepEqual(wrong, []);
    assert.deepEqual(inner.splice(0), []);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });
});
