import { a11ySnapshot, emulateMedia, executeServerCommand, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { expectConsole } from '../../support/console-guard.js';
import { until } from '../../support/until.js';
import { openChat, openBusyChat } from './support/chat-fixture.js';
import { LiveChatDriver } from './support/live-chat-driver.js';

describe('the layout and language of <live-chat>', () => {
  afterEach(() => LiveChatDriver.clear());

  it('uses the language of its parent, and changes with it', async () => {
    const { chat } = await openChat({ attributes: {} });
    await chat.joined();
    chat.element.lang = 'zh-CN';
    await until(() => chat.field.placeholder === '说点什么…', 'it speaks Chinese');
    chat.element.lang = 'zh-Hant';
    await until(() => chat.field.placeholder === '說點什麼…', 'it speaks Traditional Chinese');
    chat.element.lang = 'zh_CN';
    await until(() => chat.field.placeholder === '说点什么…', 'it reads a tag with an underscore');
    chat.element.terms = { placeholder: 'Dis quelque chose' };
    await until(() => chat.field.placeholder === 'Dis quelque chose', 'it speaks the page’s own words');
  });

  it('renders rows again in their language when it changes', async () => {
    const { chat } = await openBusyChat();
    expect(
      chat
        .rows()
        .find((row) => row.author === 'Host')
        ?.element.querySelector('.badge')?.textContent,
    ).to.equal('Host');
    chat.element.lang = 'zh-CN';
    await until(
      () =>
        chat
          .rows()
          .find((row) => row.author === 'Host')
          ?.element.querySelector('.badge')?.textContent === '主播',
      'the badge is Chinese',
    );
  });

  it('is mirrored in right-to-left pages', async () => {
    const { chat } = await openBusyChat({ dir: 'rtl' });
    const [row] = chat.rows();
    const avatar = row?.element.querySelector('.avatar')?.getBoundingClientRect();
    const text = row?.element.querySelector('.text')?.getBoundingClientRect();
    expect(avatar && text && avatar.left > text.left).to.equal(true);
    const words = document.createRange();
    const node = row?.element.querySelector('.text');
    if (node) words.selectNodeContents(node);
    expect(Math.abs(words.getBoundingClientRect().right - (text?.right ?? 0))).to.be.below(1);
  });

  it('fits into 320 pixels, also with text twice as large', async () => {
    await setViewport({ width: 320, height: 640 });
    document.documentElement.style.setProperty('font-size', '200%');
    const { chat } = await openBusyChat();
    const { left, right } = chat.element.getBoundingClientRect();
    for (const part of [
      '.header',
      '.title',
      '.pause',
      '.options-button',
      '.log',
      '.composer',
      '.send-button',
      '.input',
    ]) {
      const box = chat.find(part).getBoundingClientRect();
      expect(box.left, part).to.be.at.least(left);
      expect(box.right, part).to.be.at.most(right + 0.5);
    }
    expect(chat.log.scrollWidth).to.equal(chat.log.clientWidth);
    document.documentElement.style.removeProperty('font-size');
    await setViewport({ width: 800, height: 600 });
  });

  it('has no composer as an overlay, and still shows when the room has ended', async () => {
    const { chat, im } = await openBusyChat({ appearance: 'overlay' });
    expect(chat.shows('.input')).to.equal(false);
    im.client.receive({
      kind: 'notice',
      id: 'n1',
      groupId: 'show',
      time: Date.now(),
      action: 'dismissed',
      operatorId: 'host',
      text: '',
    });
    await until(() => chat.shows('.end-title'), 'the end is said');
    expect(chat.find('.end-title').textContent).to.equal('This room has ended');
    expect(chat.texts()).to.include('first words');
  });

  it('shows that the room is open in another tab, and returns here on request', async () => {
    const { chat, im } = await openBusyChat();
    im.client.listener.onKicked('another-device');
    await until(() => chat.shows('.end-title'), 'the end is said');
    expect(chat.find('.end').innerText).to.match(/^Chat was opened somewhere else\.\s+Use chat here$/);
    chat.find('.end .button').click();
    await until(() => chat.element.status === 'joined' && !chat.shows('.end'), 'it is here again');
  });

  it('names every user who joined on request', async () => {
    const { chat, im } = await openBusyChat({ notices: 'all' });
    const users = ['ann', 'bob', 'cid'].map((userId) => ({ userId, nick: userId, avatar: '' }));
    im.client.receive({
      kind: 'group-event',
      id: 't2',
      groupId: 'show',
      time: Date.now(),
      action: 'joined',
      operatorId: 'ann',
      users,
    });
    await chat.row('ann, bob, and cid joined');
  });

  it('warns the author of wrong markup once, and uses defaults', async () => {
    expectConsole('appearance="poster"');
    expectConsole('max-length');
    const { chat } = await openBusyChat({ appearance: 'poster', 'max-length': 'many' });
    expect(chat.shows('.avatar')).to.equal(true);
    await chat.type('x'.repeat(130));
    await until(() => chat.root.querySelector('.counter')?.textContent.includes('10 characters left'), 'ten are left');
  });

  it('does not scroll smoothly with reduced motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const { chat, im } = await openBusyChat();
    im.client.receive(im.text('calm'));
    const { element } = await chat.row('calm');
    expect(['none', 'fade']).to.include(getComputedStyle(element).animationName);
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('keeps its marks in forced colours', async () => {
    await executeServerCommand('emulated-media', [{ name: 'forced-colors', value: 'active' }]);
    const { chat, room } = await openBusyChat();
    await room.send('mine');
    const { element } = await chat.row('mine');
    expect(getComputedStyle(element).borderInlineEndStyle).to.equal('solid');
    await executeServerCommand('emulated-media', [{ name: 'forced-colors', value: 'none' }]);
  });

  it('can be paused by the user, and shows it', async () => {
    const { chat, im } = await openBusyChat();
    chat.find('.pause').click();
    await chat.element.updateComplete;
    expect(chat.find('.pause').getAttribute('aria-label')).to.equal('Resume chat');
    im.client.receive(im.text('unseen'));
    await until(() => chat.shows('.pill') && chat.find('.pill').textContent.includes('1 new message'), 'it is counted');
    expect(chat.texts()).to.not.include('unseen');
    chat.find('.pill').click();
    await chat.row('unseen');
    expect(chat.element.paused).to.equal(false);
  });

  it('gives the list and its rows roles that screen readers know', async () => {
    const { chat } = await openBusyChat();
    const tree = JSON.stringify(await a11ySnapshot({}));
    expect(tree).to.match(/"role":"log"[^{}]*"name":"Chat messages"/);
    expect(chat.rows().every((row) => row.element.getAttribute('role') === 'listitem')).to.equal(true);
  });
});
