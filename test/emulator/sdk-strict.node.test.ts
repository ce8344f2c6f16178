// The settings of the strict profile, one by one, through tim-js-sdk.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import WebSocket from 'ws';
import { type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import { EmulatorFixture } from './support/emulator-fixture.js';
import { SdkUser } from './support/sdk-user.js';

const refused = (code: number) => (error: { code: number }) => error.code === code;
const call = (user: SdkUser, method: string, options: unknown) =>
  user.sdk[method]?.(options as never) as Promise<{ data: Record<string, unknown> }>;
const profileOf = async (user: SdkUser, groupID: string) =>
  (await call(user, 'getGroupProfile', { groupID })).data['group'] as {
    name: string;
    selfInfo: { role: string; muteTime?: number };
  };

describe('the strict settings of the emulator, through tim-js-sdk', () => {
  const fixtures: EmulatorFixture[] = [];
  /** One setting alone, on top of the lenient ones. */
  const build = async (options: EmulatorOptions) => {
    const fixture = await EmulatorFixture.start({ profile: 'lenient', ...options });
    fixtures.push(fixture);
    return fixture;
  };
  afterEach(() => Promise.all(fixtures.splice(0).map((fixture) => fixture.stop())));

  for (const profileForOutsiders of [true, false])
    it(`profileForOutsiders ${profileForOutsiders}: a user who lost the membership ${profileForOutsiders ? 'still gets' : 'does not get'} the profile`, async () => {
      const fixture = await build({ profileForOutsiders });
      const { app } = fixture.emulator;
      app.createRoom('room', { name: 'Friday' });
      const ana = await fixture.joinUser('ana', 'room');
      assert.equal(app.simulate.dropMembership('room', { userId: 'ana' }), 1);
      if (profileForOutsiders) assert.equal((await profileOf(ana, 'room')).name, 'Friday');
      else await assert.rejects(profileOf(ana, 'room'), refused(10007));
    });

  it('dropMembership: the user gets no notice and no further event', async () => {
    const fixture = await build({});
    const { app } = fixture.emulator;
    const [ana, ben] = [await fixture.joinUser('ana', 'room'), await fixture.joinUser('ben', 'room')];
    await ana.waitForMessage((message) => message.payload['operatorID'] === 'ben');
    const before = ana.messages.length;
    app.simulate.dropMembership('room', { userId: 'ana' });
    await app.sendText('room', 'after');
    await ben.waitForMessage((message) => message.payload['text'] === 'after');
    app.requests.clear();
    await ana.until(() => app.requests.count('get_msg', 'ana') > 1);
    assert.equal(ana.messages.length, before);
    assert.deepEqual(app.room('room')?.members, ['ben']);
    await assert.rejects(ana.sendText('room', 'hello?'), refused(10007));
  });

  it('dropMembership: polls of a guest are refused afterwards', async () => {
    const fixture = await build({});
    const { app } = fixture.emulator;
    const guest = fixture.createUser('guest');
    await guest.join('room');
    await guest.until(() => (app.room('room')?.guestCount ?? 0) === 1);
    assert.equal(app.simulate.dropMembership('room'), 1);
    app.requests.clear();
    await guest.until(() => app.requests.count('get_msg') > 1);
    assert.equal(app.room('room')?.guestCount, 0);
    await app.sendText('room', 'after');
    app.requests.clear();
    await guest.until(() => app.requests.count('get_msg') > 1);
    assert.deepEqual(guest.texts(), []);
  });

  it('refuseOutsiderQuit: a quit after a lost membership is refused with 10007, a quit by the owner with 10009', async () => {
    const fixture = await build({ refuseOutsiderQuit: true });
    const { app } = fixture.emulator;
    app.createRoom('room', { owner: 'host' });
    const [host, ana] = [await fixture.joinUser('host', 'room'), await fixture.joinUser('ana', 'room')];
    app.simulate.dropMembership('room');
    await assert.rejects(ana.sdk.quitGroup('room'), refused(10007));
    await assert.rejects(host.sdk.quitGroup('room'), refused(10009));
  });

  it('profileLagMs: after a join the group is blank and its profile is refused with 10007 for a time', async () => {
    const fixture = await build({ profileLagMs: 1500 });
    const { app } = fixture.emulator;
    app.createRoom('room', { name: 'Friday', owner: 'host' });
    const host = fixture.createUser('host');
    await host.login();
    const { status, group } = await host.join('room');
    assert.deepEqual([status, group?.['name']], ['JoinedSuccess', '']);
    await assert.rejects(profileOf(host, 'room'), refused(10007));
    app.simulate.jumpClock(1500);
    const profile = await profileOf(host, 'room');
    assert.deepEqual([profile.name, profile.selfInfo.role], ['Friday', 'Owner']);
  });

  for (const honourFilters of [true, false])
    it(`honourFilters ${honourFilters}: the profile of a muted user ${honourFilters ? 'does not contain' : 'contains'} the mute`, async () => {
      const fixture = await build({ honourFilters });
      const ana = await fixture.joinUser('ana', 'room');
      fixture.emulator.app.mute('room', 'ana', 600);
      const { selfInfo } = await profileOf(ana, 'room');
      const asked = await call(ana, 'getGroupMemberProfile', { groupID: 'room', userIDList: ['ana'] });
      const [member] = asked.data['memberList'] as { muteUntil: number }[];
      const inProfile = Number((selfInfo as unknown as { muteUntil?: number }).muteUntil ?? 0);
      assert.ok((member?.muteUntil ?? 0) > Date.now() / 1000, 'a requested ShutUpUntil is in the response');
      assert.equal(inProfile > 0, !honourFilters);
      assert.equal((await profileOf(ana, 'room')).name, 'room', 'requested fields are in the response');
    });

  it('moderationTips off: mutes and mute-all are not delivered as tips, changes of the introduction are', async () => {
    const fixture = await build({ moderationTips: false });
    const { app } = fixture.emulator;
    const ana = await fixture.joinUser('ana', 'room');
    app.mute('room', 'ana', 60);
    app.changeRoom('room', { muteAll: true });
    app.changeRoom('room', { muteAll: false, introduction: 'new' });
    const tip = await ana.waitForMessage((message) => message.payload['operationType'] === 6);
    assert.deepEqual(tip.payload['newGroupProfile'], { introduction: 'new' });
    assert.equal(
      ana.messages.some((message) => message.payload['operationType'] === 7),
      false,
    );
  });

  it('profileTips off: changes of the introduction are not delivered as tips, mute-all is', async () => {
    const fixture = await build({ profileTips: false });
    const ana = await fixture.joinUser('ana', 'room');
    fixture.emulator.app.changeRoom('room', { introduction: 'new' });
    fixture.emulator.app.changeRoom('room', { muteAll: true, notification: 'new' });
    const tip = await ana.waitForMessage((message) => message.payload['operationType'] === 6);
    assert.deepEqual(tip.payload['newGroupProfile'], { muteAllMembers: true });
  });

  it('purchaseBitsAtLogin off: counters are rejected with 3122 after the login, and work later', async () => {
    const fixture = await build({ purchaseBitsAtLogin: false });
    const ana = await fixture.joinUser('ana', 'room');
    const increase = () => call(ana, 'increaseGroupCounter', { groupID: 'room', key: 'likes', value: 1 });
    await assert.rejects(increase(), refused(3122));
    await ana.until(() => fixture.emulator.app.requests.count('fetch_imsdk_purchase_bitsv2') > 0);
    await profileOf(ana, 'room'); // its response follows that with the purchase bits
    await increase();
    assert.deepEqual(fixture.emulator.app.room('room')?.counters, { likes: 1 });
  });

  it('banSwitch off: a ban by the owner is refused with 10007', async () => {
    const fixture = await build({ banSwitch: false });
    fixture.emulator.app.createRoom('room', { owner: 'host' });
    const host = await fixture.joinUser('host', 'room');
    await fixture.joinUser('ana', 'room');
    await assert.rejects(
      call(host, 'deleteGroupMember', { groupID: 'room', userIDList: ['ana'], duration: 60, reason: '' }),
      refused(10007),
    );
    assert.deepEqual(fixture.emulator.app.room('room')?.members, ['host', 'ana']);
  });

  it('compressAboveBytes: the SDK reads compressed frames', async () => {
    const fixture = await build({ compressAboveBytes: 1024 });
    const ana = await fixture.joinUser('ana', 'room');
    fixture.emulator.app.simulate.batch('room', 100, 'compressed');
    await ana.until(() => ana.texts().length === 100);
    const socket = new WebSocket(`${fixture.emulator.url}/binfo?compress=gzip`);
    const request = {
      head: { servcmd: 'group_open_http_svc.get_group_info', seq: 1 },
      body: { GroupIdList: Array.from({ length: 50 }, (_, index) => `room-${index}`) },
    };
    socket.on('open', () => socket.send(Buffer.from(JSON.stringify(request))));
    const frame = await new Promise<Buffer>((resolve) => socket.on('message', (data) => resolve(data as Buffer)));
    socket.terminate();
    assert.equal(frame.subarray(0, 4).toString(), 'COMP');
    assert.match(inflateSync(frame.subarray(4)).toString(), /"room-49"/);
  });

  for (const telemetry of [true, false])
    it(`telemetry ${telemetry}: the SDK ${telemetry ? 'sends' : 'does not send'} reports`, async () => {
      const fixture = await build({ telemetry });
      const ana = await fixture.joinUser('ana', 'room');
      await ana.until(() => fixture.emulator.app.requests.count('fetch_imsdk_purchase_bitsv2') > 0);
      await ana.sdk.logout();
      if (telemetry) await ana.until(() => fixture.emulator.app.requests.count('tim_web_report_v2') > 0);
      assert.equal(fixture.emulator.app.requests.count('tim_web_report_v2') > 0, telemetry);
    });

  it('pollRestoresMembership off: a new process does not know the members of the former one', async () => {
    const first = await startEmulator({ pollMs: 20, profile: 'lenient' });
    const ana = SdkUser.create(first, 'ana');
    await ana.login();
    await ana.join('room');
    const port = Number(new URL(first.restUrl).port);
    await first.close();
    const second = await startEmulator({ pollMs: 20, port, profile: 'lenient', pollRestoresMembership: false });
    await ana.until(() => second.app.requests.count('get_msg', 'ana') > 1, 20_000);
    assert.deepEqual(second.app.room('room')?.members, []);
    await ana.dispose();
    await second.close();
  });

  it('pollRestoresMembership off: a new process refuses the polls of guests of the former one', async () => {
    const first = await startEmulator({ pollMs: 20, profile: 'lenient' });
    const guest = SdkUser.create(first, 'guest');
    await guest.join('room');
    await guest.until(() => first.app.requests.count('get_msg') > 0);
    await first.app.sendText('room', 'before');
    await guest.waitForMessage((message) => message.payload['text'] === 'before');
    const port = Number(new URL(first.restUrl).port);
    await first.close();
    const second = await startEmulator({ pollMs: 20, port, profile: 'lenient', pollRestoresMembership: false });
    await guest.until(() => second.app.requests.count('get_msg') > 1, 20_000);
    assert.equal(second.app.room('room')?.guestCount, 0);
    assert.ok((second.app.room('room')?.nextSeq ?? 0) > 1, 'sequence numbers are not used twice');
    await guest.dispose();
    await second.close();
  });

  it('refuseUnknownPositions: after expirePositions, polls are refused and nothing is delivered', async () => {
    const fixture = await build({ refuseUnknownPositions: true });
    const { app } = fixture.emulator;
    const ana = await fixture.joinUser('ana', 'room');
    app.simulate.expirePositions('room');
    await app.sendText('room', 'after');
    app.requests.clear();
    await ana.until(() => app.requests.count('get_msg', 'ana') > 1);
    assert.deepEqual(ana.texts(), []);
    assert.deepEqual(app.room('room')?.members, ['ana']);
  });

  it('loginKeepsMembership off: a second login of a user takes the membership of the first one', async () => {
    const fixture = await build({ loginKeepsMembership: false, instancesPerUser: 2 });
    const first = await fixture.joinUser('ana', 'room');
    const second = fixture.createUser('ana');
    await second.login();
    assert.deepEqual(fixture.emulator.app.room('room')?.members, []);
    await assert.rejects(first.sendText('room', 'hello?'), refused(10007));
  });

  it('ratePeriod second: a host’s message survives a burst of others', async () => {
    const fixture = await build({ ratePeriod: 'second' });
    const { app } = fixture.emulator;
    const [host, ana, ben] = [
      await fixture.joinUser('host', 'room'),
      await fixture.joinUser('ana', 'room'),
      await fixture.joinUser('ben', 'room'),
    ];
    const burst = (name: string) =>
      Promise.all(Array.from({ length: 60 }, (_, index) => ana.sendText('room', `${name} ${index}`, 'Low')));
    const early = burst('early');
    await ben.waitForMessage((message) => String(message.payload['text']).startsWith('early'));
    const late = burst('late');
    await Promise.all([early, late, host.sendText('room', 'from the host', 'High')]);
    await ben.waitForMessage((message) => message.payload['text'] === 'from the host');
    const low = ben.texts().filter((text) => text !== 'from the host').length;
    assert.ok(low < 120 && (app.room('room')?.droppedCount ?? 0) > 0, `${low} of 120 Low messages were delivered`);
  });

  it('maxLoginsPerMinute: a further login is refused with 70114 until a minute has passed', async () => {
    const fixture = await build({ maxLoginsPerMinute: 2 });
    const ana = fixture.createUser('ana');
    for (let login = 0; login < 2; login++) {
      await ana.login();
      await ana.sdk.logout();
    }
    await assert.rejects(ana.login(), refused(70114));
    fixture.emulator.app.simulate.jumpClock(60_000);
    await ana.login();
  });

  it('recreateDismissed off: a dismissed room is not created by a join', async () => {
    const fixture = await build({ recreateDismissed: false });
    const { app } = fixture.emulator;
    const ana = fixture.createUser('ana');
    await ana.login();
    await ana.join('room');
    app.dismissRoom('room');
    await ana.waitForMessage((message) => message.payload['operationType'] === 5);
    await assert.rejects(ana.join('room'), refused(10010));
    app.createRoom('room');
    assert.equal((await ana.join('room')).status, 'JoinedSuccess');
  });

  it('holdMs 0: an idle poll gets a response at once', async () => {
    const fixture = await build({ holdMs: 0 });
    const { app } = fixture.emulator;
    const ana = await fixture.joinUser('ana', 'room');
    app.requests.clear();
    await ana.until(() => app.requests.count('get_msg', 'ana') > 2);
    assert.equal(app.room('room')?.waitingPolls, 0);
    await app.sendText('room', 'still delivered');
    await ana.waitForMessage((message) => message.payload['text'] === 'still delivered');
  });

  it('profile strict: all of them together, and users can still join, send and receive', async () => {
    const fixture = await build({ profile: undefined }); // the default
    const [ana, ben] = [await fixture.joinUser('ana', 'room'), await fixture.joinUser('ben', 'room')];
    await ana.sendText('room', 'hello');
    await ben.waitForMessage((message) => message.payload['text'] === 'hello');
    await assert.rejects(profileOf(ben, 'room'), refused(10007));
    fixture.emulator.app.simulate.jumpClock(1500);
    assert.equal((await profileOf(ben, 'room')).name, 'room');
  });
});
