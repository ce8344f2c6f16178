// The contract of every ImClient, whatever its service. A subject provides users of the service.
import { expect } from 'chai';
import type { ImClient, ImClientFactory, ImCredentials, ImMessage } from '../../../src/im/im-client.js';
import { ImError } from '../../../src/im/im-error.js';
import { socketRetryDelay } from '../../../src/room/connection/reconnect-policy.js';
import { until } from '../../support/until.js';
import { RecordingListener, imError } from './recording-listener.js';

export interface ContractSubject {
  readonly createClient: ImClientFactory;
  /** Credentials of a user; `owner` may moderate the group. */
  credentials(userId: string, options?: { nick?: string; avatar?: string }): Promise<ImCredentials>;
  guest(): Promise<ImCredentials>;
  freshGroup(): string;
  /** Creates the group with this owner before any user joins. */
  createGroup(groupId: string, ownerId: string): Promise<void>;
}

export function describeImClient(name: string, subject: ContractSubject): void {
  describe(`ImClient: ${name}`, () => {
    const open: ImClient[] = [];
    const never = new AbortController().signal;
    const createClient = () => {
      const listener = new RecordingListener();
      const client = subject.createClient(listener, { socketRetryDelay, patience: () => 1 });
      open.push(client);
      return { client, listener };
    };
    /** With `history` the login waits until the features of the plan are known. */
    const enter = async (
      userId: string,
      groupId: string,
      { history = false, ...options }: { nick?: string; avatar?: string; history?: boolean } = {},
    ) => {
      const { client, listener } = createClient();
      await client.login({ ...(await subject.credentials(userId, options)), history }, never);
      const group = await client.join(groupId, never);
      return { client, listener, group };
    };
    const sendText = async (client: ImClient, text: string) =>
      client.prepare({ kind: 'text', text, priority: 'normal' }).send();
    afterEach(async () => {
      await Promise.all(open.splice(0).map((client) => client.close()));
    });

    it('delivers a text with its extras from one user to another under one id', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId, { nick: 'Ana', avatar: 'https://pictures.example/ana.png' });
      const bo = await enter('bo', groupId);
      const handle = ana.client.prepare({
        kind: 'text',
        text: 'hello 你好 😀',
        priority: 'high',
        cloudCustomData: '{"a":1}',
      });
      const sent = await handle.send();
      const received = await until(() => bo.listener.find((item) => item.kind === 'text'), 'bo hears ana');
      expect(received).to.include({
        kind: 'text',
        id: handle.id,
        groupId,
        isSelf: false,
        seq: sent.seq,
        text: 'hello 你好 😀',
        priority: 'high',
        cloudCustomData: '{"a":1}',
        isBroadcast: false,
        time: sent.time,
      });
      expect((received as ImMessage).from).to.deep.equal({
        userId: 'ana',
        nick: 'Ana',
        avatar: 'https://pictures.example/ana.png',
      });
      expect(sent.id).to.equal(handle.id);
      expect(sent.time).to.be.closeTo(Date.now(), 5_000);
      expect(sent).not.to.have.property('text');
      expect(ana.listener.texts).to.deep.equal([]);
    });

    it('delivers custom and face messages', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      await ana.client
        .prepare({ kind: 'custom', data: '{"x":1}', description: 'd', extension: 'e', priority: 'low' })
        .send();
      await ana.client.prepare({ kind: 'face', index: 3, data: 'smile', priority: 'normal' }).send();
      await until(() => bo.listener.find((item) => item.kind === 'face'), 'bo hears both');
      expect(bo.listener.find((item) => item.kind === 'custom')).to.include({
        data: '{"x":1}',
        description: 'd',
        extension: 'e',
        priority: 'low',
      });
      expect(bo.listener.find((item) => item.kind === 'face')).to.include({
        index: 3,
        data: 'smile',
        priority: 'normal',
      });
    });

    it('keeps the order of one sender', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      const texts = Array.from({ length: 10 }, (_, index) => `line ${index}`);
      for (const text of texts) await sendText(ana.client, text);
      await until(() => bo.listener.texts.length >= texts.length, 'bo hears all');
      expect(bo.listener.texts).to.deep.equal(texts);
    });

    it('delivers a message once when its handle is sent twice', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      const handle = ana.client.prepare({ kind: 'text', text: 'once', priority: 'normal' });
      await handle.send();
      await handle.send();
      await sendText(ana.client, 'after');
      await until(() => bo.listener.texts.includes('after'), 'bo hears the last');
      expect(bo.listener.texts).to.deep.equal(['once', 'after']);
    });

    it('delivers a message once when its handle is sent again after a new login', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      const handle = ana.client.prepare({ kind: 'text', text: 'once', priority: 'normal' });
      await handle.send();
      await ana.client.login(await subject.guest(), never);
      await ana.client.login(await subject.credentials('ana'), never);
      await ana.client.join(groupId, never);
      await handle.send();
      await sendText(ana.client, 'after');
      await until(() => bo.listener.texts.includes('after'), 'bo hears the last');
      expect(bo.listener.texts).to.deep.equal(['once', 'after']);
    });

    it('delivers a message once when another client recreates it from its identity, and a new one when the identity is invalid', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      const handle = ana.client.prepare({ kind: 'text', text: 'once', priority: 'normal' });
      await handle.send();
      await ana.client.close();
      const again = await enter('ana', groupId);
      const copy = again.client.prepare({ kind: 'text', text: 'once', priority: 'normal' }, handle.identity);
      expect(copy.id).to.equal(handle.id);
      await copy.send();
      for (const unreadable of ['', '{}', '{"ID":"x","random":"1"}', 'null']) {
        const other = again.client.prepare(
          { kind: 'text', text: `other ${unreadable}`, priority: 'normal' },
          unreadable,
        );
        expect(other.id).not.to.equal(handle.id);
        await other.send();
      }
      await until(() => bo.listener.texts.length >= 5, 'bo hears the last');
      expect(bo.listener.texts).to.deep.equal([
        'once',
        'other ',
        'other {}',
        'other {"ID":"x","random":"1"}',
        'other null',
      ]);
    });

    it('notifies of joined and left users', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId, { nick: 'Bo' });
      const groupEventOf = (action: string) =>
        ana.listener.find(
          (item) =>
            item.kind === 'group-event' && item.action === action && item.users.some((user) => user.userId === 'bo'),
        );
      const joined = await until(() => groupEventOf('joined'), 'ana hears that bo came');
      expect(joined.kind === 'group-event' && joined.users[0]).to.include({ userId: 'bo', nick: 'Bo' });
      await bo.client.leave();
      await until(() => groupEventOf('left'), 'ana hears that bo left');
    });

    it('notifies of the user who closes', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      await bo.client.close();
      await until(
        () => ana.listener.find((item) => item.kind === 'group-event' && item.action === 'left'),
        'ana hears that bo left',
      );
    });

    it('receives nothing of a room that was left, and nothing at all when closed', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      const cy = await enter('cy', groupId);
      await bo.client.leave();
      await cy.client.close();
      const before = { bo: bo.listener.items.length, cy: cy.listener.items.length };
      await sendText(ana.client, 'anyone?');
      const dee = await enter('dee', groupId);
      await sendText(ana.client, 'and now');
      await until(() => dee.listener.texts.includes('and now'), 'the message is out');
      expect(bo.listener.items.length).to.equal(before.bo);
      expect(cy.listener.items.length).to.equal(before.cy);
    });

    it('joins again a room that it is in, and continues to receive', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      const group = await bo.client.join(groupId, never);
      expect(group.groupId).to.equal(groupId);
      await sendText(ana.client, 'still there?');
      await until(() => bo.listener.texts.includes('still there?'), 'bo hears after joining twice');
    });

    it('moves from one room to another', async () => {
      const [one, two] = [subject.freshGroup(), subject.freshGroup()];
      const ana = await enter('ana', two);
      const bo = await enter('bo', one);
      await bo.client.join(two, never);
      await sendText(ana.client, 'welcome');
      await until(() => bo.listener.texts.includes('welcome'), 'bo hears in the second room');
      expect(bo.listener.items.filter((item) => item.kind === 'text').every((item) => item.groupId === two)).to.equal(
        true,
      );
    });

    it('lets a guest receive and count, but not send', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const { client, listener } = createClient();
      await client.login(await subject.guest(), never);
      expect((await client.join(groupId, never)).role).to.equal('member');
      expect(() => client.prepare({ kind: 'text', text: 'hi', priority: 'normal' }))
        .to.throw(ImError)
        .with.property('reason', 'not-in-group');
      await until(async () => {
        await sendText(ana.client, 'for guests');
        return listener.texts.includes('for guests');
      }, 'the guest hears');
      expect(await client.getOnlineCount()).to.be.a('number');
    });

    it('lets a guest sign in, then send', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const { client, listener } = createClient();
      await client.login(await subject.guest(), never);
      await client.join(groupId, never);
      await client.login(await subject.credentials('bo'), never);
      await client.join(groupId, never);
      await sendText(client, 'I am bo');
      await until(() => ana.listener.texts.includes('I am bo'), 'ana hears bo');
      await sendText(ana.client, 'hello bo');
      await until(() => listener.texts.includes('hello bo'), 'bo hears ana');
    });

    it('logs the old user out when another one logs in', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      await bo.client.login(await subject.credentials('cy'), never);
      await bo.client.join(groupId, never);
      await until(
        () =>
          ana.listener.find(
            (item) =>
              item.kind === 'group-event' && item.action === 'left' && item.users.some((user) => user.userId === 'bo'),
          ),
        'bo has left',
      );
      await sendText(bo.client, 'cy speaking');
      const received = await until(() => ana.listener.find((item) => item.kind === 'text'), 'ana hears cy');
      expect((received as ImMessage).from.userId).to.equal('cy');
    });

    it('returns the group with the role of the user', async () => {
      const groupId = subject.freshGroup();
      await subject.createGroup(groupId, 'olga');
      const olga = await enter('olga', groupId);
      const bo = await enter('bo', groupId);
      // Right after the join the service may refuse the group.
      const groupOf = ({ client }: { client: ImClient }) =>
        until(() => client.getGroup().catch(() => undefined), 'the service reports the group');
      expect([olga.group.groupId, bo.group.groupId, await bo.client.getMutedUntil()]).to.deep.equal([
        groupId,
        groupId,
        0,
      ]);
      expect(await groupOf(olga)).to.include({ groupId, role: 'owner', ownerId: 'olga', allMuted: false });
      expect(await groupOf(bo)).to.include({ groupId, role: 'member', ownerId: 'olga' });
      await olga.client.setNotification('Tonight at eight');
      await olga.client.muteAll(true);
      expect(await bo.client.getGroup()).to.include({ notification: 'Tonight at eight', allMuted: true });
    });

    it('lets the owner mute and unmute a member', async () => {
      const groupId = subject.freshGroup();
      await subject.createGroup(groupId, 'olga');
      const olga = await enter('olga', groupId);
      const bo = await enter('bo', groupId);
      await olga.client.muteMember('bo', 60);
      expect((await imError(sendText(bo.client, 'mmm'))).reason).to.equal('muted');
      await olga.client.muteMember('bo', 0);
      await sendText(bo.client, 'free');
      await until(() => olga.listener.texts.includes('free'), 'olga hears bo again');
    });

    it('notifies a banned member, and delivers nothing more', async () => {
      const groupId = subject.freshGroup();
      await subject.createGroup(groupId, 'olga');
      const olga = await enter('olga', groupId, { history: true });
      const bo = await enter('bo', groupId);
      // The SDK needs the profile of the group for it.
      await until(() => olga.client.getGroup().catch(() => undefined), 'the service reports the group');
      await olga.client.banMember('bo', 60, 'spam');
      const reported = await until(
        () =>
          bo.listener.find((item) => item.kind === 'notice' && (item.action === 'banned' || item.action === 'kicked')),
        'bo is notified',
      );
      expect(reported.groupId).to.equal(groupId);
      await imError(sendText(bo.client, 'let me in'));
      expect((await imError(bo.client.join(groupId, never))).code, 'the number of the service').to.equal(10007);
    });

    it('recalls a message for everyone', async () => {
      const groupId = subject.freshGroup();
      await subject.createGroup(groupId, 'olga');
      const olga = await enter('olga', groupId);
      const bo = await enter('bo', groupId);
      const { seq } = await sendText(bo.client, 'oops');
      await until(() => olga.listener.texts.includes('oops'), 'olga hears it');
      await olga.client.recall(seq);
      const notice = await until(
        () => olga.listener.find((item) => item.kind === 'notice' && item.action === 'recalled'),
        'it is taken back',
      );
      expect(notice.kind === 'notice' && notice.recalled?.[0]).to.include({ seq, fromId: 'bo' });
      await until(
        () => bo.listener.find((item) => item.kind === 'notice' && item.action === 'recalled'),
        'its sender is notified',
      );
    });

    it('counts likes of several users together', async () => {
      const groupId = subject.freshGroup();
      const ana = await enter('ana', groupId, { history: true });
      const bo = await enter('bo', groupId, { history: true });
      expect(await ana.client.increaseCounter('likes', 3)).to.equal(3);
      expect(await bo.client.increaseCounter('likes', 2)).to.equal(5);
      await until(() => ana.listener.counters.get('likes') === 5, 'ana hears the sum');
      const cy = await enter('cy', groupId, { history: true });
      expect(await cy.client.getCounters()).to.include({ likes: 5 });
    });

    it('refuses empty texts and senders outside of a room with a reason', async () => {
      const { client } = await enter('ana', subject.freshGroup());
      expect(() => client.prepare({ kind: 'text', text: '', priority: 'normal' })).to.throw(ImError, /\w/);
      await client.leave();
      expect(() => client.prepare({ kind: 'text', text: 'hi', priority: 'normal' }))
        .to.throw(ImError)
        .with.property('reason', 'not-in-group');
    });

    it('rejects a wrong signature with the error code of the service', async () => {
      const { client } = createClient();
      const good = await subject.credentials('ana');
      const error = await imError(client.login({ ...good, userSig: 'nonsense' }, never));
      expect(error.code).to.be.within(70001, 70020);
      expect(error.message).to.match(/\w/);
      await client.login(good, never);
    });

    it('rejects at once when its signal is aborted', async () => {
      const { client } = createClient();
      const controller = new AbortController();
      const credentials = await subject.credentials('ana');
      const login = client.login(credentials, controller.signal);
      controller.abort();
      expect((await imError(login)).reason).to.equal('aborted');
      await client.login(credentials, never);
      expect((await imError(client.join(subject.freshGroup(), controller.signal))).reason).to.equal('aborted');
    });

    it('closes during any operation, also twice, and rejects later calls', async () => {
      const { client } = createClient();
      const login = imError(client.login(await subject.credentials('ana'), never));
      await Promise.all([client.close(), client.close()]);
      expect((await login).reason).to.equal('aborted');
      expect((await imError(client.login(await subject.credentials('ana'), never))).reason).to.equal('aborted');
    });
  });
}
