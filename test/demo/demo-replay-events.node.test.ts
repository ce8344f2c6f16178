// The replay and the events page in a real browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { demoInBrowser } from './support/demo-in-browser.js';

const demo = demoInBrowser();

describe('the replay page', () => {
  test('keeps the list and the layer synchronous with the player: seeking, speed, pause, loop', async () => {
    const { page, said } = await demo.open('replay/');
    await page.waitForFunction("document.getElementById('media').duration > 59");
    await page.evaluate(
      "document.getElementById('media').muted = true; document.getElementById('media').currentTime = 14",
    );
    const current = "document.querySelector('#comments [aria-current] span')?.textContent";
    await page.waitForFunction(`${current} === '晚上好'`);
    await page.evaluate(
      "document.querySelector('[name=rate][value=\"2\"]').click(); document.getElementById('media').play()",
    );
    await page.waitForFunction(
      "document.getElementById('layer').shadowRoot.textContent.includes('Violet on the left!')",
    );
    assert.equal(await page.evaluate("document.getElementById('media').playbackRate"), 2);
    await page.evaluate("document.getElementById('media').currentTime = 59.2");
    await page.waitForFunction(
      "document.getElementById('media').currentTime < 10 && document.querySelector('#comments [aria-current] " +
        "span')?.textContent === 'And we are live'",
      { timeout: 10_000 },
    );
    await page.evaluate("document.getElementById('media').pause()");
    await page.focus('#comment');
    await page.keyboard.type('Here I am');
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      "[...document.querySelectorAll('#comments span')].some(({ textContent }) => textContent === 'Here I am')",
    );
    assert.deepEqual(said, []);
    await page.close();
  });
});

describe('the events page', () => {
  test('shows an event with its fields, filters events, and counts events while paused', async () => {
    const { page, said } = await demo.open('events/?user=ana');
    await demo.joined(page);
    await page.evaluate("document.getElementById('chat').send('Hello events')");
    await page.waitForFunction(
      "[...document.querySelectorAll('#rows tr')].some(({ cells }) => cells[1].textContent === 'chat-sent' && " +
        "cells[3].textContent.includes('Hello events'))",
    );
    await page.click('#clear');
    await page.select('#type', 'chat-message');
    await page.evaluate("document.getElementById('chat').send('Only this one')");
    await page.waitForFunction("document.querySelector('#rows tr')?.cells[3].textContent.includes('Only this one')");
    assert.deepEqual(
      await page.$$eval('#rows tr', (rows) => [...new Set(rows.map(({ cells }) => cells[1]?.textContent))]),
      ['chat-message'],
    );
    const rows = await page.$$eval('#rows tr', ({ length }) => length);
    await page.click('#pause');
    await page.evaluate("document.getElementById('chat').send('Not shown')");
    await page.waitForFunction("document.getElementById('missed').textContent === '1 event while paused'");
    assert.equal(await page.$$eval('#rows tr', ({ length }) => length), rows);
    assert.deepEqual(said, []);
    await page.close();
  });
});
