// The response of the token endpoint is checked field by field. An error names the field and never its value.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultCapabilities, parseTokenResponse } from '../../src/protocol/token-response.js';

const VALID = { sdkAppId: 1_400_000_001, userId: 'ana', userSig: 'secret-signature', expiresAt: 1_900_000_000 };

function refused(fields: object, problem: RegExp): void {
  assert.throws(
    () => parseTokenResponse({ ...VALID, ...fields }),
    (error: unknown) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, problem);
      assert.doesNotMatch(error.message, /secret-signature|xxxx/);
      return true;
    },
    JSON.stringify(fields).slice(0, 100),
  );
}

describe('parseTokenResponse', () => {
  test('accepts each string up to its limit, and refuses it above', () => {
    for (const [field, max] of [
      ['userId', 64],
      ['userSig', 8192],
      ['groupId', 128],
      ['nick', 1000],
      ['avatar', 2000],
    ] as const) {
      const response = parseTokenResponse({ ...VALID, [field]: 'x'.repeat(max) });
      assert.equal(response[field]?.length, max);
      refused({ [field]: 'x'.repeat(max + 1) }, new RegExp(`"${field}" is longer than ${max}`));
      refused({ [field]: 5 }, new RegExp(`"${field}" has to be a string`));
    }
  });

  test('refuses what is no object, and numbers out of range', () => {
    for (const value of [null, undefined, 'text', 5, []]) assert.throws(() => parseTokenResponse(value), TypeError);
    refused({ sdkAppId: undefined }, /"sdkAppId" is missing/);
    for (const sdkAppId of [0, -1, 1.5, '1400000001', Infinity, 2 ** 53, null])
      refused({ sdkAppId }, /"sdkAppId" has to be a positive/);
    for (const expiresAt of [0, -1, Infinity, NaN, '1900000000'])
      refused({ expiresAt }, /"expiresAt" has to be a number/);
    refused({ expiresAt: 1e11 + 1 }, /in seconds, not in milliseconds/);
    assert.equal(parseTokenResponse({ ...VALID, expiresAt: 1e11 }).expiresAt, 1e11);
  });

  test('needs a signature and its end with a user, and neither without', () => {
    refused({ userSig: undefined }, /"userSig" is missing/);
    refused({ userSig: '' }, /"userSig" is missing/);
    refused({ expiresAt: null }, /"expiresAt" is missing/);
    const guest = parseTokenResponse({ sdkAppId: 1, userSig: 'secret-signature' });
    assert.deepEqual([guest.userId, guest.userSig], [undefined, undefined]);
    assert.equal(Object.isFrozen(guest), true);
  });

  test('knows three roles, lists of capabilities, and addresses of WebSockets', () => {
    for (const role of ['viewer', 'host', 'moderator']) assert.equal(parseTokenResponse({ ...VALID, role }).role, role);
    for (const role of ['admin', '', 5, ['host']]) refused({ role }, /"role" has to be/);
    for (const capabilities of ['send', { 0: 'send' }, [5], ['send', null]])
      refused({ capabilities }, /"capabilities" has to be a list/);
    assert.deepEqual(parseTokenResponse({ ...VALID, capabilities: ['send'] }).capabilities, ['send']);
    for (const sdk of ['V3', 3, {}, 'toString']) refused({ sdk }, /"sdk" has to be "v2" or "v3"/);
    assert.equal(parseTokenResponse({ ...VALID, sdk: 'v3' }).sdk, 'v3');
    for (const history of [1, 'true', {}]) refused({ history }, /"history" has to be true or false/);
    assert.equal(parseTokenResponse({ ...VALID, history: true }).history, true);
    for (const proxyServer of ['ws://a.example', 'wss://a.example/path'])
      assert.equal(parseTokenResponse({ ...VALID, proxyServer }).proxyServer, proxyServer);
    const long = `wss://a.example/${'x'.repeat(2000 - 16)}`;
    assert.equal(parseTokenResponse({ ...VALID, proxyServer: long }).proxyServer, long);
    refused({ proxyServer: `${long}x` }, /"proxyServer" is longer than 2000/);
    for (const proxyServer of ['https://a.example', 'a.example', 'javascript:alert(1)', '//a.example'])
      refused({ proxyServer }, /"proxyServer" has to be a ws: or wss: address/);
  });
});

test('viewers may send and like, and do not moderate', () => {
  assert.deepEqual(defaultCapabilities('viewer'), ['send', 'like']);
  for (const role of ['host', 'moderator'] as const)
    for (const capability of ['send', 'like', 'mute', 'mute-all', 'ban', 'retract', 'announce', 'settings'] as const)
      assert.ok(defaultCapabilities(role).includes(capability), capability);
});
