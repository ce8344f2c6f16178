// Test commands for engines without DevTools: keys for WebKit over WebDriver, and an error with "is not supported" for
// everything else, upon which a test skips itself (test/support/skip-unsupported.ts).
const NEUTRAL = new Set(['', 'none', 'no-preference']);

export function crossCommandsPlugin() {
  const plugin = {
    name: 'cross-commands',
    /** Web Test Runner calls its own plugins before this one; here they call this one first. */
    serverStart({ config }) {
      for (const other of config.plugins) {
        const own = other.executeCommand;
        if (other !== plugin && own)
          other.executeCommand = async (call) => (await plugin.executeCommand(call)) ?? own.call(other, call);
      }
    },
    async executeCommand({ command, payload, session }) {
      const { browser } = session;
      if (command === 'emulate-media' || command === 'emulated-media') {
        const values = Array.isArray(payload) ? payload.map(({ value }) => value) : Object.values(payload ?? {});
        if (values.every((value) => NEUTRAL.has(value))) return true; // nothing to emulate
        throw new Error(`${command} is not supported in ${browser.name}`);
      }
      if (command === 'a11y-snapshot') throw new Error(`${command} is not supported in ${browser.name}`);
      if (browser.type !== 'webkitgtk') {
        const isSpace = command === 'send-keys' && [payload.press, payload.down, payload.up].includes('Space');
        if (isSpace) await browser.getPage(session.id).keyboard[Object.keys(payload)[0]](' '); // Firefox accepts the key only as its character
        return isSpace || undefined;
      }
      if (command === 'reset-mouse') return true; // WebDriver has no mouse position to reset
      if (command === 'send-mouse') {
        await browser.sendMouse(payload);
        return true;
      }
      if (command === 'send-keys') {
        await browser.sendKeys(payload);
        return true;
      }
      return undefined;
    },
  };
  return plugin;
}
