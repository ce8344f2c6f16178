// Tokens, ended logins, kicks and guests, frame by frame, on a fake clock.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FakeClock } from '../support/fake-clock.js';

describe('the logins of the service', () => {
  it('accepts no token that it did not issue', async () => {
    const works = new FakeClock({}, { sign: (text) => `sealed${text.length}` });
    const ana = await works.member('ana', 'r');
    assert.equal((await ana.request('im_open_status.wslogin'))?.['ErrorCode'], 0);
    for (const a2 of [
      'a2.ana.9999999999.x',
      'a2.ana.9999999999.x.sealed1',
      'a2.%.9999999999.x.sealed19',
      'nonsense',
      '....',
      'a2.ana.x.y.z',
    ]) {
      const eve = works.client();
      eve.impersonate(a2);
      assert.equal((await eve.request('im_open_status.wslogin'))?.['ErrorCode'], 70003, a2);
      assert.equal(
        (await eve.request('group_open_http_svc.apply_join_group', { GroupId: 'r' }))?.['ErrorCode'],
        70003,
        a2,
      );
    }
  });

  it('does not restore a login that was ended, whatever its page sends afterwards', async () => {
    const works = new FakeClock();
    const ana = await works.member('ana', 'r');
    const token = ana.token();
    await ana.request('im_open_status.wslogout');
    ana.impersonate(token);
    assert.deepEqual(await ana.poll(), []);
    assert.equal(
      (await ana.request('im_open_status.wslogin'))?.['ErrorCode'],
      0,
      'an SDK that was destroyed asks once more; an error would fail unhandled in its page',
    );
    assert.equal(works.service.account('ana').sessions.size, 0);
    assert.equal(
      (await ana.request('group_open_http_svc.apply_join_group', { GroupId: 'r' }))?.['ErrorCode'],
      70003,
      'it is not logged in',
    );
    await ana.login('ana');
    assert.equal((await ana.join('r'))?.['ErrorCode'], 0);
    assert.deepEqual(
      ana.pushes.filter((push) => push.command === 'im_open_status.stat_forceoffline'),
      [],
    );
    assert.deepEqual([...works.service.room('r').members.keys()], ['ana']);
  });

  it('notifies a kicked client once, and one that was offline when it returns', async () => {
    const works = new FakeClock();
    const first = await works.member('ana', 'r');
    const kicks = (client: typeof first) =>
      client.pushes.filter((push) => push.command === 'im_open_status.stat_forceoffline').length;
    for (const connection of works.service.connections) connection.dropsOutgoing = true;
    await works.member('ana', 'r');
    assert.equal(kicks(first), 0);
    const again = works.client();
    again.impersonate(first.token());
    const hello = await again.request('im_open_status.wshello');
    assert.deepEqual([hello?.['ErrorCode'], hello?.['KickType']], [1002, 1]);
    await again.request('heartbeat.alive');
    assert.equal(kicks(again), 1);
  });

  it('counts guests as long as they poll, and a guest who logs in once', async () => {
    const works = new FakeClock({ silentMs: 60_000, holdMs: 10_000, graceMs: 30_000 });
    const guest = works.client();
    const room = () => works.service.room('r');
    await guest.request('group_open_http_noauth_svc.apply_join_group', { GroupId: 'r' });
    assert.equal(room().onlineCount, 1);
    await guest.login('ana');
    await guest.join('r');
    assert.deepEqual([room().members.size, room().guests.size], [1, 0]);
    const other = works.client();
    await other.request('group_open_http_noauth_svc.apply_join_group', { GroupId: 'r' });
    for (let second = 0; second < 60; second += 10) {
      await works.advance(10_000);
      await other.request('heartbeat.alive');
      await guest.request('heartbeat.alive');
    }
    assert.deepEqual([room().members.size, room().guests.size], [1, 0]);
  });
});
