import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { ChatUserSelectEvent } from '../../../src/elements/live-chat/live-chat-events.js';
import { FakeIm } from '../../room/support/fake-im.js';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { breakLine, focusRow, openChat, openBusyChat } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

describe('<live-chat> for its users', () => {
  afterEach(() => LiveChatDriver.clear());

  describe('the menu of a row', () => {
    async function choose(chat: LiveChatDriver, text: string, choice: string): Promise<void> {
      await focusRow(chat, text);
      await sendKeys({ press: 'Enter' });
      await until(() => chat.shows(`[data-choice=${choice}]`), 'the choice is offered');
      chat.find(`[data-choice=${choice}]`).click();
    }

    it('hides a user for this viewer, and can be undone', async () => {
      const { chat, room } = await openBusyChat();
      await choose(chat, 'first words', 'hide');
      await until(() => !chat.rows().some((row) => row.author === 'Ben'), 'Ben is gone');
      expect([...room.hiddenUsers]).to.deep.equal(['ben']);
      chat.find('.toast .text-button').click();
      await chat.row('first words');
      expect(chat.texts().slice(0, 2)).to.deep.equal(['first words', 'and more']);
    });

    it('mentions a user, who is named in the sent message', async () => {
      const { chat, im } = await openBusyChat();
      await choose(chat, 'first words', 'mention');
      // WebKit inserts a space at the end as a no-break space; it is sent as a space.
      await until(() => chat.field.value.replace('\u00A0', ' ') === '@Ben ', 'the mention is inserted');
      await chat.send('hi');
      await until(() => im.sent.length === 1, 'it is sent');
      expect(im.sent[0]).to.deep.include({ kind: 'text', text: '@Ben hi' });
      expect((im.sent[0] as { mentions?: readonly string[] }).mentions).to.deep.equal(['ben']);
    });

    it('offers a viewer no moderation', async () => {
      const { chat } = await openBusyChat();
      await focusRow(chat, 'first words');
      await sendKeys({ press: 'Enter' });
      await until(() => chat.shows('.menu'), 'the menu is open');
      expect(
        [...chat.root.querySelectorAll<HTMLElement>('.menu [data-choice]')].map((item) => item.dataset.choice),
      ).to.deep.equal(['reply', 'copy', 'mention', 'hide']);
    });

    it('lets the host mute, with undo, and shows when the plan cannot ban', async () => {
      const { chat, im } = await openBusyChat({}, { role: 'host' });
      await choose(chat, 'first words', 'mute');
      await until(() => im.calls.includes('mute ben 600'), 'the service is asked');
      await until(() => chat.shows('.toast .text-button'), 'undo is offered');
      chat.find('.toast .text-button').click();
      await until(() => im.calls.includes('mute ben 0'), 'the mute is taken back');
      await choose(chat, 'first words', 'ban');
      await until(
        () => chat.shows('.toast') && chat.find('.toast').textContent === 'This room does not support that.',
        'the reason is said',
      );
    });

    it('lets the host mute all and undo it, and shows the actual state when the service refuses', async () => {
      const { chat, im, room } = await openBusyChat({}, { role: 'host' });
      chat.find('.options-button').click();
      await until(() => chat.shows('.options'), 'the options are open');
      const option = (words: string) =>
        [...chat.root.querySelectorAll<HTMLElement>('.option')]
          .find((each) => each.textContent.includes(words))
          ?.querySelector('input') as HTMLInputElement;
      option('Mute everyone').click();
      await until(() => im.calls.includes('muteAll true') && room.snapshot.isRoomMuted, 'the room is muted');
      im.client.receive({
        kind: 'group-event',
        id: 'm',
        groupId: 'show',
        time: 1,
        action: 'profile',
        operatorId: 'host',
        users: [],
        profile: { allMuted: false },
      });
      await until(() => !option('Mute everyone').checked, 'another moderator opened it');
      im.refusesIntroduction = true;
      option('Emoji only').click();
      await until(
        () => chat.shows('.toast') && chat.find('.toast').textContent === 'You are not allowed to do this.',
        'it is said why not',
      );
      await until(() => !option('Emoji only').checked, 'the box says what holds');
    });

    it('stays closed when the page prevents the default of the user event', async () => {
      const { chat } = await openBusyChat();
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
    it('sends by Enter after a composition that has never ended', async () => {
      const { chat, im } = await openBusyChat();
      chat.field.focus();
      chat.field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      await chat.send('nihao');
      await until(() => im.sent.length === 1, 'it is sent');
      expect(chat.field.value).to.equal('');
    });

    it('can undo an inserted emoji or mention, and what was typed before', async () => {
      const engine = /Chrome|Firefox/.exec(navigator.userAgent)?.[0] ?? 'WebKit';
      if (engine === 'WebKit') throw new Error('Ctrl+Z by WebDriver is not supported in WebKit for GTK.'); // skips
      const { chat } = await openBusyChat();
      const isMac = navigator.platform.startsWith('Mac');
      const undo = async () => {
        await sendKeys({ down: isMac ? 'Meta' : 'Control' });
        await sendKeys({ press: 'z' });
        await sendKeys({ up: isMac ? 'Meta' : 'Control' });
      };
      await chat.type('good ');
      chat.find('.emoji-button').click();
      const emoji = await chat.found('.emoji-item:nth-child(3)');
      emoji.focus();
      emoji.click();
      await until(() => chat.field.value === `good ${emoji.dataset.emoji}`, 'the emoji is in the text');
      expect(chat.shows('.emoji-panel'), 'the panel stays open').to.equal(true);
      expect(chat.focused, 'the focus stays in it').to.equal(emoji);
      chat.field.focus();
      await sendKeys({ type: ' evening' });
      // Engines take back a different number of typed characters in one step.
      const steps: string[] = [];
      while (steps.length < 20 && chat.field.value !== '') {
        await undo();
        steps.push(chat.field.value);
      }
      const withoutEmoji = steps.filter((text) => /^good\s*$/.test(text));
      expect(withoutEmoji, `a step of ${JSON.stringify(steps)} takes the emoji back`).not.to.deep.equal([]);
      expect(chat.field.value).to.equal('');
      const { element } = await chat.row('hello @Ana');
      element.querySelector<HTMLElement>('.author')?.click();
      (await chat.found('[data-choice=mention]')).click();
      await until(() => /^@Cleo\s$/.test(chat.field.value), 'the mention is in the text');
      await undo();
      expect(chat.field.value).to.equal('');
    });

    it('sends by Enter, breaks the line by Shift+Enter, and never sends during composition', async () => {
      const { chat, im } = await openBusyChat();
      await chat.type('one');
      await breakLine();
      await sendKeys({ type: 'two' });
      expect(chat.field.value).to.equal('one\ntwo');
      chat.field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      chat.field.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true }),
      );
      expect(im.sent).to.have.length(0);
      chat.field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
      // In Safari the keydown that ends a composition comes after its end, and only its key code shows it.
      const late = new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true });
      chat.field.dispatchEvent(late);
      expect(late.defaultPrevented).to.equal(false);
      await sendKeys({ press: 'Enter' });
      await until(() => im.sent.length === 1, 'it is sent once');
    });

    it('counts graphemes, and does not send too many', async () => {
      const { chat, im } = await openBusyChat({ 'max-length': '5' });
      await chat.type('👩‍👩‍👧‍👦é');
      await until(() => chat.find('.counter').textContent.includes('3 characters left'), 'three are left');
      await sendKeys({ type: 'abcd' });
      await until(() => chat.field.getAttribute('aria-invalid') === 'true', 'it is too long');
      await sendKeys({ press: 'Enter' });
      expect(im.sent).to.have.length(0);
      expect(chat.field.value).to.not.equal('');
    });

    it('grows to three lines and no further', async () => {
      const { chat } = await openBusyChat();
      const { height: one } = chat.field.getBoundingClientRect();
      for (let line = 0; line < 6; line++) {
        await chat.type('x');
        await breakLine();
      }
      const { height: many } = chat.field.getBoundingClientRect();
      expect(many - one).to.be.closeTo(40, 1);
    });

    it('shows why a text is not sent in an emoji-only room, and sends emoji', async () => {
      const im = new FakeIm();
      const { chat, room } = await openChat({ im });
      await chat.joined();
      im.client.receive({
        kind: 'group-event',
        id: 'emoji',
        groupId: 'show',
        time: 1,
        action: 'profile',
        operatorId: 'host',
        users: [],
        profile: { introduction: '[live-chat emoji]' },
      });
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

    it('finds an emoji by a word and inserts it at the cursor', async () => {
      const { chat } = await openBusyChat();
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

    it('closes the emoji panel when the user continues typing', async () => {
      const { chat } = await openBusyChat();
      chat.find('.emoji-button').click();
      await until(
        () => chat.focused?.classList.contains('emoji-search') || chat.focused?.classList.contains('emoji-item'),
        'the panel has the focus',
      );
      chat.field.focus();
      await until(() => !chat.shows('.emoji-panel'), 'the panel is closed');
      expect(chat.focused).to.equal(chat.field);
    });

    it('finds emoji by Chinese words in a Chinese page', async () => {
      const { chat } = await openBusyChat({ lang: 'zh-TW' });
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
    it('is shown in a banner, can be collapsed, and is replaced by a later one', async () => {
      const im = new FakeIm();
      im.group = { ...im.group, notification: 'Doors at eight' };
      const { chat } = await openChat({ im });
      await until(() => chat.shows('.banner'), 'the banner stands');
      expect(chat.find('.banner-text').textContent).to.equal('Doors at eight');
      chat.find('.fold').click();
      await until(() => chat.shows('.banner.folded'), 'it is folded');
      im.client.receive({
        kind: 'group-event',
        id: 't1',
        groupId: 'show',
        time: Date.now(),
        action: 'profile',
        operatorId: 'host',
        users: [],
        profile: { notification: 'Doors at nine' },
      });
      await until(() => chat.find('.banner-text').textContent === 'Doors at nine', 'the later one stands');
      expect(chat.shows('.banner.folded')).to.equal(false);
    });

    it('is rendered with its simple tags, and with no others', async () => {
      const im = new FakeIm();
      im.group = { ...im.group, notification: '<b>Doors</b> at <a href="https://example.com/">eight</a>' };
      const { chat } = await openChat({ im });
      await until(() => chat.shows('.banner-text b'), 'the emphasis stands');
      expect(chat.find('.banner-text').textContent).to.equal('Doors at eight (example.com)');
      expect(chat.find('.banner-text a').getAttribute('rel')).to.equal('noopener noreferrer nofollow ugc');
      im.client.receive({
        kind: 'group-event',
        id: 't2',
        groupId: 'show',
        time: Date.now(),
        action: 'profile',
        operatorId: 'host',
        users: [],
        profile: { notification: '<b>x</b><img src=x onerror=alert(1)>' },
      });
      await until(
        () => chat.find('.banner-text').textContent === '<b>x</b><img src=x onerror=alert(1)>',
        'the other is shown letter by letter',
      );
      expect(chat.shows('.banner-text img')).to.equal(false);
    });
  });
});
