// The contract of every ImClient, whatever its service. A subject provides users of the service.
import { expect } from 'chai';
import type { ImClient, ImClientFactory, ImCredentials, ImMessage } from '../../../src/im/im-client.js';
import { ImError } from '../../../src/im/im-error.js';
import { socketRetryDelay } from '../../../src/room/connection/reconnect-policy.js';
import { until } from '../../support/until.js';
import { RecordingListener, imError } from './recording-listener.js';

interface UserOptions {
  readonly nick?: string;
  readonly avatar?: string;
  readonly history?: boolean;
}

export interface ContractSubject {
  /** A factory of clients. Where the page logs in itself, it belongs to this user's page. */
  factory(userId: string): ImClientFactory;
  /** Credentials of a user; `owner` may moderate the group. `history`: the login has to know the plan's functions. */
  credentials(userId: string, options?: UserOptions): Promise<ImCredentials>;
  guest(): Promise<ImCredentials>;
  /** Creates a group with this owner. Resolves to its id. */
  createGroup(ownerId: string): Promise<string>;
  /** Cases that do not apply to this subject, by their name, with the reason. */
  readonly doesNotApply?: Readonly<Record<string, string>>;
  /** Called before the first case, and after each. */
  begin?(): Promise<void>;
  reset?(): Promise<void>;
}

export function describeImClient(name: string, subject: ContractSubject): void {
  describe(`ImClient: ${name}`, () => {
    const open: ImClient[] = [];
    const never = new AbortController().signal;
    const createClient = (userId = 'ana') => {
      const listener = new RecordingListener();
      const client = subject.factory(userId)(listener, { socketRetryDelay, patience: () => 1 });
      open.push(client);
      return { client, listener };
    };
    const enter = async (userId: string, groupId: string, options: UserOptions = {}) => {
      const { client, listener } = createClient(userId);
      await client.login(await subject.credentials(userId, options), never);
      const group = await client.join(groupId, never);
      return { client, listener, group };
    };
    const sendText = async (client: ImClient, text: string) =>
      client.prepare({ kind: 'text', text, priority: 'normal' }).send();
    const reasons = new Map(Object.entries(subject.doesNotApply ?? {}));
    const applies = (name: string, work: () => Promise<void>) => {
      const reason = reasons.get(name);
      if (reasons.delete(name)) it.skip(`${name} (does not apply: ${reason})`, work);
      else it(name, work);
    };
    afterEach(async () => {
      await Promise.all(open.splice(0).map((client) => client.close()));
      await subject.reset?.();
    });
    before(() => subject.begin?.());

    applies('delivers a text with its extras from one user to another under one id', async () => {
      const groupId = await subject.createGroup('host');
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

    applies('delivers custom and face messages', async () => {
      const groupId = await subject.createGroup('host');
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

    applies('keeps the order of one sender', async () => {
      const groupId = await subject.createGroup('host');
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      const texts = Array.from({ length: 10 }, (_, index) => `line ${index}`);
      for (const text of texts) await sendText(ana.client, text);
      await until(() => bo.listener.texts.length >= texts.length, 'bo hears all');
      expect(bo.listener.texts).to.deep.equal(texts);
    });

    applies('delivers a message once when its handle is sent twice', async () => {
      const groupId = await subject.createGroup('host');
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      const handle = ana.client.prepare({ kind: 'text', text: 'once', priority: 'normal' });
      await handle.send();
      await handle.send();
      await sendText(ana.client, 'after');
      await until(() => bo.listener.texts.includes('after'), 'bo hears the last');
      expect(bo.listener.texts).to.deep.equal(['once', 'after']);
    });

    applies('delivers a message once when its handle is sent again after a new login', async () => {
      const groupId = await subject.createGroup('host');
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

    applies(
      'delivers a message once when another client recreates it from its identity, and a new one when the identity is invalid',
      async () => {
        const groupId = await subject.createGroup('host');
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
      },
    );

    applies('notifies of joined and left users', async () => {
      const groupId = await subject.createGroup('host');
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

    applies('notifies of the user who closes', async () => {
      const groupId = await subject.createGroup('host');
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      await bo.client.close();
      await until(
        () => ana.listener.find((item) => item.kind === 'group-event' && item.action === 'left'),
        'ana hears that bo left',
      );
    });

    applies('receives nothing of a room that was left, and nothing at all when closed', async () => {
      const groupId = await subject.createGroup('host');
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

    applies('joins again a room that it is in, and continues to receive', async () => {
      const groupId = await subject.createGroup('host');
      const ana = await enter('ana', groupId);
      const bo = await enter('bo', groupId);
      const group = await bo.client.join(groupId, never);
      expect(group.groupId).to.equal(groupId);
      await sendText(ana.client, 'still there?');
      await until(() => bo.listener.texts.includes('still there?'), 'bo hears after joining twice');
    });

    applies('moves from one room to another', async () => {
      const [one, two] = [await subject.createGroup('host'), await subject.createGroup('host')];
      const ana = await enter('ana', two);
      const bo = await enter('bo', one);
      await bo.client.join(two, never);
      await sendText(ana.client, 'welcome');
      await until(() => bo.listener.texts.includes('welcome'), 'bo hears in the second room');
      expect(bo.listener.items.filter((item) => item.kind === 'text').every((item) => item.groupId === two)).to.equal(
        true,
      );
    });

    applies('lets a guest receive and count, but not send', async () => {
      const groupId = await subject.createGroup('host');
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

    applies('lets a guest sign in, then send', async () => {
      const groupId = await subject.createGroup('host');
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

    applies('logs the old user out when another one logs in', async () => {
      const groupId = await subject.createGroup('host');
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

    applies('returns the group with the role of the user', async () => {
      const groupId = await subject.createGroup('olga');
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

    applies('lets the owner mute and unmute a member', async () => {
      const groupId = await subject.createGroup('olga');
      const olga = await enter('olga', groupId);
      const bo = await enter('bo', groupId);
      await olga.client.muteMember('bo', 60);
      expect((await imError(sendText(bo.client, 'mmm'))).reason).to.equal('muted');
      await olga.client.muteMember('bo', 0);
      await sendText(bo.client, 'free');
      await until(() => olga.listener.texts.includes('free'), 'olga hears bo again');
    });

    applies('notifies a banned member, and delivers nothing more', async () => {
      const groupId = await subject.createGroup('olga');
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

    applies('recalls a message for everyone', async () => {
      const groupId = await subject.createGroup('olga');
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

    applies('counts likes of several users together', async () => {
      const groupId = await subject.createGroup('host');
      const ana = await enter('ana', groupId, { history: true });
      const bo = await enter('bo', groupId, { history: true });
      expect(await ana.client.increaseCounter('likes', 3)).to.equal(3);
      expect(await bo.client.increaseCounter('likes', 2)).to.equal(5);
      await until(() => ana.listener.counters.get('likes') === 5, 'ana hears the sum');
      const cy = await enter('cy', groupId, { history: true });
      expect(await cy.client.getCounters()).to.include({ likes: 5 });
    });

    applies('refuses empty texts and senders outside of a room with a reason', async () => {
      const { client } = await enter('ana', await subject.createGroup('host'));
      expect(() => client.prepare({ kind: 'text', text: '', priority: 'normal' })).to.throw(ImError, /\w/);
      await client.leave();
      expect(() => client.prepare({ kind: 'text', text: 'hi', priority: 'normal' }))
        .to.throw(ImError)
        .with.property('reason', 'not-in-group');
    });

    applies('rejects a wrong signature with the error code of the service', async () => {
      const { client } = createClient();
      const good = await subject.credentials('ana');
      const error = await imError(client.login({ ...good, userSig: 'nonsense' }, never));
      expect(error.code).to.be.within(70001, 70020);
      expect(error.message).to.match(/\w/);
      await client.login(good, never);
    });

    applies('rejects at once when its signal is aborted', async () => {
      const { client } = createClient();
      const controller = new AbortController();
      const credentials = await subject.credentials('ana');
      const login = client.login(credentials, controller.signal);
      controller.abort();
      expect((await imError(login)).reason).to.equal('aborted');
      await client.login(credentials, never);
      expect((await imError(client.join(await subject.createGroup('host'), controller.signal))).reason).to.equal(
        'aborted',
      );
    });

    applies('closes during any operation, also twice, and rejects later calls', async () => {
      const { client } = createClient();
      const login = imError(client.login(await subject.credentials('ana'), never));
      await Promise.all([client.close(), client.close()]);
      expect((await login).reason).to.equal('aborted');
      expect((await imError(client.login(await subject.credentials('ana'), never))).reason).to.equal('aborted');
    });

    if (reasons.size > 0) throw new Error(`The contract has no case named ${[...reasons.keys()].join(', ')}.`);
  });
}
