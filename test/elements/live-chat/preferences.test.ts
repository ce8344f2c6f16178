// The preferences of the viewer in <live-chat>: what the options change, what is stored, and what is not lost.
import { sendKeys } from '@web/test-runner-commands';
import 'axe-core/axe.min.js';
import { expect } from 'chai';
import type { LiveChat } from '../../../src/elements/live-chat/live-chat.js';
import { setPreferenceStorage } from '../../../src/elements/shared/preferences/preference-storage.js';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import {
  notifyOfStorage,
  PREFERENCES_KEY as KEY,
  stored,
  storedText,
  storeInAnotherTab,
  usePreferenceStorage,
} from '../shared/support/preference-entry.js';
import { openBusyChat, openChat, recordAnnouncements, violations } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

async function openOptions(chat: LiveChatDriver): Promise<void> {
  chat.find('.options-button').click();
  await chat.found('.options');
}

/** The control of the options with this label. */
function control<T extends HTMLElement = HTMLInputElement>(chat: LiveChatDriver, label: string): T {
  const option = [...chat.root.querySelectorAll('.option')].find(
    (each) => each.querySelector('span')?.textContent === label,
  );
  const found = option?.querySelector<T>('input, select, textarea');
  if (!found) throw new Error(`The options have no "${label}": ${chat.find('.options').textContent}`);
  return found;
}

function choose(chat: LiveChatDriver, label: string, value: string): void {
  const field = control<HTMLSelectElement>(chat, label);
  field.value = value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

const button = (chat: LiveChatDriver, text: string): HTMLElement | undefined =>
  [...chat.root.querySelectorAll<HTMLElement>('.options button')].find(
    (each) => (each.ariaLabel ?? each.textContent.trim()) === text,
  );

describe('The preferences of the viewer in <live-chat>', () => {
  beforeEach(() => usePreferenceStorage());
  afterEach(() => LiveChatDriver.clear());

  it('change the size of the text, also of names, and leave the page its own sizes', async () => {
    const { chat } = await openBusyChat();
    const size = (selector: string) => parseFloat(getComputedStyle(chat.find(selector)).fontSize);
    const before = [size('.row .text'), size('.row .author')];
    await openOptions(chat);
    choose(chat, 'Text size', '1.5');
    await until(() => size('.row .text') === (before[0] ?? 0) * 1.5, 'the text is larger');
    expect(size('.row .author')).to.be.closeTo((before[1] ?? 0) * 1.5, 0.1);
    chat.element.style.setProperty('--chat-text-size', '20px');
    expect(size('.row .text')).to.equal(30);
    expect(stored()).to.deep.equal({ version: 1, chat: { textSize: 1.5 } });
  });

  it('show the time of every message', async () => {
    const { chat, im } = await openBusyChat();
    await openOptions(chat);
    control(chat, 'Always show times').click();
    await until(() => chat.root.querySelectorAll('.body > time').length === chat.rows().length, 'every row has one');
    im.client.receive(im.text('later'));
    const row = await chat.row('later');
    expect(row.element.querySelector('time')?.textContent).to.match(/\d:\d\d/);
    control(chat, 'Always show times').click();
    await until(() => chat.root.querySelectorAll('.body time').length === 0, 'they are gone');
  });

  it('are the same on the next page of the site, and followed there; a page without any loads nothing', async () => {
    // The storage of the browser, with a choice that changes no other test page of the same origin.
    setPreferenceStorage(undefined);
    const open = async (query = '') => {
      const frame = document.createElement('iframe');
      frame.src = `/test/elements/live-chat/support/reloading-page.html?for=none${query}`;
      document.body.append(frame);
      await until(() => frame.contentDocument?.querySelector('live-chat')?.shadowRoot?.querySelector('.log'), 'a chat');
      return { frame, chat: new LiveChatDriver(frame.contentDocument?.querySelector('live-chat') as LiveChat) };
    };
    const loadedBy = (frame: HTMLIFrameElement, name: string) =>
      frame.contentWindow?.performance.getEntriesByType('resource').some((each) => each.name.includes(`${name}.lazy`));
    const highlight = (chat: LiveChatDriver, words: string) => {
      const field = control<HTMLTextAreaElement>(chat, 'Highlighted words');
      field.value = words;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const highlighted = (chat: LiveChatDriver) => control<HTMLTextAreaElement>(chat, 'Highlighted words').value;
    const first = await openBusyChat();
    await openOptions(first.chat);
    highlight(first.chat, 'zzz one');
    const second = await open();
    await openOptions(second.chat);
    expect(highlighted(second.chat)).to.equal('zzz one');
    // The choice is changed on the first page: the second one follows.
    await openOptions(first.chat);
    highlight(first.chat, 'zzz two');
    await until(() => localStorage.getItem(KEY)?.includes('zzz two'), 'it is stored');
    if (!second.chat.shows('.options')) await openOptions(second.chat);
    await until(() => highlighted(second.chat) === 'zzz two', 'it follows');
    expect(loadedBy(second.frame, 'preferences')).to.equal(true);
    second.frame.remove();
    if (!first.chat.shows('.options')) await openOptions(first.chat);
    button(first.chat, 'Restore defaults')?.click();
    await until(() => !localStorage.getItem(KEY)?.includes('zzz'), 'they are gone');
    const third = await open('&no-preferences');
    await until(() => loadedBy(third.frame, 'live-region'), 'the view is loaded');
    expect(loadedBy(third.frame, 'preferences')).to.equal(false);
    third.frame.remove();
  });

  it('do not include what the page has locked, and never switch on pictures that it does not load', async () => {
    storeInAnotherTab(JSON.stringify({ version: 1, chat: { textSize: 2, notices: 'none', pictures: true } }));
    const { chat } = await openBusyChat({ locked: 'text-size notices', 'no-user-images': '' });
    await openOptions(chat);
    const labels = [...chat.root.querySelectorAll('.option > span')].map(({ textContent }) => textContent);
    expect(labels).to.include('Always show times');
    for (const label of ['Text size', 'Joined and left', 'Pictures']) expect(labels).to.not.include(label);
    expect(chat.find('.frame').classList.contains('scaled')).to.equal(false);
    chat.element.locked = '';
    await until(() => chat.find('.frame').classList.contains('scaled'), 'it applies when it is not locked');
  });

  describe('block words', () => {
    const block = async (chat: LiveChatDriver, ...words: string[]) => {
      await openOptions(chat);
      const field = control<HTMLTextAreaElement>(chat, 'Blocked words');
      field.value = words.join('\n');
      field.dispatchEvent(new Event('change', { bubbles: true }));
    };

    it('in the list, whole and despite tricks, and show the messages again when they are removed', async () => {
      const { chat, im } = await openBusyChat();
      im.client.receive(im.text('buy ch3ap coins'), im.text('classic'), im.text('c.o.i.n.s here'), im.text('fine'));
      await chat.row('fine');
      await block(chat, 'coins', 'class');
      await until(() => !chat.texts().some((text) => text.includes('coins') || text.includes('c.o')), 'two are gone');
      expect(chat.texts()).to.include.members(['classic', 'fine', 'first words']);
      im.client.receive(im.text('more COINS'), im.text('after'));
      await chat.row('after');
      expect(chat.texts()).to.not.include('more COINS');
      const field = control<HTMLTextAreaElement>(chat, 'Blocked words');
      field.value = '';
      field.dispatchEvent(new Event('change', { bubbles: true }));
      await chat.row('more COINS');
      expect(chat.texts()).to.include.members(['buy ch3ap coins', 'c.o.i.n.s here']);
      expect(chat.texts().indexOf('more COINS')).to.equal(chat.texts().indexOf('after') - 1);
    });

    it('never in own messages, of the host, or where this user is mentioned', async () => {
      const { chat, im } = await openBusyChat();
      await block(chat, 'coins');
      await until(() => Array.isArray((stored().words as { blocked?: unknown } | undefined)?.blocked), 'it is stored');
      im.client.receive(
        im.text('coins of the host', { userId: 'host', nick: 'Host' }),
        im.text('coins for @Ana', { userId: 'cleo', nick: 'Cleo' }),
        im.text('coins of Cleo', { userId: 'cleo', nick: 'Cleo' }),
        im.text('the end'),
      );
      await chat.row('the end');
      await chat.send('my coins');
      await chat.row('my coins');
      await until(() => !chat.texts().includes('coins of Cleo'), 'hers is not shown');
      expect(chat.texts()).to.include.members(['coins of the host', 'coins for @Ana', 'my coins']);
    });

    it('in announcements', async () => {
      storeInAnotherTab(JSON.stringify({ version: 1, words: { blocked: ['coins'] } }));
      const { chat, im } = await openChat();
      await chat.joined();
      const announcements = await recordAnnouncements();
      im.client.receive(im.text('free coins'));
      await until(() => !chat.texts().includes('free coins') && chat.element.messages.length > 0, 'it is not shown');
      im.client.receive(im.text('good evening'));
      await until(() => announcements.includes('Ben: good evening'), 'the other is announced');
      expect(announcements.join()).to.not.include('coins');
    });

    it('in quotes', async () => {
      storeInAnotherTab(JSON.stringify({ version: 1, words: { blocked: ['coins'] } }));
      const { chat, im } = await openChat();
      await chat.joined();
      im.client.receive(im.text('free coins', { userId: 'cleo', nick: 'Cleo' }));
      await until(() => chat.element.messages.length === 1, 'the room has it');
      const [first] = chat.element.messages;
      chat.element.send('look', { replyTo: first?.id }).catch(() => undefined);
      await until(() => chat.shows('.quote'), 'the reply is shown');
      expect(chat.find('.quote').textContent).to.equal('Replying to an earlier message');
    });
  });

  it('highlight words like a mention, also in messages that are shown already', async () => {
    const { chat, im } = await openBusyChat();
    await openOptions(chat);
    const field = control<HTMLTextAreaElement>(chat, 'Highlighted words');
    field.value = 'First\nhttps';
    field.dispatchEvent(new Event('change', { bubbles: true }));
    const row = await chat.row('first words');
    await until(() => row.has('mentions-self'), 'the row is marked');
    expect(row.element.querySelector('.mention')?.textContent).to.equal('first');
    const link = await chat.row('see https://example.com/x');
    expect(link.element.querySelector('a')?.href).to.equal('https://example.com/x');
    expect(link.has('mentions-self')).to.equal(false);
    im.client.receive(im.text('the first again'));
    expect((await chat.row('the first again')).has('mentions-self')).to.equal(true);
  });

  it('list hidden users by name, with a way back for each', async () => {
    const { chat, room } = await openBusyChat();
    const hide = async (text: string, name: string) => {
      const { element } = await chat.row(text);
      element.focus();
      await sendKeys({ press: 'Enter' });
      await chat.found('.menu');
      [...chat.root.querySelectorAll<HTMLElement>('.menu-item')].find((each) => each.textContent === name)?.click();
      await until(() => !chat.texts().includes(text), 'the messages are gone');
    };
    await hide('hello @Ana', 'Hide Cleo');
    await hide('first words', 'Hide Ben');
    room.hideUser('of-the-page');
    await openOptions(chat);
    const names = () => [...chat.root.querySelectorAll('.hidden-name')].map(({ textContent }) => textContent);
    await until(() => names().join() === 'Cleo,Ben,of-the-page', 'all are listed');
    button(chat, 'Show Cleo')?.click();
    await chat.row('hello @Ana');
    expect(names()).to.deep.equal(['Ben', 'of-the-page']);
    expect(chat.shows('.options'), 'the panel stays open').to.equal(true);
    button(chat, 'Show all')?.click();
    await chat.row('first words');
    expect(stored().hidden).to.deep.equal({ names: {} });
  });

  describe('with a storage', () => {
    for (const [kind, text] of [
      ['no JSON', '{"version":1,'],
      ['another version', '{"version":2,"chat":{"textSize":2}}'],
      ['another value', '[1,2]'],
      ['too much', JSON.stringify({ version: 1, chat: { textSize: 2 }, other: 'x'.repeat(300_000) })],
      ['deep nesting', `{"version":1,"a":${'['.repeat(100_000)}`],
    ] as const) {
      it(`that has ${kind}: works, says that nothing is kept, and leaves it as it is`, async () => {
        storeInAnotherTab(text);
        const { chat } = await openBusyChat();
        expect(chat.find('.frame').classList.contains('scaled')).to.equal(false);
        await openOptions(chat);
        await until(() => chat.find('.option-note').textContent !== '', 'it says so');
        choose(chat, 'Text size', '1.25');
        await until(() => chat.find('.frame').classList.contains('scaled'), 'it applies');
        expect(storedText()).to.equal(text);
        choose(chat, 'Joined and left', 'none');
        expect(control<HTMLSelectElement>(chat, 'Text size').value).to.equal('1.25');
        button(chat, 'Restore defaults')?.click();
        await until(() => !chat.find('.frame').classList.contains('scaled'), 'the defaults are back');
        expect(storedText()).to.equal(null);
        expect(chat.find('.option-note').textContent).to.equal('');
      });
    }

    it('that has wrong values: ignores these, and keeps them and unknown ones when others are stored', async () => {
      const wrong = {
        version: 1,
        later: { a: 1 },
        chat: { textSize: 'huge', notices: 'constructor', times: ['always'], pictures: 0, mode: 'new' },
        words: { blocked: ['', '  ', 7, null, 'x'.repeat(101), 'fine', 'fine'], highlighted: { length: 3 } },
        hidden: { names: { ben: 5 }, ...(JSON.parse('{"__proto__":{"names":{"x":"y"}}}') as object) },
      };
      storeInAnotherTab(JSON.stringify(wrong));
      const { chat } = await openBusyChat();
      await openOptions(chat);
      expect(control<HTMLTextAreaElement>(chat, 'Blocked words').value).to.equal('fine');
      expect(control<HTMLSelectElement>(chat, 'Joined and left').value).to.equal('digest');
      choose(chat, 'Text size', '1.5');
      expect(stored()).to.deep.equal({ ...wrong, chat: { ...wrong.chat, textSize: 1.5 } });
    });

    it('that is refused: says that nothing is kept', async () => {
      const refuse = (): never => {
        throw new DOMException('denied', 'SecurityError');
      };
      setPreferenceStorage({ getItem: refuse, setItem: refuse, removeItem: refuse });
      const { chat } = await openBusyChat();
      notifyOfStorage();
      await openOptions(chat);
      await until(
        () => chat.find('.option-note').textContent === 'Not saved: applies until this page is closed',
        'it says so',
      );
      choose(chat, 'Text size', '2');
      control(chat, 'Always show times').click();
      await until(() => chat.find('.frame').classList.contains('scaled'), 'it applies');
      expect(control<HTMLSelectElement>(chat, 'Text size').value).to.equal('2');
    });

    it('of the page: uses it and nothing else', async () => {
      const entries = new Map<string, string>([[KEY, JSON.stringify({ version: 1, chat: { textSize: 1.5 } })]]);
      setPreferenceStorage({
        getItem: (key) => entries.get(key) ?? null,
        setItem: (key, value) => void entries.set(key, value),
        removeItem: (key) => void entries.delete(key),
      });
      // Not by its content: pages of the tests run side by side and share localStorage.
      const { getItem, setItem } = Storage.prototype;
      const touched: string[] = [];
      Storage.prototype.getItem = function (key) {
        touched.push(key);
        return getItem.call(this, key);
      };
      Storage.prototype.setItem = function (key, value) {
        touched.push(key);
        setItem.call(this, key, value);
      };
      try {
        const { chat } = await openBusyChat();
        notifyOfStorage();
        await until(() => chat.find('.frame').classList.contains('scaled'), 'it is read');
        await openOptions(chat);
        choose(chat, 'Text size', '2');
        expect(entries.get(KEY)).to.include('"textSize":2');
        expect(touched).not.to.include(KEY);
      } finally {
        Object.assign(Storage.prototype, { getItem, setItem });
      }
    });
  });
});

describe('The options of <live-chat>', () => {
  beforeEach(() => usePreferenceStorage());
  afterEach(() => LiveChatDriver.clear());

  for (const attributes of [{}, { lang: 'zh-CN' }, { lang: 'ar', dir: 'rtl' }] as Record<string, string>[]) {
    it(`pass axe with words and hidden users, ${attributes.lang ?? 'en'}`, async () => {
      storeInAnotherTab(JSON.stringify({ version: 1, words: { blocked: ['a'] }, hidden: { names: { x: 'Xenia' } } }));
      const { chat, room } = await openBusyChat(attributes);
      room.hideUser('x');
      await openOptions(chat);
      await chat.found('.hidden-name');
      expect(await violations(chat)).to.deep.equal([]);
    });
  }

  it('are operated by keyboard alone: opened, walked through, changed and closed with the focus back', async () => {
    const { chat } = await openBusyChat();
    chat.find('.options-button').focus();
    await sendKeys({ press: 'Enter' });
    await until(() => chat.focused?.localName === 'select', 'the first control has the focus');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    await until(() => chat.shows('.body time'), 'the times are shown');
    for (let tabs = 0; tabs < 12 && chat.focused?.localName !== 'textarea'; tabs++) await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'words' });
    await sendKeys({ press: 'Escape' });
    await until(() => !chat.shows('.options'), 'it is closed');
    expect(chat.focused).to.equal(chat.find('.options-button'));
    await until(() => !chat.texts().includes('first words'), 'what was typed applies');
  });
});
