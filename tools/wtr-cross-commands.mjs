// Test commands for engines without DevTools: keys for WebKit over WebDriver, and a clear "is not supported" for what cannot be
// had, upon which a test skips itself (test/support/skip-unsupported.ts). Must stand before the runner's own commands.
const NEUTRAL = new Set(['', 'none', 'no-preference']);

export function crossCommandsPlugin() {
  return {
    name: 'cross-commands',
    async executeCommand({ command, payload, session }) {
      const { browser } = session;
      if (command === 'emulate-media' || command === 'emulated-media') {
        const values = Array.isArray(payload) ? payload.map(({ value }) => value) : Object.values(payload ?? {});
        if (values.every((value) => NEUTRAL.has(value))) return true; // nothing to emulate
        throw new Error(`${command} is not supported in ${browser.name}`);
      }
      if (command === 'a11y-snapshot') throw new Error(`${command} is not supported in ${browser.name}`);
      if (browser.type !== 'webkitgtk') return undefined;
      if (command === 'send-keys') {
        await browser.sendKeys(payload);
        return true;
      }
      return undefined;
    },
  };
}
