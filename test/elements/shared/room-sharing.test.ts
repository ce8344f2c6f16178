// One room for all elements that name it, in whatever order they are inserted, removed, upgraded or moved. Requests are
// counted in the emulator.
import { expect } from 'chai';
import { DanmakuLayer } from '../../../src/elements/danmaku-layer/danmaku-layer.js';
import { LikeButton } from '../../../src/elements/like-button/like-button.js';
import { LiveChat } from '../../../src/elements/live-chat/live-chat.js';
import { defineElement } from '../../../src/elements/shared/element-utils.js';
import '../../support/console-guard.js';
import { emulator, freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { until } from '../../support/until.js';

defineElement('live-chat', LiveChat);
defineElement('danmaku-layer', DanmakuLayer);
defineElement('like-button', LikeButton);

type Ours = LiveChat | DanmakuLayer | LikeButton;

let users = 0;

describe('elements that share a room', () => {
  let stage: HTMLElement;
  let endpoint: string;
  let group: string;
  let user: string;
  let tokenRequests: number;
  const pageFetch = window.fetch;

  beforeEach(() => {
    stage = document.createElement('div');
    document.body.append(stage);
    user = `sharer-${Date.now().toString(36)}-${++users}`;
    endpoint = tokenEndpoint({ user, nick: user });
    group = freshGroup();
    tokenRequests = 0;
    window.fetch = (input, init) => {
      if ((input instanceof Request ? input.url : String(input)).includes(user)) tokenRequests++;
      return pageFetch(input, init);
    };
  });
  afterEach(() => {
    window.fetch = pageFetch;
    stage.remove();
  });

  /** Elements from markup, so that attributes exist before the upgrade, as when a page is parsed. */
  function show(markup: string, into = stage): void {
    into.append(document.createRange().createContextualFragment(markup));
  }
  const source = (id = 'chat') =>
    `<live-chat id="${id}" token-endpoint="${endpoint.replaceAll('&', '&amp;')}" group-id="${group}"></live-chat>`;
  const all = () => [...stage.querySelectorAll<Ours>('live-chat, danmaku-layer, like-button')];
  const joined = () => until(() => all().every((element) => element.status === 'joined'), 'all have joined');
  async function asked(command: string): Promise<number> {
    const { restUrl } = await emulator();
    const response = await pageFetch(
      `${restUrl}/emulator/requests?${new URLSearchParams({ command, groupId: group }).toString()}`,
    );
    return ((await response.json()) as { requests: unknown[] }).requests.length;
  }
  async function logins(): Promise<number> {
    const { restUrl } = await emulator();
    const response = await pageFetch(`${restUrl}/emulator/requests?command=wslogin`);
    return ((await response.json()) as { requests: { userId: string }[] }).requests.filter(
      (request) => request.userId === user,
    ).length;
  }

  it('make one token request, one login and one join for three elements with the same endpoint', async () => {
    const attributes = `token-endpoint="${endpoint.replaceAll('&', '&amp;')}" group-id="${group}"`;
    show(
      `<danmaku-layer ${attributes}></danmaku-layer><live-chat ${attributes}></live-chat><like-button ` +
        `${attributes}></like-button>`,
    );
    await joined();
    expect(tokenRequests, 'token requests').to.equal(1);
    expect(await logins(), 'logins').to.equal(1);
    expect(await asked('apply_join_group'), 'joins').to.equal(1);
  });

  it('share it by for, whichever element is parsed first', async () => {
    show(`<danmaku-layer for="chat"></danmaku-layer><like-button for="chat"></like-button>${source()}`);
    await joined();
    expect(tokenRequests, 'token requests').to.equal(1);
    expect(await logins(), 'logins').to.equal(1);
    expect(await asked('apply_join_group'), 'joins').to.equal(1);
  });

  it('follow an element that is upgraded later', async () => {
    const late = `late-chat-${users}`;
    show(
      `<like-button for="chat"></like-button><${late} id="chat" ` +
        `token-endpoint="${endpoint.replaceAll('&', '&amp;')}" group-id="${group}"></${late}>`,
    );
    const follower = all()[0];
    await follower?.updateComplete;
    expect(follower?.status).to.equal('idle');
    defineElement(late, class extends LiveChat {});
    await joined();
    expect(await asked('apply_join_group'), 'joins').to.equal(1);
  });

  it('follow an id that is set later', async () => {
    show(`<like-button for="late"></like-button>${source('early')}`);
    await until(() => all()[1]?.status === 'joined', 'the source has joined');
    expect(all()[0]?.status).to.equal('idle');
    all()[1]?.setAttribute('id', 'late');
    await joined();
  });

  it('keep the room while they are moved', async () => {
    show(`<like-button for="chat"></like-button>${source()}`);
    await joined();
    const other = document.createElement('section');
    stage.append(other);
    for (const element of all()) other.append(element);
    await joined();
    expect(tokenRequests, 'token requests').to.equal(1);
    expect(await asked('apply_join_group'), 'joins').to.equal(1);
    expect(await asked('quit_group'), 'leaves').to.equal(0);
  });

  it('disconnect followers when the source is removed, and leave the room', async () => {
    show(`<like-button for="chat"></like-button>${source()}`);
    await joined();
    all()[1]?.remove();
    await until(() => all()[0]?.status === 'idle', 'the follower is idle');
    await until(async () => (await asked('quit_group')) === 1, 'the room is left');
  });

  it('close the room only with the last of several sources', async () => {
    const attributes = `token-endpoint="${endpoint.replaceAll('&', '&amp;')}" group-id="${group}"`;
    show(`<live-chat ${attributes}></live-chat><like-button ${attributes}></like-button>`);
    await joined();
    all()[0]?.remove();
    const { restUrl } = await emulator();
    await pageFetch(`${restUrl}/emulator/do`, {
      method: 'POST',
      body: JSON.stringify({ do: 'sendNotice', groupId: group, text: 'still there?' }),
    });
    expect(all()[0]?.status).to.equal('joined');
    expect(await asked('quit_group'), 'leaves').to.equal(0);
    all()[0]?.remove();
    await until(async () => (await asked('quit_group')) === 1, 'the room is left');
  });

  it('connect to another group when group-id changes, after leaving the first', async () => {
    show(source());
    await joined();
    const first = group;
    group = freshGroup();
    all()[0]?.setAttribute('group-id', group);
    await until(async () => (await asked('apply_join_group')) === 1, 'the second group is joined');
    await joined();
    group = first;
    expect(await asked('quit_group'), 'leaves of the first').to.equal(1);
  });

  it('dispatch each event once however many elements there are', async () => {
    const received: string[] = [];
    const listen = (event: Event) => received.push(`${event.type} at ${(event.target as Element).localName}`);
    for (const type of ['chat-status', 'chat-message', 'chat-like'] as const) stage.addEventListener(type, listen);
    show(
      '<danmaku-layer for="chat"></danmaku-layer><like-button for="chat"></like-button><like-button ' +
        `for="chat"></like-button>${source()}`,
    );
    await joined();
    const { restUrl } = await emulator();
    await pageFetch(`${restUrl}/emulator/do`, {
      method: 'POST',
      body: JSON.stringify({ do: 'sendText', groupId: group, from: 'ben', text: 'hi' }),
    });
    await until(() => received.includes('chat-message at live-chat'), 'the message is received');
    (all()[1] as LikeButton).like();
    await until(() => received.includes('chat-like at like-button'), 'the like is received');
    expect(received.filter((each) => each.startsWith('chat-message'))).to.have.length(1);
    expect(received.filter((each) => each.startsWith('chat-like'))).to.have.length(1);
    expect(received.filter((each) => each.startsWith('chat-status'))).to.deep.equal([
      'chat-status at live-chat',
      'chat-status at live-chat',
    ]);
  });

  it('apply properties that were set before the upgrade', async () => {
    const late = `early-props-${users}`;
    const element = document.createElement(late) as LiveChat;
    Object.assign(element, { tokenEndpoint: endpoint, groupId: group });
    stage.append(element);
    defineElement(late, class extends LiveChat {});
    await until(() => element.status === 'joined', 'it has joined');
  });

  it('throw an error with a reason when a method is called without a room', () => {
    show('<live-chat></live-chat>');
    expect(() => (all()[0] as LiveChat).send('hi')).to.throw(TypeError, 'has no room');
  });

  it('send messages that were written before the room is joined', async () => {
    show(source());
    const message = await (all()[0] as LiveChat).send('early');
    expect(message.status).to.equal('sent');
  });
});
