import { a11ySnapshot, emulateMedia, executeServerCommand, sendKeys, setViewport } from '@web/test-runner-commands';
import 'axe-core/axe.min.js';
import type axeCore from 'axe-core';
import { expect } from 'chai';
import { ImError } from '../../src/im/im-error.js';
import type { ChatUserSelectEvent } from '../../src/ui/events/chat-user-select-event.js';
import type { TokenAnswer } from '../../src/room/room-options.js';
import { FakeIm } from '../room/support/fake-im.js';
import { fakeRoom } from '../room/support/fake-room.js';
import { expectConsole } from '../support/console-guard.js';
import { until } from '../support/until.js';
import { LiveChatDriver } from './live-chat-driver.js';

/** A chat on a real room whose service is in memory, so that each state can be had at once. */
async function stage({ im = new FakeIm(), token = {}, attributes = {} }: { im?: FakeIm; token?: Partial<TokenAnswer>; attributes?: Record<string, string> } = {}) {
  const { room } = fakeRoom(token, { createClient: im.createClient });
  const chat = await LiveChatDriver.put({ lang: 'en', ...attributes }, { room });
  room.connect().catch(() => undefined); // the states of failure are drawn, that is the test
  return { chat, im, room };
}

async function talk(attributes: Record<string, string> = {}, token: Partial<TokenAnswer> = {}) {
  const staged = await stage({ attributes, token });
  const { chat, im } = staged;
  await chat.joined();
  im.client.receive(im.text('first words'), im.text('and more'), im.text('hello @Ana', { userId: 'cleo', nick: 'Cleo' }), im.text('from the host', { userId: 'host', nick: 'Host' }), im.text('see https://example.com/x'));
  await chat.row('see https://example.com/x');
  return staged;
}

async function violations(chat: LiveChatDriver): Promise<string[]> {
  // What is still fading in has no contrast yet.
  await Promise.all(chat.root.getAnimations().map((animation) => (animation.effect?.getTiming().iterations === Infinity ? undefined : animation.finished)));
  const { violations: found } = await (globalThis as unknown as { axe: typeof axeCore }).axe.run(chat.element, { rules: { region: { enabled: false } } });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

async function focusRow(chat: LiveChatDriver, text: string): Promise<HTMLElement> {
  const { element } = await chat.row(text);
  element.focus();
  return element;
}

async function breakLine(): Promise<void> {
  await sendKeys({ down: 'Shift' });
  await sendKeys({ press: 'Enter' });
  await sendKeys({ up: 'Shift' });
}

const region = (): HTMLElement => {
  const found = document.querySelector<HTMLElement>('[data-live-chat-announcer]');
  if (!found) throw new Error('The page has no announcer');
  return found;
};

describe('<live-chat> and its people', () => {
  afterEach(() => LiveChatDriver.clear());

  describe('is clean for axe', () => {
    for (const scheme of ['light', 'dark'] as const) {
      it(`while people talk, in ${scheme}`, async () => {
        document.documentElement.style.setProperty('color-scheme', scheme);
        document.body.style.setProperty('background', scheme === 'dark' ? '#111' : '#fff');
        const { chat, room, im } = await talk();
        im.on.send = () => {
          throw new ImError(80001, 'refused');
        };
        room.send('not for this room').catch(() => undefined); // the failed row is what is looked at
        await until(() => chat.shows('.failure'), 'a row failed');
        expect(await violations(chat)).to.deep.equal([]);
        document.documentElement.style.removeProperty('color-scheme');
        document.body.style.removeProperty('background');
      });
    }

    it('while it is joining', async () => {
      const im = new FakeIm();
      im.on.join = () => new Promise(() => undefined);
      const { chat } = await stage({ im });
      await until(() => chat.element.status === 'connecting', 'it connects');
      expect(await violations(chat)).to.deep.equal([]);
    });

    it('while nobody has spoken', async () => {
      const { chat } = await stage();
      await chat.joined();
      await until(() => chat.shows('.empty'), 'the room is empty');
      expect(await violations(chat)).to.deep.equal([]);
    });

    it('for a guest', async () => {
      const { chat } = await stage({ token: { userId: undefined, userSig: undefined } });
      await until(() => chat.shows('.sign-in'), 'the button stands');
      expect(await violations(chat)).to.deep.equal([]);
    });

    it('when the room failed, with a way on', async () => {
      const im = new FakeIm();
      im.on.join = () => {
        throw new ImError(10015, 'no such group');
      };
      const { chat } = await stage({ im });
      await until(() => chat.element.status === 'failed', 'it failed');
      await until(() => chat.shows('.end .button'), 'a way on stands');
      expect(await violations(chat)).to.deep.equal([]);
    });

    it('with the menu, the options and the emoji open', async () => {
      const { chat } = await talk({}, { role: 'host' });
      await focusRow(chat, 'first words');
      await sendKeys({ press: 'Enter' });
      await until(() => chat.shows('.menu'), 'the menu is open');
      expect(await violations(chat)).to.deep.equal([]);
      await sendKeys({ press: 'Escape' });
      chat.find('.options-button').click();
      await until(() => chat.shows('.options'), 'the options are open');
      expect(await violations(chat)).to.deep.equal([]);
      await sendKeys({ press: 'Escape' });
      chat.find('.emoji-button').click();
      await until(() => chat.shows('.emoji-panel'), 'the panel is open');
      expect(await violations(chat)).to.deep.equal([]);
    });

    for (const appearance of ['overlay', 'compact']) {
      it(`as ${appearance}`, async () => {
        const { chat } = await talk({ appearance });
        if (appearance === 'overlay') chat.element.style.setProperty('background', '#123');
        expect(await violations(chat)).to.deep.equal([]);
      });
    }
  });

  describe('by keyboard', () => {
    it('goes from row to row by arrows, Home and End, and back to the field by Escape', async () => {
      const { chat } = await talk();
      chat.log.focus();
      await sendKeys({ press: 'ArrowUp' });
      expect(chat.focused).to.equal(chat.rows().at(-1)?.element);
      await sendKeys({ press: 'Home' });
      expect(chat.focused).to.equal(chat.rows()[0]?.element);
      await sendKeys({ press: 'ArrowDown' });
      expect(chat.focused).to.equal(chat.rows()[1]?.element);
      await sendKeys({ press: 'End' });
      expect(chat.focused).to.equal(chat.rows().at(-1)?.element);
      await sendKeys({ press: 'Escape' });
      expect(chat.focused).to.equal(chat.field);
    });

    it('names a row while it has the focus', async () => {
      const { chat } = await talk();
      const row = await focusRow(chat, 'first words');
      expect(row.getAttribute('aria-label')).to.match(/^Ben, .+: first words$/);
      chat.field.focus();
      expect(row.hasAttribute('aria-label')).to.equal(false);
    });

    it('opens the menu by Enter, gives the focus back, and keeps the log still meanwhile', async () => {
      const { chat, im } = await talk();
      const row = await focusRow(chat, 'first words');
      await sendKeys({ press: 'Enter' });
      await until(() => chat.shows('.menu'), 'the menu is open');
      expect(chat.focused?.getAttribute('role')).to.equal('menuitem');
      im.client.receive(im.text('meanwhile'));
      await until(() => chat.element.messages.at(-1)?.text === 'meanwhile', 'the room has it');
      expect(chat.texts()).to.not.include('meanwhile');
      await sendKeys({ press: 'Escape' });
      await until(() => !chat.shows('.menu'), 'the menu is closed');
      expect(chat.focused).to.equal(row);
      await chat.row('meanwhile');
    });

    it('does not move the focus when messages come', async () => {
      const { chat, im } = await talk();
      const row = await focusRow(chat, 'first words');
      im.client.receive(im.text('newer'));
      await chat.row('newer');
      expect(chat.focused).to.equal(row);
    });
  });

  describe('the menu of a row', () => {
    async function choose(chat: LiveChatDriver, text: string, choice: string): Promise<void> {
      await focusRow(chat, text);
      await sendKeys({ press: 'Enter' });
      await until(() => chat.shows(`[data-choice=${choice}]`), 'the choice is offered');
      chat.find(`[data-choice=${choice}]`).click();
    }

    it('hides a person for this reader, with a way back', async () => {
      const { chat, room } = await talk();
      await choose(chat, 'first words', 'hide');
      await until(() => !chat.rows().some((row) => row.author === 'Ben'), 'Ben is gone');
      expect([...room.hiddenPeople]).to.deep.equal(['ben']);
      chat.find('.toast .text-button').click();
      await chat.row('first words');
      expect(chat.texts().slice(0, 2)).to.deep.equal(['first words', 'and more']);
    });

    it('mentions a person, who is named in what is sent', async () => {
      const { chat, im } = await talk();
      await choose(chat, 'first words', 'mention');
      expect(chat.field.value).to.equal('@Ben ');
      await chat.send('hi');
      await until(() => im.sent.length === 1, 'it is sent');
      expect(im.sent[0]).to.deep.include({ kind: 'text', text: '@Ben hi' });
      expect((im.sent[0] as { mentions?: readonly string[] }).mentions).to.deep.equal(['ben']);
    });

    it('offers a viewer no moderation', async () => {
      const { chat } = await talk();
      await focusRow(chat, 'first words');
      await sendKeys({ press: 'Enter' });
      await until(() => chat.shows('.menu'), 'the menu is open');
      expect([...chat.root.querySelectorAll<HTMLElement>('.menu [data-choice]')].map((item) => item.dataset.choice)).to.deep.equal(['copy', 'mention', 'hide']);
    });

    it('lets the host mute, with undo, and says it where the plan cannot ban', async () => {
      const { chat, im } = await talk({}, { role: 'host' });
      await choose(chat, 'first words', 'mute');
      await until(() => im.calls.includes('mute ben 600'), 'the service is asked');
      await until(() => chat.shows('.toast .text-button'), 'undo is offered');
      chat.find('.toast .text-button').click();
      await until(() => im.calls.includes('mute ben 0'), 'the mute is taken back');
      await choose(chat, 'first words', 'ban');
      await until(() => chat.shows('.toast') && chat.find('.toast').textContent === 'This room cannot do that.', 'the reason is said');
    });

    it('lets the host mute everybody and back, and shows what holds when the service refuses', async () => {
      const { chat, im } = await talk({}, { role: 'host' });
      chat.find('.options-button').click();
      await until(() => chat.shows('.options'), 'the options are open');
      const option = (words: string) => [...chat.root.querySelectorAll<HTMLElement>('.option')].find((each) => each.textContent.includes(words))?.querySelector('input') as HTMLInputElement;
      option('Mute everybody').click();
      await until(() => im.calls.includes('muteAll true') && option('Mute everybody').checked, 'the room is muted');
      im.client.receive({ kind: 'tip', id: 'm', groupId: 'show', time: 1, action: 'profile', operatorId: 'host', users: [], profile: { allMuted: false } });
      await until(() => !option('Mute everybody').checked, 'another moderator opened it');
      im.refusesIntroduction = true;
      option('Only emoji').click();
      await until(() => chat.shows('.toast') && chat.find('.toast').textContent === 'You may not do this here.', 'it is said why not');
      await until(() => !option('Only emoji').checked, 'the box says what holds');
    });

    it('stays closed when the page takes the choice of a person over', async () => {
      const { chat } = await talk();
      const users: string[] = [];
      chat.element.addEventListener('chat-user-select', (event: ChatUserSelectEvent) => {
        users.push(event.user.userId);
        event.preventDefault();
      });
      chat.find('.author').click();
      await chat.element.updateComplete;
      expect(users).to.deep.equal(['ben']);
      expect(chat.shows('.menu')).to.equal(false);
    });
  });

  describe('the composer', () => {
    it('sends by Enter, breaks by Shift+Enter, and never during composition', async () => {
      const { chat, im } = await talk();
      await chat.type('one');
      await breakLine();
      await sendKeys({ type: 'two' });
      expect(chat.field.value).to.equal('one\ntwo');
      chat.field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      await sendKeys({ press: 'Enter' });
      chat.field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true }));
      expect(im.sent).to.have.length(0);
      chat.field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
      // Safari: the key that ends the composition comes after its end, marked by its code only.
      const late = new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true });
      chat.field.dispatchEvent(late);
      expect(late.defaultPrevented).to.equal(false);
      await sendKeys({ press: 'Enter' });
      await until(() => im.sent.length === 1, 'it is sent once');
    });

    it('counts characters as people do, and does not send too many', async () => {
      const { chat, im } = await talk({ 'max-length': '5' });
      await chat.type('👩‍👩‍👧‍👦é');
      await until(() => chat.find('.counter').textContent.includes('3 characters left'), 'three are left');
      await sendKeys({ type: 'abcd' });
      await until(() => chat.field.getAttribute('aria-invalid') === 'true', 'it is too long');
      await sendKeys({ press: 'Enter' });
      expect(im.sent).to.have.length(0);
      expect(chat.field.value).to.not.equal('');
    });

    it('grows to three lines and no further', async () => {
      const { chat } = await talk();
      const { height: one } = chat.field.getBoundingClientRect();
      for (let line = 0; line < 6; line++) {
        await chat.type('x');
        await breakLine();
      }
      const { height: many } = chat.field.getBoundingClientRect();
      expect(many - one).to.be.closeTo(40, 1);
    });

    it('says why words do not go in a room of emoji, and lets emoji go', async () => {
      const im = new FakeIm();
      const { chat, room } = await stage({ im });
      await chat.joined();
      im.client.receive({ kind: 'tip', id: 'emoji', groupId: 'show', time: 1, action: 'profile', operatorId: 'host', users: [], profile: { introduction: '[live-chat emoji]' } });
      await until(() => room.snapshot.settings.emojiOnly, 'the room is for emoji only');
      await until(() => chat.shows('.hint'), 'it is said before');
      await chat.send('words');
      await until(() => chat.shows('.toast'), 'it is said why');
      expect(chat.find('.toast').textContent).to.equal('Only emoji can be sent now.');
      expect(chat.field.value).to.equal('words');
      chat.field.value = '';
      chat.field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await chat.send('🎉');
      await until(() => im.sent.length === 1, 'the emoji went');
    });

    it('finds an emoji by a word and puts it where the cursor is', async () => {
      const { chat } = await talk();
      await chat.type('ab');
      chat.field.setSelectionRange(1, 1);
      chat.find('.emoji-button').click();
      await until(() => chat.shows('.emoji-search'), 'the panel is open');
      chat.find('.emoji-search').focus();
      await sendKeys({ type: 'rocket' });
      await until(() => chat.root.querySelectorAll('.emoji-item').length === 1, 'one is found');
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      expect(chat.field.value).to.equal('a🚀b');
      await sendKeys({ press: 'Escape' });
      expect(chat.focused).to.equal(chat.field);
      expect(chat.shows('.emoji-panel')).to.equal(false);
    });

    it('closes the emoji when one goes on writing', async () => {
      const { chat } = await talk();
      chat.find('.emoji-button').click();
      await until(() => chat.focused?.classList.contains('emoji-search') || chat.focused?.classList.contains('emoji-item'), 'the panel has the focus');
      chat.field.focus();
      await until(() => !chat.shows('.emoji-panel'), 'the panel is closed');
      expect(chat.focused).to.equal(chat.field);
    });

    it('finds emoji by Chinese words in a Chinese page', async () => {
      const { chat } = await talk({ lang: 'zh-TW' });
      chat.find('.emoji-button').click();
      await until(() => chat.shows('.emoji-search'), 'the panel is open');
      const search = chat.find<HTMLInputElement>('.emoji-search');
      search.value = '鼓掌';
      search.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await until(() => chat.root.querySelectorAll('.emoji-item').length === 1, 'one is found');
      expect(chat.find('.emoji-item').textContent).to.equal('👏');
    });
  });

  describe('the announcement', () => {
    it('stands in a banner, can be folded, and a later one takes its place', async () => {
      const im = new FakeIm();
      im.group = { ...im.group, notification: 'Doors at eight' };
      const { chat } = await stage({ im });
      await until(() => chat.shows('.banner'), 'the banner stands');
      expect(chat.find('.banner-text').textContent).to.equal('Doors at eight');
      chat.find('.fold').click();
      await until(() => chat.shows('.banner.folded'), 'it is folded');
      im.client.receive({ kind: 'tip', id: 't1', groupId: 'show', time: Date.now(), action: 'profile', operatorId: 'host', users: [], profile: { notification: 'Doors at nine' } });
      await until(() => chat.find('.banner-text').textContent === 'Doors at nine', 'the later one stands');
      expect(chat.shows('.banner.folded')).to.equal(false);
    });

    it('is drawn with the simple tags it was written with, and with nothing else', async () => {
      const im = new FakeIm();
      im.group = { ...im.group, notification: '<b>Doors</b> at <a href="https://example.com/">eight</a>' };
      const { chat } = await stage({ im });
      await until(() => chat.shows('.banner-text b'), 'the emphasis stands');
      expect(chat.find('.banner-text').textContent).to.equal('Doors at eight');
      expect(chat.find('.banner-text a').getAttribute('rel')).to.equal('noopener noreferrer nofollow ugc');
      im.client.receive({ kind: 'tip', id: 't2', groupId: 'show', time: Date.now(), action: 'profile', operatorId: 'host', users: [], profile: { notification: '<b>x</b><img src=x onerror=alert(1)>' } });
      await until(() => chat.find('.banner-text').textContent === '<b>x</b><img src=x onerror=alert(1)>', 'the other is shown letter by letter');
      expect(chat.shows('.banner-text img')).to.equal(false);
    });
  });

  describe('for screen readers', () => {
    it('speaks in one polite region of the page, outside of the shadow tree', async () => {
      const { chat } = await stage();
      await chat.joined();
      await LiveChatDriver.put();
      expect(document.querySelectorAll('[data-live-chat-announcer]')).to.have.length(1);
      expect(region().getAttribute('aria-live')).to.equal('polite');
    });

    it('reads a single message in full, and what mentions one always', async () => {
      const { chat, im } = await stage();
      await chat.joined();
      im.client.receive(im.text('good evening'));
      await until(() => region().textContent === 'Ben: good evening', 'it is read');
    });

    it('makes a change of each text, also of the same one again', async () => {
      const { chat } = await stage();
      await chat.joined();
      const seen: string[] = [];
      const observer = new MutationObserver(() => seen.push(region().textContent));
      observer.observe(region(), { childList: true, characterData: true, subtree: true });
      await chat.send('one');
      await chat.send('two');
      await until(() => seen.filter((text) => text === 'Sent').length >= 2, 'both results are said', 8000);
      observer.disconnect();
    });

    it('says that an own message was sent, and why not', async () => {
      const { chat, im } = await stage();
      await chat.joined();
      await chat.send('hello');
      await until(() => region().textContent === 'Sent', 'it is said');
      im.on.send = () => {
        throw new ImError(80001, 'refused');
      };
      await chat.send('bad');
      await until(() => region().textContent === 'Not sent: The message was not accepted by the room.', 'the reason is said');
    });
  });

  describe('in its place', () => {
    it('speaks the language around it, changing with it', async () => {
      const { chat } = await stage({ attributes: {} });
      await chat.joined();
      chat.element.lang = 'zh-CN';
      await until(() => chat.field.placeholder === '说点什么…', 'it speaks Chinese');
      chat.element.lang = 'zh-Hant';
      await until(() => chat.field.placeholder === '說點什麼…', 'it speaks Traditional Chinese');
      chat.element.terms = { placeholder: 'Dis quelque chose' };
      await until(() => chat.field.placeholder === 'Dis quelque chose', 'it speaks the page’s own words');
    });

    it('draws rows in their language again when it changes', async () => {
      const { chat } = await talk();
      expect(chat.rows().find((row) => row.author === 'Host')?.element.querySelector('.badge')?.textContent).to.equal('Host');
      chat.element.lang = 'zh-CN';
      await until(() => chat.rows().find((row) => row.author === 'Host')?.element.querySelector('.badge')?.textContent === '主播', 'the badge is Chinese');
    });

    it('mirrors for a page that is written from right to left', async () => {
      const { chat } = await talk({ dir: 'rtl' });
      const [row] = chat.rows();
      const avatar = row?.element.querySelector('.avatar')?.getBoundingClientRect();
      const text = row?.element.querySelector('.text')?.getBoundingClientRect();
      expect(avatar && text && avatar.left > text.left).to.equal(true);
      const words = document.createRange();
      const node = row?.element.querySelector('.text');
      if (node) words.selectNodeContents(node);
      expect(Math.abs(words.getBoundingClientRect().right - (text?.right ?? 0))).to.be.below(1);
    });

    it('fits into 320 pixels, also with text twice as large', async () => {
      await setViewport({ width: 320, height: 640 });
      document.documentElement.style.setProperty('font-size', '200%');
      const { chat } = await talk();
      const { left, right } = chat.element.getBoundingClientRect();
      for (const part of ['.header', '.title', '.pause', '.options-button', '.log', '.composer', '.send-button', '.input']) {
        const box = chat.find(part).getBoundingClientRect();
        expect(box.left, part).to.be.at.least(left);
        expect(box.right, part).to.be.at.most(right + 0.5);
      }
      expect(chat.log.scrollWidth).to.equal(chat.log.clientWidth);
      document.documentElement.style.removeProperty('font-size');
      await setViewport({ width: 800, height: 600 });
    });

    it('has no place to write as an overlay, and still says when the room is over', async () => {
      const { chat, im } = await talk({ appearance: 'overlay' });
      expect(chat.shows('.input')).to.equal(false);
      im.client.receive({ kind: 'notice', id: 'n1', groupId: 'show', time: Date.now(), action: 'dismissed', operatorId: 'host', text: '' });
      await until(() => chat.shows('.end-title'), 'the end is said');
      expect(chat.find('.end-title').textContent).to.equal('This room has ended');
      expect(chat.texts()).to.include('first words');
    });

    it('names everybody who came when it is asked to', async () => {
      const { chat, im } = await talk({ notices: 'all' });
      const users = ['ann', 'bob', 'cid'].map((userId) => ({ userId, nick: userId, avatar: '' }));
      im.client.receive({ kind: 'tip', id: 't2', groupId: 'show', time: Date.now(), action: 'joined', operatorId: 'ann', users });
      await chat.row('ann, bob, and cid joined');
    });

    it('tells the author of wrong markup once, and uses what is usual', async () => {
      expectConsole('appearance="poster"');
      expectConsole('max-length');
      const { chat } = await talk({ appearance: 'poster', 'max-length': 'many' });
      expect(chat.shows('.avatar')).to.equal(true);
      await chat.type('x'.repeat(130));
      await until(() => chat.find('.counter').textContent.includes('10 characters left'), 'ten are left');
    });

    it('does not travel when the person wants less motion', async () => {
      await emulateMedia({ reducedMotion: 'reduce' });
      const { chat, im } = await talk();
      im.client.receive(im.text('calm'));
      const { element } = await chat.row('calm');
      expect(['none', 'fade']).to.include(getComputedStyle(element).animationName);
      await emulateMedia({ reducedMotion: 'no-preference' });
    });

    it('keeps its marks in forced colours', async () => {
      await executeServerCommand('emulated-media', [{ name: 'forced-colors', value: 'active' }]);
      const { chat, room } = await talk();
      await room.send('mine');
      const { element } = await chat.row('mine');
      expect(getComputedStyle(element).borderInlineEndStyle).to.equal('solid');
      await executeServerCommand('emulated-media', [{ name: 'forced-colors', value: 'none' }]);
    });

    it('can be paused by anybody, and says so', async () => {
      const { chat, im } = await talk();
      chat.find('.pause').click();
      await chat.element.updateComplete;
      expect(chat.find('.pause').getAttribute('aria-label')).to.equal('Resume chat');
      im.client.receive(im.text('unseen'));
      await until(() => chat.shows('.pill') && chat.find('.pill').textContent.includes('1 new message'), 'it is counted');
      expect(chat.texts()).to.not.include('unseen');
      chat.find('.pill').click();
      await chat.row('unseen');
      expect(chat.element.paused).to.equal(false);
    });

    it('gives the log and its rows roles that a screen reader knows', async () => {
      const { chat } = await talk();
      const tree = JSON.stringify(await a11ySnapshot({}));
      expect(tree).to.match(/"role":"log"[^{}]*"name":"Chat messages"/);
      expect(chat.rows().every((row) => row.element.getAttribute('role') === 'listitem')).to.equal(true);
    });
  });
});
