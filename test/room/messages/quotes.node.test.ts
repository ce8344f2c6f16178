// A sender writes the quote of a reply: the room trusts only the id in it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImSystemNotice } from '../../../src/im/im-client.js';
import type { ChatQuote } from '../../../src/room/model/chat-message.js';
import { until } from '../../support/until.js';
import type { FakeRoom } from '../support/fake-room.js';
import { openRoom } from '../support/open-room.js';
import { rowTexts } from '../support/row-texts.js';

const quoting = (id: string, nick: string, text: string): string =>
  JSON.stringify({ liveChat: { v: 1, replyTo: { id, nick, text } } });

function recall(id: string, seq: number): ImSystemNotice {
  return {
    kind: 'notice',
    id: `recall-${id}`,
    groupId: 'show',
    time: 1,
    action: 'recalled',
    operatorId: 'host',
    text: '',
    recalled: [{ seq, fromId: 'ben', reason: '', id }],
  };
}

/** The quote in the message with this text, once it is there. */
function quoteIn({ room }: FakeRoom, text: string): Promise<ChatQuote> {
  return until(() => room.snapshot.messages.find((each) => each.text === text)?.replyTo, `there is "${text}"`);
}

describe('A quote', () => {
  it('has the name and the text of the message itself, whatever the sender claims', async (test) => {
    const open = await openRoom(test);
    const original = open.im.text('I like it');
    open.im.client.receive(
      original,
      open.im.text('reply', { userId: 'eve', cloudCustomData: quoting(original.id, 'Sami (Host)', 'Send money') }),
    );
    assert.deepEqual(await quoteIn(open, 'reply'), {
      id: original.id,
      nick: 'Ben',
      from: { userId: 'ben', nick: 'Ben', avatar: '', role: 'viewer', isSelf: false },
      text: 'I like it',
      isVerified: true,
    });
  });

  it('of a message that the room does not have is not verified', async (test) => {
    const open = await openRoom(test);
    open.im.client.receive(open.im.text('reply', { cloudCustomData: quoting('unknown', 'Sami (Host)', 'Send money') }));
    assert.equal((await quoteIn(open, 'reply')).isVerified, false);
  });

  it('becomes empty when the message is retracted, also in a reply that comes later', async (test) => {
    const open = await openRoom(test);
    const original = open.im.text('secret');
    const cloudCustomData = quoting(original.id, 'Ben', 'secret');
    open.im.client.receive(original, open.im.text('early', { cloudCustomData }));
    assert.equal((await quoteIn(open, 'early')).text, 'secret');
    open.im.client.receive(recall(original.id, original.seq), open.im.text('late', { cloudCustomData }));
    const empty = { id: original.id, nick: '', text: '', isVerified: false };
    assert.deepEqual(await quoteIn(open, 'late'), empty);
    assert.deepEqual(await quoteIn(open, 'early'), empty);
  });

  it('becomes empty when its author is hidden, also in a reply that comes later', async (test) => {
    const open = await openRoom(test);
    const original = open.im.text('noise');
    const cloudCustomData = quoting(original.id, 'Ben', 'noise');
    open.im.client.receive(original, open.im.text('early', { userId: 'cy', cloudCustomData }));
    assert.equal((await quoteIn(open, 'early')).text, 'noise');
    open.room.hideUser('ben');
    open.im.client.receive(open.im.text('late', { userId: 'cy', cloudCustomData }));
    assert.equal((await quoteIn(open, 'late')).text, '');
    assert.equal((await quoteIn(open, 'early')).text, '');
  });

  it('is there again when its author is no longer hidden, unless the message was retracted', async (test) => {
    const open = await openRoom(test);
    const [kept, retracted] = [open.im.text('kept'), open.im.text('retracted')];
    for (const { id, text, seq } of [kept, retracted]) {
      const cloudCustomData = quoting(id, 'Ben', text);
      open.im.client.receive(seq === kept.seq ? kept : retracted);
      open.im.client.receive(open.im.text(`reply to ${text}`, { userId: 'cy', cloudCustomData }));
    }
    await quoteIn(open, 'reply to retracted');
    open.room.hideUser('ben');
    await until(async () => (await quoteIn(open, 'reply to kept')).text === '', 'the quote is empty');
    open.im.client.receive(recall(retracted.id, retracted.seq));
    open.room.unhideUser('ben');
    const quote = await until(async () => {
      const found = await quoteIn(open, 'reply to kept');
      return found.isVerified ? found : undefined;
    }, 'the quote is there again');
    assert.deepEqual([quote.nick, quote.text, quote.from?.userId], ['Ben', 'kept', 'ben']);
    assert.equal((await quoteIn(open, 'reply to retracted')).text, '');
  });

  it('follows a text that the service replaced', async (test) => {
    const open = await openRoom(test);
    const original = open.im.text('badword');
    open.im.client.receive(
      original,
      open.im.text('reply', { cloudCustomData: quoting(original.id, 'Ben', 'badword') }),
    );
    await quoteIn(open, 'reply');
    open.im.client.listener.onModified({ ...original, text: '***' });
    await until(() => rowTexts(open.room).includes('***'), 'the text is replaced');
    assert.equal((await quoteIn(open, 'reply')).text, '***');
  });

  it('of an own reply is that of the message in the room', async (test) => {
    const open = await openRoom(test);
    const original = open.im.text('hello');
    open.im.client.receive(original);
    await until(() => rowTexts(open.room).includes('hello'), 'the message is there');
    const sent = await open.room.send('reply', { replyTo: original.id });
    const { nick, text, isVerified } = sent.replyTo ?? {};
    assert.deepEqual([sent.replyTo?.id, nick, text, isVerified], [original.id, 'Ben', 'hello', true]);
  });

  it('of a message of this user mentions this user; one that only claims to be does not', async (test) => {
    const open = await openRoom(test);
    const own = open.im.text('my words', { userId: 'ana', nick: 'Ana', isSelf: true });
    open.im.client.receive(
      own,
      open.im.text('to you', { cloudCustomData: quoting(own.id, 'Ana', 'my words') }),
      open.im.text('forged', { cloudCustomData: quoting('unknown', 'Ana', 'my words') }),
    );
    await quoteIn(open, 'forged');
    const mentions = open.room.snapshot.messages.map(({ text, mentionsSelf }) => [text, mentionsSelf]);
    assert.deepEqual(mentions, [
      ['my words', false],
      ['to you', true],
      ['forged', false],
    ]);
  });

  it('of TUIKit is read like ours', async (test) => {
    const open = await openRoom(test);
    const original = open.im.text('I like it');
    const messageReply = { messageID: original.id, messageAbstract: 'Send money', messageSender: 'Sami (Host)' };
    open.im.client.receive(
      original,
      open.im.text('reply', { userId: 'eve', cloudCustomData: JSON.stringify({ messageReply }) }),
    );
    const { nick, text } = await quoteIn(open, 'reply');
    assert.deepEqual([nick, text], ['Ben', 'I like it']);
  });
});
