// The server kit in a browser, which has no Node API: what works here works in Workers, Deno and Bun. Only tests load
// it in a browser.
import { expect } from 'chai';
import { createTokenHandler } from '../../src/server/token-handler.js';
import { createUserSig, verifyUserSig } from '../../src/server/user-sig.js';
import { createWebhookHandler } from '../../src/server/webhook/webhook-handler.js';
import { wordFilter } from '../../src/server/webhook/word-filter.js';

const SECRET = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'; // an invented key
/** Firefox and WebKit do not let a page read the body of a Request that it created; every server runtime does. */
const READS_BODIES = Boolean(new Request('/', { method: 'POST', body: 'x' }).body);

describe('the server kit without Node', () => {
  it('creates and verifies UserSigs', async () => {
    const userSig = await createUserSig({ sdkAppId: 1400000001, secretKey: SECRET, userId: 'ana', now: 1000 });
    const { expiresAt } = await verifyUserSig(userSig, {
      sdkAppId: 1400000001,
      secretKey: SECRET,
      userId: 'ana',
      now: 1000,
    });
    expect(expiresAt).to.equal(8200);
  });

  it('serves the token endpoint', async function () {
    if (!READS_BODIES) this.skip();
    const handle = createTokenHandler({ sdkAppId: 1400000001, secretKey: SECRET, identify: () => ({ userId: 'ana' }) });
    const response = await handle(
      new Request('https://show.test/api/token', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"groupId":"g"}',
      }),
    );
    expect(response.status).to.equal(200);
    expect(((await response.json()) as { userId: string }).userId).to.equal('ana');
  });

  it('answers webhooks', async function () {
    if (!READS_BODIES) this.skip();
    const handle = createWebhookHandler({
      token: false,
      sdkAppId: 1,
      on: { beforeSend: wordFilter(['badword'], { mask: '*' }) },
    });
    const body = JSON.stringify({
      GroupId: 'g',
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'badword' } }],
    });
    const response = await handle(
      new Request('https://show.test/hook?SdkAppid=1&CallbackCommand=Group.CallbackBeforeSendMsg', {
        method: 'POST',
        body,
      }),
    );
    expect(((await response.json()) as { MsgBody: unknown }).MsgBody).to.deep.equal([
      { MsgType: 'TIMTextElem', MsgContent: { Text: '*******' } },
    ]);
  });
});
