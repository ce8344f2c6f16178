// Runs in an iframe of page-emulator.test.ts: another tab of the same origin, with its own user.
import { startPageEmulator } from '../../../../src/emulator/page/index.js';
import { Room } from '../../../../src/room/room.js';

const parameters = new URLSearchParams(window.name);
const groupId = parameters.get('group') ?? '';
const userId = parameters.get('user') ?? '';
const emulator = startPageEmulator({ name: parameters.get('name') ?? '', pollMs: 20 });
const room = new Room({ groupId, tokenProvider: () => emulator.createToken({ groupId, userId, nick: userId }) });

room.on('messages', (messages) => {
  for (const { text, from } of messages) if (!from.isSelf) parent.postMessage({ user: userId, received: text }, origin);
});
addEventListener('message', ({ data }: MessageEvent<{ say?: string }>) => {
  if (data.say !== undefined) void room.send(data.say);
});
void room
  .connect()
  .then(() => parent.postMessage({ user: userId, joined: true, isHosting: emulator.isHosting }, origin));
