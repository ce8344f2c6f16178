// The elements on the emulator in the page. With a server, remove the emulator and the token provider, and set
// `token-endpoint` of <live-chat> to the address of your token endpoint.
import { startPageEmulator } from 'live-chat-elements/emulator/page';

const emulator = startPageEmulator();
const name = `Guest ${Math.floor(Math.random() * 900) + 100}`;
const userId = name.toLowerCase().replace(' ', '-');

// The emulator has to be there before the elements load the SDK.
await import('live-chat-elements/define');
document.querySelector('live-chat').tokenProvider = ({ groupId }) =>
  emulator.createToken({ groupId, userId, nick: name });
