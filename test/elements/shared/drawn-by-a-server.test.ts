// Elements whose shadow root a server has drawn, as declarative shadow DOM.
import { expect } from 'chai';
import '../../support/console-guard.js';
import { DanmakuLayer } from '../../../src/elements/danmaku-layer/danmaku-layer.js';
import { LikeButton } from '../../../src/elements/like-button/like-button.js';
import { LiveChat } from '../../../src/elements/live-chat/live-chat.js';
import { defineElement } from '../../../src/elements/shared/element-utils.js';
import { until } from '../../support/until.js';

defineElement('live-chat', LiveChat);
defineElement('danmaku-layer', DanmakuLayer);
defineElement('like-button', LikeButton);

const TAGS = ['live-chat', 'danmaku-layer', 'like-button'] as const;

describe('an element that a server has drawn', () => {
  const hidden = globalThis as { litElementHydrateSupport?: unknown };
  const added: Element[] = [];
  afterEach(() => {
    delete hidden.litElementHydrateSupport;
    for (const element of added.splice(0)) element.remove();
  });

  /** The children of the shadow root after the first rendering. */
  async function drawn(tag: (typeof TAGS)[number], before = ''): Promise<string[]> {
    const box = document.createElement('div');
    added.push(box);
    document.body.append(box);
    const markup = `<${tag}><template shadowrootmode="open">${before}</template></${tag}>`;
    if (before === '') box.append(document.createElement(tag));
    else if ('setHTMLUnsafe' in box) (box as { setHTMLUnsafe(html: string): void }).setHTMLUnsafe(markup);
    else throw new Error('setHTMLUnsafe is not supported in this engine.'); // skips
    const element = box.querySelector(tag) as InstanceType<typeof LiveChat>;
    await until(() => element.hasUpdated, 'it is drawn'); // Firefox upgrades it in a later task
    return [...(element.shadowRoot?.children ?? [])].map(({ localName, className }) => `${localName}.${className}`);
  }

  for (const tag of TAGS)
    it(`draws <${tag}> once`, async () => {
      expect(await drawn(tag, '<p class="of-the-server">…</p>')).to.deep.equal(await drawn(tag));
    });

  it('leaves what the server has drawn to the hydration of Lit, where the page has loaded it', async () => {
    hidden.litElementHydrateSupport = () => undefined;
    expect(await drawn('like-button', '<p class="of-the-server">…</p>')).to.include('p.of-the-server');
  });
});
