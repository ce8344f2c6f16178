import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError, type ImErrorReason } from '../../../src/im/im-error.js';
import { ChatError } from '../../../src/room/model/chat-error.js';
import { errorFromIm, type ImAction } from '../../../src/room/connection/error-from-im.js';
import { REFUSAL_CODE } from '../../../src/protocol/refusal-code.js';

const codeOf = (reason: ImErrorReason, action: ImAction, code = 0) =>
  errorFromIm(new ImError(reason, 'text', { code }), action).code;

describe('errorFromIm', () => {
  it('gives codes of sending only to failures of sending', () => {
    const expected: [ImErrorReason, string, string, string][] = [
      ['network', 'im/offline', 'send/network', 'im/offline'],
      ['timeout', 'im/offline', 'send/network', 'im/offline'],
      ['busy', 'im/unavailable', 'send/network', 'im/unavailable'],
      ['unknown', 'im/unavailable', 'send/network', 'im/unavailable'],
      ['application-unavailable', 'im/unavailable', 'im/unavailable', 'im/unavailable'],
      ['refused', 'room/refused', 'send/blocked', 'room/refused'],
      ['refused-with-message', 'room/refused', 'send/blocked', 'room/refused'],
      ['no-permission', 'room/refused', 'send/not-member', 'send/not-allowed'],
    ];
    for (const [reason, ...codes] of expected)
      assert.deepEqual(
        (['connect', 'send', 'moderate'] as const).map((action) => codeOf(reason, action)),
        codes,
        reason,
      );
  });

  it("understands the codes of the server kit's rules, and shows only their text to the user", () => {
    const expected: Record<keyof typeof REFUSAL_CODE, string> = {
      slowMode: 'send/too-fast',
      emojiOnly: 'send/emoji-only',
      tooLong: 'send/too-long',
      tooFast: 'send/too-fast',
      notAllowed: 'send/not-allowed',
    };
    for (const [rule, code] of Object.entries(REFUSAL_CODE))
      assert.equal(codeOf('refused-with-message', 'send', code), expected[rule as keyof typeof REFUSAL_CODE]);
    assert.equal(errorFromIm(new ImError('refused-with-message', 'Be kind'), 'send').userMessage, 'Be kind');
    assert.equal(errorFromIm(new ImError('blocked', 'dirty'), 'send').userMessage, undefined);
  });

  it('passes on a ChatError, and retries an error that is not of the service', () => {
    const own = new ChatError('send/muted', 'muted', false);
    assert.equal(errorFromIm(own, 'send'), own);
    const cause = new TypeError('a fault');
    for (const [action, code] of [
      ['send', 'send/network'],
      ['connect', 'im/unavailable'],
      ['moderate', 'im/unavailable'],
    ] as const) {
      const error = errorFromIm(cause, action);
      assert.deepEqual([error.code, error.retryable, error.cause], [code, true, cause]);
    }
  });

  it('retries an unknown failure, but not of a moderation request', () => {
    const isRetryable = (action: ImAction) => errorFromIm(new ImError('unknown', 'x'), action).retryable;
    assert.deepEqual([isRetryable('connect'), isRetryable('send'), isRetryable('moderate')], [true, true, false]);
  });
});
