// Replying in <live-chat>: by the menu, the button beside it, a key and a swipe; the preview over the input; quotes.
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { ChatBeforeSendEvent } from '../../../src/elements/live-chat/live-chat-events.js';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { focusRow, openBusyChat, violations } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';
import 'axe-core/axe.min.js';

const preview = (chat: LiveChatDriver): string | undefined =>
  chat.root.querySelector('.reply-quote')?.textContent?.trim();

/** Replies to the row with this text by the key, and waits for the preview. */
async function replyTo(chat: LiveChatDriver, text: string): Promise<void> {
  await focusRow(chat, text);
  await sendKeys({ press: 'r' });
  await until(() => preview(chat), 'the preview is shown');
}

/** A swipe of one finger over a row, by `length` px towards its end. */
function swipe(row: HTMLElement, length: number, { direction = 1, across = 0 } = {}): void {
  const { left, top } = row.getBoundingClientRect();
  const touch = (type: string, x: number, y: number): void => {
    const at = { clientX: left + 100 + x, clientY: top + 5 + y, pointerType: 'touch', pointerId: 7, isPrimary: true };
    row.dispatchEvent(new PointerEvent(type, { ...at, bubbles: true, composed: true }));
  };
  touch('pointerover', 0, 0);
  touch('pointerdown', 0, 0);
  for (let step = 1; step <= 4; step++) touch('pointermove', (direction * length * step) / 4, (across * step) / 4);
  touch('pointerup', direction * length, across);
}

describe('A reply in <live-chat>', () => {
  afterEach(() => LiveChatDriver.clear());

  it('begins with the key R, is shown over the input, and is sent with the next message only', async () => {
    const { chat, im } = await openBusyChat();
    await replyTo(chat, 'first words');
    expect(preview(chat)).to.equal('Reply to Ben first words');
    expect(chat.focused === chat.field).to.equal(true);
    await sendKeys({ type: 'an answer' });
    await sendKeys({ press: 'Enter' });
    await until(() => im.sent.length === 1, 'it is sent');
    const quoted = chat.element.messages.find(({ text }) => text === 'first words');
    expect((im.sent[0] as { cloudCustomData?: string }).cloudCustomData).to.contain(`"id":"${quoted?.id}"`);
    expect(preview(chat)).to.equal(undefined);
    const { element } = await chat.row('Ben first wordsan answer');
    expect(element.querySelector('.quote-author')?.textContent).to.equal('Ben');
    element.focus();
    expect(element.getAttribute('aria-label')).to.match(/: Replying to Ben: an answer$/);
    await chat.send('no answer');
    await until(() => im.sent.length === 2, 'the next is sent');
    expect((im.sent[1] as { cloudCustomData?: string }).cloudCustomData).not.to.contain('replyTo');
  });

  it('is the first item of the menu, and a button beside the menu button', async () => {
    const { chat } = await openBusyChat();
    await focusRow(chat, 'and more');
    await sendKeys({ press: 'Enter' });
    const item = await chat.found('.menu .menu-item');
    expect(item.textContent.trim()).to.equal('Reply');
    item.click();
    await until(() => preview(chat) === 'Reply to Ben and more', 'the preview is shown');
    const { element } = await chat.row('from the host');
    element.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    const button = await chat.found('.tools [data-action=reply]');
    expect(button.getAttribute('aria-label')).to.equal('Reply to Host');
    button.click();
    await until(() => preview(chat) === 'Reply to Host from the host', 'the other message replaces it');
  });

  it('ends with Escape, with its button, and when its message is retracted; the draft stays', async () => {
    const { chat, im } = await openBusyChat();
    await replyTo(chat, 'first words');
    await sendKeys({ type: 'draft' });
    await sendKeys({ press: 'Escape' });
    await until(() => preview(chat) === undefined, 'Escape ends it');
    expect(chat.field.value).to.equal('draft');
    await replyTo(chat, 'first words');
    chat.find('.reply-cancel').click();
    await until(() => preview(chat) === undefined, 'the button ends it');
    await replyTo(chat, 'first words');
    const quoted = chat.element.messages.find(({ text }) => text === 'first words');
    const recalled = [{ id: quoted?.id ?? '', seq: quoted?.seq ?? 0, fromId: 'ben', reason: '' }];
    const notice = { id: 'n1', groupId: 'show', time: Date.now(), operatorId: 'host', text: '' };
    im.client.receive({ ...notice, kind: 'notice', action: 'recalled', recalled });
    await until(() => preview(chat) === undefined, 'the retraction ends it');
    expect(chat.field.value).to.equal('draft');
  });

  it('begins with a swipe towards the end of a row, and not with a short one or with scrolling', async () => {
    const { chat } = await openBusyChat();
    const { element } = await chat.row('first words');
    // The first touch loads the code of the menu.
    await until(() => {
      swipe(element, 90);
      return preview(chat);
    }, 'a swipe replies');
    chat.find('.reply-cancel').click();
    await until(() => preview(chat) === undefined, 'it is ended');
    swipe(element, 30);
    swipe(element, 90, { direction: -1 });
    swipe(element, 90, { across: 60 });
    await chat.element.updateComplete;
    expect(preview(chat)).to.equal(undefined);
    expect(element.style.translate).to.equal('');
    chat.element.dir = 'rtl';
    swipe(element, 90, { direction: -1 });
    await until(() => preview(chat), 'in right-to-left text the end is at the left');
  });

  it('goes from a quote to the message and marks it, also by the menu', async () => {
    const { chat, im } = await openBusyChat();
    const quoted = chat.element.messages.find(({ text }) => text === 'first words');
    const replyData = JSON.stringify({ liveChat: { v: 1, replyTo: { id: quoted?.id, nick: '', text: '' } } });
    im.client.receive(im.text('an answer', { userId: 'cleo', nick: 'Cleo', cloudCustomData: replyData }));
    const { element } = await chat.row('Ben first wordsan answer');
    element.querySelector<HTMLElement>('.quote')?.click();
    const marked = await chat.found('.row.marked');
    expect(marked.querySelector('.text')?.textContent).to.equal('first words');
    expect(chat.focused === marked).to.equal(true);
    await until(() => !chat.shows('.row.marked'), 'the mark ends');
    element.focus();
    await sendKeys({ press: 'Enter' });
    (await chat.found('[data-choice=quoted]')).click();
    await chat.found('.row.marked');
  });

  it('gives chat-before-send its extras, which a listener may replace', async () => {
    const { chat, im } = await openBusyChat();
    const seen: unknown[] = [];
    chat.element.addEventListener('chat-before-send', (event: ChatBeforeSendEvent) => {
      seen.push(event.extras.replyTo);
      event.extras = { ...event.extras, replyTo: undefined };
    });
    await replyTo(chat, 'first words');
    await sendKeys({ type: 'x' });
    await sendKeys({ press: 'Enter' });
    await until(() => im.sent.length === 1, 'it is sent');
    expect(seen).to.deep.equal([chat.element.messages.find(({ text }) => text === 'first words')?.id]);
    expect((im.sent[0] as { cloudCustomData?: string }).cloudCustomData).not.to.contain('replyTo');
  });

  it('can be sent by the page', async () => {
    const { chat } = await openBusyChat();
    const quoted = chat.element.messages.find(({ text }) => text === 'first words');
    const sent = await chat.element.send('by the page', { replyTo: quoted?.id });
    expect(sent.replyTo?.text).to.equal('first words');
  });

  it('is not offered to guests and without a composer', async () => {
    for (const [attributes, token] of [
      [{ 'no-composer': '' }, {}],
      [{}, { userId: '' }],
    ] as const) {
      const { chat } = await openBusyChat(attributes, token);
      await focusRow(chat, 'first words');
      expect(chat.shows('.tools [data-action=reply]')).to.equal(false);
      await sendKeys({ press: 'r' });
      await sendKeys({ press: 'Enter' });
      await chat.found('.menu');
      expect(chat.shows('[data-choice=reply]')).to.equal(false);
      expect(preview(chat)).to.equal(undefined);
      await LiveChatDriver.clear();
    }
  });

  it('passes axe with a preview and a quote', async () => {
    const { chat, im } = await openBusyChat();
    const quoted = chat.element.messages.find(({ text }) => text === 'from the host');
    const replyData = JSON.stringify({ liveChat: { v: 1, replyTo: { id: quoted?.id, nick: '', text: '' } } });
    im.client.receive(im.text('an answer', { userId: 'cleo', nick: 'Cleo', cloudCustomData: replyData }));
    await until(() => chat.root.querySelector('.quote .badge')?.textContent === 'Host', 'the badge is shown');
    await replyTo(chat, 'first words');
    expect(await violations(chat)).to.deep.equal([]);
  });
});
