// Who may send and do what, in every combination that decides it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { capabilitiesOf, roleOf, sendPermission, type SendContext } from '../../../src/room/state/permissions.js';

const NOW = 10_000;
const YEAR_MS = 366 * 86_400_000;
const context = (fields: Partial<SendContext> = {}): SendContext => ({
  status: 'joined',
  isSuperseded: false,
  isGuest: false,
  role: 'viewer',
  capabilities: new Set(['send']),
  mutedUntil: 0,
  isRoomMuted: false,
  settings: { slowMode: 0, emojiOnly: false },
  lastSentAt: -Infinity,
  ...fields,
});
const reason = (fields: Partial<SendContext>) => {
  const { canSend, cannotSendReason, canSendAt } = sendPermission(context(fields), NOW);
  assert.equal(canSend, cannotSendReason === undefined);
  return [cannotSendReason, canSendAt];
};
const SLOW = { slowMode: 10, emojiOnly: false };

describe('sendPermission', () => {
  it('allows a viewer in a room without restrictions', () => assert.deepEqual(reason({}), [undefined, 0]));

  it('names the most important of several reasons', () => {
    const all: [fields: Partial<SendContext>, reason: string][] = [
      [{ isSuperseded: true }, 'superseded'],
      [{ status: 'reconnecting' }, 'offline'],
      [{ isGuest: true }, 'guest'],
      [{ mutedUntil: NOW + 1000 }, 'muted'],
      [{ isRoomMuted: true }, 'room-muted'],
      [{ settings: SLOW, lastSentAt: NOW }, 'slow-mode'],
    ];
    all.forEach(([, expected], index) => {
      const fields = Object.assign({}, ...all.slice(index).map(([each]) => each)) as Partial<SendContext>;
      assert.equal(reason(fields)[0], expected);
    });
  });

  it('is for the status "joined" only', () => {
    for (const status of ['idle', 'connecting', 'reconnecting', 'closed', 'failed'] as const)
      assert.deepEqual(reason({ status }), ['offline', 0]);
  });

  it('is not given to a muted user, and tells the end unless that is more than a year away', () => {
    assert.deepEqual(reason({ mutedUntil: NOW + 1 }), ['muted', NOW + 1]);
    assert.deepEqual(reason({ mutedUntil: NOW }), [undefined, 0]);
    assert.deepEqual(reason({ mutedUntil: NOW + YEAR_MS }), ['muted', NOW + YEAR_MS]);
    assert.deepEqual(reason({ mutedUntil: NOW + YEAR_MS + 1 }), ['muted', 0]);
    assert.deepEqual(reason({ role: 'host', mutedUntil: NOW + 1 }), ['muted', NOW + 1]);
  });

  it('needs the capability to send', () => assert.deepEqual(reason({ capabilities: new Set(['like']) }), ['muted', 0]));

  it('is given to staff while everybody is muted, and in slow mode', () => {
    for (const role of ['host', 'moderator'] as const) {
      assert.deepEqual(reason({ role, isRoomMuted: true }), [undefined, 0]);
      assert.deepEqual(reason({ role, settings: SLOW, lastSentAt: NOW }), [undefined, 0]);
    }
    assert.deepEqual(reason({ isRoomMuted: true }), ['room-muted', 0]);
  });

  it('comes back in slow mode after its seconds', () => {
    assert.deepEqual(reason({ settings: SLOW, lastSentAt: NOW - 9999 }), ['slow-mode', NOW + 1]);
    assert.deepEqual(reason({ settings: SLOW, lastSentAt: NOW - 10_000 }), [undefined, 0]);
    assert.deepEqual(reason({ settings: SLOW }), [undefined, 0], 'nothing was sent yet');
    assert.deepEqual(reason({ lastSentAt: NOW + 5000 }), [undefined, 0], 'without slow mode');
  });
});

describe('roleOf', () => {
  it('is the role of the group, and that of the token for a plain member', () => {
    assert.equal(roleOf(undefined, 'owner'), 'host');
    assert.equal(roleOf({ role: 'viewer' }, 'owner'), 'host');
    assert.equal(roleOf({ role: 'viewer' }, 'admin'), 'moderator');
    assert.equal(roleOf({ role: 'host' }, 'admin'), 'host');
    assert.equal(roleOf({ role: 'moderator' }, 'member'), 'moderator');
    assert.equal(roleOf({}, 'member'), 'viewer');
    assert.equal(roleOf(undefined, 'member'), 'viewer');
  });
});

describe('capabilitiesOf', () => {
  it('are those of the role, of which the token can only take away', () => {
    const of = (...args: Parameters<typeof capabilitiesOf>) => [...capabilitiesOf(...args)];
    assert.deepEqual(of({ userId: 'ana' }, 'viewer'), ['send', 'like']);
    assert.deepEqual(of({ userId: 'ana', capabilities: ['like', 'ban'] }, 'viewer'), ['like']);
    assert.deepEqual(of({ userId: 'ana', capabilities: [] }, 'host'), []);
    assert.ok(of({ userId: 'ana' }, 'moderator').includes('ban'));
    assert.deepEqual(of({ capabilities: ['send'] }, 'host'), [], 'a guest');
    assert.deepEqual(of({ userId: '' }, 'host'), []);
    assert.deepEqual(of(undefined, 'host'), []);
  });
});
