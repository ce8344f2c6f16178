// The bounds of every field of a moderator's request: the largest value that is accepted, and the next one.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HttpProblem } from '../../../src/server/http-problem.js';
import { parseModerationRequest } from '../../../src/server/moderation/moderation-request.js';

const parse = (body: Record<string, unknown>) => parseModerationRequest(new Map(Object.entries(body)));
const FOREVER = 4_294_967_295;
const base = { groupId: 'g', userId: 'bo' };

describe('parseModerationRequest', () => {
  it('accepts the smallest and the largest value of each field, and no unknown field', () => {
    const accepted: Record<string, unknown>[] = [
      { ...base, action: 'mute', seconds: 1 },
      { ...base, action: 'mute', seconds: FOREVER },
      { ...base, action: 'unmute', userId: 'x'.repeat(32), groupId: 'g'.repeat(48) },
      { ...base, action: 'unban', userId: ' ~', groupId: '~ ' },
      { ...base, action: 'ban', seconds: 1, reason: 'r'.repeat(1000) },
      { ...base, action: 'ban', seconds: FOREVER, reason: '' },
      { action: 'muteAll', groupId: 'g', muted: true },
      { action: 'muteAll', groupId: 'g', muted: false },
      { action: 'retract', groupId: 'g', seq: 1, messageId: 'm'.repeat(128) },
      { action: 'retract', groupId: 'g', seq: Number.MAX_SAFE_INTEGER, messageId: '' },
      { action: 'announce', groupId: 'g', text: '字'.repeat(100) },
      { action: 'announce', groupId: 'g', text: '' },
      { action: 'slowMode', groupId: 'g', seconds: 0 },
      { action: 'slowMode', groupId: 'g', seconds: 3600 },
      { action: 'emojiOnly', groupId: 'g', on: false },
      { action: 'emojiOnly', groupId: 'g', on: true },
    ];
    for (const body of accepted) assert.deepEqual(parse({ ...body, isAdmin: true }), body);
  });

  it('reads a missing reason and a missing id of a message as empty', () => {
    assert.deepEqual(parse({ ...base, action: 'ban', seconds: 5 }), {
      ...base,
      action: 'ban',
      seconds: 5,
      reason: '',
    });
    assert.deepEqual(parse({ action: 'retract', groupId: 'g', seq: 7 }), {
      action: 'retract',
      groupId: 'g',
      seq: 7,
      messageId: '',
    });
  });

  it('sanitises texts before it measures them', () => {
    assert.equal((parse({ action: 'announce', groupId: 'g', text: 'a\u202eb\u0000' }) as { text: string }).text, 'ab');
    const spaced = parse({ action: 'announce', groupId: 'g', text: `${'\u200b'.repeat(200)}${'x'.repeat(300)}` });
    assert.equal((spaced as { text: string }).text, 'x'.repeat(300));
  });

  it('refuses the next value of each bound, and names the field', () => {
    const refused: [body: Record<string, unknown>, field: string][] = [
      [{ ...base, action: 'mute', seconds: 0 }, 'seconds'],
      [{ ...base, action: 'mute', seconds: FOREVER + 1 }, 'seconds'],
      [{ ...base, action: 'mute', seconds: 1.5 }, 'seconds'],
      [{ ...base, action: 'mute', seconds: NaN }, 'seconds'],
      [{ ...base, action: 'mute', seconds: '60' }, 'seconds'],
      [{ ...base, action: 'ban', seconds: 0, reason: '' }, 'seconds'],
      [{ ...base, action: 'ban', seconds: FOREVER + 1, reason: '' }, 'seconds'],
      [{ ...base, action: 'ban', seconds: 1, reason: 'r'.repeat(1001) }, 'reason'],
      [{ ...base, action: 'ban', seconds: 1, reason: 5 }, 'reason'],
      [{ ...base, action: 'unmute', userId: 'x'.repeat(33) }, 'userId'],
      [{ ...base, action: 'unban', userId: '' }, 'userId'],
      [{ ...base, action: 'unban', userId: 'a\u007f' }, 'userId'],
      [{ ...base, action: 'unban', userId: 5 }, 'userId'],
      [{ ...base, action: 'unban', groupId: 'g'.repeat(49) }, 'groupId'],
      [{ ...base, action: 'unban', groupId: 'a\u001f' }, 'groupId'],
      [{ ...base, action: 'unban', groupId: null }, 'groupId'],
      [{ action: 'muteAll', groupId: 'g' }, 'muted'],
      [{ action: 'muteAll', groupId: 'g', muted: 1 }, 'muted'],
      [{ action: 'retract', groupId: 'g', seq: 0 }, 'seq'],
      [{ action: 'retract', groupId: 'g', seq: 2 ** 53 }, 'seq'],
      [{ action: 'retract', groupId: 'g', seq: 1, messageId: 'm'.repeat(129) }, 'messageId'],
      [{ action: 'retract', groupId: 'g', seq: 1, messageId: 5 }, 'messageId'],
      [{ action: 'announce', groupId: 'g', text: `${'字'.repeat(100)}a` }, 'text'],
      [{ action: 'announce', groupId: 'g' }, 'text'],
      [{ action: 'slowMode', groupId: 'g', seconds: -1 }, 'seconds'],
      [{ action: 'slowMode', groupId: 'g', seconds: 3601 }, 'seconds'],
      [{ action: 'emojiOnly', groupId: 'g', on: 'true' }, 'on'],
      [{ action: 'constructor', groupId: 'g' }, 'action'],
      [{ groupId: 'g' }, 'action'],
    ];
    for (const [body, field] of refused)
      assert.throws(
        () => parse(body),
        (error) =>
          error instanceof HttpProblem &&
          error.status === 400 &&
          error.code === 'field' &&
          error.message.startsWith(`${field} `),
        JSON.stringify(body),
      );
  });
});
