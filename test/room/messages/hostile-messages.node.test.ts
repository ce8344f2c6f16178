// Every hostile text in every field that another user can set. HOSTILE_CORPORA may name a folder with more of them:
// .json files with lists of texts, .txt files with one text per line.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { ImCustomMessage, ImInbound } from '../../../src/im/im-client.js';
import { ImError } from '../../../src/im/im-error.js';
import { errorFromIm } from '../../../src/room/connection/error-from-im.js';
import type { ChatMessage } from '../../../src/room/model/chat-message.js';
import { MonotonicClock } from '../../support/monotonic-clock.js';
import { until } from '../../support/until.js';
import { fakeRoom } from '../support/fake-room.js';
import { HOSTILE_TEXTS } from '../../support/hostile-texts.js';

function corpora(): readonly string[] {
  const folder = process.env['HOSTILE_CORPORA'];
  if (!folder) return [];
  return readdirSync(folder).flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    if (file.endsWith('.json'))
      return (JSON.parse(text) as unknown[]).map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
    return file.endsWith('.txt') ? text.split('\n').filter((line) => line !== '') : [];
  });
}

const FORBIDDEN =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|\p{Surrogate}|\p{M}{6}/u;

function check(text: string, max: number): void {
  assert.equal(FORBIDDEN.exec(text), null, JSON.stringify(text));
  assert.ok(text.length <= max, `${text.length}`);
}

function checkRow(row: ChatMessage): void {
  check(row.text, 2000);
  check(row.from.nick, 64);
  assert.ok(row.from.avatar === '' || row.from.avatar.startsWith('https://'));
  assert.equal(row.segments.map((each) => each.text).join(''), row.text);
  for (const segment of row.segments) if (segment.kind === 'link') assert.match(segment.href, /^https?:\/\//);
  if (row.danmaku) assert.match(row.danmaku.color, /^(#[0-9a-f]{6})?$/);
  if (row.gift) assert.ok(row.gift.image === '' || row.gift.image.startsWith('https://'));
  if (row.replyTo) check(row.replyTo.text, 100);
  assert.notEqual(row.from.role, 'host');
}

describe('hostile input', () => {
  const more = corpora();
  const all = [...HOSTILE_TEXTS, ...more];

  it('in any field of any message throws nothing and is sanitised', async (test) => {
    const { room, im } = fakeRoom();
    await room.connect();
    const rows: ChatMessage[] = [];
    room.on('messages', (messages) => rows.push(...messages));
    room.on('custom-message', (message) => rows.push(message));
    let inputs = 0;
    const clock = new MonotonicClock(test);
    for (const text of all) {
      const from = { userId: 'eve', nick: text, avatar: text };
      const custom = (data: string): ImCustomMessage => ({
        ...im.text(''),
        kind: 'custom',
        from,
        data,
        description: text,
        extension: text,
      });
      const seq = im.nextId();
      const items: ImInbound[] = [
        im.text(text, { nick: text }),
        im.text('extras', { cloudCustomData: text }),
        im.text(`@${text} hey`, {
          cloudCustomData: JSON.stringify({
            liveChat: {
              v: 1,
              danmaku: { mode: text, color: text },
              mentions: [text],
              replyTo: { id: text, nick: text, text },
              clientId: text,
            },
          }),
        }),
        { ...im.text('id'), id: text, from: { userId: text === 'host' ? 'eve' : text, nick: '', avatar: text } },
        { ...im.text(''), kind: 'face', index: 0, data: text, from },
        custom(text),
        custom(
          JSON.stringify({
            businessID: 'TUIGift',
            data: { giftCount: 2, gift: { giftId: text, giftName: text, imageUrl: text } },
          }),
        ),
        {
          kind: 'group-event',
          id: `t${seq}`,
          groupId: 'show',
          time: 1,
          action: 'joined',
          operatorId: text,
          users: [from],
        },
        {
          kind: 'group-event',
          id: `p${seq}`,
          groupId: 'show',
          time: 1,
          action: 'profile',
          operatorId: text,
          users: [],
          profile: { name: text, notification: text, introduction: text },
        },
        { kind: 'notice', id: `n${seq}`, groupId: 'show', time: 1, action: 'custom', operatorId: text, text },
        {
          kind: 'notice',
          id: `r${seq}`,
          groupId: 'show',
          time: 1,
          action: 'recalled',
          operatorId: text,
          text,
          recalled: [{ id: text, seq: 0, fromId: text, reason: text }],
        },
      ];
      for (const item of items) {
        clock.advance(1_000); // so that nothing is dropped
        im.client.listener.onInbound([item]);
        inputs++;
      }
      im.client.listener.onModified(im.text(text));
      for (const metadata of [
        text,
        `[live-chat ${text}]`,
        `[live-chat slow=${text} emoji=${text} mods=${text},${encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''))} likes=${text}]`,
      ]) {
        im.client.receive({
          ...custom(
            JSON.stringify({ businessID: 'LiveChatElements_control', data: { action: 'metadata', text: metadata } }),
          ),
          from: { userId: 'administrator', nick: '', avatar: '' },
        });
      }
      im.client.listener.onCounter(text, Number(text));
      inputs += 5;
    }
    test.diagnostic(
      `${HOSTILE_TEXTS.length} texts of our own and ${more.length} of HOSTILE_CORPORA, ${inputs} inputs, ` +
        `${rows.length} rows`,
    );
    assert.ok(rows.length > all.length * 3);
    rows.forEach(checkRow);
    await until(() => room.snapshot.messages.length >= 500, 'the window is full');
    check(room.snapshot.groupName, 64);
    check(room.snapshot.announcement?.text ?? '', 2000);
    for (const row of room.snapshot.messages) check(row.text, 2000);
    assert.equal(room.snapshot.status, 'joined');
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    await room.disconnect();
  });

  it('as the new text of a message removes the message when none of it is visible', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    im.client.listener.onInbound([im.text('first', { id: 'a' }), im.text('second', { id: 'b' })]);
    im.client.listener.onModified(im.text('\u200B\u3164', { id: 'a' }));
    im.client.listener.onModified(im.text('changed\u202E', { id: 'b' }));
    await until(() => room.snapshot.messages.some((row) => row.text === 'changed'), 'it is changed');
    assert.deepEqual(
      room.snapshot.messages.map((row) => row.text),
      ['changed'],
    );
    await room.disconnect();
  });

  it('in error texts is sanitised', () => {
    for (const text of all) {
      const error = errorFromIm(new ImError('refused-with-message', text, { code: 10150 }), 'send');
      check(error.userMessage ?? '', 200);
      assert.equal(error.code, 'send/blocked');
    }
  });

  it('in sent messages is either sent sanitised or refused with a reason', async () => {
    const { room, im } = fakeRoom();
    await room.connect();
    for (const text of HOSTILE_TEXTS) {
      try {
        await room.send(text, { replyTo: text, mentions: [text] });
      } catch (error) {
        assert.match(String(error), /empty|at most 2000/);
      }
    }
    for (const each of im.sent) check(each.kind === 'text' ? each.text : '', 2000);
    assert.ok(im.sent.length > HOSTILE_TEXTS.length / 2);
    await room.disconnect();
  });
});
