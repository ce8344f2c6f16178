// Every golden message is sent by a member through the service into a real room: what the room shows, and that no
// message of a member is treated as a control message.
import { expect } from 'chai';
import type { ChatMessage } from '../../src/room/model/chat-message.js';
import type { DecodedMessage } from '../../src/protocol/decode-message.js';
import { FIRST_BURST } from '../../src/room/likes/like-traffic.js';
import { Room } from '../../src/room/room.js';
import { createUserSig } from '../../src/server/user-sig.js';
import { ServiceSide } from '../support/service-side.js';
import '../support/console-guard.js';
import { emulator, freshGroup, tokenEndpoint } from '../support/emulator.js';
import { until } from '../support/until.js';
import type { SentMessage } from './support/im-message.js';

interface Golden {
  readonly app: string;
  readonly cases: readonly { readonly name: string; readonly message: SentMessage; readonly decoded: DecodedMessage }[];
}

const FILES = [
  'f1-xiaozhibo',
  'f1b-ilvlive',
  'f2-mlvbliveroom',
  'f3-tuiliveroom',
  'f4-tuigift',
  'f5-tuilivekit',
  'w1-tweblive',
  'ours',
];
const golden = await Promise.all(
  FILES.map(async (file) => (await fetch(new URL(`./golden/${file}.json`, import.meta.url))).json() as Promise<Golden>),
);

let userCount = 0;

async function openRoom() {
  const groupId = freshGroup();
  const room = new Room({ groupId, tokenEndpoint: tokenEndpoint({ user: `reader-${++userCount}` }) });
  const service = new ServiceSide(groupId);
  await room.connect();
  const seen: ChatMessage[] = [];
  const custom: ChatMessage[] = [];
  const likes: { readonly delta: number; readonly from: string | undefined }[] = [];
  room.on('messages', (messages) => seen.push(...messages));
  room.on('custom-message', (message) => custom.push(message));
  room.on('like', ({ delta, from }) => likes.push({ delta, from: from?.userId }));
  return { room, service, seen, custom, likes };
}

const elementsOf = (message: SentMessage): object[] => {
  if (message.kind === 'face')
    return [{ MsgType: 'TIMFaceElem', MsgContent: { Index: message.index, Data: message.data } }];
  const text = message.text === undefined ? [] : [{ MsgType: 'TIMTextElem', MsgContent: { Text: message.text } }];
  return message.kind === 'text'
    ? text
    : [{ MsgType: 'TIMCustomElem', MsgContent: { Data: message.data, Desc: '', Ext: '' } }, ...text];
};

let random = Date.now() % 1_000_000_000;

/** As the server of an application sends a message in the name of a user. */
async function send(service: ServiceSide, message: SentMessage): Promise<void> {
  const { restUrl, sdkAppId, secretKey } = await emulator();
  const identifier = 'administrator';
  const query = new URLSearchParams({
    sdkappid: String(sdkAppId),
    identifier,
    usersig: await createUserSig({ sdkAppId, secretKey, userId: identifier }),
    random: String(++random),
    contenttype: 'json',
  });
  const body = {
    GroupId: service.groupId,
    From_Account: message.sender,
    Random: random,
    MsgPriority: 'High',
    MsgBody: elementsOf(message),
    ...(message.cloudCustomData && { CloudCustomData: message.cloudCustomData }),
  };
  const response = await fetch(`${restUrl}/v4/group_open_http_svc/send_group_msg?${query.toString()}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const { ErrorCode, ErrorInfo } = (await response.json()) as { ErrorCode: number; ErrorInfo: string };
  if (ErrorCode !== 0) throw new Error(`${ErrorCode}: ${ErrorInfo}`);
}

describe('messages of other apps in a real room', () => {
  for (const { app, cases } of golden) {
    it(`are shown from ${app}`, async () => {
      const { room, service, seen, custom, likes } = await openRoom();
      try {
        for (const userId of ['u1', 'u2', 'host', 'ana']) await service.act('setProfile', { userId });
        // Each of our messages of likes has a sender of its own, so that the limit per user does not depend on the
        // order. Old formats repeat the sender in their JSON.
        const senderOf = (index: number) => {
          const { decoded, message } = cases[index] ?? {};
          return decoded?.kind === 'like' && app === 'live-chat-elements'
            ? `${message?.sender}-${index}`
            : message?.sender;
        };
        for (const [index, { message }] of cases.entries()) {
          const sender = senderOf(index) ?? '';
          await service.act('setProfile', { userId: sender });
          await send(service, { ...message, sender });
        }
        await send(service, { kind: 'text', sender: 'ana', text: 'the end' });
        await until(() => seen.some(({ text }) => text === 'the end'), 'all have come');
        const decoded = cases.map(({ decoded }) => decoded);
        const texts = decoded.filter((each) => each.kind === 'text');
        const rows = seen.filter(({ kind, text }) => kind === 'text' && text !== 'the end');
        expect(rows.map(({ text }) => text)).to.deep.equal(texts.map(({ text }) => text));
        expect(rows.map(({ danmaku }) => danmaku)).to.deep.equal(texts.map(({ extras }) => extras.danmaku));
        expect(likes).to.deep.equal(
          cases
            .map(({ decoded }, index) => ({ decoded, index }))
            .filter(({ decoded }) => decoded.kind === 'like')
            .map(({ decoded, index }) => ({
              delta: decoded.kind === 'like' && Math.min(decoded.count, FIRST_BURST),
              from: senderOf(index),
            })),
        );
        expect(custom.map(({ data }) => data)).to.deep.equal(
          decoded.filter((each) => each.kind === 'custom').map(({ data }) => data),
        );
        expect(seen.filter(({ kind }) => kind === 'gift').map(({ gift }) => gift)).to.deep.equal(
          decoded.filter((each) => each.kind === 'gift').map(({ gift }) => gift),
        );
        const senders = new Set(cases.map(({ message }) => message.sender));
        expect(seen.every(({ from }) => senders.has(from.userId) || from.userId === 'ana' || from.isSelf)).to.equal(
          true,
        );
        // No message of a member was a control message or a notice.
        expect(seen.filter(({ kind }) => kind === 'notice')).to.deep.equal([]);
        expect(room.snapshot.announcement).to.equal(undefined);
      } finally {
        await room.disconnect();
      }
    });
  }

  it('let only the administrator retract a message or publish an announcement, and no member', async () => {
    const { room, service, seen } = await openRoom();
    try {
      const retracted: string[] = [];
      room.on('retracted', (ids) => retracted.push(...ids));
      await service.say('ana', 'keep me');
      const { seq } = await until(() => seen.find(({ text }) => text === 'keep me'), 'it stands');
      const order = (data: object) =>
        JSON.stringify({ version: '1.0', platform: 'Web', businessID: 'LiveChatElements_control', data });
      await service.act('sendCustom', { from: 'mallory', data: order({ action: 'retract', seq }) });
      await service.act('sendCustom', { from: 'mallory', data: order({ action: 'announce', text: 'Free coins' }) });
      await service.say('ana', 'after the forger');
      await until(() => seen.some(({ text }) => text === 'after the forger'), 'the forged orders have come');
      expect(retracted).to.deep.equal([]);
      expect(room.snapshot.announcement).to.equal(undefined);
      await service.act('sendCustom', {
        from: 'administrator',
        data: order({ action: 'announce', text: 'Back in five' }),
      });
      await service.act('sendCustom', { from: 'administrator', data: order({ action: 'retract', seq }) });
      await until(() => retracted.length === 1, 'the administrator takes it back');
      await until(() => room.snapshot.announcement?.text === 'Back in five', 'and announces');
      await until(
        () => !room.snapshot.messages.some(({ text }) => text === 'keep me'),
        'it is gone from the next snapshot',
      );
    } finally {
      await room.disconnect();
    }
  });
});
