// The gallery in a real browser: with two users, on a phone, in Chinese, with simulated viewers.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { demoInBrowser } from './support/demo-in-browser.js';

const demo = demoInBrowser();

describe('the gallery with two users', () => {
  test('shows the text, likes and arrival of one user to the other', async () => {
    const contexts = [await demo.browser.createBrowserContext(), await demo.browser.createBrowserContext()] as const;
    const ana = await demo.open('?user=ana&room=two', { context: contexts[0] });
    await demo.joined(ana.page);
    const wei = await demo.open('?user=wei&room=two', { context: contexts[1] });
    await demo.joined(wei.page);

    await wei.page.evaluate("document.getElementById('chat').send('Hello from the other window')");
    await ana.page.waitForFunction(
      "document.getElementById('chat').messages.some(({ text, from }) => text === 'Hello from the other window' && " +
        "from.nick === 'Wei')",
      { timeout: 10_000 },
    );
    await ana.page.waitForFunction(
      "document.getElementById('layer').shadowRoot.textContent.includes('Hello from the other window')",
      { timeout: 10_000 },
    );

    await ana.page.evaluate("document.getElementById('like').like(3)");
    await wei.page.waitForFunction("document.getElementById('like').count === 3", { timeout: 10_000 });

    const notice = (type: string) =>
      "document.getElementById('chat').messages.some(({ kind, notice }) => kind === 'notice' && notice.type === " +
      `'${type}' && notice.users.some(({ nick }) => nick === 'Wei'))`;
    await ana.page.waitForFunction(notice('joined'), { timeout: 15_000 });
    await contexts[1].close();
    await ana.page.waitForFunction(notice('left'), { timeout: 90_000 });
    assert.deepEqual([...ana.said, ...wei.said], []);
    await contexts[0].close();
  });

  test('lets a moderator who is known only to the demo mute a user', async () => {
    const ana = await demo.open('?user=ana&room=muted');
    const mia = await demo.open('?user=mia&role=moderator&room=muted');
    await Promise.all([demo.joined(ana.page), demo.joined(mia.page)]);
    const status = await mia.page.evaluate(
      "fetch('/api/moderate', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: " +
        "JSON.stringify({ action: 'mute', groupId: 'muted', userId: 'ana', seconds: 60 }) }).then((response) => " +
        'response.status)',
    );
    assert.equal(status, 200);
    await ana.page.waitForFunction("!document.getElementById('chat').canSend", { timeout: 10_000 });
    assert.deepEqual([...ana.said, ...mia.said], []);
    await Promise.all([ana.page.close(), mia.page.close()]);
  });

  test('works by keyboard on a phone: the settings sheet opens, receives the focus and returns it', async () => {
    const { page } = await demo.open('?user=ana&crowd=0', { width: 390 });
    await page.focus('#open-controls');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      "document.activeElement.closest('#controls') && document.activeElement.name === 'crowd'",
    );
    assert.equal(await page.$eval('#open-controls', (button) => button.getAttribute('aria-expanded')), 'true');
    assert.deepEqual(await demo.axe(page), []);
    await page.keyboard.press('Escape');
    await page.waitForFunction("document.activeElement.id === 'open-controls'");
    // Hidden controls must not be reachable by Tab.
    await page.waitForFunction("getComputedStyle(document.getElementById('controls')).visibility === 'hidden'");
    await page.close();
  });

  test('is shown in Chinese from right to left on request, and keeps both in its address', async () => {
    const { page, said } = await demo.open('?user=ana&room=chinese');
    await demo.joined(page);
    await page.evaluate(
      "document.querySelector('[name=lang][value=zh-CN]').click(); " +
        "document.querySelector('[name=dir][value=rtl]').click(); " +
        "document.querySelector('[name=scheme][value=dark]').click()",
    );
    assert.equal(await page.$eval('h1', (heading) => heading.textContent), '极光直播');
    assert.match(page.url(), /\?user=ana&room=chinese&lang=zh-CN&dir=rtl&scheme=dark$/);
    assert.deepEqual(await demo.axe(page), []);
    await page.reload({ waitUntil: 'load' });
    assert.deepEqual(await page.$eval('html', (root) => [root.lang, root.dir, root.dataset.scheme]), [
      'zh-CN',
      'rtl',
      'dark',
    ]);
    assert.deepEqual(said, []);
    await page.close();
  });

  test('stays responsive with 40 messages per second', async () => {
    const { page, said } = await demo.open('?user=ana&room=many&crowd=40');
    await demo.joined(page);
    await page.waitForFunction("document.getElementById('chat').messages.length > 60", { timeout: 20_000 });
    await page.evaluate("document.getElementById('chat').send('Still here')");
    await page.waitForFunction(
      "document.getElementById('chat').messages.some(({ text, status }) => text === 'Still here' && status === 'sent')",
      { timeout: 10_000 },
    );
    assert.deepEqual(said, []);
    await page.close();
  });
});
