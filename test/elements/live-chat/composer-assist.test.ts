// Help with writing in <live-chat>: names after an @, the last message again, and the draft after a reload.
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { usersFor } from '../../../src/elements/live-chat/composer/composer-assist.lazy.js';
import { FakeIm } from '../../room/support/fake-im.js';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { openBusyChat, openChat, violations } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';
import 'axe-core/axe.min.js';

const names = (chat: LiveChatDriver): string[] =>
  [...chat.root.querySelectorAll('.name bdi')].map(({ textContent }) => textContent);
const selected = (chat: LiveChatDriver): string | undefined =>
  chat.root.querySelector('.name[aria-selected=true] bdi')?.textContent;

/** A chat whose help with writing is loaded, with the focus in the input. */
async function writing() {
  const staged = await openBusyChat();
  staged.chat.field.focus();
  await until(() => staged.chat.field.getAttribute('aria-autocomplete') === 'list', 'the help is loaded');
  return staged;
}

describe('Names after an @ in <live-chat>', () => {
  afterEach(() => LiveChatDriver.clear());

  it('are those of users who wrote, staff first, then the newest; typing narrows them', async () => {
    const { chat } = await writing();
    await sendKeys({ type: 'hi @' });
    await until(() => names(chat).length > 0, 'names are offered');
    expect(names(chat)).to.deep.equal(['Host', 'Ben', 'Cleo']);
    await sendKeys({ type: 'B' });
    await until(() => names(chat).length === 1, 'one is left');
    expect(names(chat)).to.deep.equal(['Ben']);
    await sendKeys({ type: 'x' });
    await until(() => names(chat).length === 0, 'none is left');
  });

  it('are selected with the arrow keys and inserted as a mention with Enter, which does not send', async () => {
    const { chat, im } = await writing();
    await sendKeys({ type: 'hi @' });
    await until(() => selected(chat) === 'Host', 'the first is selected');
    await sendKeys({ press: 'ArrowDown' });
    await until(() => selected(chat) === 'Ben', 'the second is selected');
    expect(chat.field.getAttribute('aria-activedescendant')).to.equal('name-1');
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'ArrowUp' });
    await until(() => selected(chat) === 'Cleo', 'it goes round');
    await sendKeys({ press: 'Enter' });
    await until(() => names(chat).length === 0, 'the list closes');
    expect(chat.field.value.replace('\u00A0', ' ')).to.equal('hi @Cleo ');
    expect(im.sent).to.deep.equal([]);
    await sendKeys({ type: 'there' });
    await sendKeys({ press: 'Enter' });
    await until(() => im.sent.length === 1, 'it is sent');
    expect(im.sent[0]).to.deep.include({ text: 'hi @Cleo there', mentions: ['cleo'] });
  });

  it('are chosen by a press, which keeps the focus in the input', async () => {
    const { chat } = await writing();
    await sendKeys({ type: '@cl' });
    const name = await chat.found('.name');
    name.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true }));
    name.click();
    await until(() => chat.field.value.startsWith('@Cleo'), 'it is inserted');
    expect(chat.focused === chat.field).to.equal(true);
  });

  it('close when the input loses the focus, and insert nothing after the cursor was moved away', async () => {
    const { chat } = await writing();
    await sendKeys({ type: '@b' });
    await chat.found('.names');
    chat.log.focus();
    await until(() => !chat.shows('.names'), 'it is closed');
    chat.field.focus();
    await sendKeys({ type: 'e' });
    await chat.found('.names');
    chat.field.setSelectionRange(0, 0);
    await sendKeys({ press: 'Enter' });
    await until(() => !chat.shows('.names'), 'it is closed again');
    expect(chat.field.value).to.equal('@be');
  });

  it('close with Escape, and are not offered in an address or during a composition', async () => {
    const { chat } = await writing();
    await sendKeys({ type: '@b' });
    await chat.found('.names');
    await sendKeys({ press: 'Escape' });
    await until(() => !chat.shows('.names'), 'Escape closes it');
    expect(chat.field.value).to.equal('@b');
    expect(chat.field.hasAttribute('aria-activedescendant')).to.equal(false);
    await sendKeys({ type: ' ana@b' });
    chat.field.value += ' @';
    chat.field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    await chat.element.updateComplete;
    expect(chat.shows('.names')).to.equal(false);
    chat.field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    await chat.found('.names');
  });

  it('passes axe with the list open', async () => {
    const { chat } = await writing();
    await sendKeys({ type: '@' });
    await chat.found('.names');
    expect(await violations(chat)).to.deep.equal([]);
  });

  it('are found without regard to case and width, at most six', () => {
    const said = (nick: string, role: 'viewer' | 'host' = 'viewer') => ({
      kind: 'text' as const,
      from: { userId: nick, nick, avatar: '', role, isSelf: false },
    });
    const list = ['Ｂen', 'ABEN', 'Cy', 'ben 2', ...'123456'.split('').map((each) => `Z${each}`)];
    const messages = list.map((nick) => said(nick)) as unknown as Parameters<typeof usersFor>[1];
    expect(usersFor('bEn', messages).map(({ nick }) => nick)).to.deep.equal(['ben 2', 'Ｂen', 'ABEN']);
    expect(usersFor('', messages)).to.have.length(6);
  });
});

describe('The input of <live-chat>', () => {
  afterEach(() => LiveChatDriver.clear());

  it('has the last own message again with Arrow Up while it is empty', async () => {
    const { chat, im } = await writing();
    await chat.send('one');
    await chat.send('two');
    await until(() => im.sent.length === 2 && chat.field.value === '', 'both are sent, and the input is empty');
    await chat.row('two');
    chat.field.focus();
    await sendKeys({ press: 'ArrowUp' });
    await until(() => chat.field.value === 'two', 'the last one is there');
    await sendKeys({ type: '!' });
    expect(chat.field.value).to.equal('two!');
    await sendKeys({ press: 'ArrowUp' });
    expect(chat.field.value).to.equal('two!');
  });

  it('has its draft again after a reload, until it is sent', async () => {
    const im = new FakeIm();
    const first = await writing();
    await sendKeys({ type: 'not finished' });
    await until(() => sessionStorage.getItem(sessionStorage.key(0) ?? '') === 'not finished', 'the draft is stored');
    first.chat.element.remove();
    const second = await openChat({ im });
    await second.chat.joined();
    second.chat.field.focus();
    await until(() => second.chat.field.value === 'not finished', 'the draft is there');
    second.chat.find('.emoji-button').click();
    const emoji = await second.chat.found('.emoji-item');
    emoji.click();
    await until(() => sessionStorage.getItem(sessionStorage.key(0) ?? '') === second.chat.field.value, 'it is stored');
    second.chat.field.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => im.sent.length === 1, 'it is sent');
    expect(sessionStorage).to.have.length(0);
    expect(first.im.sent).to.deep.equal([]);
  });
});
