// A room on the page's own SDK, of both versions: whose login it is, what is called, and what is left alone.
import { expect } from 'chai';
import { expectConsole } from '../../support/console-guard.js';
import { Room } from '../../../src/room/room.js';
import type { RoomOptions } from '../../../src/room/model/room-options.js';
import { freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { ServiceSide } from '../../support/service-side.js';
import { until } from '../../support/until.js';
import { rowTexts } from '../../room/support/row-texts.js';
import { PageSdk, SDK_KINDS } from '../support/page-sdk.js';

for (const kind of SDK_KINDS) {
  describe(`A room attached to ${kind.name}`, () => {
    let page: PageSdk;
    const rooms: Room[] = [];
    beforeEach(async () => {
      // 3.x reads the profile again after a join, and leaves it unhandled when that is refused.
      if (!kind.needsUserId) for (const part of ['tencentcloud/chat', 'a Promise outside a test']) expectConsole(part);
      page = await PageSdk.create(kind);
    });
    afterEach(async () => {
      await Promise.all(rooms.splice(0).map((room) => room.disconnect()));
      await page.destroy();
    });

    const makeRoom = (groupId: string, options: Partial<RoomOptions> = {}) => {
      const room = new Room({ groupId, chat: page.chat, userId: kind.needsUserId ? page.userId : '', ...options });
      rooms.push(room);
      return room;
    };
    /** A page that is logged in, and a group in which nobody is yet. */
    const setUp = async () => {
      const groupId = freshGroup();
      const others = new ServiceSide(groupId);
      await others.act('setProfile', { userId: `${groupId}-ana`, nick: 'Ana' });
      await page.login(`${groupId}-ana`);
      return { groupId, others };
    };
    const failure = (promise: Promise<unknown>) =>
      promise.then(
        () => 'no error',
        (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
      );

    it('uses the login of the page, and leaves it and its listeners when it is closed', async () => {
      const { groupId, others } = await setUp();
      const room = makeRoom(groupId);
      await room.connect();
      expect(room.snapshot.self).to.deep.include({ userId: page.userId, nick: 'Ana' });
      await others.comes('ben', 'Ben');
      await others.say('ben', 'hello');
      await until(() => rowTexts(room).includes('hello'), 'the room receives');
      expect((await room.send('hi Ben')).status).to.equal('sent');
      expect(page.heard).to.include('hello');
      expect(page.listeners).to.be.greaterThan(0);
      await room.disconnect();
      expect(page.listeners).to.equal(0);
      expect(page.count('quitGroup')).to.equal(1);
      expect(page.forbidden).to.deep.equal([]);
      expect(page.kicks).to.deep.equal([]);
      await page.say('ben', 'still logged in', 'C2C');
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      expect(loaded.filter((name) => /tim-js\.es\.js|chat\/index\.es\.js/.test(name))).to.deep.equal([]);
    });

    it('joins nothing before the page has logged in', async () => {
      const groupId = freshGroup();
      page.userId = `${groupId}-ana`;
      const room = makeRoom(groupId);
      const joined = room.connect();
      await until(() => page.listeners > 0, 'the room listens');
      const question = kind.needsUserId ? 'getMyProfile' : 'isReady';
      await until(() => page.count(question) > 0, 'the chat of the page is asked whether it is ready');
      expect([room.snapshot.status, page.count('joinGroup')]).to.deep.equal(['connecting', 0]);
      await page.login(`${groupId}-ana`);
      await joined;
      expect(room.snapshot.status).to.equal('joined');
    });

    it('closes when the page logs out, and comes back when the page logs in', async () => {
      const { groupId, others } = await setUp();
      const room = makeRoom(groupId);
      await room.connect();
      await page.call('logout');
      await until(() => room.snapshot.status === 'closed', 'the room is closed');
      expect(room.snapshot.error).to.include({
        code: 'im/kicked',
        message: 'The login of the page has ended (logged-out).',
        retryable: false,
      });
      expect(room.snapshot.canSend).to.equal(false);
      await page.login(page.userId);
      await until(() => room.snapshot.status === 'joined', 'the room is joined again');
      await others.comes('ben');
      await others.say('ben', 'again');
      await until(() => rowTexts(room).includes('again'), 'the room receives again');
      expect(rowTexts(room).filter((text) => text === 'again')).to.have.length(1);
      expect(page.forbidden).to.deep.equal([]);
    });

    it('closes when the page is kicked, takes nothing over, and comes back with the login of the page', async () => {
      const { groupId, others } = await setUp();
      const room = makeRoom(groupId);
      await room.connect();
      await others.act('kick', { userId: page.userId, reason: 'page' });
      await until(() => room.snapshot.status === 'closed', 'the room is closed');
      expect(room.snapshot.error).to.include({ code: 'im/superseded', retryable: false });
      expect(room.snapshot.cannotSendReason).to.equal('offline');
      void room.takeOver().catch(() => undefined);
      await until(() => room.snapshot.status === 'connecting', 'the room waits for the login of the page');
      const joins = page.count('joinGroup');
      await page.login(page.userId);
      await until(() => room.snapshot.status === 'joined', 'the room is joined again');
      expect([page.count('joinGroup') - joins, page.forbidden]).to.deep.equal([1, []]);
    });

    it('stays closed when it is closed after a logout, and removes its last listener', async () => {
      const { groupId } = await setUp();
      const room = makeRoom(groupId);
      await room.connect();
      await page.call('logout');
      await until(() => room.snapshot.status === 'closed', 'the room is closed');
      expect(page.listeners).to.equal(1);
      await room.disconnect();
      expect(page.listeners).to.equal(0);
      await page.login(page.userId);
      expect([room.snapshot.status, page.listeners]).to.deep.equal(['closed', 0]);
    });

    it('does not leave a group that the page had joined', async () => {
      const { groupId, others } = await setUp();
      await page.call('joinGroup', { groupID: groupId, type: 'AVChatRoom' });
      const room = makeRoom(groupId);
      await room.connect();
      await others.comes('ben');
      await others.say('ben', 'for both');
      await until(() => rowTexts(room).includes('for both') && page.heard.includes('for both'), 'both receive');
      await room.disconnect();
      expect(page.count('quitGroup')).to.equal(0);
      await others.say('ben', 'for the page');
      await until(() => page.heard.includes('for the page'), 'the page still receives');
    });

    it('lets a host move to another room, at the latest when the page logs in again', async () => {
      // 2.x leaves the refusal unhandled as well.
      for (const part of ['owner cannot quit', 'a Promise outside a test']) expectConsole(part);
      const [own, other] = [freshGroup(), freshGroup()];
      await page.login(`${own}-ana`);
      await new ServiceSide(own).act('createRoom', { owner: page.userId });
      const first = makeRoom(own);
      await first.connect();
      await first.disconnect();
      const second = makeRoom(other);
      const problem = await failure(second.connect());
      if (kind.needsUserId) {
        expect(problem).to.match(/^im\/unavailable: .*cannot leave another room, which this user owns.*log in again/);
        await page.logout();
        await page.login(`${own}-ana`);
      } else expect(problem).to.equal('no error');
      await until(() => second.snapshot.status === 'joined', 'the room is joined');
      expect(page.forbidden).to.deep.equal([]);
    });

    it('counts the role of a token, and ignores its signature', async () => {
      const { groupId } = await setUp();
      const room = makeRoom(groupId, {
        tokenProvider: () =>
          Promise.resolve({
            sdkAppId: 1,
            userId: page.userId,
            userSig: 'not a signature',
            expiresAt: Date.now() / 1000 + 600,
            role: 'host',
            capabilities: ['send', 'mute'],
          }),
      });
      await room.connect();
      expect(room.snapshot.role).to.equal('host');
      expect([...room.snapshot.capabilities]).to.have.members(['send', 'mute']);
      await room.disconnect();
      const nameless = makeRoom(groupId, { tokenProvider: () => Promise.resolve({ sdkAppId: 1, role: 'moderator' }) });
      await nameless.connect();
      expect(nameless.snapshot).to.deep.include({ role: 'moderator', canSend: true });
    });

    it('refuses a token or a userId of somebody else', async () => {
      const { groupId } = await setUp();
      const room = makeRoom(groupId, { userId: 'eve' });
      expect(await failure(room.connect())).to.match(/^im\/unavailable: .*logged in as ".*-ana".*"eve"/);
      await room.disconnect();
      const other = makeRoom(groupId, { tokenEndpoint: tokenEndpoint({ user: 'eve', role: 'host' }) });
      expect(await failure(other.connect())).to.match(/^im\/unavailable: .*"eve"/);
      expect([page.count('joinGroup'), page.listeners]).to.deep.equal([0, 0]);
    });

    it(kind.needsUserId ? 'asks for the userId, which it cannot know' : 'knows who is logged in', async () => {
      const { groupId } = await setUp();
      const room = makeRoom(groupId, { userId: '' });
      if (kind.needsUserId) expect(await failure(room.connect())).to.match(/^im\/unavailable: .*set userId/);
      else await room.connect();
    });

    it('refuses a group of the room engine', async () => {
      const { groupId } = await setUp();
      page.groupType = 'Live';
      const engine = makeRoom(groupId);
      expect(await failure(engine.connect())).to.match(/^room\/refused: .*room engine/);
      expect(page.count('joinGroup')).to.equal(0);
      await engine.disconnect();
    });

    it('warns once of a group of another type', async () => {
      const { groupId } = await setUp();
      page.groupType = kind.needsUserId ? 'ChatRoom' : 'Public'; // once for each type
      expectConsole(`is of type ${page.groupType}`);
      const warnings: string[] = [];
      const { warn } = console;
      console.warn = (text: string) => void warnings.push(text);
      try {
        for (let times = 0; times < 2; times++) {
          const room = makeRoom(groupId);
          await room.connect();
          expect((await room.send('hello')).status).to.equal('sent');
          await room.disconnect();
        }
      } finally {
        console.warn = warn;
      }
      expect(warnings.filter((text) => text.includes(`is of type ${page.groupType}`))).to.have.length(1);
    });

    it('shows a message that the page has sent itself, once', async () => {
      const { groupId } = await setUp();
      const room = makeRoom(groupId);
      await room.connect();
      const message = await page.say(groupId, 'from the page');
      room.show(message);
      room.show(message);
      await until(() => rowTexts(room).includes('from the page'), 'it is shown');
      const shown = room.snapshot.messages.filter(({ text }) => text === 'from the page');
      expect(shown.map(({ from, status }) => [from.isSelf, status])).to.deep.equal([[true, 'sent']]);
      expect(() => room.show({ text: 'no message' })).to.throw(/no text/);
    });

    it('receives no private message, and leaves it to the page', async () => {
      const { groupId, others } = await setUp();
      const room = makeRoom(groupId);
      await room.connect();
      await others.act('sendC2cText', { from: 'ben', userId: page.userId, text: 'secret' });
      await others.comes('ben');
      await others.say('ben', 'public');
      await until(() => rowTexts(room).includes('public'), 'the room receives');
      await until(() => page.heard.includes('secret'), 'the page receives it');
      expect(rowTexts(room)).not.to.include('secret');
    });

    it('says what is wrong with an object that is no chat', async () => {
      const room = new Room({ groupId: 'any', chat: { on: () => 1 } as never });
      expect(await failure(room.connect())).to.match(/^im\/unavailable: chat has to be an instance of .*no off/);
    });
  });
}
