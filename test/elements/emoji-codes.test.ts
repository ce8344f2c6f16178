// What another user sends from one of Tencent's apps, over the service, in the message list, in danmaku and for screen
// readers.
import { expect } from 'chai';
import { DanmakuLayer } from '../../src/elements/danmaku-layer/danmaku-layer.js';
import { defineElement } from '../../src/elements/shared/element-utils.js';
import '../support/console-guard.js';
import { freshGroup, tokenEndpoint } from '../support/emulator.js';
import { ServiceSide } from '../support/service-side.js';
import { until } from '../support/until.js';
import { recordAnnouncements } from './live-chat/support/chat-fixture.js';
import { LiveChatDriver } from './live-chat/support/live-chat-driver.js';

defineElement('danmaku-layer', DanmakuLayer);

describe('Emoji of Tencent’s apps', () => {
  afterEach(() => LiveChatDriver.clear());

  it('are emoji everywhere; a sticker has a word in the list, and no comment', async () => {
    const groupId = freshGroup();
    const others = new ServiceSide(groupId);
    const chat = await LiveChatDriver.put({
      'group-id': groupId,
      'token-endpoint': tokenEndpoint({ user: `reader-${groupId}`, nick: 'Robin' }),
      id: 'with-codes',
      announce: 'all',
    });
    await chat.joined();
    const announced = await recordAnnouncements();
    const layer = document.createElement('danmaku-layer');
    layer.setAttribute('for', 'with-codes');
    layer.setAttribute('motion', 'full');
    layer.style.setProperty('inline-size', '600px');
    layer.style.setProperty('block-size', '200px');
    document.body.append(layer);
    try {
      await until(() => layer.status === 'joined', 'the layer follows');
      await others.comes('ben', 'Ben');
      await others.say('ben', 'Hi [TUIEmoji_Smile] all [龇牙]');
      await others.act('sendFace', { from: 'ben', index: 1, data: '[TUIEmoji_Ok]' });
      await others.act('sendFace', { from: 'ben', index: 4350, data: 'yz07@2x' });
      await chat.row('Hi 🙂 all 😁');
      await chat.row('👌');
      await chat.row('Sticker');
      const comments = () =>
        [...(layer.shadowRoot?.querySelectorAll('[part~=item]') ?? [])].map(({ textContent }) => textContent);
      await until(() => comments().length === 2, 'both are shown');
      expect(comments()).to.deep.equal(['Hi 🙂 all 😁', '👌']);
      await until(() => announced.some((each) => each.includes('Ben: Hi 🙂 all 😁')), 'the text is announced');
      await until(() => announced.some((each) => each.includes('Sticker')), 'the sticker is announced');
      expect(document.body.innerHTML + chat.root.innerHTML).not.to.match(/TUIEmoji|yz07|龇牙/);
    } finally {
      layer.remove();
    }
  });
});
