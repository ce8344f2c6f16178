import { sendKeys } from '@web/test-runner-commands';
import 'axe-core/axe.min.js';
import { expect } from 'chai';
import { ImError } from '../../../src/im/im-error.js';
import { FakeIm } from '../../room/support/fake-im.js';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { focusRow, recordAnnouncements, region, openChat, openBusyChat, violations } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

describe('the accessibility of <live-chat>', () => {
  afterEach(() => LiveChatDriver.clear());

  describe('passes axe', () => {
    for (const scheme of ['light', 'dark'] as const) {
      it(`while messages arrive, in ${scheme}`, async () => {
        document.documentElement.style.setProperty('color-scheme', scheme);
        document.body.style.setProperty('background', scheme === 'dark' ? '#111' : '#fff');
        const { chat, room, im } = await openBusyChat();
        im.on.send = () => {
          throw new ImError('blocked', 'refused');
        };
        room.send('not for this room').catch(() => undefined); // the test is about the failed row
        await until(() => chat.shows('.failure'), 'a row failed');
        expect(await violations(chat)).to.deep.equal([]);
        document.documentElement.style.removeProperty('color-scheme');
        document.body.style.removeProperty('background');
      });
    }

    it('while it is joining', async () => {
      const im = new FakeIm();
      im.on.join = () => new Promise(() => undefined);
      const { chat } = await openChat({ im });
      await until(() => chat.element.status === 'connecting', 'it connects');
      expect(await violations(chat)).to.deep.equal([]);
    });

    it('while the room has no messages', async () => {
      const { chat } = await openChat();
      await chat.joined();
      await until(() => chat.shows('.empty'), 'the room is empty');
      expect(await violations(chat)).to.deep.equal([]);
    });

    it('for a guest', async () => {
      const { chat } = await openChat({ token: { userId: undefined, userSig: undefined } });
      await until(() => chat.shows('.sign-in'), 'the button stands');
      expect(await violations(chat)).to.deep.equal([]);
    });

    it('when the room failed, with a retry action', async () => {
      const im = new FakeIm();
      im.on.join = () => {
        throw new ImError('group-not-found', 'no such group');
      };
      const { chat } = await openChat({ im });
      await until(() => chat.element.status === 'failed', 'it failed');
      await until(() => chat.shows('.end .button'), 'a way on stands');
      expect(await violations(chat)).to.deep.equal([]);
    });

    it('with the menu, the options and the emoji panel open', async () => {
      const { chat } = await openBusyChat({}, { role: 'host' });
      await focusRow(chat, 'first words');
      await sendKeys({ press: 'Enter' });
      await until(() => chat.shows('.menu'), 'the menu is open');
      expect(await violations(chat)).to.deep.equal([]);
      await sendKeys({ press: 'Escape' });
      chat.find('.options-button').click();
      await until(() => chat.shows('.options'), 'the options are open');
      expect(await violations(chat)).to.deep.equal([]);
      await sendKeys({ press: 'Escape' });
      (await chat.found('.emoji-button')).click();
      await until(() => chat.shows('.emoji-panel'), 'the panel is open');
      expect(await violations(chat)).to.deep.equal([]);
    });

    for (const appearance of ['overlay', 'compact']) {
      it(`as ${appearance}`, async () => {
        const { chat } = await openBusyChat({ appearance });
        if (appearance === 'overlay') chat.element.style.setProperty('background', '#123');
        expect(await violations(chat)).to.deep.equal([]);
      });
    }
  });

  describe('by keyboard', () => {
    it('moves between rows by arrow keys, Home and End, and back to the composer by Escape', async () => {
      const { chat } = await openBusyChat();
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
      const { chat } = await openBusyChat();
      const row = await focusRow(chat, 'first words');
      expect(row.getAttribute('aria-label')).to.match(/^Ben, .+: first words$/);
      chat.field.focus();
      expect(row.hasAttribute('aria-label')).to.equal(false);
    });

    it('opens the menu by Enter, returns the focus, and does not scroll the list meanwhile', async () => {
      const { chat, im } = await openBusyChat();
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

    it('does not move the focus when messages arrive', async () => {
      const { chat, im } = await openBusyChat();
      const row = await focusRow(chat, 'first words');
      im.client.receive(im.text('newer'));
      await chat.row('newer');
      expect(chat.focused).to.equal(row);
    });
  });

  describe('for screen readers', () => {
    it('uses one polite live region of the page, outside of the shadow tree', async () => {
      const { chat } = await openChat();
      await chat.joined();
      await recordAnnouncements();
      await LiveChatDriver.put();
      expect(document.querySelectorAll('[data-live-chat-announcer]')).to.have.length(1);
      expect(region().getAttribute('aria-live')).to.equal('polite');
    });

    it('announces a single message in full', async () => {
      const { chat, im } = await openChat();
      await chat.joined();
      const announcements = await recordAnnouncements();
      im.client.receive(im.text('good evening'));
      await until(() => announcements.includes('Ben: good evening'), 'the message is announced');
    });

    it('changes the live region for every text, also for a repeated one', async () => {
      const { chat } = await openChat();
      await chat.joined();
      const announcements = await recordAnnouncements();
      await chat.send('one');
      await chat.send('two');
      await until(
        () => announcements.filter((text) => text === 'Message sent').length === 2,
        'both results are announced',
      );
    });

    it('announces that an own message was sent, and why it was not', async () => {
      const { chat, im } = await openChat();
      await chat.joined();
      const announcements = await recordAnnouncements();
      await chat.send('hello');
      await until(() => announcements.includes('Message sent'), 'the result is announced');
      im.on.send = () => {
        throw new ImError('blocked', 'refused');
      };
      await chat.send('bad');
      await until(() => announcements.includes('Not sent: The message was not accepted.'), 'the reason is announced');
    });
  });
});
