// The metadata that the server writes into the introduction of a room.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TencentError, setModerators, type RoomMetadataClient } from '../../../src/server/index.js';
import { updateRoomMetadata } from '../../../src/server/metadata/room-metadata.js';
import { recordTimeouts } from '../support/record-timeouts.js';

/** A service with one room, which answers asynchronously, as one over a network does. */
function service(introduction = 'Every Friday') {
  const room = { introduction };
  const orders: string[] = [];
  const writes: string[] = [];
  const client: RoomMetadataClient = {
    getGroupInfo: async () => {
      await new Promise(setImmediate);
      return [{ introduction: room.introduction } as never];
    },
    modifyGroupBaseInfo: async (_groupId, changes) => {
      await new Promise(setImmediate);
      writes.push((room.introduction = changes.introduction ?? ''));
    },
    sendGroupMsg: (_groupId, message) => {
      orders.push(JSON.stringify(message.body));
      return Promise.resolve({} as never);
    },
  };
  return { room, orders, writes, client };
}
const signal = AbortSignal.timeout(10_000);

describe('room metadata on the server', () => {
  it('loses nothing when several fields are changed at once', async () => {
    const { room, client, orders } = service();
    await Promise.all([
      updateRoomMetadata(client, 'g', () => ({ slowMode: 10 }), 'High', signal),
      updateRoomMetadata(client, 'g', () => ({ likes: 7 }), 'Low', signal),
      setModerators(client, 'g', ['mo', 'mo', 'ana']),
      updateRoomMetadata(client, 'g', () => ({ emojiOnly: true }), 'High', signal),
    ]);
    assert.equal(room.introduction, 'Every Friday [live-chat slow=10 emoji mods=mo,ana likes=7]');
    assert.equal(orders.length, 4);
    assert.match(orders.at(-1) ?? '', /\[live-chat slow=10 emoji mods=mo,ana likes=7\]/);
  });

  it('is not written when nothing changes, but is sent to members all the same', async () => {
    const { client, orders, writes } = service('[live-chat slow=10]');
    await updateRoomMetadata(client, 'g', () => ({ slowMode: 10 }), 'High', signal);
    assert.deepEqual([writes.length, orders.length], [0, 1]);
  });

  it('is sent in the name of the owner where the account administrator does not exist', async () => {
    const { client } = service();
    const senders: (string | undefined)[] = [];
    client.getGroupInfo = () => Promise.resolve([{ introduction: '', ownerId: 'olga' } as never]);
    client.sendGroupMsg = (_groupId, { from }) => {
      senders.push(from);
      if (from === 'administrator') return Promise.reject(new TencentError(10019, 'no such account', 'x'));
      return Promise.resolve({} as never);
    };
    await updateRoomMetadata(client, 'g', () => ({ slowMode: 10 }), 'High', signal);
    assert.deepEqual(senders, ['administrator', 'olga']);
    client.getGroupInfo = () => Promise.resolve([{ introduction: '', ownerId: '' } as never]);
    await assert.rejects(
      updateRoomMetadata(client, 'g', () => ({ slowMode: 5 }), 'High', signal),
      (error: TencentError) => error.code === 10019,
    );
  });

  it('fails with the reason of the service, and the next change is written', async () => {
    const { room, client } = service();
    const { modifyGroupBaseInfo } = client;
    client.modifyGroupBaseInfo = () => Promise.reject(new TencentError(10004, 'too long', 'x'));
    const failing = updateRoomMetadata(client, 'g', () => ({ slowMode: 10 }), 'High', signal);
    await assert.rejects(failing, TencentError);
    client.modifyGroupBaseInfo = modifyGroupBaseInfo;
    await updateRoomMetadata(client, 'g', () => ({ emojiOnly: true }), 'High', signal);
    assert.equal(room.introduction, 'Every Friday [live-chat emoji]');
    client.getGroupInfo = () =>
      Promise.resolve([{ introduction: '', error: new TencentError(10015, 'no such group', 'x') } as never]);
    await assert.rejects(
      updateRoomMetadata(client, 'g', () => ({}), 'High', signal),
      (error) => error instanceof TencentError && error.code === 10015,
    );
  });

  it('names no moderators with invalid user ids, and no more than a live room has', async () => {
    const { client, writes } = service();
    for (const wrong of [
      ['a b'],
      [''],
      ['x'.repeat(33)],
      ['mö'],
      [7 as unknown as string],
      ['a', 'b', 'c', 'd', 'e', 'f'],
    ])
      await assert.rejects(setModerators(client, 'g', wrong), TypeError);
    assert.equal(writes.length, 0);
  });

  it('names as many moderators as a live room has, each with an id of up to 32 characters', async () => {
    const { client, room } = service('');
    const ids = ['!', '~', 'c'.repeat(32), 'd', 'e'];
    await setModerators(client, 'five', ids);
    assert.equal(room.introduction, `[live-chat mods=${ids.join(',')}]`);
    await setModerators(client, 'five', []);
    assert.equal(room.introduction, '');
  });

  it('has 10 s for the list of moderators, in the name of the administrator and with high priority', async (test) => {
    const { client } = service('');
    const sent: unknown[] = [];
    const sendGroupMsg: RoomMetadataClient['sendGroupMsg'] = (groupId, message, options) => {
      sent.push([
        groupId,
        message.from,
        message.priority,
        message.skipWebhooks,
        options?.signal instanceof AbortSignal,
      ]);
      return Promise.resolve({} as never);
    };
    const limits = recordTimeouts(test);
    await setModerators({ ...client, sendGroupMsg }, 'g', ['mo']);
    assert.deepEqual([limits, sent], [[10_000], [['g', 'administrator', 'High', true, true]]]);
  });

  it('does not begin a change whose deadline has passed while it waited', async () => {
    const { client, writes } = service();
    const stop = new AbortController();
    const first = updateRoomMetadata(client, 'waits', () => ({ slowMode: 5 }), 'High', signal);
    const second = updateRoomMetadata(client, 'waits', () => ({ slowMode: 9 }), 'High', stop.signal);
    const refused = assert.rejects(second, /too late/);
    stop.abort(new Error('too late'));
    await first;
    await refused;
    await assert.rejects(
      updateRoomMetadata(client, 'waits', () => ({ slowMode: 9 }), 'High', stop.signal),
      /too late/,
    );
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    assert.deepEqual(writes, ['Every Friday [live-chat slow=5]']);
  });

  it('does not wait for a change of another room', async () => {
    const { client } = service();
    const hanging = { ...client, getGroupInfo: () => new Promise<never>(() => undefined) };
    const stop = new AbortController();
    const first = updateRoomMetadata(hanging, 'room-1', () => ({}), 'High', stop.signal);
    await updateRoomMetadata(client, 'room-2', () => ({ slowMode: 5 }), 'High', signal);
    stop.abort(new Error('too late'));
    await assert.rejects(first, /too late/);
  });

  it('loses nothing when two clients of one process change it at once', async () => {
    const { room, client } = service();
    const other = { ...client };
    await Promise.all([
      updateRoomMetadata(client, 'two-clients', () => ({ slowMode: 30 }), 'High', signal),
      updateRoomMetadata(other, 'two-clients', () => ({ likes: 7 }), 'Low', signal),
    ]);
    assert.equal(room.introduction, 'Every Friday [live-chat slow=30 likes=7]');
  });

  it('is not overwritten when the response has no entry for the group', async () => {
    const { client, writes } = service();
    client.getGroupInfo = () => Promise.resolve([]);
    await assert.rejects(
      updateRoomMetadata(client, 'no-entry', () => ({ slowMode: 5 }), 'High', signal),
      TencentError,
    );
    assert.deepEqual(writes, []);
  });

  it('ends a change at its own deadline, also while an earlier change of the group has no response', async () => {
    const { client } = service();
    const hanging = { ...client, getGroupInfo: () => new Promise<never>(() => undefined) };
    const stop = new AbortController();
    const first = updateRoomMetadata(hanging, 'hangs', () => ({}), 'High', stop.signal);
    const second = updateRoomMetadata(client, 'hangs', () => ({}), 'High', stop.signal);
    stop.abort(new Error('too late'));
    await assert.rejects(first, /too late/);
    await assert.rejects(second, /too late/);
  });
});
