// Characters that a script joins into one cluster cannot be broken over lines. Without a limit, one message or name
// made of them is wider than the message list.
import { expect } from 'chai';
import { FakeIm } from '../../room/support/fake-im.js';
import '../../support/console-guard.js';
import { openChat } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

const CHAINS: Readonly<Record<string, string>> = {
  'Hangul jamo': '\u1100'.repeat(600),
  Khmer: '\u1780\u17d2'.repeat(300),
  Javanese: '\ua98f\ua9c0'.repeat(300),
  Balinese: '\u1b13\u1b44'.repeat(300),
  Chakma: '\u{11103}\u{11133}'.repeat(300),
  'Arabic number signs': `${'\u0600'.repeat(600)}a`,
  'Thai sara am': `\u0e01${'\u0e33'.repeat(600)}`,
  'half-width voicing marks': `\uff76${'\uff9e'.repeat(600)}`,
  'Malayalam dot reph': `${'\u0d4e'.repeat(600)}\u0d15`,
};

/** The right edge of the rendered content of `element`. */
function rightEdge(element: Element): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().right;
}

describe('<live-chat> with long grapheme clusters', () => {
  afterEach(() => LiveChatDriver.clear());

  for (const [name, text] of Object.entries(CHAINS)) {
    it(`keeps ${name} inside the row, in texts and in names`, async () => {
      const im = new FakeIm();
      im.group = { ...im.group, ownerId: 'eve' };
      const { chat } = await openChat({ im });
      chat.element.style.setProperty('inline-size', '360px');
      await chat.joined();
      im.client.receive(im.text(`see ${text}`), im.text('from the host', { userId: 'eve', nick: text.slice(0, 64) }));
      const { element } = await chat.row('from the host');
      const { right } = chat.log.getBoundingClientRect();
      expect(chat.rows().length).to.equal(2);
      for (const each of chat.root.querySelectorAll('.text')) expect(rightEdge(each)).to.be.at.most(right);
      const badge = element.querySelector('.badge');
      expect(badge?.getBoundingClientRect().right, 'the badge').to.be.at.most(right);
    });
  }
});
