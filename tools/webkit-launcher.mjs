// Lets web-test-runner drive WebKitGTK's MiniBrowser (Debian: webkit2gtk-driver, xvfb) by W3C WebDriver. One window,
// one test file at a time. It supports the commands for keys and mouse; tests that need others are skipped.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const DISPLAY = ':97';
const PORT = 4567;
const LIBRARIES = '/usr/lib';

/** Puppeteer's names of keys, with the code points of WebDriver. */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
};

/** The path of MiniBrowser, or undefined when WebKitGTK's driver is not installed. */
export function findMiniBrowser() {
  if (!existsSync('/usr/bin/WebKitWebDriver') || !existsSync('/usr/bin/Xvfb') || !existsSync(LIBRARIES))
    return undefined;
  return readdirSync(LIBRARIES)
    .flatMap((architecture) =>
      ['4.1', '4.0', '6.0'].map((version) => `${LIBRARIES}/${architecture}/webkit2gtk-${version}/MiniBrowser`),
    )
    .find((file) => existsSync(file));
}

export function webkitLauncher(miniBrowser) {
  const children = [];
  let session = '';
  const active = new Set();

  async function call(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${PORT}${path}`, {
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver ${path}: ${JSON.stringify(value).slice(0, 300)}`);
    return value;
  }

  async function begin() {
    const env = {
      ...process.env,
      DISPLAY,
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
    };
    children.push(spawn('Xvfb', [DISPLAY, '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], { stdio: 'ignore' }));
    children.push(spawn('WebKitWebDriver', [`--port=${PORT}`, '--host=127.0.0.1'], { env, stdio: 'ignore' }));
    process.once('exit', end);
    for (let tries = 0; ; tries++) {
      try {
        await call('GET', '/status');
        break;
      } catch (error) {
        if (tries === 100) throw error;
        await wait(100);
      }
    }
    const capabilities = {
      alwaysMatch: {
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
      },
    };
    session = (await call('POST', '/session', { capabilities })).sessionId;
  }

  function end() {
    for (const child of children.splice(0)) child.kill();
  }

  return {
    name: 'WebKit',
    type: 'webkitgtk',
    concurrency: 1,
    isActive: (id) => active.has(id),
    getBrowserUrl: (_id, url) => url,
    async startSession(id, url) {
      if (!session) await begin();
      active.add(id);
      await call('POST', `/session/${session}/url`, { url });
    },
    async stopSession(id) {
      active.delete(id);
      await call('POST', `/session/${session}/url`, { url: 'about:blank' });
      return {};
    },
    /** `{type}`, `{press}`, `{down}` or `{up}`, as for web-test-runner's sendKeys; `press` may be `Shift+Enter`. */
    async sendKeys({ type, press, down, up }) {
      const key = (name) => KEYS[name] ?? name;
      const strokes = (names) => [
        ...names.map((name) => ({ type: 'keyDown', value: key(name) })),
        ...names.toReversed().map((name) => ({ type: 'keyUp', value: key(name) })),
      ];
      const actions =
        type !== undefined
          ? Array.from(type).flatMap((character) => strokes([character]))
          : press !== undefined
            ? strokes(press === '+' ? ['+'] : press.split('+'))
            : [{ type: down !== undefined ? 'keyDown' : 'keyUp', value: key(down ?? up) }];
      await call('POST', `/session/${session}/actions`, { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    /** `{type: 'move' | 'click' | 'down' | 'up', position?, button?}`, as for web-test-runner's sendMouse. */
    async sendMouse({ type, position, button: name = 'left' }) {
      const button = { left: 0, middle: 1, right: 2 }[name];
      const [x, y] = position ?? [];
      const actions = [
        ...(position ? [{ type: 'pointerMove', duration: 0, x, y }] : []),
        ...(type === 'click' || type === 'down' ? [{ type: 'pointerDown', button }] : []),
        ...(type === 'click' || type === 'up' ? [{ type: 'pointerUp', button }] : []),
      ];
      await call('POST', `/session/${session}/actions`, {
        actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
      });
    },
    async stop() {
      if (session) await call('DELETE', `/session/${session}`);
      session = '';
      end();
    },
  };
}
