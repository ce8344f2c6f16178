// A part of the hostile texts with the emulator and the unmodified SDK in the engine that runs the browser tests:
// Chromium, and Firefox and WebKit in test:cross. All of them, in Chromium: end-to-end.long.node.test.ts.
import './support/strict-page.js';
import { violations } from './support/strict-page.js';
import { expect } from 'chai';
import '../../src/define.js';
import type { LiveChat } from '../../src/index.js';
import { HOSTILE_TEXTS } from '../support/hostile-texts.js';
import '../support/console-guard.js';
import { freshGroup, tokenEndpoint } from '../support/emulator.js';
import { ServiceSide } from '../support/service-side.js';
import { until } from '../support/until.js';
import { RENDERING_ATTACKS } from './support/rendering-attacks.js';
import { PageInspection } from './support/page-inspection.js';

/** Texts between two inspections. */
const BATCH = 6;
const SLICE = [...new Set([...HOSTILE_TEXTS, ...RENDERING_ATTACKS])].filter(
  (text, index) => index % 6 === 0 && text.length < 900,
);
const PARTS = 3;

describe('hostile texts in this engine', () => {
  const inspection = new PageInspection();
  let service: ServiceSide;
  let chats: readonly LiveChat[];
  let stage: HTMLElement;

  beforeEach(async () => {
    service = new ServiceSide(freshGroup());
    await service.act('createRoom', { owner: 'host' });
    stage = document.createElement('div');
    for (const [name, attributes] of [
      ['live-chat', {}],
      ['live-chat', { appearance: 'overlay', notices: 'all' }],
      ['live-chat', { appearance: 'compact', dir: 'rtl' }],
      ['danmaku-layer', { interactive: '' }],
      ['like-button', {}],
    ] as const) {
      const box = document.createElement('div');
      box.className = 'box';
      box.style.setProperty('inline-size', '280px');
      box.style.setProperty('block-size', '300px');
      const element = document.createElement(name);
      for (const [key, value] of Object.entries({
        ...attributes,
        'group-id': service.groupId,
        'token-endpoint': tokenEndpoint({ user: `ana-${service.groupId}`, nick: 'Ana' }),
      }))
        element.setAttribute(key, value);
      element.style.setProperty('--chat-height', '300px');
      box.append(element);
      stage.append(box);
    }
    document.body.append(stage);
    chats = [...stage.querySelectorAll('live-chat')];
    await until(
      () => chats.every((chat) => chat.status === 'joined' && chat.shadowRoot?.querySelector('.log')),
      'all have joined',
    );
    await until(() => stage.getBoundingClientRect().height > 0, 'all is laid out');
    inspection.remember();
  });
  afterEach(() => stage.remove());

  it('are tested under a policy that is enforced', async () => {
    const style = document.createElement('style');
    style.append('body { color: red }');
    stage.append(style);
    await until(() => violations.length > 0, 'the policy stops a style');
    if ('trustedTypes' in window) expect(() => new DOMParser().parseFromString('<b>', 'text/html')).to.throw(TypeError);
    await until(() => violations.length > ('trustedTypes' in window ? 1 : 0), 'every violation is reported');
    violations.length = 0;
    inspection.drain();
  });

  for (let part = 0; part < PARTS; part++) {
    it(`run nothing, load nothing, move nothing and stay readable, part ${part + 1} of ${PARTS}`, async () => {
      const texts = SLICE.filter((_, index) => index % PARTS === part);
      for (let from = 0; from < texts.length; from += BATCH) {
        const batch = texts.slice(from, from + BATCH);
        for (const text of batch) {
          await service.act('setProfile', { userId: 'host', nick: text, avatar: text });
          await service.act('sendText', { from: 'host', text, cloudCustomData: text, priority: 'High' });
          await service.act('sendCustom', {
            from: 'host',
            data: {
              businessID: 'TUIGift',
              data: { giftCount: 2, gift: { giftId: text, giftName: text, imageUrl: text } },
            },
            priority: 'High',
          });
          await service.act('changeRoom', { name: text.slice(0, 30), notification: text.slice(0, 300) });
        }
        const marker = `marker ${part} ${from}`;
        await service.act('sendText', { from: 'host', text: marker, priority: 'High' });
        await until(
          () =>
            chats.every((chat) =>
              [...(chat.shadowRoot?.querySelectorAll('.row .text') ?? [])].some((row) => row.textContent === marker),
            ),
          'all is drawn',
        );
        inspection.inspect(batch.join(' | '));
        expect(inspection.drain()).to.deep.equal([]);
      }
      expect(violations).to.deep.equal([]);
    });
  }
});
