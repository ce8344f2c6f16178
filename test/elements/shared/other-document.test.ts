// An element that moves to another document, as a popped-out chat does, keeps its styles.
import { expect } from 'chai';
import '../../../src/define.js';
import { until } from '../../support/until.js';

describe('an element in another document', () => {
  let frame: HTMLIFrameElement;
  beforeEach(() => {
    frame = document.createElement('iframe');
    document.body.append(frame);
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

  for (const tag of ['live-chat', 'danmaku-layer', 'like-button'] as const) {
    it(`is rendered when <${tag}> was made here and is inserted there`, async () => {
      const element = document.createElement(tag);
      other().body.append(element);
      await until(() => (element.shadowRoot?.childElementCount ?? 0) > 0, 'rendered');
      await until(() => (element.shadowRoot?.adoptedStyleSheets.length ?? 0) > 0, 'styled');
      expect(element.ownerDocument).to.equal(other());
    });
  }
});
