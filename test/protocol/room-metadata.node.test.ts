import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRoomMetadata, serializeRoomMetadata } from '../../src/protocol/room-metadata.js';

const NOTHING = { slowMode: 0, emojiOnly: false, moderators: [], likes: undefined };

describe('room notes', () => {
  it('stand at the end of the introduction, whose words stay', () => {
    const { introduction, notes } = serializeRoomMetadata('Every Friday [new]', {
      slowMode: 10,
      emojiOnly: true,
      moderators: ['mo', 'a b,c'],
      likes: 0,
    });
    assert.equal(introduction, 'Every Friday [new] [live-chat slow=10 emoji mods=mo,a%20b%2Cc likes=0]');
    assert.equal(notes, '[live-chat slow=10 emoji mods=mo,a%20b%2Cc likes=0]');
    assert.deepEqual(parseRoomMetadata(introduction), {
      slowMode: 10,
      emojiOnly: true,
      moderators: ['mo', 'a b,c'],
      likes: 0,
    });
    assert.deepEqual(parseRoomMetadata(notes), parseRoomMetadata(introduction));
  });

  it('change one by one, and leave nothing behind', () => {
    const first = serializeRoomMetadata('', { slowMode: 5 }).introduction;
    const second = serializeRoomMetadata(first, { emojiOnly: true }).introduction;
    assert.equal(second, '[live-chat slow=5 emoji]');
    assert.deepEqual(serializeRoomMetadata(`Hello ${second}`, { slowMode: 0, emojiOnly: false }), {
      introduction: 'Hello',
      notes: '',
    });
  });

  it('are off where there are none, or none that can be read', () => {
    const texts = [
      '',
      'Every Friday',
      '[live-chat',
      'live-chat slow=5]',
      '[live-chat slow=5] and more',
      '[live-chat slow=-5]',
      '[live-chat slow=1e3]',
      '[live-chat slow=]',
      '[live-chat SLOW=5]',
      '[live-chat mods=%]',
      '[live-chat likes=-1]',
      '[live-chat likes=99999999999999999999]',
      '[live-chat __proto__=1]',
      '[live-chat ]',
    ];
    for (const text of texts) assert.deepEqual(parseRoomMetadata(text), NOTHING, text);
  });

  it('are held within bounds', () => {
    assert.equal(parseRoomMetadata('[live-chat slow=999999]').slowMode, 3600);
    assert.equal(
      parseRoomMetadata(`[live-chat mods=${Array.from({ length: 500 }, (_, index) => `u${index}`).join()}]`).moderators
        .length,
      20,
    );
  });

  it('take time in proportion to the text', () => {
    const began = performance.now();
    for (const part of ['[live-chat ', ' ', ']', '=', ',', '%41']) parseRoomMetadata(`${part.repeat(400_000)}]`);
    assert.ok(performance.now() - began < 3_000);
  });
});
