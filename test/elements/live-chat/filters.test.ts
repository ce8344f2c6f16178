// Filters of a site for unwanted words: in the chat, in danmaku and in announcements for screen readers, on the real
// SDK.
import { expect } from 'chai';
import { DanmakuLayer } from '../../../src/elements/danmaku-layer/danmaku-layer.js';
import type { LiveChat } from '../../../src/elements/live-chat/live-chat.js';
import { defineElement } from '../../../src/elements/shared/element-utils.js';
import { expectConsole } from '../../support/console-guard.js';
import { freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { ServiceSide } from '../../support/service-side.js';
import { until } from '../../support/until.js';
import { recordAnnouncements } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

defineElement('danmaku-layer', DanmakuLayer);

let userCount = 0;

async function openRoom(properties: Partial<LiveChat>, attributes: Record<string, string> = {}) {
  const groupId = freshGroup();
  const others = new ServiceSide(groupId);
  const chat = await LiveChatDriver.put(
    {
      'group-id': groupId,
      'token-endpoint': tokenEndpoint({ user: `filter-${++userCount}`, nick: 'Robin' }),
      ...attributes,
    },
    properties,
  );
  await chat.joined();
  return { chat, others, groupId };
}

describe('<live-chat> filters', () => {
  afterEach(() => LiveChatDriver.clear());

  it('mask the messages of other users in the list, in danmaku and in announcements for screen readers', async () => {
    const { chat, others } = await openRoom({ filters: ['badword'] }, { id: 'filtered', announce: 'all' });
    const announced = await recordAnnouncements();
    const layer = document.createElement('danmaku-layer');
    layer.setAttribute('for', 'filtered');
    layer.style.setProperty('inline-size', '600px');
    layer.style.setProperty('block-size', '200px');
    layer.setAttribute('motion', 'full');
    document.body.append(layer);
    await until(() => layer.status === 'joined', 'the layer follows');
    await others.comes('ben', 'Ben');
    await others.say('ben', 'what a BADWORD');
    await chat.row('what a *******');
    const flying = await until(() => layer.shadowRoot?.querySelector<HTMLElement>('[part~=item]'), 'it flies');
    expect(flying.textContent).to.contain('what a *******');
    const spoken = await until(() => announced.find((each) => each.includes('what a')), 'it is said');
    expect(spoken).to.contain('*******');
    expect(document.body.innerHTML + chat.root.innerHTML).not.to.contain('BADWORD');
    layer.remove();
  });

  it('refuse an own text with a message, and keep it in the composer', async () => {
    const { chat } = await openRoom({ filters: [(text) => !text.includes('4711')] });
    await chat.send('my number is 4711');
    await until(() => chat.shows('.toast'), 'it is said');
    expect(chat.find('.toast').textContent.trim()).to.equal('The message was not accepted.');
    expect(chat.field.value).to.equal('my number is 4711');
    expect(chat.rows().filter((row) => row.has('own'))).to.have.length(0);
    chat.field.value = '';
    await chat.send('hello');
    await chat.row('hello');
  });

  it('are applied when set before the upgrade and when changed later, also to messages already shown', async () => {
    const { chat, others } = await openRoom({});
    await others.comes('ben', 'Ben');
    await others.say('ben', 'the winner is Zoe');
    await others.say('ben', 'buy cheap watches');
    await chat.row('buy cheap watches');
    chat.element.filters = ['Zoe', { words: ['cheap watches'], others: 'hide' }];
    await chat.row('the winner is ***');
    await until(() => !chat.texts().includes('buy cheap watches'), 'the row is gone');
    chat.element.filters = [];
    await chat.element.updateComplete;
    await others.say('ben', 'Zoe again');
    await chat.row('Zoe again');
  });

  it('that are wrong cause a warning and leave those before in place', async () => {
    const { chat, others } = await openRoom({ filters: ['badword'] });
    expectConsole('filters[0] must be a word');
    chat.element.filters = [/bad/] as unknown as LiveChat['filters'];
    await others.comes('ben', 'Ben');
    await others.say('ben', 'a badword');
    await chat.row('a *******');
  });

  it('that throw are reported once, and the text is shown unfiltered', async () => {
    expectConsole('out of order');
    const codes: string[] = [];
    const listen = (event: { readonly error: { readonly code: string } }): void => void codes.push(event.error.code);
    document.body.addEventListener('chat-error', listen);
    const { chat, others } = await openRoom({
      filters: [
        () => {
          throw new Error('out of order');
        },
      ],
    });
    await others.comes('ben', 'Ben');
    await others.say('ben', 'one');
    await others.say('ben', 'two');
    await chat.row('two');
    expect(codes).to.deep.equal(['page/filter']);
    expect(chat.element.status).to.equal('joined');
    document.body.removeEventListener('chat-error', listen);
  });

  it('do not block the page: a thousand words are applied to a full list within a frame or two', async () => {
    const { chat, others } = await openRoom({});
    await others.act('batch', { count: 300, text: 'what users write about all of this' });
    await until(() => chat.element.messages.length > 50, 'the rows stand');
    const words = Array.from({ length: 1000 }, (_, index) => `word${index}x`);
    const began = performance.now();
    chat.element.filters = [{ words }];
    await chat.element.updateComplete;
    await others.say('ben', 'a word77x');
    await chat.row('a *******');
    expect(performance.now() - began).to.be.below(3_000);
  });
});
