import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseRoomMetadata, serializeRoomMetadata } from '../../src/protocol/room-metadata.js';
import { superlinearity } from '../support/cpu-time.js';

const NOTHING = { slowMode: 0, emojiOnly: false, moderators: [], likes: undefined };

describe('room metadata', () => {
  it('is at the end of the introduction, whose own text is kept', () => {
    const { introduction, metadata } = serializeRoomMetadata('Every Friday [new]', {
      slowMode: 10,
      emojiOnly: true,
      moderators: ['mo', 'a b,c'],
      likes: 0,
    });
    assert.equal(introduction, 'Every Friday [new] [live-chat slow=10 emoji mods=mo,a%20b%2Cc likes=0]');
    assert.equal(metadata, '[live-chat slow=10 emoji mods=mo,a%20b%2Cc likes=0]');
    assert.deepEqual(parseRoomMetadata(introduction), {
      slowMode: 10,
      emojiOnly: true,
      moderators: ['mo', 'a b,c'],
      likes: 0,
    });
    assert.deepEqual(parseRoomMetadata(metadata), parseRoomMetadata(introduction));
  });

  it('changes field by field, and leaves nothing behind', () => {
    assert.equal(serializeRoomMetadata('', { slowMode: 1 }).introduction, '[live-chat slow=1]');
    const first = serializeRoomMetadata('', { slowMode: 5 }).introduction;
    const second = serializeRoomMetadata(first, { emojiOnly: true }).introduction;
    assert.equal(second, '[live-chat slow=5 emoji]');
    assert.deepEqual(serializeRoomMetadata(`Hello ${second}`, { slowMode: 0, emojiOnly: false }), {
      introduction: 'Hello',
      metadata: '',
    });
  });

  it('is off when there is none, or none that can be decoded', () => {
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

  it('is bounded', () => {
    assert.equal(parseRoomMetadata('[live-chat slow=999999]').slowMode, 3600);
    assert.equal(
      parseRoomMetadata(`[live-chat mods=${Array.from({ length: 500 }, (_, index) => `u${index}`).join()}]`).moderators
        .length,
      5,
    );
  });

  it('is written in the shortest form that can be read', () => {
    const moderators = ['li.wei@example.com', '李', 'a+b/c'];
    const { introduction, metadata } = serializeRoomMetadata('', { moderators });
    assert.equal(metadata, '[live-chat mods=li.wei@example.com,李,a+b/c]');
    assert.deepEqual(parseRoomMetadata(introduction).moderators, moderators);
  });

  it('has keys of one letter when the introduction has no space for the words', () => {
    const moderators = Array.from({ length: 5 }, (_, index) => `${index}`.repeat(32));
    const change = { slowMode: 3600, emojiOnly: true, moderators, likes: 9_007_199_254_740 };
    const readable = serializeRoomMetadata('x'.repeat(22), change);
    assert.equal(Buffer.byteLength(readable.introduction), 240);
    assert.match(readable.metadata, /^\[live-chat slow=3600 emoji mods=0{32},.* likes=9007199254740\]$/);
    const { introduction, metadata } = serializeRoomMetadata('x'.repeat(41), change);
    assert.ok(Buffer.byteLength(introduction) <= 240, `${Buffer.byteLength(introduction)} bytes`);
    assert.match(metadata, /^\[live-chat s=2s0 e m=0{32},.* l=36xulvkyc\]$/);
    assert.deepEqual(parseRoomMetadata(introduction), change);
    assert.match(serializeRoomMetadata(introduction, { moderators: [] }).metadata, /slow=3600 emoji likes=/);
    for (const text of ['s=-5', 's=2.5', 's=', 'l=zzzzzzzzzzz', 'm=%', 'S=5', 'l=A'])
      assert.deepEqual(parseRoomMetadata(`[live-chat ${text}]`), NOTHING, text);
    assert.equal(parseRoomMetadata('[live-chat s=zzzz]').slowMode, 3600);
  });

  it('is refused with the number of bytes when the introduction has no space for it', () => {
    const change = { moderators: Array.from({ length: 5 }, (_, index) => `${index}`.repeat(32)) };
    assert.ok(serializeRoomMetadata('Short', change).introduction.length <= 240);
    assert.throws(() => serializeRoomMetadata('每周五晚八点直播'.repeat(3), change), {
      name: 'MetadataTooLongError',
      message: /at most 240 bytes\. It would have 251: 72 of its own text and 178 /,
    });
    const long = 'x'.repeat(300);
    assert.equal(serializeRoomMetadata(long, { slowMode: 0 }).introduction, long, 'nothing is written for no metadata');
  });

  it('is decoded in a number of steps proportional to the text', () => {
    for (const part of ['[live-chat ', ' ', ']', '=', ',', '%41']) {
      const textOf = (length: number) => `${part.repeat(length / part.length)}]`;
      assert.equal(superlinearity(parseRoomMetadata, textOf, 800_000), undefined, part);
    }
  });
});
