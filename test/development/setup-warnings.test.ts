// Wrong set-ups, and what a development build says about them on the console.
import { expect } from 'chai';
import { watchSetup } from '../../src/development/setup-warnings.js';
import { DanmakuLayer } from '../../src/elements/danmaku-layer/danmaku-layer.js';
import { LikeButton } from '../../src/elements/like-button/like-button.js';
import { LiveChat } from '../../src/elements/live-chat/live-chat.js';
import { defineElement } from '../../src/elements/shared/element-utils.js';
import { expectConsole } from '../support/console-guard.js';
import { freshGroup, tokenEndpoint } from '../support/emulator.js';
import { until } from '../support/until.js';

for (const each of [LiveChat, DanmakuLayer, LikeButton]) watchSetup(each);
watchSetup(LiveChat); // again, as two entries of the package do
defineElement('live-chat', LiveChat);
defineElement('danmaku-layer', DanmakuLayer);
defineElement('like-button', LikeButton);

const METHODS_OF_A_CHAT = [
  ...['on', 'off', 'joinGroup', 'quitGroup', 'getGroupProfile', 'getMyProfile', 'sendMessage', 'createTextMessage'],
  ...['createCustomMessage', 'revokeMessage'],
];

describe('a development build', () => {
  const original = console.warn;
  let stage: HTMLElement;
  let said: string[];

  beforeEach(() => {
    said = [];
    console.warn = (...args: unknown[]) => {
      said.push(args.map(String).join(' '));
      original(...args);
    };
    stage = document.createElement('div');
    document.body.append(stage);
  });
  afterEach(() => {
    console.warn = original;
    stage.remove();
  });

  function show(markup: string): void {
    stage.append(document.createRange().createContextualFragment(markup));
  }
  async function warns(about: RegExp): Promise<void> {
    expectConsole('live-chat-elements:');
    await until(() => said.some((text) => about.test(text)), `a warning about ${about.source}`, 10_000);
  }

  for (const [markup, about] of [
    ['<live-chat tokenendpoint="/t" group-id="g">', /<live-chat tokenendpoint>.*Is token-endpoint meant\?/],
    ['<live-chat token-endpiont="/t">', /<live-chat token-endpiont>.*Is token-endpoint meant\?/],
    ['<live-chat apperance="compact">', /<live-chat apperance>.*Is appearance meant\?/],
    ['<like-button max_hearts="3">', /<like-button max_hearts>.*Is max-hearts meant\?/],
    ['<live-chat filters="spam">', /<live-chat filters>.*filters has no attribute/],
    ['<danmaku-layer token-provider="load">', /<danmaku-layer token-provider>.*tokenProvider has no attribute/],
    ['<live-chat onchat-message="show(event)">', /addEventListener\('chat-message'/],
    ['<like-button @chat-like="show">', /addEventListener\('chat-like'/],
    ['<live-chat no-composer="false">', /no-composer="false"> turns the option on/],
    ['<live-chat group-id="friday">', /<live-chat group-id="friday"> has no token endpoint/],
    ['<danmaku-layer group-id="monday">', /<danmaku-layer group-id="monday"> has no token endpoint/],
    ['<like-button>', /<like-button> has no room/],
  ] as const) {
    it(`warns of ${markup}`, async () => {
      show(markup);
      await warns(about);
    });
  }

  it('says nothing of a correct page, of attributes of others, and of a layer without a room', async () => {
    const endpoint = tokenEndpoint({ user: 'developer' }).replaceAll('&', '&amp;');
    show(
      `<live-chat id="chat" class="wide" style="color: red" lang="en" data-group="a" aria-label="Chat" form="f" name="n"
        token-endpoint="${endpoint}" group-id="${freshGroup()}" no-composer appearance="compact" ng-version="21"
        v-cloak _ngcontent-abc-1 x-data="{}" speed="fast"></live-chat>
      <danmaku-layer></danmaku-layer><danmaku-layer paused for="chat" speed="100"></danmaku-layer>
      <like-button for="chat" title="Like" max-hearts="3"></like-button>
      <live-chat group-id="of-the-page"></live-chat><live-chat id="last"></live-chat>`,
    );
    // An SDK of the page that is not logged in.
    const chat = Object.fromEntries(METHODS_OF_A_CHAT.map((name) => [name, () => new Promise(() => undefined)]));
    Object.assign(stage.querySelector('[group-id=of-the-page]') ?? {}, { chat, userId: 'ana' });
    // The last element is the one that is checked last.
    await warns(/<live-chat> has no room/);
    expect(said.filter((text) => !text.includes('<live-chat> has no room'))).to.deep.equal([]);
  });

  it('names the page and the settings of a development server when the endpoint refuses the origin', async () => {
    const endpoint = tokenEndpoint({ user: 'proxied', host: 'internal.example' }).replaceAll('&', '&amp;');
    const error = console.error;
    console.error = () => undefined; // what production says too
    try {
      show(`<live-chat token-endpoint="${endpoint}" group-id="${freshGroup()}"></live-chat>`);
      await warns(new RegExp(`the token endpoint /api/token refuses pages of ${location.origin}.*changeOrigin: false`));
    } finally {
      console.error = error;
    }
  });

  for (const [endpoint, what] of [
    ['/no-such-path', 'HTTP 404'],
    ['/test/support/until.ts', 'a page'],
  ]) {
    it(`says that a development server responded itself: ${what}`, async () => {
      show(`<live-chat token-endpoint="${endpoint}" group-id="${freshGroup()}"></live-chat>`);
      await warns(new RegExp(`the token endpoint ${endpoint} is not your server's: ${what} came back`));
    });
  }
});
