// A file of the package fails to load: what the user sees, and how the element recovers. Requests are aborted in the
// browser.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HTTPRequest } from 'puppeteer-core';
import { until } from '../support/until.js';
import { builtPages } from './support/built-pages.js';
import { Visitor } from './support/visitor.js';

interface Told {
  readonly error: { readonly code: string; readonly retryable: boolean };
}

describe('a file that fails to load', () => {
  const built = builtPages();

  /** A user whose browser does not get the files with this name until `mend` is called. */
  async function enterWithout(file: string, user: string): Promise<{ person: Visitor; cut: string[]; mend(): void }> {
    const person = await Visitor.enter(built.browser, `${built.site.origin}/site.css`, user);
    let isMended = false;
    const cut: string[] = [];
    await person.page.setRequestInterception(true);
    person.page.on('request', (request: HTTPRequest) => {
      const isCut = !isMended && request.url().includes(`/${file}-`);
      if (isCut) cut.push(request.url());
      void (isCut ? request.abort() : request.continue());
    });
    await person.page.evaluateOnNewDocument(() => {
      const errors: string[] = [];
      Object.assign(globalThis, { errors });
      document.addEventListener('chat-error', (event) => errors.push((event as unknown as Told).error.code));
    });
    await person.page.goto(`${built.site.origin}/module`);
    return { person, cut, mend: () => (isMended = true) };
  }
  const tryAgain = async ({ page }: Visitor) => {
    const button = await page.waitForFunction(
      () =>
        [...(document.querySelector('live-chat')?.shadowRoot?.querySelectorAll('button') ?? [])].find(
          (each) => each.textContent === 'Try again',
        ),
      { timeout: 10_000 },
    );
    await page.evaluate((each) => (each as HTMLElement).click(), button);
  };
  const errors = (person: Visitor) =>
    person.page.evaluate(() => (globalThis as unknown as { errors: string[] }).errors);
  const status = (person: Visitor, tag: string) =>
    person.page.waitForFunction(
      (name) => (document.querySelector(name) as { status?: string } | null)?.status === 'joined',
      { timeout: 10_000 },
      tag,
    );

  for (const [file, what] of [
    ['chat-view', 'what the chat draws of a room'],
    ['room-subscription', 'the code of rooms'],
  ] as const) {
    test(`${what}: the element shows a message and a retry action, and works after the retry`, async () => {
      const { person, cut, mend } = await enterWithout(file, `lost${file.replace('-', '')}`);
      await person.reads('Chat could not load');
      await person.reads('Try again');
      assert.ok(cut.length >= 2, 'it was asked for once more');
      assert.ok((await errors(person)).includes('im/unavailable'), 'the page is notified');

      const before = cut.length;
      await tryAgain(person);
      await until(() => cut.length > before, 'pressing asks again');
      await person.reads('Try again');

      mend();
      await tryAgain(person);
      await person.joined();
      await Promise.all(['danmaku-layer', 'like-button'].map((tag) => status(person, tag)));
      await person.send(`well again: ${file}`);
      await person.reads(`well again: ${file}`);
      await person.seesFly(`well again: ${file}`);
      await person.leave();
    });
  }

  test('on the like button still lets a press count as a like', async () => {
    const { person, cut } = await enterWithout('like-effects', 'lostlikeplay');
    await person.joined();
    await person.page.waitForFunction(
      () => document.querySelector('like-button')?.shadowRoot?.querySelector('button')?.disabled === false,
      { timeout: 10_000 },
    );
    const button = await person.page.evaluateHandle(() =>
      document.querySelector('like-button')?.shadowRoot?.querySelector('button'),
    );
    await (button.asElement() as unknown as { click(): Promise<void> }).click();
    await person.counts(1);
    assert.ok(cut.length >= 2);
    assert.ok(
      person.said.some((line) => line.includes('shows no hearts')),
      'the author of the page is notified',
    );
    await person.leave();
  });
});
