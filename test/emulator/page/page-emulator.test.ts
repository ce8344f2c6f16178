import { expect } from 'chai';
import { startPageEmulator, type PageEmulator } from '../../../src/emulator/page/index.js';
import type { ChatMessage } from '../../../src/room/model/chat-message.js';
import { Room } from '../../../src/room/room.js';
import '../../support/console-guard.js';
import { freshGroup } from '../../support/emulator.js';
import { until } from '../../support/until.js';

interface TabReport {
  readonly user: string;
  readonly joined?: boolean;
  readonly isHosting?: boolean;
  readonly received?: string;
}

function openRoom(emulator: PageEmulator, groupId: string, userId?: string): { room: Room; received: string[] } {
  const room = new Room({
    groupId,
    tokenProvider: () => emulator.createToken({ groupId, ...(userId !== undefined && { userId, nick: userId }) }),
  });
  const received: string[] = [];
  room.on('messages', (messages: readonly ChatMessage[]) =>
    received.push(...messages.filter(({ kind, from }) => kind === 'text' && !from.isSelf).map(({ text }) => text)),
  );
  return { room, received };
}

describe('startPageEmulator', () => {
  let name: string;
  let groupId: string;
  let reports: TabReport[];
  let cleanUp: (() => unknown)[];

  beforeEach(() => {
    name = groupId = freshGroup();
    reports = [];
    cleanUp = [];
    const listen = ({ data }: MessageEvent<TabReport>) => reports.push(data);
    addEventListener('message', listen);
    cleanUp.push(() => removeEventListener('message', listen));
  });
  afterEach(async () => {
    for (const clean of cleanUp.reverse()) await clean();
  });

  function start(): PageEmulator {
    const emulator = startPageEmulator({ name, pollMs: 20 });
    cleanUp.push(() => emulator.close());
    return emulator;
  }

  function openTab(user: string): HTMLIFrameElement {
    const tab = document.createElement('iframe');
    tab.name = new URLSearchParams({ name, group: groupId, user }).toString();
    tab.srcdoc = `<!doctype html><script type="module" src="/test/emulator/page/support/page-tab.ts"></script>`;
    document.body.append(tab);
    cleanUp.push(() => tab.remove());
    return tab;
  }

  it('lets the real SDK log in, join, receive and send without a server', async () => {
    const emulator = start();
    const { room, received } = openRoom(emulator, groupId, 'ana');
    cleanUp.push(() => room.disconnect());
    await room.connect();
    await until(() => room.snapshot.canSend, 'Ana may send');

    await emulator.app?.sendText(groupId, 'welcome', { from: 'host' });
    await until(() => received.includes('welcome'), 'the text is received');
    expect((await room.send('thank you')).status).to.equal('sent');
    expect(emulator.app?.room(groupId)?.members).to.deep.equal(['ana']);
  });

  it('lets a guest read', async () => {
    const emulator = start();
    const { room, received } = openRoom(emulator, groupId);
    cleanUp.push(() => room.disconnect());
    await room.connect();
    expect(room.snapshot.cannotSendReason).to.equal('guest');
    await until(async () => {
      await emulator.app?.sendText(groupId, 'for all', { from: 'host' });
      return received.includes('for all');
    }, 'the guest hears');
  });

  it('connects the tabs of one origin', async () => {
    const emulator = start();
    const { room, received } = openRoom(emulator, groupId, 'ana');
    cleanUp.push(() => room.disconnect());
    await room.connect();
    const tab = openTab('ben');
    await until(() => reports.some(({ joined }) => joined), 'Ben has joined');
    expect(emulator.isHosting).to.equal(true);

    await room.send('hello Ben');
    await until(() => reports.some((report) => report.received === 'hello Ben'), 'Ben hears Ana');
    tab.contentWindow?.postMessage({ say: 'hello Ana' }, origin);
    await until(() => received.includes('hello Ana'), 'Ana hears Ben');
  });

  it('continues in another tab when the one that hosts it is closed', async () => {
    const tab = openTab('ben');
    await until(() => reports.some(({ joined }) => joined), 'Ben has joined');
    expect(reports[0]?.isHosting).to.equal(true);
    const emulator = start();
    const { room, received } = openRoom(emulator, groupId, 'ana');
    cleanUp.push(() => room.disconnect());
    await room.connect();
    expect(emulator.isHosting).to.equal(false);

    tab.remove();
    await until(() => emulator.isHosting, 'this tab hosts');
    await until(
      () => emulator.app?.room(groupId)?.members.includes('ana') && room.snapshot.status === 'joined',
      'Ana is back in the room',
      8_000,
    );
    await emulator.app?.sendText(groupId, 'still here', { from: 'host' });
    await until(() => received.includes('still here'), 'Ana hears');
  });

  it('restores WebSocket', () => {
    const before = globalThis.WebSocket;
    const emulator = startPageEmulator({ name });
    expect(globalThis.WebSocket).to.not.equal(before);
    expect(() => new WebSocket('wss://example.com/')).to.throw('This page has no server');
    emulator.close();
    expect(globalThis.WebSocket).to.equal(before);
  });
});
