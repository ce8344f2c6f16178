import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { LiveChat } from '../../../src/elements/live-chat/live-chat.js';
import { ChatBeforeSendEvent } from '../../../src/elements/live-chat/live-chat-events.js';
import {
  ChatMembersEvent,
  ChatMessageEvent,
  ChatSentEvent,
  ChatStatusEvent,
} from '../../../src/elements/shared/room-dom-events.js';
import type { ChatErrorEvent } from '../../../src/elements/shared/session-events.js';
import { expectConsole } from '../../support/console-guard.js';
import { freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { until } from '../../support/until.js';
import { LiveChatDriver } from './support/live-chat-driver.js';
import { ServiceSide } from '../../support/service-side.js';

async function openRoom(
  person: Record<string, string> = { user: 'robin', nick: 'Robin' },
  attributes: Record<string, string> = {},
) {
  const groupId = freshGroup();
  const others = new ServiceSide(groupId);
  const chat = await LiveChatDriver.put({
    'group-id': groupId,
    'token-endpoint': tokenEndpoint(person),
    ...attributes,
  });
  await chat.joined();
  return { chat, others };
}

/** A chat whose token endpoint refuses, with the error that `chat-error` carries. */
async function openRefused(person: Record<string, string>) {
  const chat = await LiveChatDriver.put();
  const refused = new Promise<ChatErrorEvent>((resolve) =>
    chat.element.addEventListener('chat-error', resolve, { once: true }),
  );
  chat.element.groupId = freshGroup();
  chat.element.tokenEndpoint = tokenEndpoint(person);
  return { chat, error: (await refused).error };
}

describe('<live-chat> on the real SDK', () => {
  afterEach(() => LiveChatDriver.clear());

  it('renders without attributes, with a skeleton and a composer', async () => {
    const chat = await LiveChatDriver.put();
    expect(chat.shows('.skeleton')).to.equal(true);
    expect(chat.element.status).to.equal('idle');
    expect(chat.log.getAttribute('role')).to.equal('log');
    expect(chat.log.getAttribute('aria-live')).to.equal('off');
  });

  it('shows the messages of other users with their names', async () => {
    const { chat, others } = await openRoom();
    await others.comes('ben', 'Ben');
    await others.say('ben', 'Good evening 👋');
    const row = await chat.row('Good evening 👋');
    expect(row.author).to.equal('Ben');
    expect(row.has('own')).to.equal(false);
  });

  it('shows an own message at once as sending, then as sent, once', async () => {
    const { chat } = await openRoom();
    const seen: string[] = [];
    chat.element.addEventListener('chat-message', (event) => seen.push(event.message.status));
    await chat.send('Hello from me');
    await until(
      () =>
        chat
          .rows()
          .find((row) => row.text === 'Hello from me')
          ?.has('sent'),
      'the row is sent',
    );
    expect(chat.texts().filter((text) => text === 'Hello from me')).to.have.length(1);
    expect(seen).to.deep.equal(['sending']);
    expect(chat.field.value).to.equal('');
    expect(chat.rows().at(-1)?.has('own')).to.equal(true);
  });

  it('lets the page cancel a message, which stays in the composer, or change it', async () => {
    const { chat } = await openRoom();
    let veto = true;
    chat.element.addEventListener('chat-before-send', (event) => {
      expect(event).to.be.instanceOf(ChatBeforeSendEvent);
      expect(event.bubbles && event.composed && event.cancelable).to.equal(true);
      if (veto) event.preventDefault();
      else event.text = event.text.toUpperCase();
    });
    await chat.send('quiet');
    expect(chat.field.value).to.equal('quiet');
    expect(chat.rows().filter((row) => row.has('own'))).to.have.length(0);
    veto = false;
    await sendKeys({ press: 'Enter' });
    await chat.row('QUIET');
  });

  it('dispatches events of their own classes, which leave the shadow tree, and none when a property is set', async () => {
    const groupId = freshGroup();
    const others = new ServiceSide(groupId);
    const seen: Event[] = [];
    const types = {
      'chat-status': ChatStatusEvent,
      'chat-message': ChatMessageEvent,
      'chat-sent': ChatSentEvent,
      'chat-members': ChatMembersEvent,
    } as const;
    const box = document.createElement('div');
    document.body.append(box);
    for (const type of Object.keys(types)) box.addEventListener(type, (event) => seen.push(event));
    const chat = await LiveChatDriver.put(
      { 'group-id': groupId, 'token-endpoint': tokenEndpoint({ user: 'robin' }) },
      {},
      box,
    );
    await chat.joined();
    await others.comes('ana', 'Ana');
    await chat.send('hello');
    for (const [type, eventClass] of Object.entries(types)) {
      const event = await until(() => seen.find((each) => each.type === type), `${type} is received`);
      expect(event, type).to.be.instanceOf(eventClass);
      expect([event.bubbles, event.composed, event.cancelable], type).to.deep.equal([true, true, false]);
    }
    seen.length = 0;
    Object.assign(chat.element, {
      paused: true,
      appearance: 'compact',
      maxMessages: 50,
      notices: 'none',
      announce: 'off',
      noAvatars: true,
    });
    await chat.element.updateComplete;
    expect(seen.filter((event) => event.type !== 'chat-members')).to.deep.equal([]);
    box.remove();
  });

  it('offers a guest to sign in, and dispatches a cancelable event', async () => {
    const { chat } = await openRoom({});
    await until(() => chat.shows('.sign-in'), 'the sign-in button stands');
    expect(chat.shows('.input')).to.equal(false);
    const asked = new Promise<Event>((resolve) =>
      chat.element.addEventListener('chat-sign-in', resolve, { once: true }),
    );
    chat.find('.sign-in').click();
    expect((await asked).cancelable).to.equal(true);
  });

  it('offers a user to sign in whom the token endpoint refuses', async () => {
    const { chat } = await openRefused({ refuse: '1' });
    await until(() => chat.shows('.sign-in'), 'the sign-in button stands');
  });

  it('says what to set where the token endpoint refuses the origin of the page, and offers no sign-in', async () => {
    expectConsole('refuses pages of this origin');
    const printed: string[] = [];
    const { error: original } = console;
    console.error = (...args: unknown[]) => {
      printed.push(args.map(String).join(' '));
      original(...args);
    };
    try {
      const { chat, error } = await openRefused({ user: 'robin', host: 'internal.example' });
      expect(error.code).to.equal('token/invalid');
      expect(error.message).to.include('`origins`').and.include('`trustProxy`');
      expect(error.retryable).to.equal(false);
      expect(printed).to.deep.equal([`live-chat-elements: ${error.message}`]);
      await until(() => chat.shows('.end .button'), 'the chat offers to try again');
      expect(chat.shows('.sign-in, slot[name="sign-in"]')).to.equal(false);
    } finally {
      console.error = original;
    }
  });

  it('shows that the room is empty, and joined users in one notice', async () => {
    const { chat, others } = await openRoom();
    await until(() => chat.shows('.empty') || chat.rows().length > 0, 'the room is empty or greets');
    await others.comes('ana', 'Ana');
    await until(() => chat.texts().includes('Ana joined'), 'Ana is announced');
  });

  it('keeps a failed message with its reason, and sends it again', async () => {
    const { chat, others } = await openRoom();
    await others.act('fault', { command: 'send_group_msg', errorCode: 80001, times: 1 });
    const failed = new Promise<string>((resolve) =>
      chat.element.addEventListener('chat-send-failed', ({ error }) => resolve(error.code), { once: true }),
    );
    await chat.send('sent at last');
    expect(await failed).to.equal('send/blocked');
    await until(() => chat.rows().some((row) => row.text === 'sent at last' && row.has('failed')), 'the row failed');
    expect(chat.find('.reason').textContent).to.equal('Not sent: The message was not accepted.');
    chat.find('[data-action=retry]').click();
    await until(() => chat.rows().some((row) => row.text === 'sent at last' && row.has('sent')), 'the row is sent');
    expect(chat.shows('.failure')).to.equal(false);
  });

  it('removes a discarded message from the list', async () => {
    const { chat, others } = await openRoom();
    await others.act('fault', { command: 'send_group_msg', errorCode: 80001, times: 1 });
    await chat.send('never mind');
    await until(() => chat.shows('[data-action=discard]'), 'the row failed');
    chat.find('[data-action=discard]').click();
    await until(() => !chat.texts().includes('never mind'), 'the row is gone');
  });

  it('shows before the user types that the room is muted, and keeps a refused text in the composer', async () => {
    const { chat, others } = await openRoom();
    await chat.type('too late');
    await others.act('muteAll', { on: true });
    await until(() => chat.shows('.hint'), 'the reason stands above the field');
    expect(chat.find('.hint').textContent.trim()).to.equal('Only the host can chat now');
    await sendKeys({ press: 'Enter' });
    expect(chat.field.value).to.equal('too late');
    expect(chat.field.readOnly).to.equal(true);
    await others.act('muteAll', { on: false });
    await until(() => !chat.field.readOnly, 'the field is open again');
  });

  it('keeps the scroll position under load, and offers a way to the newest message', async () => {
    const { chat, others } = await openRoom();
    for (let wave = 0; wave < 3; wave++) {
      const before = chat.rows().length;
      await others.act('batch', { count: 60, text: `wave ${wave}` });
      await until(() => chat.rows().length > before, 'the wave stands');
    }
    await until(
      () => chat.log.scrollHeight > chat.log.clientHeight + 400 && chat.distanceFromEnd() <= 1,
      'the log is full and followed',
    );
    chat.log.scrollTop -= 300;
    await until(() => chat.shows('.pill'), 'the way back is offered');
    const { top } = chat.log.getBoundingClientRect();
    const read = chat.rows().find(({ element }) => element.getBoundingClientRect().top >= top)?.element;
    const place = read?.getBoundingClientRect().top;
    await others.act('batch', { count: 200, text: 'storm' });
    await until(() => /\d+ new message/.test(chat.find('.pill').textContent), 'what is new is counted');
    expect(read?.getBoundingClientRect().top).to.equal(place);
    chat.find('.pill').click();
    await until(() => chat.distanceFromEnd() <= 1 && !chat.shows('.pill'), 'the newest is in view');
  });

  it('keeps its draft, its rows and its room when it is moved', async () => {
    const { chat, others } = await openRoom();
    await others.say('administrator', 'before');
    await chat.row('before');
    await chat.type('half a tho');
    const box = document.createElement('div');
    document.body.append(box);
    box.append(chat.element);
    await chat.element.updateComplete;
    expect(chat.field.value).to.equal('half a tho');
    expect(chat.texts()).to.include('before');
    expect(chat.element.status).to.equal('joined');
    await others.say('administrator', 'after');
    await chat.row('after');
    box.remove();
  });

  it('applies properties that were set before the upgrade', async () => {
    class Late extends LiveChat {}
    const element = Object.assign(document.createElement('late-live-chat'), { maxMessages: 40 }) as Late;
    document.body.append(element);
    customElements.define('late-live-chat', Late);
    await element.updateComplete;
    expect(element).to.be.instanceOf(Late);
    expect(element.maxMessages).to.equal(40);
    element.remove();
  });
});
