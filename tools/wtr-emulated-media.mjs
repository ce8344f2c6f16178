/**
 * executeServerCommand('emulated-media', [{name: 'forced-colors', value: 'active'}]): any media feature, through
 * DevTools.
 */
export function emulatedMediaPlugin() {
  const sessions = new WeakMap();
  return {
    name: 'emulated-media',
    async executeCommand({ command, payload, session }) {
      if (command !== 'emulated-media') return undefined;
      const page = session.browser.getPage(session.id);
      if (!sessions.has(page)) sessions.set(page, await page.createCDPSession());
      await sessions.get(page).send('Emulation.setEmulatedMedia', { features: payload });
      return true;
    },
  };
}
