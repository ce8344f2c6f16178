// The numbers of the service and of the SDK, as the reasons of the port.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ImError } from '../../../src/im/im-error.js';
import { isNotInGroup, toImError } from '../../../src/im/tim/tim-errors.js';

const reason = (code: number) => toImError({ code, message: 'x' }, 'testing').reason;

describe('toImError', () => {
  test('maps the numbers of the service to reasons', () => {
    const expected = [
      [70001, 'signature-expired'],
      [70009, 'signature-invalid'],
      [70020, 'application-unavailable'],
      [10002, 'busy'],
      [3002, 'superseded'],
      [3006, 'logged-out'],
      [2024, 'not-ready'],
      [10010, 'group-not-found'],
      [10014, 'group-full'],
      [2660, 'join-refused'],
      [10016, 'refused'],
      [80003, 'server-timeout'],
      [10017, 'muted'],
      [10023, 'rate-limited'],
      [80001, 'blocked'],
      [80002, 'too-long'],
      [2623, 'not-in-group'],
      [10007, 'no-permission'],
      [10004, 'not-allowed'],
      [10031, 'cannot-recall'],
      [10059, 'unsupported'],
      [3122, 'unsupported'],
      [2801, 'network'],
      [99999, 'unknown'],
    ] as const;
    for (const [code, name] of expected) assert.equal(reason(code), name, String(code));
  });

  test("recognises the codes that the application's server chose, and keeps code and text", () => {
    for (const code of [10100, 10110, 10200, 120001, 130000]) assert.equal(reason(code), 'refused-with-message');
    for (const code of [10099, 10201, 120000, 130001]) assert.equal(reason(code), 'unknown');
    const error = toImError({ code: 10110, message: 'Wait 9 s.' }, 'sending');
    assert.deepEqual([error.code, error.message], [10110, 'Wait 9 s.']);
  });

  test('has a message also when the SDK has only separators or nothing', () => {
    assert.equal(
      toImError({ code: 2801, message: 'a | b | ' }, 'joining').message,
      'The service did not respond in time.',
    );
    assert.equal(toImError({ code: 99999 }, 'joining').message, 'Error 99999 while joining.');
    assert.equal(toImError('odd', 'joining').reason, 'bad-argument');
  });

  test('returns an ImError as it is', () => {
    const error = new ImError('timeout', 'late');
    assert.equal(toImError(error, 'x'), error);
  });

  test('recognises the refusal to leave a group that the user is not in', () => {
    assert.ok(isNotInGroup(toImError({ code: 2623 }, 'leaving')));
    assert.ok(!isNotInGroup(toImError({ code: 2801 }, 'leaving')));
  });
});
