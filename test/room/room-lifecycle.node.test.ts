// Joining, staying in and leaving a room, and the errors of each.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ImError } from '../../src/im/im-error.js';
import { ChatError } from '../../src/room/model/chat-error.js';
import { until } from '../support/until.js';
import { rejectionOf } from './support/rejection-of.js';
import { fakeRoom } from './support/fake-room.js';
import { openRoom } from './support/open-room.js';
import { rowTexts } from './support/row-texts.js';

describe('Room, from joining to leaving', () => {
  it('joins once however often connect is called, and closes with everything freed', async () => {
    const { room, im, tokens } = fakeRoom();
    const said: string[] = [];
    room.on('status', ({ status }) => said.push(status));
    await Promise.all([room.connect(), room.connect()]);
    await room.connect();
    assert.deepEqual([tokens.count, im.count('login'), im.count('join')], [1, 1, 1]);
    assert.equal(room.snapshot.self?.nick, 'Ana');
    assert.equal(room.snapshot.canSend, true);
    await room.disconnect();
    assert.deepEqual(said, ['connecting', 'joined', 'closed']);
    assert.equal(im.count('close'), 1);
  });

  it('fails with a reason when the endpoint refuses, and connects again when called', async () => {
    const { room } = fakeRoom(
      {},
      { tokenProvider: () => Promise.reject(new ChatError('token/denied', 'Sign in.', false)) },
    );
    assert.equal((await rejectionOf(room.connect())).code, 'token/denied');
    assert.equal(room.snapshot.status, 'failed');
    assert.equal(room.snapshot.error?.code, 'token/denied');
    assert.equal((await rejectionOf(room.connect())).code, 'token/denied');
    await room.disconnect();
  });

  it('retries when the service is busy', async () => {
    const { room, im } = fakeRoom();
    let left = 2;
    im.on.login = () => {
      if (left-- > 0) throw new ImError('network', '');
    };
    await room.connect();
    assert.equal(im.count('login'), 3);
    await room.disconnect();
  });

  it('requests a new token when the signature has expired, without an event, and gives up after three wrong ones', async (test) => {
    const { room, im, tokens } = await openRoom(test);
    const said: string[] = [];
    room.on('status', ({ status }) => said.push(status));
    im.client.listener.onKicked('signature-expired');
    await until(() => im.count('join') === 2, 'it has joined again');
    assert.equal(tokens.count, 2);
    assert.deepEqual(said, []);
    im.on.login = () => {
      throw new ImError('signature-expired', 'expired');
    };
    im.client.listener.onKicked('signature-expired');
    await until(() => room.snapshot.status === 'failed', 'it gives up');
    assert.equal(room.snapshot.error?.code, 'im/signature');
  });

  it('leaves when another page takes over, and takes over on request', async (test) => {
    const { room, im } = await openRoom(test);
    im.client.listener.onKicked('another-page');
    await until(() => room.snapshot.status === 'closed', 'it stands aside');
    assert.equal(room.snapshot.cannotSendReason, 'superseded');
    assert.equal(im.count('login'), 1);
    await room.takeOver();
    assert.equal(room.snapshot.status, 'joined');
  });

  it('ends when the room is dismissed or the user banned', async () => {
    for (const [action, status, code] of [
      ['dismissed', 'closed', 'room/dismissed'],
      ['banned', 'failed', 'room/banned'],
      ['kicked', 'failed', 'im/kicked'],
    ] as const) {
      const { room, im } = fakeRoom();
      await room.connect();
      im.client.receive({ kind: 'notice', id: 'n1', groupId: 'show', time: 1, action, operatorId: '', text: '' });
      await until(() => room.snapshot.status === status, `it is ${status}`);
      assert.equal(room.snapshot.error?.code, code);
      await room.disconnect();
    }
  });

  it('joins again when a send shows that the service lost the membership, and sends then', async (test) => {
    const { room, im } = await openRoom(test);
    let forgotten = true;
    im.on.send = () => {
      if (forgotten) throw new ImError('no-permission', 'not a member');
    };
    im.on.join = () => {
      forgotten = false;
    };
    assert.equal((await room.send('hello')).status, 'sent');
    assert.equal(im.count('join'), 2);
  });

  it('adds messages that arrive while joining when names are known', async () => {
    const { room, im } = fakeRoom();
    im.on.join = (client) => client.receive(im.text('history', { userId: 'host' }));
    await room.connect();
    await until(() => room.snapshot.messages.length === 1, 'it stands');
    assert.equal(room.snapshot.messages[0]?.from.role, 'host');
    await room.disconnect();
  });

  it('changes its user when the endpoint names another one', async (test) => {
    let userId = 'ana';
    const { room, im } = await openRoom(
      test,
      {},
      {
        tokenProvider: () =>
          Promise.resolve({ sdkAppId: 1_400_888_001, userId, userSig: 's', expiresAt: Date.now() / 1000 + 3600 }),
      },
    );
    im.client.receive(im.text('by ana', { userId: 'ana' }));
    userId = 'zoe';
    im.client.listener.onKicked('signature-expired');
    await until(() => room.snapshot.self?.userId === 'zoe', 'it is the other one');
    assert.equal(im.client.credentials?.userId, 'zoe');
    im.client.receive(im.text('ana again', { userId: 'ana' }));
    await until(() => rowTexts(room).includes('ana again'), 'it reads on');
    assert.equal(room.snapshot.messages.at(-1)?.from.isSelf, false);
  });
});

describe('two rooms of one application on a page', () => {
  it('fail with a reason when both would be connected', async () => {
    const first = fakeRoom({ sdkAppId: 1_400_999_001 });
    const second = fakeRoom({ sdkAppId: 1_400_999_001 }, { groupId: 'other' });
    await first.room.connect();
    const error = await rejectionOf(second.room.connect());
    assert.equal(error.code, 'room/one-at-a-time');
    await first.room.disconnect();
    await second.room.connect();
    await second.room.disconnect();
  });

  it('connect one after the other when the first leaves', async () => {
    const first = fakeRoom({ sdkAppId: 1_400_999_002 });
    const second = fakeRoom({ sdkAppId: 1_400_999_002 }, { groupId: 'other' });
    await first.room.connect();
    let isOut = false;
    first.im.on.close = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      isOut = true;
    };
    second.im.on.login = () => assert.equal(isOut, true);
    const joining = second.room.connect();
    void first.room.disconnect();
    await joining;
    await second.room.disconnect();
  });

  it('is not joined again by a response that was sent before the connection was lost', async (test) => {
    const { room, im } = await openRoom(test);
    const statuses: string[] = [];
    room.on('status', ({ status }) => statuses.push(status));
    im.client.listener.onConnection('disconnected');
    await until(() => room.snapshot.status === 'reconnecting', 'the loss is reported');
    let respond: () => void = () => undefined;
    im.on.getGroup = () => new Promise((resolve) => (respond = resolve));
    im.client.listener.onConnection('connected');
    await until(() => im.count('getGroup') > 0, 'the service is probed');
    im.client.listener.onConnection('disconnected');
    respond();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(statuses, ['reconnecting']);
    im.on.getGroup = () => undefined;
    im.client.listener.onConnection('connected');
    await until(() => room.snapshot.status === 'joined', 'it is back');
  });
});
