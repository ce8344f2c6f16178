// Invalid bodies for every command of the socket and of REST: each is refused with a reason, none breaks the service,
// and a valid request works afterwards.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMMANDS } from '../../../src/emulator/core/commands/index.js';
import { seededRandom } from '../../../src/emulator/core/crowd/crowd.js';
import { REST_COMMANDS } from '../../../src/emulator/core/rest/rest-commands.js';
import { runRest } from '../../../src/emulator/core/rest/run-rest.js';
import { FakeClock } from '../support/fake-clock.js';

const KEYS = [
  'GroupId',
  'GroupIdList',
  'Key',
  'StartSeq',
  'StartBroadcastSeq',
  'Random',
  'MsgBody',
  'MsgPriority',
  'CloudCustomData',
  'From_Account',
  'To_Account',
  'ProfileItem',
  'MsgSeqList',
  'GroupAttr',
  'GroupCounter',
  'Mode',
  'Members_Account',
  'MuteTime',
  'Duration',
  'Member_Account',
  'ShutUpTime',
  'Name',
  'Type',
  'Owner_Account',
  'MemberList',
  'CommandType',
  'Admin_Account',
  'UserID',
  'Content',
  'Offset',
  'Limit',
  'Timestamp',
  'Set_Account',
  'GroupmsgNospeakingTime',
  'Accounts',
  'CheckItem',
  'AttrControl',
  'AttrMainSeq',
  'GroupCounterKeys',
  'Member_List_Account',
  '__proto__',
  'constructor',
];
const VALUES: readonly unknown[] = [
  'r',
  '',
  'x',
  'k|r|ana',
  'k|%|%',
  'On',
  'AVChatRoom',
  0,
  1,
  -1,
  1.5,
  1e300,
  4_294_967_296,
  null,
  true,
  [],
  {},
  ['r'],
  ['ana', 1],
  [{}],
  [{ key: 'a', value: 'b' }],
  [{ Key: 'a', Value: 1 }],
  [{ Key: '__proto__', Value: 1 }],
  [{ MsgSeq: 1 }],
  [{ MsgType: 'TIMTextElem', MsgContent: { Text: 1 } }],
  [{ Tag: 'Tag_Profile_IM_Nick', Value: {} }],
  [null],
  [[[]]],
  { a: { b: { c: [] } } },
  '\u0000',
  '\ud800',
  '💥'.repeat(50),
];
const ROUNDS = 120;

describe('invalid requests', () => {
  it('are refused by every command of the socket without harm', async () => {
    const works = new FakeClock({ messagesPerSecond: 1e6 });
    const failures: string[] = [];
    works.service.onInternalError = (error, command) => failures.push(`${command}: ${String(error)}`);
    const random = seededRandom(11);
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
    let count = 0;
    for (const command of COMMANDS.keys()) {
      const client = await works.member(`fuzz-${command}`, 'r');
      for (let round = 0; round < ROUNDS; round++) {
        const body = Object.fromEntries(
          Array.from({ length: Math.floor(random() * 7) }, () => [pick(KEYS), pick(VALUES)]),
        );
        const answer = await client.request(command, round % 10 === 0 ? (pick(VALUES) as never) : body);
        count += 1;
        if (answer && typeof answer['ErrorCode'] !== 'number') failures.push(`${command}: no code`);
      }
    }
    assert.deepEqual(failures, []);
    assert.equal(Object.getOwnPropertyDescriptor(Object.prototype, 'Value'), undefined);
    const ana = await works.member('ana', 'afterwards');
    const sent = ana.sendText('afterwards', 'all well');
    await works.advance(100);
    assert.equal(ana.response(sent)?.['ErrorCode'], 0);
    assert.ok(count > 4000, `${count} tried`);
  });

  it('are refused by every REST command without harm', async () => {
    const works = new FakeClock();
    works.service.roomForJoin('r');
    const failures: string[] = [];
    works.service.onInternalError = (error, command) => failures.push(`${command}: ${String(error)}`);
    const random = seededRandom(12);
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
    const query = { sdkappid: '1400000001', identifier: 'administrator', usersig: 'x' };
    for (const command of REST_COMMANDS.keys()) {
      for (let round = 0; round < ROUNDS; round++) {
        const body = Object.fromEntries(
          Array.from({ length: Math.floor(random() * 7) }, () => [pick(KEYS), pick(VALUES)]),
        );
        const answer = runRest(works.service, command, query, JSON.stringify(body));
        await works.advance(100);
        const { ActionStatus, ErrorCode } = await answer;
        if (ActionStatus !== (ErrorCode === 0 ? 'OK' : 'FAIL'))
          failures.push(`${command}: ${String(ActionStatus)} with ${String(ErrorCode)}`);
      }
    }
    assert.deepEqual(failures, []);
  });
});
