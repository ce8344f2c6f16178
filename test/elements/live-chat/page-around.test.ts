// What the page around a chat does: keys of its own, tabs that hide the chat, dialogs, caches, scaling, moved nodes.
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { openBusyChat, openChat } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

const frames = async (count = 3) => {
  for (let frame = 0; frame < count; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
};

/** A joined chat in a box of its own, with `count` messages and the list at its end. */
async function longChat(count = 60) {
  const { chat, im } = await openChat();
  const box = document.createElement('div');
  document.body.append(box);
  box.append(chat.element);
  await chat.joined();
  const say = (text: string) => im.client.receive(im.text(text, { userId: 'cleo', nick: 'Cleo' }));
  for (let index = 0; index < count; index++) say(`message ${index}`);
  await chat.row(`message ${count - 1}`);
  await until(() => chat.distanceFromEnd() <= 1, 'the list is at its end');
  return { chat, box, say };
}

/** The text of the first row that is visible. */
function topRow(chat: LiveChatDriver): string | undefined {
  const top = chat.log.getBoundingClientRect().top;
  return chat.rows().find(({ element }) => element.getBoundingClientRect().bottom > top + 1)?.text;
}

async function scrollUp(chat: LiveChatDriver): Promise<string> {
  await frames();
  chat.log.scrollTop = Math.round(chat.log.scrollHeight / 3);
  await until(() => chat.shows('.pill'), 'the list does not follow any more');
  await frames();
  return topRow(chat) as string;
}

describe('<live-chat> and the page around it', () => {
  afterEach(async () => {
    await LiveChatDriver.clear();
    document.querySelectorAll('body > div:empty, dialog').forEach((each) => each.remove());
  });

  describe('whose page has keys of its own', () => {
    let seen: string[] = [];
    const note = (event: KeyboardEvent) => {
      seen.push(`${event.type} ${event.key}`);
      if (event.key.length === 1 && !event.ctrlKey) event.preventDefault();
    };
    beforeEach(() => {
      seen = [];
      for (const type of ['keydown', 'keypress', 'keyup'] as const) document.addEventListener(type, note);
    });
    afterEach(() => {
      for (const type of ['keydown', 'keypress', 'keyup'] as const) document.removeEventListener(type, note);
    });

    it('gets everything that is typed into the composer', async () => {
      const { chat } = await openBusyChat();
      await chat.type('jump k, l?');
      await sendKeys({ press: 'ArrowLeft' });
      await sendKeys({ press: 'Delete' });
      expect(chat.field.value).to.equal('jump k, l');
      expect(seen).to.deep.equal([]);
    });

    it('gets everything that is typed into the search for emoji', async () => {
      const { chat } = await openBusyChat();
      chat.find('.emoji-button').click();
      const search = await chat.found<HTMLInputElement>('.emoji-search');
      search.focus();
      await sendKeys({ type: 'a cat' });
      expect(search.value).to.equal('a cat');
      expect(seen).to.deep.equal([]);
    });

    it('gets the keys that operate its list and its buttons', async () => {
      const { chat } = await openBusyChat();
      chat.log.focus();
      await sendKeys({ press: 'ArrowUp' });
      await sendKeys({ press: 'End' });
      chat.find('.emoji-button').focus();
      await sendKeys({ press: 'Space' });
      await chat.found('.emoji-panel');
      expect(seen).to.deep.equal([]);
    });

    it('leaves Escape, Tab and shortcuts to the page', async () => {
      const { chat } = await openBusyChat();
      chat.field.focus();
      for (const shortcut of ['Control', 'Meta']) {
        await sendKeys({ down: shortcut });
        await sendKeys({ press: 'm' });
        await sendKeys({ up: shortcut });
      }
      await sendKeys({ press: 'Escape' });
      await sendKeys({ press: 'Tab' });
      // WebKit for GTK reports Meta as Alt.
      const down = seen
        .filter((each) => each.startsWith('keydown'))
        .map((each) => each.slice(8).replace('Alt', 'Meta'));
      expect(down).to.deep.equal(['Control', 'm', 'Meta', 'm', 'Escape', 'Tab']);
    });
  });

  for (const [how, hide] of [
    ['display: none around it', (box: HTMLElement, on: boolean) => void (box.style.display = on ? 'none' : '')],
    [
      'the attribute hidden',
      (box: HTMLElement, on: boolean) => (box.firstElementChild as HTMLElement).toggleAttribute('hidden', on),
    ],
  ] as const) {
    it(`follows on after it was hidden by ${how}`, async () => {
      const { chat, box, say } = await longChat();
      hide(box, true);
      await frames();
      for (const text of ['one', 'two', 'three']) say(`hidden ${text}`);
      await chat.row('hidden three');
      hide(box, false);
      await until(() => chat.distanceFromEnd() <= 1, 'it is at its end again');
      say('afterwards');
      await chat.row('afterwards');
      await until(() => chat.distanceFromEnd() <= 1, 'it goes on following');
      expect(chat.shows('.pill')).to.equal(false);
    });
  }

  it('keeps the place of a reader when it is hidden and shown', async () => {
    const { chat, box, say } = await longChat();
    const before = await scrollUp(chat);
    box.style.display = 'none';
    await frames();
    say('while it is hidden');
    await frames();
    box.style.display = '';
    await frames();
    expect(topRow(chat)).to.equal(before);
  });

  it('keeps the place of a reader when its node is moved', async () => {
    const { chat, box } = await longChat();
    const before = await scrollUp(chat);
    const other = document.createElement('div');
    box.before(other);
    other.append(chat.element);
    await frames();
    expect(topRow(chat)).to.equal(before);
    box.replaceChildren(chat.element);
    await frames();
    expect(topRow(chat)).to.equal(before);
    other.remove();
  });

  it('opens the menu of a row beside it when the page is scaled', async () => {
    for (const css of ['transform: scale(0.7)', 'transform: scale(1.2)', 'zoom: 1.3']) {
      const { chat } = await openBusyChat();
      const box = document.createElement('div');
      box.style.cssText = `transform-origin:0 0;inline-size:380px;${css}`;
      document.body.prepend(box);
      box.append(chat.element);
      // An old WebKit measures everything in zoomed pixels, so that the factor cannot be known.
      const isKnown = Math.abs(box.getBoundingClientRect().width / box.offsetWidth - 1) > 0.1;
      const { element } = await chat.row('hello @Ana');
      await frames();
      element.querySelector<HTMLElement>('.author')?.click();
      const menu = await chat.found('.menu');
      const row = element.getBoundingClientRect();
      const { top, bottom } = menu.getBoundingClientRect();
      if (isKnown) expect(Math.min(Math.abs(top - row.bottom), Math.abs(bottom - row.top)), css).to.be.below(12);
      else expect(css).to.equal('zoom: 1.3');
      await LiveChatDriver.clear();
      box.remove();
    }
  });

  describe('with its live region', () => {
    const regions = () => [...document.querySelectorAll<HTMLElement>('[data-live-chat-announcer]')];

    it('announces inside a modal dialog, and in the page after it', async () => {
      const { chat, say } = await longChat(1);
      const dialog = document.createElement('dialog');
      document.body.append(dialog);
      dialog.append(chat.element);
      dialog.showModal();
      say('words in the dialog');
      const region = () => dialog.querySelector<HTMLElement>('[data-live-chat-announcer]');
      await until(() => region()?.textContent?.includes('words in the dialog'), 'they are announced there');
      dialog.close();
      document.body.append(chat.element);
      await until(() => regions()[0]?.parentElement === document.body, 'it is in the page again');
      expect(regions()).to.have.length(1);
    });

    it('announces in a popover that is opened later, and in a dialog around another shadow root', async () => {
      const outer = document.createElement('div');
      const dialog = document.createElement('dialog');
      outer.attachShadow({ mode: 'open' }).append(dialog);
      const inner = document.createElement('div');
      inner.attachShadow({ mode: 'open' });
      dialog.append(inner);
      document.body.append(outer);
      const { chat, say } = await longChat(1);
      inner.shadowRoot?.append(chat.element);
      await frames();
      dialog.showModal();
      say('one');
      await until(() => dialog.querySelector('[data-live-chat-announcer]'), 'the region is in the dialog');
      dialog.close();
      const popover = document.createElement('div');
      popover.popover = 'manual';
      document.body.append(popover);
      popover.append(chat.element);
      popover.showPopover();
      say('two');
      await until(() => popover.querySelector('[data-live-chat-announcer]'), 'the region is in the popover');
      expect(dialog.querySelector('[data-live-chat-announcer]')).to.equal(null);
      popover.remove();
      outer.remove();
    });

    it('takes over the copy that a page cache has put back', async () => {
      const { chat, say } = await longChat(1);
      await until(() => regions().length === 1, 'there is one');
      const stale = (regions()[0] as HTMLElement).cloneNode() as HTMLElement;
      stale.textContent = 'old words';
      regions()[0]?.remove();
      document.body.append(stale, stale.cloneNode(true));
      say('new words');
      await until(() => regions()[0]?.textContent?.includes('new words'), 'it announces');
      expect(regions()).to.deep.equal([stale]);
      chat.element.remove();
      await until(() => regions().length === 0, 'it goes with the chat');
    });
  });
});
