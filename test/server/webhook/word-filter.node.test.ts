// Words in messages, through the webhook: masked, refused or dropped.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type BeforeSendHook, WordList, messageBody, wordFilter } from '../../../src/server/index.js';
import { ask, make, message, read } from '../support/webhook-requests.js';

describe('wordFilter', () => {
  const through = async (hook: BeforeSendHook, fields: Record<string, unknown>) =>
    read(await make({ beforeSend: hook })(ask(message(fields))));

  it('masks words in texts, in the JSON of custom messages and in the extras, and keeps clean messages unchanged', async () => {
    const hook = wordFilter(['badword'], { mask: '*' });
    assert.deepEqual(
      (await through(hook, { MsgBody: messageBody.text('a B a d w o r d!') })).MsgBody,
      messageBody.text('a * * * * * * *!'),
    );
    const data = { userAction: 5, nickName: 'badword', msg: 'ok', deep: [{ badword: 'badword' }], n: 7 };
    const got = await through(hook, {
      MsgBody: messageBody.custom({ data: JSON.stringify(data) }),
      CloudCustomData: '{"replyTo":"badword"}',
    });
    assert.deepEqual(
      got.MsgBody,
      messageBody.custom({ data: JSON.stringify({ ...data, nickName: '*******', deep: [{ badword: '*******' }] }) }),
    );
    assert.equal(got.CloudCustomData, '{"replyTo":"*******"}');
    const clean = await through(hook, { MsgBody: messageBody.custom({ data: '{ "odd" : "spacing" }' }) });
    assert.equal(clean.MsgBody, undefined);
  });

  it('finds words and emoji in what pages draw for the emoji codes of Tencent’s apps', async () => {
    const hook = wordFilter(['💩', 'shit', '发票'], { mask: '*' });
    const after = async (text: string) => (await through(hook, { MsgBody: messageBody.text(text) })).MsgBody;
    assert.deepEqual(await after('so [TUIEmoji_Shit] badly'), messageBody.text('so * badly'));
    assert.equal(await after('[TUIEmoji_Smile][OK]'), undefined);
    assert.deepEqual(await after('[TUIEmoji_Smile] shit [OK]'), messageBody.text('[TUIEmoji_Smile] **** [OK]'));
    assert.deepEqual(
      (await through(hook, { MsgBody: messageBody.face(1, '[TUIEmoji_Shit]') })).MsgBody,
      messageBody.face(1, '*'),
    );
    const barrage = (message: string) =>
      messageBody.custom({ data: JSON.stringify({ businessID: 'TUIBarrage', data: { message } }) });
    assert.deepEqual((await through(hook, { MsgBody: barrage('so [便便]') })).MsgBody, barrage('so *'));
  });

  it('refuses with a reason, or without one', async () => {
    const refused = await through(wordFilter(['badword'], { refuse: 'Please be kind.', code: 10150 }), {
      MsgBody: messageBody.text('badword'),
    });
    assert.deepEqual([refused.ErrorCode, refused.ErrorInfo], [10150, 'Please be kind.']);
    assert.equal(
      (await through(wordFilter(['badword'], { drop: true }), { MsgBody: messageBody.text('badword') })).ErrorCode,
      2,
    );
    assert.equal(
      (
        await through(wordFilter(['badword'], { refuse: 'x' }, { exempt: (event) => event.platform === 'Web' }), {
          MsgBody: messageBody.text('badword'),
        })
      ).ErrorCode,
      0,
    );
  });

  it('leaves a message as it is when it only finds words to refuse in none of its texts', async () => {
    const hook = wordFilter(['badword'], { refuse: 'no' });
    assert.equal((await through(hook, { MsgBody: messageBody.text('a good word') })).ErrorCode, 0);
    assert.equal((await through(hook, { MsgBody: messageBody.text('a badword') })).ErrorCode !== 0, true);
  });

  it('refuses an empty mask', () => assert.throws(() => wordFilter(['badword'], { mask: '' }), TypeError));

  it('uses a list that changes', async () => {
    const list = new WordList();
    const hook = wordFilter(list, { drop: true });
    assert.equal((await through(hook, { MsgBody: messageBody.text('badword') })).ErrorCode, 0);
    list.add(['badword']);
    assert.equal((await through(hook, { MsgBody: messageBody.text('badword') })).ErrorCode, 2);
  });

  it('finds words in the JSON of texts and in faces, as pages draw them', async () => {
    const hook = wordFilter(['badword'], { mask: '*' });
    const typed = (msg: string) => `{"userAction":1,"userId":"bo","headPic":"","msg":"${msg}"}`;
    assert.deepEqual(
      (await through(hook, { MsgBody: messageBody.text(typed('b\\u0061dword')) })).MsgBody,
      messageBody.text(typed('*******')),
    );
    assert.deepEqual(
      (await through(hook, { MsgBody: messageBody.face(1, 'badword go') })).MsgBody,
      messageBody.face(1, '******* go'),
    );
    const clean = typed('\\u0061ll fine');
    assert.equal((await through(hook, { MsgBody: messageBody.text(clean) })).MsgBody, undefined);
  });
});
