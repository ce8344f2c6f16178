// Messages that arrive while the page is hidden: counted in the title of the page and as the badge of the app.
import { expect } from 'chai';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { storeInAnotherTab, usePreferenceStorage } from '../shared/support/preference-entry.js';
import { openChat } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

const OWN_TITLE = 'Friday show';
const badges: (number | undefined)[] = [];

/** The browser of the tests cannot hide a page. */
function setHidden(isHidden: boolean): void {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => (isHidden ? 'hidden' : 'visible'),
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

async function open(attributes: Record<string, string>) {
  const staged = await openChat({ attributes });
  await staged.chat.joined();
  staged.im.client.receive(staged.im.text('seen'));
  await staged.chat.row('seen');
  return staged;
}

describe('<live-chat alerts>', () => {
  let before = '';
  beforeEach(() => {
    usePreferenceStorage();
    before = document.title;
    document.title = OWN_TITLE;
    badges.length = 0;
    Object.assign(navigator, {
      setAppBadge: (count: number) => Promise.resolve(void badges.push(count)),
      clearAppBadge: () => Promise.resolve(void badges.push(undefined)),
    });
  });
  afterEach(async () => {
    await LiveChatDriver.clear();
    Reflect.deleteProperty(document, 'visibilityState');
    Reflect.deleteProperty(navigator, 'setAppBadge');
    Reflect.deleteProperty(navigator, 'clearAppBadge');
    document.title = before;
  });

  it('counts messages of others while the page is hidden, and restores its title', async () => {
    const { im } = await open({ alerts: 'title' });
    expect(document.title).to.equal(OWN_TITLE);
    setHidden(true);
    im.client.receive(im.text('one'), im.text('two'));
    await until(() => document.title === `(2) ${OWN_TITLE}`, 'they are counted');
    im.client.receive(im.text('three'));
    await until(() => document.title === `(3) ${OWN_TITLE}`, 'so is the third');
    expect(badges).to.deep.equal([2, 3]);
    setHidden(false);
    expect(document.title).to.equal(OWN_TITLE);
    expect(badges.at(-1)).to.equal(undefined);
  });

  it('leaves a title that the page sets meanwhile', async () => {
    const { im } = await open({ alerts: 'title' });
    setHidden(true);
    im.client.receive(im.text('one'));
    await until(() => document.title === `(1) ${OWN_TITLE}`, 'it is counted');
    document.title = 'Part two';
    im.client.receive(im.text('two'));
    await until(() => document.title === '(2) Part two', 'the new title is used');
    document.title = 'Part three';
    setHidden(false);
    expect(document.title).to.equal('Part three');
  });

  it('counts no message with a blocked word', async () => {
    storeInAnotherTab(JSON.stringify({ version: 1, words: { blocked: ['coins'] } }));
    const { chat, im } = await open({ alerts: 'title' });
    im.client.receive(im.text('coins before'), im.text('marker'));
    await chat.row('marker');
    await until(() => !chat.texts().includes('coins before'), 'the words apply');
    setHidden(true);
    im.client.receive(im.text('free coins'), im.text('fine'));
    await until(() => document.title === `(1) ${OWN_TITLE}`, 'one is counted');
  });

  it('restores the title when the chat is removed, and does nothing without the attribute', async () => {
    const { chat, im } = await open({ alerts: 'title' });
    const silent = await open({});
    setHidden(true);
    silent.im.client.receive(silent.im.text('not counted'));
    im.client.receive(im.text('one'));
    await until(() => document.title === `(1) ${OWN_TITLE}`, 'one is counted');
    chat.element.remove();
    expect(document.title).to.equal(OWN_TITLE);
  });
});
