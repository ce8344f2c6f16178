// Every golden message goes through the service into a real room, sent by a member: what the room then shows, and that no
// member's words are taken for an order.
import { expect } from 'chai';
import type { ChatMessage } from '../../../src/room/chat-message.js';
import type { ReadMessage } from '../../../src/room/formats/read-message-result.js';
import { Room } from '../../../src/room/room.js';
import { ServiceSide } from '../../live-chat/service-side.js';
import '../../support/console-guard.js';
import { freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { until } from '../../support/until.js';
import type { SentMessage } from './message-of.js';

interface Golden {
  readonly app: string;
  readonly cases: readonly { readonly says: string; readonly message: SentMessage; readonly reads: ReadMessage }[];
}

const FILES = ['f1-xiaozhibo', 'f1b-ilvlive', 'f2-mlvbliveroom', 'f3-tuiliveroom', 'f4-tuigift', 'f5-tuilivekit', 'w1-tweblive', 'ours'];
const golden = await Promise.all(FILES.map(async (file) => (await fetch(new URL(`./golden/${file}.json`, import.meta.url))).json() as Promise<Golden>));

let people = 0;

async function enter() {
  const groupId = freshGroup();
  const room = new Room({ groupId, tokenEndpoint: tokenEndpoint({ user: `reader-${++people}` }) });
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

async function send(service: ServiceSide, message: SentMessage): Promise<void> {
  const { sender: from, cloudCustomData } = message;
  const said = { from, unlimited: true, ...(cloudCustomData && { cloudCustomData }) };
  if (message.kind === 'text') await service.act('sendText', { ...said, text: message.text });
  else if (message.kind === 'custom') await service.act('sendCustom', { ...said, data: message.data });
  else await service.act('sendFace', { ...said, index: message.index, data: message.data });
}

describe('messages of other apps, in a real room', () => {
  for (const { app, cases } of golden) {
    it(`shows those of ${app}`, async () => {
      const { room, service, seen, custom, likes } = await enter();
      try {
        for (const { message } of cases) if (message.kind !== 'text' || message.text !== '') await send(service, message); // the service takes no empty text today
        await send(service, { kind: 'text', sender: 'ana', text: 'the end' });
        await until(() => seen.some(({ text }) => text === 'the end'), 'all have come');
        const reads = cases.map(({ reads }) => reads);
        const texts = reads.filter((each) => each.kind === 'text');
        const rows = seen.filter(({ kind, text }) => kind === 'text' && text !== 'the end');
        expect(rows.map(({ text }) => text)).to.deep.equal(texts.map(({ text }) => text));
        expect(rows.map(({ danmaku }) => danmaku)).to.deep.equal(texts.map(({ extras }) => extras.danmaku));
        expect(likes).to.deep.equal(cases.filter(({ reads }) => reads.kind === 'like').map(({ reads, message }) => ({ delta: reads.kind === 'like' && reads.count, from: message.sender })));
        expect(custom.map(({ data }) => data)).to.deep.equal(reads.filter((each) => each.kind === 'custom').map(({ data }) => data));
        expect(seen.filter(({ kind }) => kind === 'gift').map(({ gift }) => gift)).to.deep.equal(reads.filter((each) => each.kind === 'gift').map(({ gift }) => gift));
        const senders = new Set(cases.map(({ message }) => message.sender));
        expect(seen.every(({ from }) => senders.has(from.userId) || from.userId === 'ana' || from.isSelf)).to.equal(true);
        // No member's message was an order, nor a notice.
        expect(seen.filter(({ kind }) => kind === 'notice')).to.deep.equal([]);
        expect(room.snapshot.announcement).to.equal(undefined);
      } finally {
        await room.disconnect();
      }
    });
  }

  it('lets no member take a message back or announce, and lets the administrator', async () => {
    const { room, service, seen } = await enter();
    try {
      const retracted: string[] = [];
      room.on('retracted', (ids) => retracted.push(...ids));
      await service.say('ana', 'keep me');
      const { seq } = await until(() => seen.find(({ text }) => text === 'keep me'), 'it stands');
      const order = (data: object) => JSON.stringify({ version: '1.0', platform: 'Web', businessID: 'LiveChatElements_control', data });
      await service.act('sendCustom', { from: 'mallory', data: order({ action: 'retract', seq }) });
      await service.act('sendCustom', { from: 'mallory', data: order({ action: 'announce', text: 'Free coins' }) });
      await service.say('ana', 'after the forger');
      await until(() => seen.some(({ text }) => text === 'after the forger'), 'the forged orders have come');
      expect(retracted).to.deep.equal([]);
      expect(room.snapshot.announcement).to.equal(undefined);
      await service.act('sendCustom', { from: 'administrator', data: order({ action: 'announce', text: 'Back in five' }) });
      await service.act('sendCustom', { from: 'administrator', data: order({ action: 'retract', seq }) });
      await until(() => retracted.length === 1, 'the administrator takes it back', 2_000);
      await until(() => room.snapshot.announcement?.text === 'Back in five', 'and announces', 2_000);
      expect(room.snapshot.messages.some(({ text }) => text === 'keep me')).to.equal(false);
    } finally {
      await room.disconnect();
    }
  });
});
