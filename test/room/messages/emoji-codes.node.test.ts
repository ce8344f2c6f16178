// The emoji codes of Tencent's apps in every text of a room.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { serializeRoomMetadata } from '../../../src/protocol/room-metadata.js';
import { until } from '../../support/until.js';
import { fakeRoom } from '../support/fake-room.js';
import { openRoom } from '../support/open-room.js';
import { rowTexts } from '../support/row-texts.js';

describe('Emoji codes in a room', () => {
  it('are emoji in texts and faces before filters and lists of words see them', async (test) => {
    const seen: string[] = [];
    const open = await openRoom(test, {}, { filters: [{ words: ['Shit'] }, (text) => (seen.push(text), text)] });
    open.im.client.receive(
      open.im.text('hm [TUIEmoji_Shit]'),
      { ...open.im.text(''), kind: 'face', index: 1, data: '[TUIEmoji_Ok]' },
      { ...open.im.text(''), kind: 'face', index: 4350, data: 'tt00@2x' },
      open.im.text('end'),
    );
    await until(() => rowTexts(open.room).includes('end'), 'all are handled');
    assert.deepEqual(rowTexts(open.room), ['hm 💩', '👌', 'face', 'end']);
    assert.ok(seen.length > 0 && !seen.some((text) => /\[|tt00/.test(text)));
  });

  it('are emoji in the quote of a message that the room does not have, and in a changed text', async (test) => {
    const open = await openRoom(test);
    const replyTo = { id: 'gone', nick: 'Bo', text: 'so [鼓掌]' };
    const first = open.im.text('first', { cloudCustomData: JSON.stringify({ liveChat: { v: 1, replyTo } }) });
    open.im.client.receive(first);
    await until(() => rowTexts(open.room).length === 1, 'it is there');
    assert.equal(open.room.snapshot.messages[0]?.replyTo?.text, 'so 👏');
    open.im.client.listener.onModified?.({ ...first, text: 'now [TUIEmoji_Smile]' });
    await until(() => rowTexts(open.room)[0] === 'now 🙂', 'it is changed');
  });

  it('are emoji in own texts too, as every reader sees them, also in an emoji-only room', async (test) => {
    const { room, im } = fakeRoom();
    im.group = { ...im.group, introduction: serializeRoomMetadata('Hi', { emojiOnly: true }).introduction };
    test.after(() => room.disconnect());
    await room.connect();
    await until(() => room.snapshot.settings.emojiOnly, 'the settings are known');
    assert.equal((await room.send('[TUIEmoji_Smile] [鼓掌]')).text, '🙂 👏');
    await assert.rejects(room.send('[OK] fine'), { code: 'send/emoji-only' });
    await assert.rejects(room.send('[TUIEmoji_Unknown]'), { code: 'send/emoji-only' });
  });
});
