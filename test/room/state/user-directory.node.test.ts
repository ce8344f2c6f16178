// Names, roles and orders: who somebody is, by what the service itself reports.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UserDirectory } from '../../../src/room/state/user-directory.js';

const im = (userId: string, nick = userId, avatar = '') => ({ userId, nick, avatar });

describe('the roles of UserDirectory', () => {
  it('are those of the owner, of this user, of the moderators, and of viewers', () => {
    const users = new UserDirectory();
    users.setSelf('me', 'moderator');
    users.setOwner('boss');
    users.setModerators(['mo']);
    users.setModerator('mia', true);
    assert.deepEqual(
      ['boss', 'me', 'mo', 'mia', 'bo', ''].map((userId) => users.roleOf(userId)),
      ['host', 'moderator', 'moderator', 'moderator', 'viewer', 'viewer'],
    );
    users.setSelf('boss', 'viewer');
    assert.equal(users.roleOf('boss'), 'host', 'the group decides who is its owner');
  });

  it('give nobody without an id a role', () => {
    const users = new UserDirectory();
    users.setSelf('', 'host');
    users.setOwner('');
    assert.deepEqual([users.roleOf(''), users.isOwner(''), users.isStaff('')], ['viewer', false, false]);
    assert.equal(users.user(im('')).isSelf, false);
  });

  it('let exactly the owner, the moderators and the administrator send control messages', () => {
    const users = new UserDirectory();
    users.setSelf('me', 'moderator');
    users.setOwner('boss');
    users.setModerators(['mo']);
    const names = ['boss', 'mo', 'administrator', 'me', 'Administrator', 'administrator2', 'bos', 'bo'];
    assert.deepEqual(names.map((each) => users.isStaff(each)), [true, true, true, false, false, false, false, false]); // prettier-ignore
    assert.deepEqual(names.map((each) => users.isOwner(each)), [true, false, true, false, false, false, false, false]); // prettier-ignore
  });

  it('are taken from a moderator whom an event of the group or the metadata names no more', () => {
    const users = new UserDirectory();
    users.setModerators(['mo', 'mia']);
    users.setModerator('mo', false);
    assert.deepEqual([users.isStaff('mo'), users.isStaff('mia')], [false, true]);
    users.setModerators(['mia', 'zoe']);
    assert.deepEqual([users.isStaff('mo'), users.isStaff('zoe')], [false, true]);
    users.setModerators([]);
    users.setModerator('ann', true);
    assert.deepEqual([users.isStaff('mia'), users.isStaff('ann')], [false, true]);
    users.setModerator('ann', false);
    assert.equal(users.isStaff('ann'), false);
  });

  it('are new in the user of the next message', () => {
    const users = new UserDirectory();
    const roleOf = (userId: string) => users.user(im(userId)).role;
    assert.equal(roleOf('ana'), 'viewer');
    for (const [change, expected] of [
      [() => users.setOwner('ana'), 'host'],
      [() => users.setOwner('ben'), 'viewer'],
      [() => users.setModerators(['ana']), 'moderator'],
      [() => users.setModerators(['ben']), 'viewer'],
      [() => users.setModerators(['ben', 'ana']), 'moderator'],
      [() => users.setModerators(['ben']), 'viewer'],
      [() => users.setModerator('ana', true), 'moderator'],
      [() => users.setModerator('ana', false), 'viewer'],
      [() => users.setSelf('ana', 'host'), 'host'],
    ] as const) {
      change();
      assert.equal(roleOf('ana'), expected);
    }
  });
});

describe('the users of UserDirectory', () => {
  it('are frozen, sanitised, and the same object until something changes', () => {
    const users = new UserDirectory();
    const first = users.user(im('ana', 'A\u202ena', 'https://show.test/a.png'));
    assert.ok(Object.isFrozen(first));
    assert.deepEqual(first, {
      userId: 'ana',
      nick: 'Ana',
      avatar: 'https://show.test/a.png',
      role: 'viewer',
      isSelf: false,
    });
    const again = () => users.user(im('ana', 'A\u202ena', 'https://show.test/a.png'));
    assert.equal(again(), first);
    users.setOwner('');
    users.setModerators([]);
    assert.equal(again(), first, 'nothing has changed');
    assert.equal(users.user(im('ana', 'A\u202ena', 'http://show.test/a.png')).avatar, '');
    assert.equal(users.user(im('ana', 'Anne', 'http://show.test/a.png')).nick, 'Anne');
    users.invalidate();
    assert.notEqual(again(), first);
  });

  it('are named by their id, or "?", when their name is blank', () => {
    const users = new UserDirectory();
    assert.equal(users.user(im('bo', '\u200b \u2800')).nick, 'bo');
    assert.equal(users.user(im('\u200b', '')).nick, '?');
    assert.equal(users.user(im('', '')).nick, '?');
  });

  it('have the name that the filter returns, or their id, but not this user', () => {
    const users = new UserDirectory(({ nick }) => (nick === 'Bad' ? undefined : nick.toUpperCase()));
    users.setSelf('me', 'viewer');
    assert.equal(users.user(im('bo', 'Bad')).nick, 'bo');
    assert.equal(users.user(im('bo', 'Good')).nick, 'GOOD');
    assert.equal(users.user(im('\u200b', 'Bad')).nick, '?');
    const self = users.user(im('me', 'Bad'));
    assert.deepEqual([self.nick, self.isSelf], ['Bad', true]);
  });

  it('are remembered by name when roles, the owner or the filter change', () => {
    let isHidden = false;
    const users = new UserDirectory(({ nick }) => (isHidden ? undefined : nick));
    users.user(im('ken', 'Kenny'));
    for (const change of [
      () => users.setOwner('ken'),
      () => users.setSelf('me', 'viewer'),
      () => users.setModerators(['mo']),
      () => users.setModerator('ken', true),
      () => users.invalidate(),
    ]) {
      change();
      assert.equal(users.nickOf('ken'), 'Kenny', String(change));
    }
    isHidden = true;
    users.invalidate();
    assert.equal(users.nickOf('ken'), 'ken', 'the filter is asked again');
  });

  it('are remembered by name, the last 2000 of them', () => {
    const users = new UserDirectory();
    assert.equal(users.nickOf('u0'), undefined);
    for (let index = 0; index <= 2000; index++) users.user(im(`u${index}`, `N${index}`));
    assert.deepEqual([users.nickOf('u0'), users.nickOf('u1'), users.nickOf('u2000')], [undefined, 'N1', 'N2000']);
  });
});
