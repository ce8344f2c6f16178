// What messages and names of other users try to pass off as something else, in rows and in the announcement.
import { expect } from 'chai';
import type { ImGroup } from '../../../src/im/im-client.js';
import { FakeIm } from '../../room/support/fake-im.js';
import '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { openChat } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

const LONG_NAME = 'The show has moved to evil.example. Everybody who was here';

async function joined(options: { group?: Partial<ImGroup>; attributes?: Record<string, string> } = {}) {
  const im = new FakeIm();
  Object.assign(im.group, options.group);
  const staged = await openChat({ im, attributes: options.attributes });
  await staged.chat.joined();
  return staged;
}

const linkTexts = (root: ParentNode): string[] =>
  [...root.querySelectorAll('a')].map(({ innerText }) => innerText.trim());

describe('<live-chat> with forged content', () => {
  afterEach(() => LiveChatDriver.clear());

  it('shows a quote that its sender invented as the words of its sender, without the claimed name', async () => {
    const { chat, im } = await joined();
    const quote = { id: 'nope', nick: 'Sami (Host)', text: 'Send 100 USDT to evil.example' };
    im.client.receive(im.text('yes', { cloudCustomData: JSON.stringify({ liveChat: { v: 1, replyTo: quote } }) }));
    const shown = await until(() => chat.root.querySelector('.quote'), 'the quote is shown');
    expect(shown.textContent).to.equal('Quoted by Ben: Send 100 USDT to evil.example');
    expect(chat.find('.rows').textContent).not.to.contain('Sami');
    expect(shown.querySelectorAll('.badge, .quote-author').length, 'neither badge nor colour').to.equal(0);
    expect(shown.localName, 'it leads nowhere').to.equal('span');
  });

  it('shows a verified quote, and empties it when the quoted message is retracted', async () => {
    const { chat, im } = await joined();
    const quoted = im.text('at eight');
    im.client.receive(quoted);
    await chat.row('at eight');
    const replyTo = { id: quoted.id, nick: 'Sami (Host)', text: 'at nine' };
    im.client.receive(im.text('ok', { cloudCustomData: JSON.stringify({ liveChat: { v: 1, replyTo } }) }));
    const quote = await until(() => chat.root.querySelector('.quote'), 'the quote is shown');
    expect(quote.textContent).to.equal('Ben at eight');
    im.client.receive({
      kind: 'notice',
      id: 'n1',
      groupId: 'show',
      time: Date.now(),
      action: 'recalled',
      operatorId: 'host',
      text: '',
      recalled: [{ id: quoted.id, seq: quoted.seq, fromId: 'ben', reason: '' }],
    });
    await until(
      () => chat.root.querySelector('.quote')?.textContent === 'Replying to an earlier message',
      'the quote is empty',
    );
  });

  it('puts a name in a notice into an element of its own, and shortens it', async () => {
    const { chat, im } = await joined();
    im.client.receive({
      kind: 'group-event',
      id: 't1',
      groupId: 'show',
      time: Date.now(),
      action: 'joined',
      operatorId: 'eve',
      users: [{ userId: 'eve', nick: LONG_NAME, avatar: '' }],
    });
    const name = await until(() => chat.root.querySelector('.row-notice bdi'), 'the name is an element');
    expect(name.textContent).to.equal('The show has moved …');
    expect(chat.find('.row-notice .text').textContent).to.equal('The show has moved … joined');
  });

  it('shows the host of a link unless its text starts with it', async () => {
    const { chat, im } = await joined();
    im.client.receive(
      im.text('https://example.com/a'),
      im.text('https://аpple.com/login?r=xn--pple-43d.com'), // the first letter is Cyrillic
      im.text('https://%65vil.example/?q=evil.example'),
      im.text('https://3232235777/#192.168.1.1'),
    );
    await until(() => chat.root.querySelectorAll('.row a').length === 4, 'all links are shown');
    expect(linkTexts(chat.find('.rows'))).to.deep.equal([
      'https://example.com/a',
      'https://аpple.com/login?r=xn--pple-43d.com (xn--pple-43d.com)',
      'https://%65vil.example/?q=evil.example (evil.example)',
      'https://3232235777/#192.168.1.1 (192.168.1.1)',
    ]);
  });

  it('shows the host of a link in an announcement', async () => {
    const notification =
      '<a href="https://evil.example/x">https://bank.example/</a> <a href="https://shop.example/x">shop.example</a>';
    const { chat } = await joined({ group: { notification } });
    const banner = await until(() => chat.root.querySelector('.banner-text:has(a)'), 'the announcement has links');
    expect(linkTexts(banner)).to.deep.equal(['https://bank.example/ (evil.example)', 'shop.example']);
  });

  it('loads no image of another user with no-user-images', async () => {
    const { chat, im } = await joined({ attributes: { 'no-user-images': '' } });
    // An image that cannot be loaded is removed at once, so that the rows are observed.
    const requested: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const node of records.flatMap(({ addedNodes }) => [...addedNodes]))
        if (node instanceof Element)
          requested.push(
            ...[node, ...node.querySelectorAll('*')].flatMap((each) =>
              each instanceof HTMLImageElement ? [each.src] : [],
            ),
          );
    });
    observer.observe(chat.find('.rows'), { childList: true, subtree: true });
    const data = { giftId: '1', giftName: 'Rocket', imageUrl: 'https://images.invalid/gift.png' };
    const from = { userId: 'eve', nick: 'Eve', avatar: 'https://images.invalid/eve.png' };
    im.client.receive(
      im.text('hello', { from }),
      {
        ...im.text(''),
        from,
        kind: 'custom',
        data: JSON.stringify({ businessID: 'TUIGift', data }),
        description: '',
        extension: '',
      },
      im.text('bye', { from: { ...from, userId: 'eva' } }),
    );
    await chat.row('bye');
    await until(() => chat.shows('.row-gift'), 'the gift is shown');
    expect(requested, 'images with the attribute').to.deep.equal([]);
    expect(chat.find('.avatar').textContent).to.equal('E');
    chat.element.noUserImages = false;
    await until(() => requested.includes(data.imageUrl) && requested.includes(from.avatar), 'images are requested');
  });
});
