// Entry point `live-chat-elements/emulator/page`: the emulator for a browser page.
export { startPageEmulator } from './start-page-emulator.js';
export type { PageEmulator, PageEmulatorOptions, PageToken, PageTokenRequest } from './start-page-emulator.js';
