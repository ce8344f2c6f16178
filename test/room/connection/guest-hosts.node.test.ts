// A guest whose first host of the service is blocked: the next attempts use the other hosts. The page's sockets to the
// hosts of the service go to the emulator, except those to the blocked host.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../../support/until.js';
import { useRoomFixture } from '../support/use-room-fixture.js';

const BLOCKED = 'wss.im.qcloud.com';

describe('Room of a guest whose first host is blocked', { concurrency: false }, () => {
  const rooms = useRoomFixture();

  it('is joined through another host, and again without the blocked one after the guest is lost', async () => {
    rooms.fixture.userByRequest.set('guest', '');
    const page = await rooms.fixture.open();
    await page.evaluateOnNewDocument(
      (blocked, emulator) => {
        const used: string[] = [];
        Object.assign(window, { used });
        const NativeSocket = WebSocket;
        window.WebSocket = class extends NativeSocket {
          constructor(address: string | URL) {
            const { host, pathname, search } = new URL(address);
            used.push(host);
            super((host === blocked ? 'ws://127.0.0.1:1' : emulator) + pathname + search);
          }
        };
        const nativeFetch = fetch;
        window.fetch = async (...request) => {
          const response = await nativeFetch(...request);
          const { proxyServer: _, ...token } = (await response.json()) as { proxyServer: string };
          return new Response(JSON.stringify(token), response);
        };
      },
      BLOCKED,
      rooms.fixture.emulator.url,
    );
    await page.reload();
    await page.waitForFunction(() => 'roomPage' in window);
    await page.evaluate(() => {
      window.roomPage.make('guest', 'guest-hosts');
      void window.roomPage.connect('guest');
    });
    const rows = () => page.evaluate(() => window.roomPage.rows('guest'));
    const used = () => page.evaluate(() => (window as unknown as { used: string[] }).used);
    await until(() => page.evaluate(() => window.roomPage.status('guest') === 'joined'), 'it is joined');
    assert.deepEqual(await used(), [BLOCKED, 'wss.tim.qq.com']);
    await until(() => (rooms.fixture.emulator.app.room('guest-hosts')?.waitingPolls ?? 0) > 0, 'it polls');
    await rooms.fixture.emulator.app.sendText('guest-hosts', 'hello', { from: 'ben' });
    await until(async () => (await rows()).includes('hello'), 'it reads');
    rooms.fixture.emulator.app.simulate.close();
    await until(async () => (await used()).length > 2, 'it connects again');
    await until(() => (rooms.fixture.emulator.app.room('guest-hosts')?.waitingPolls ?? 0) > 0, 'it polls again');
    assert.ok(!(await used()).slice(1).includes(BLOCKED), `${(await used()).join(', ')}`);
  });
});
