import '../../support/console-guard.js';
import { expect } from 'chai';
import { createSdkSandbox } from '../../../src/im/tim/sdk-sandbox.js';
import { emulator } from '../../support/emulator.js';
import { until } from '../../support/until.js';

interface SandboxGlobals {
  readonly WebSocket: typeof WebSocket;
  readonly XMLHttpRequest: new () => Pick<
    XMLHttpRequest,
    'open' | 'send' | 'setRequestHeader' | 'status' | 'onreadystatechange' | 'readyState'
  >;
  readonly localStorage: Storage;
  readonly window: Pick<Window, 'addEventListener' | 'removeEventListener' | 'location' | 'performance'>;
  readonly Promise: typeof Promise;
  readonly Worker: undefined;
  setTimeout(work: () => void, ms: number): number;
  setInterval(work: () => void, ms: number): number;
}

describe('the sandbox of the SDK', () => {
  function make(host = '') {
    const seen = { opened: 0, lost: 0, frames: [] as string[] };
    const sandbox = createSdkSandbox();
    sandbox.bind({
      allowsSocket: (url) => url.host === host,
      openDeadlineMs: 6_000,
      onFrame: (text) => void seen.frames.push(text),
      onSocketOpen: () => void seen.opened++,
      onSocketLost: () => void seen.lost++,
    });
    return { sandbox, seen, globals: sandbox.globals as SandboxGlobals };
  }
  const address = async () => `${(await emulator()).url}/binfo?sdkappid=1`;

  it('opens no socket to a host that is not allowed', () => {
    const { globals } = make('good.example');
    expect(() => new globals.WebSocket('wss://bad.example/')).to.throw(/bad\.example/);
    expect(() => new globals.WebSocket('wss://good.example.bad.example/')).to.throw(/bad\.example/);
  });

  it('opens no socket before it is said which host is allowed', async () => {
    const url = await address();
    const { WebSocket: Guarded } = createSdkSandbox().globals as SandboxGlobals;
    expect(() => new Guarded(url)).to.throw(new URL(url).host);
  });

  it('sends nothing through a socket that is closed, which the browser would report in the console', async () => {
    const url = await address();
    const { globals } = make(new URL(url).host);
    const socket = new globals.WebSocket(url);
    await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
    const { send } = WebSocket.prototype;
    let sent = 0;
    WebSocket.prototype.send = () => void sent++;
    try {
      socket.send('while it is open');
      socket.close();
      socket.send('while it is closing');
      await new Promise((resolve) => socket.addEventListener('close', resolve, { once: true }));
      socket.send('when it is closed');
    } finally {
      WebSocket.prototype.send = send;
    }
    expect(sent).to.equal(1);
  });

  it('answers HTTP requests itself and sends none', async () => {
    const { globals } = make();
    const request = new globals.XMLHttpRequest();
    const before = performance.getEntriesByType('resource').length;
    const status = new Promise((resolve) => {
      request.onreadystatechange = () => resolve(request.status);
    });
    request.open('POST', 'https://events.example/report');
    request.send('who I am');
    expect(await status).to.equal(200);
    expect(performance.getEntriesByType('resource').length).to.equal(before);
  });

  it('keeps storage in memory, separate for each sandbox', () => {
    const one = make().globals.localStorage;
    one.setItem('TIM_x', '1');
    expect(one.getItem('TIM_x')).to.equal('1');
    expect(make().globals.localStorage.getItem('TIM_x')).to.equal(null);
    expect(localStorage.getItem('TIM_x')).to.equal(null);
  });

  it('passes none of its exceptions to the page', async () => {
    const { globals, sandbox } = make();
    const received: string[] = [];
    const listen = ({ message }: ErrorEvent): void => void received.push(message);
    addEventListener('error', listen);
    let runs = 0;
    const stumble = (): void => {
      runs++;
      throw new TypeError('stumbled');
    };
    globals.setTimeout(stumble, 0);
    globals.setInterval(stumble, 1);
    await until(() => runs > 3, 'it stumbled a few times');
    sandbox.dispose();
    removeEventListener('error', listen);
    expect(received).to.deep.equal([]);
  });

  it('tells the SDK neither the address of the page nor its memory', () => {
    const { location, performance: figures } = make().globals.window;
    expect([location.href, 'memory' in figures]).to.deep.equal(['', false]);
  });

  it('has no worker', () => {
    expect(make().globals.Worker).to.equal(undefined);
  });

  it('keeps unhandled rejections from the page', async () => {
    const { globals } = make();
    void globals.Promise.reject(new Error('forgotten')).then(() => 1);
    await new Promise((resolve) => setTimeout(resolve)); // the console guard fails the test if one is reported
    let caught: unknown;
    await globals.Promise.reject(new Error('awaited')).catch((error: unknown) => (caught = error));
    expect(String(caught)).to.contain('awaited');
  });

  it('releases everything when it is disposed, and then returns nothing more', async () => {
    const url = await address();
    const { sandbox, seen, globals } = make(new URL(url).host);
    const received: string[] = [];
    const socket = new globals.WebSocket(url);
    await until(() => seen.opened === 1, 'the socket is open');
    globals.setTimeout(() => received.push('timeout'), 0);
    globals.setInterval(() => received.push('interval'), 0);
    globals.window.addEventListener('offline', () => received.push('offline'));
    sandbox.dispose();
    globals.setTimeout(() => received.push('late timeout'), 0);
    globals.setInterval(() => received.push('late interval'), 0);
    globals.window.addEventListener('offline', () => received.push('late offline'));
    new globals.WebSocket(url).close();
    window.dispatchEvent(new Event('offline'));
    await until(() => socket.readyState === WebSocket.CLOSED, 'the socket is closed');
    await new Promise((resolve) => setTimeout(resolve, 20)); // timers of 0 ms would have run by now
    expect(received).to.deep.equal([]);
    expect(seen).to.deep.equal({ opened: 1, lost: 0, frames: [] });
    expect(sandbox.hasSocket).to.equal(false);
  });

  it('reports only the loss of the last socket', async () => {
    const url = await address();
    const { sandbox, seen, globals } = make(new URL(url).host);
    const one = new globals.WebSocket(url);
    const two = new globals.WebSocket(url);
    await until(() => seen.opened === 2, 'both are open');
    one.close();
    await until(() => one.readyState === WebSocket.CLOSED, 'the first is closed');
    expect(seen.lost).to.equal(0);
    two.close();
    await until(() => seen.lost === 1, 'the loss is reported');
    sandbox.dispose();
  });
});
