// A page with a login, listeners and conversations of its own, on which elements come and go.
import { expect } from 'chai';
import { expectConsole } from '../../support/console-guard.js';
import { LiveChat } from '../../../src/elements/live-chat/live-chat.js';
import { defineElement } from '../../../src/elements/shared/element-utils.js';
import { freshGroup } from '../../support/emulator.js';
import { ServiceSide } from '../../support/service-side.js';
import { until } from '../../support/until.js';
import { PageSdk, SDK_KINDS } from '../support/page-sdk.js';

defineElement('live-chat', LiveChat);

for (const kind of SDK_KINDS) {
  it(`100 mounts leave login, listeners and conversations of a page with ${kind.name} alone`, async () => {
    if (!kind.needsUserId) for (const part of ['tencentcloud/chat', 'a Promise outside a test']) expectConsole(part);
    const groupId = freshGroup();
    const others = new ServiceSide(groupId);
    const page = await PageSdk.create(kind);
    await page.login(`${groupId}-ana`);
    const mount = () => {
      const element = document.createElement('live-chat');
      Object.assign(element, { chat: page.chat, userId: page.userId, groupId });
      document.body.append(element);
      return element;
    };
    for (let times = 0; times < 100; times++) {
      const element = mount();
      if (times % 10 === 0) await until(() => element.status === 'joined', 'the element is in the room');
      element.remove();
      if (times % 10 === 0) await until(() => page.listeners === 0, 'the listeners of the element are removed');
    }
    await until(() => page.listeners === 0, 'all listeners are removed');
    expect([page.forbidden, page.kicks]).to.deep.equal([[], []]);
    await others.act('sendC2cText', { from: 'ben', userId: page.userId, text: 'private' });
    await until(() => page.heard.includes('private'), 'the page receives in its conversation');
    expect(page.heard.filter((text) => text === 'private')).to.have.length(1);
    await page.say('ben', 'still logged in', 'C2C');
    const last = mount();
    await until(() => last.status === 'joined', 'a later element joins');
    last.remove();
    await until(() => page.listeners === 0, 'its listeners are removed');
    await page.destroy();
  });
}
