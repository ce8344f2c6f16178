// An element that moves to another document, as a popped-out chat does, keeps its styles.
import { expect } from 'chai';
import '../../../src/define.js';
import { until } from '../../support/until.js';
import { openBusyChat } from '../live-chat/support/chat-fixture.js';
import { LiveChatDriver } from '../live-chat/support/live-chat-driver.js';

describe('an element in another document', () => {
  let frame: HTMLIFrameElement;
  beforeEach(async () => {
    frame = document.createElement('iframe');
    // Firefox replaces the first, empty document of a frame when it has loaded: what was inserted before is lost.
    frame.srcdoc = '<!doctype html><title>Another document</title>';
    await new Promise((resolve) => {
      frame.onload = resolve;
      document.body.append(frame);
    });
  });
  afterEach(() => frame.remove());
  const other = () => frame.contentDocument as Document;
  const isStyled = (element: Element, selector: string, display: string) => {
    const part = element.shadowRoot?.querySelector(selector);
    return !!part && element.ownerDocument.defaultView?.getComputedStyle(part).display === display;
  };

  it('has its styles after the move there and back', async () => {
    const chat = document.createElement('live-chat');
    document.body.append(chat);
    await until(() => isStyled(chat, '.frame', 'flex'), 'styled in its own document');
    other().body.append(chat);
    await until(() => isStyled(chat, '.frame', 'flex'), 'styled in the other document');
    document.body.append(chat);
    await until(() => isStyled(chat, '.frame', 'flex'), 'styled again in its own document');
    chat.remove();
  });

  it('answers a click on a name and takes its language there', async () => {
    const { chat } = await openBusyChat();
    chat.element.removeAttribute('lang');
    other().documentElement.lang = 'zh-CN';
    other().body.append(chat.element);
    await until(() => isStyled(chat.element, '.frame', 'flex'), 'styled in the other document');
    const { element } = await chat.row('hello @Ana');
    element.querySelector<HTMLElement>('.author')?.click();
    const menu = await chat.found('[role=menu]');
    await until(() => /[\u4e00-\u9fff]/.test(menu.textContent ?? ''), 'the menu is in Chinese');
    await LiveChatDriver.clear();
  });

  const parts = [
    ['live-chat', '.frame', 'flex'],
    ['danmaku-layer', '.stage', 'block'],
    ['like-button', '.anchor', 'grid'],
  ] as const;
  for (const [tag, selector, display] of parts) {
    it(`is rendered when <${tag}> was made here and is inserted there`, async () => {
      const element = document.createElement(tag);
      other().body.append(element);
      await until(() => (element.shadowRoot?.childElementCount ?? 0) > 0, 'rendered');
      await until(() => (element.shadowRoot?.adoptedStyleSheets.length ?? 0) > 0, 'styled');
      await until(() => isStyled(element, selector, display), 'its styles apply');
      expect(element.ownerDocument).to.equal(other());
    });
  }
});
