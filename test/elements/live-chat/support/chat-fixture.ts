// A `<live-chat>` on a real room with a fake service in memory, and common steps of several tests.
import { sendKeys } from '@web/test-runner-commands';
import type axeCore from 'axe-core';
import type { TokenResponse } from '../../../../src/room/model/room-options.js';
import { FakeIm } from '../../../room/support/fake-im.js';
import { fakeRoom } from '../../../room/support/fake-room.js';
import { until } from '../../../support/until.js';
import { LiveChatDriver } from './live-chat-driver.js';

/** A chat on a real room with a fake service, so that a test can set each state at once. */
export async function openChat({
  im = new FakeIm(),
  token = {},
  attributes = {},
}: { im?: FakeIm; token?: Partial<TokenResponse>; attributes?: Record<string, string> } = {}) {
  const { room } = fakeRoom(token, { createClient: im.createClient });
  const chat = await LiveChatDriver.put({ lang: 'en', ...attributes }, { room });
  room.connect().catch(() => undefined); // the tests look at the failed states that are shown
  return { chat, im, room };
}

/** The same, joined, with five messages. */
export async function openBusyChat(attributes: Record<string, string> = {}, token: Partial<TokenResponse> = {}) {
  const staged = await openChat({ attributes, token });
  const { chat, im } = staged;
  await chat.joined();
  im.client.receive(
    im.text('first words'),
    im.text('and more'),
    im.text('hello @Ana', { userId: 'cleo', nick: 'Cleo' }),
    im.text('from the host', { userId: 'host', nick: 'Host' }),
    im.text('see https://example.com/x'),
  );
  await chat.row('see https://example.com/x');
  return staged;
}

/** The violations that axe finds. Import axe-core where this is used. */
export async function violations(chat: LiveChatDriver): Promise<string[]> {
  // Rows that are fading in have no contrast yet.
  await Promise.all(
    chat.root
      .getAnimations()
      .map((animation) => (animation.effect?.getTiming().iterations === Infinity ? undefined : animation.finished)),
  );
  const { violations: found } = await (globalThis as unknown as { axe: typeof axeCore }).axe.run(chat.element, {
    rules: { region: { enabled: false } },
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** Focuses the row with this text. */
export async function focusRow(chat: LiveChatDriver, text: string): Promise<HTMLElement> {
  const { element } = await chat.row(text);
  element.focus();
  return element;
}

/** Presses Shift+Enter. */
export async function breakLine(): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await sendKeys({ press: 'Enter' });
  await sendKeys({ up: 'Shift' });
}

/** Every text that the live region gets from now on. A text stays for 1.5 s only, which a test can miss. */
export async function recordAnnouncements(): Promise<readonly string[]> {
  const texts: string[] = [];
  // The region is created with the lazy part of the chat, which may be later than the room is joined.
  const element = await until(
    () => document.querySelector<HTMLElement>('[data-live-chat-announcer]'),
    'the page has a live region',
  );
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) texts.push(node.textContent ?? '');
  }).observe(element, { childList: true });
  return texts;
}

/** The live region of the page. */
export function region(): HTMLElement {
  const found = document.querySelector<HTMLElement>('[data-live-chat-announcer]');
  if (!found) throw new Error('The page has no announcer');
  return found;
}
