import 'axe-core/axe.min.js';
import {
  a11ySnapshot,
  emulateMedia,
  executeServerCommand,
  resetMouse,
  sendKeys,
  sendMouse,
} from '@web/test-runner-commands';
import type Axe from 'axe-core';
import { expect } from 'chai';
import type { ChatLikeEvent } from '../../../src/elements/shared/room-dom-events.js';
import { ServiceSide } from '../../support/service-side.js';
import { expectConsole } from '../../support/console-guard.js';
import { emulator, freshGroup, tokenEndpoint } from '../../support/emulator.js';
import { until } from '../../support/until.js';
import { LikeButtonDriver } from './support/like-button-driver.js';

declare global {
  interface Window {
    readonly axe: typeof Axe;
  }
}

let userCount = 0;

async function openRoom(attributes: Record<string, string> = {}) {
  const groupId = freshGroup();
  const user = `liker-${++userCount}`;
  const others = new ServiceSide(groupId);
  const likes = await LikeButtonDriver.put({
    'group-id': groupId,
    'token-endpoint': tokenEndpoint({ user, nick: 'Robin' }),
    ...attributes,
  });
  await likes.joined();
  const reported: ChatLikeEvent[] = [];
  likes.element.addEventListener('chat-like', (event) => reported.push(event));
  return { likes, others, groupId, user, reported };
}

const likeOf = (count: number, id: string) => ({
  version: '1.0',
  platform: 'Web',
  businessID: 'TUIGift_like',
  data: { extInfo: {}, sender: {}, count, id },
});

interface TreeNode {
  readonly name?: string;
  readonly children?: readonly TreeNode[];
}

/** All named nodes below `node`. */
function namesIn(node: TreeNode): string[] {
  return (node.children ?? []).flatMap((child) => [...(child.name ? [child.name] : []), ...namesIn(child)]);
}

/** The violations that axe finds, as sentences. */
async function faults(): Promise<string[]> {
  const fading =
    document
      .querySelector('like-button')
      ?.shadowRoot?.getAnimations()
      .filter((each) => each instanceof CSSTransition) ?? [];
  await Promise.all(fading.map(({ finished }) => finished));
  const { violations } = await window.axe.run(document.body);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

async function counters(groupId: string): Promise<Record<string, number>> {
  const { restUrl } = await emulator();
  const room = (await (await fetch(`${restUrl}/emulator/room?groupId=${groupId}`)).json()) as {
    counters: Record<string, number>;
  };
  return room.counters;
}

describe('<like-button>', () => {
  afterEach(async () => {
    LikeButtonDriver.clear();
    await emulateMedia({ reducedMotion: 'no-preference' });
    await executeServerCommand('emulated-media', []);
    await resetMouse();
  });

  it('renders without attributes: a named button that cannot be pressed yet', async () => {
    const likes = await LikeButtonDriver.put();
    expect(likes.name).to.equal('Like');
    expect(likes.button.disabled).to.equal(true);
    expect(likes.element.count).to.equal(0);
    likes.element.like();
    expect(likes.element.count).to.equal(0);
  });

  it('responds to a tap at once: the total increases, a heart appears, an event is dispatched', async () => {
    const { likes, reported } = await openRoom();
    await likes.tap();
    await until(() => likes.element.count === 1, 'the total steps');
    expect(likes.name).to.equal('Like, 1 like');
    expect(likes.rising('own')).to.have.length(1);
    expect(reported).to.have.length(1);
    const [event] = reported;
    expect([
      event?.delta,
      event?.total,
      event?.from?.isSelf,
      event?.bubbles,
      event?.composed,
      event?.cancelable,
    ]).to.deep.equal([1, 1, true, true, true, false]);
  });

  it('sends likes to the counter of the room, once', async () => {
    const { likes, groupId } = await openRoom();
    likes.element.like(3);
    likes.element.like(2);
    await until(async () => (await counters(groupId))['likes'] === 5, 'the counter stands at 5');
    await until(() => likes.element.exact, 'the element has the count of the service');
    expect(likes.element.count).to.equal(5);
  });

  it('adds the likes of other users where the plan has no counter, and shows smaller hearts for them', async () => {
    const groupId = freshGroup();
    const others = new ServiceSide(groupId);
    await others.act('createRoom', {});
    await others.act('fault', { command: 'get_group_counter', errorCode: 10059 });
    const likes = await LikeButtonDriver.put({
      'group-id': groupId,
      'token-endpoint': tokenEndpoint({ user: `liker-${++userCount}` }),
    });
    await likes.joined();
    await others.act('sendCustom', { from: 'ana', data: likeOf(12, 'a1') });
    await others.act('sendCustom', { from: 'ben', data: 'like' });
    await likes.shows('13');
    expect(likes.element.exact).to.equal(false);
    await until(() => likes.rising('other').length > 2, 'hearts rise for others');
    expect(likes.rising('own')).to.have.length(0);
  });

  it('repeats while it is held, and does not count the release', async () => {
    const { likes, reported } = await openRoom();
    await sendMouse({ type: 'move', position: likes.centre });
    await sendMouse({ type: 'down' });
    await until(() => reported.length >= 4, 'it repeats');
    const held = reported.length;
    await sendMouse({ type: 'up' });
    const released = reported.length;
    expect(released - held).to.be.lessThan(2);
    expect(likes.combo).to.match(/^×\d/);
    await until(() => likes.combo === '', 'the combo ends');
    expect(reported.length).to.equal(released);
  });

  it('is pressed by Enter and by Space, and repeats while Space is held', async () => {
    const { likes, reported } = await openRoom();
    await sendKeys({ press: 'Tab' });
    likes.element.focus();
    expect(likes.root.activeElement).to.equal(likes.button);
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Space' });
    await until(() => reported.length === 2, 'two likes');
    const key = (type: string, repeat: boolean) =>
      likes.button.dispatchEvent(new KeyboardEvent(type, { key: ' ', repeat, bubbles: true, cancelable: true }));
    key('keydown', true);
    expect(reported.length).to.equal(3);
    expect(key('keyup', false), 'the release clicks no more').to.equal(false);
  });

  it('does nothing while it is disabled', async () => {
    const { likes, reported } = await openRoom();
    likes.element.disabled = true;
    await likes.element.updateComplete;
    await likes.tap();
    likes.element.like();
    likes.button.click();
    expect(reported).to.have.length(0);
    expect(likes.element.count).to.equal(0);
  });

  it('refuses an invalid number of likes', async () => {
    const likes = await LikeButtonDriver.put();
    for (const n of [0, -1, 1.5, Number.NaN]) expect(() => likes.element.like(n)).to.throw(TypeError, 'whole number');
  });

  it('asks a guest to sign in instead of liking', async () => {
    const likes = await LikeButtonDriver.put({ 'group-id': freshGroup(), 'token-endpoint': tokenEndpoint() });
    await likes.joined();
    let asked = 0;
    likes.element.addEventListener('chat-sign-in', (event) => {
      expect(event.cancelable).to.equal(true);
      asked++;
    });
    await likes.tap();
    expect(asked).to.equal(1);
    expect(likes.element.count).to.equal(0);
  });

  it('shows the total in short form and names the whole number, in the language of the page', async () => {
    const { likes, others } = await openRoom();
    await until(() => likes.element.exact, 'the counter is found');
    likes.element.like(1_000);
    await others.act('sendCustom', { from: 'ana', data: likeOf(1, 'x') });
    for (let time = 0; time < 11; time++) likes.element.like(1_000);
    likes.element.like(345);
    await likes.shows('12.3K');
    expect(likes.name).to.equal('Like, 12,345 likes');
    document.documentElement.lang = 'zh-CN';
    await likes.shows('1.2万');
    expect(likes.name).to.equal('点赞，已有 12,345 个赞');
    document.documentElement.lang = 'en';
  });

  it('shows no hearts with reduced motion and changes the number only', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const { likes } = await openRoom();
    likes.element.like(3);
    await likes.shows('3');
    expect(likes.rising()).to.have.length(0);
    expect(likes.root.querySelectorAll('.heart')).to.have.length(0);
  });

  it('never shows more hearts than max-hearts', async () => {
    const { likes } = await openRoom({ 'max-hearts': '6' });
    for (let time = 0; time < 20; time++) likes.element.like();
    expect(likes.rising()).to.have.length(6);
    likes.element.hearts = 'none';
    await likes.element.updateComplete;
    expect(likes.rising()).to.have.length(0);
    likes.element.like();
    expect(likes.rising()).to.have.length(0);
  });

  it('reuses its heart nodes instead of creating more', async () => {
    const { likes } = await openRoom({ 'max-hearts': '8' });
    for (let round = 0; round < 3; round++) {
      for (let time = 0; time < 8; time++) likes.element.like();
      for (const heart of likes.rising()) for (const animation of heart.getAnimations()) animation.finish();
      await until(() => likes.rising().length === 0, 'all have landed');
    }
    expect(likes.root.querySelectorAll('.heart')).to.have.length(8);
  });

  it('leaves only a part of the hearts to other users', async () => {
    const { likes, others } = await openRoom({ 'max-hearts': '5' });
    for (let time = 0; time < 5; time++)
      await others.act('sendCustom', { from: `fan-${time}`, data: likeOf(500, `f${time}`) });
    await until(() => likes.rising('other').length === 3, 'three rise for others');
    likes.element.like(2);
    expect(likes.rising('own')).to.have.length(2);
    expect(likes.rising('other').length).to.be.at.most(3);
  });

  it('shows only own hearts when the page asks for it', async () => {
    const { likes, others, reported } = await openRoom({ hearts: 'own' });
    await others.act('sendCustom', { from: 'ana', data: likeOf(50, 'o') });
    await until(() => reported.length === 1, 'the page is notified');
    likes.element.like();
    expect(likes.rising('own')).to.have.length(1);
    expect(likes.rising('other')).to.have.length(0);
  });

  it('keeps every heart above the button and inside the window, and makes no page scroll', async () => {
    const { likes } = await openRoom();
    for (let time = 0; time < 30; time++) likes.element.like();
    const button = likes.button.getBoundingClientRect();
    for (const heart of likes.rising()) {
      const [animation] = heart.getAnimations();
      for (const part of [0, 0.3, 0.6, 0.99]) {
        if (!animation) throw new Error('a heart without a way');
        animation.pause();
        animation.currentTime = Number(animation.effect?.getComputedTiming().duration) * part;
        const { left, right, bottom } = heart.getBoundingClientRect();
        expect(bottom).to.be.at.most(button.top + 6);
        expect(left).to.be.at.least(0);
        expect(right).to.be.at.most(document.documentElement.clientWidth);
      }
      animation?.cancel();
    }
    expect(document.documentElement.scrollWidth).to.equal(document.documentElement.clientWidth);
  });

  it('animates nothing but transform and opacity', async () => {
    const { likes } = await openRoom();
    likes.element.like(5);
    const properties = likes
      .rising()
      .flatMap((heart) =>
        heart
          .getAnimations()
          .flatMap((animation) =>
            (animation.effect as KeyframeEffect).getKeyframes().flatMap((frame) => Object.keys(frame)),
          ),
      );
    expect(new Set(properties)).to.deep.equal(
      new Set(['offset', 'computedOffset', 'easing', 'composite', 'opacity', 'transform']),
    );
  });

  for (const scheme of ['light', 'dark'] as const) {
    it(`passes axe, ${scheme}, with hearts shown, disabled and for a guest`, async () => {
      document.documentElement.style.cssText = `color-scheme: ${scheme}; background: Canvas; color: CanvasText`;
      const { likes } = await openRoom();
      likes.element.like(1_234);
      await likes.shows('1.2K');
      expect(await faults()).to.deep.equal([]);
      likes.element.disabled = true;
      await likes.element.updateComplete;
      expect(await faults()).to.deep.equal([]);
      LikeButtonDriver.clear();
      const guest = await LikeButtonDriver.put({ 'group-id': freshGroup(), 'token-endpoint': tokenEndpoint() });
      await guest.joined();
      expect(await faults()).to.deep.equal([]);
      document.documentElement.style.cssText = '';
    });
  }

  it('is a button with a name to assistive technology, and exposes the total nowhere else', async () => {
    const { likes } = await openRoom();
    likes.element.like(2);
    await likes.shows('2');
    expect(namesIn((await a11ySnapshot({})) as unknown as TreeNode)).to.deep.equal(['Like, 2 likes']);
  });

  it('keeps its outline with forced colours', async () => {
    await executeServerCommand('emulated-media', [{ name: 'forced-colors', value: 'active' }]);
    const { likes } = await openRoom();
    const { borderTopColor, borderTopStyle, color, backgroundColor } = getComputedStyle(likes.button);
    expect(borderTopStyle).to.equal('solid');
    expect(borderTopColor).to.equal(color);
    expect(color).to.not.equal(backgroundColor);
  });

  for (const dir of ['ltr', 'rtl'] as const) {
    for (const motion of ['no-preference', 'reduce'] as const) {
      it(`shows the combo inside the window at either edge, ${dir}, ${motion === 'reduce' ? 'reduced motion' : 'full motion'}`, async () => {
        await emulateMedia({ reducedMotion: motion });
        document.documentElement.dir = dir;
        const { likes } = await openRoom();
        const place = likes.element.parentElement;
        if (!place) throw new Error('no place');
        for (const edge of ['left: 4px', 'right: 4px']) {
          place.style.cssText = `position: fixed; bottom: 40px; ${edge}`;
          likes.element.like(30);
          await until(() => likes.combo !== '', 'the combo shows');
          const combo = likes.root.querySelector('.combo')?.getBoundingClientRect();
          expect(combo?.left).to.be.at.least(0);
          expect(combo?.right).to.be.at.most(document.documentElement.clientWidth);
        }
        document.documentElement.dir = '';
      });
    }
  }

  it('has in a room a target of 44 px, also when a page makes it small', async () => {
    const { likes } = await openRoom();
    likes.element.style.setProperty('--like-size', '28px');
    const { left, top, width, height } = likes.button.getBoundingClientRect();
    expect(width).to.equal(28);
    const isTarget = (x: number, y: number) => likes.root.elementFromPoint(x, y) === likes.button;
    await until(() => isTarget(left - 6, top + height / 2), 'it has a target beside it');
    expect(isTarget(left + width / 2, top - 6)).to.equal(true);
  });

  it('shows the icon in its slot', async () => {
    const likes = await LikeButtonDriver.put();
    const drawing = document.createElement('b');
    drawing.slot = 'icon';
    drawing.textContent = '★';
    likes.element.append(drawing);
    expect(drawing.getBoundingClientRect().width).to.be.greaterThan(10);
    expect(likes.name).to.equal('Like');
  });

  it('continues after it was moved', async () => {
    const { likes, reported } = await openRoom();
    likes.element.like();
    document.body.append(likes.element);
    await until(() => likes.element.count === 1, 'the total stays');
    likes.element.like();
    expect(reported).to.have.length(2);
    likes.element.remove();
  });

  it('warns of an unknown attribute value, and shows hearts', async () => {
    expectConsole('use "all", "own" or "none"');
    const { likes } = await openRoom({ hearts: 'many' });
    likes.element.like();
    expect(likes.rising('own')).to.have.length(1);
  });

  it('applies properties that were set before it was defined', async () => {
    const early = document.createElement('div');
    const likes = await LikeButtonDriver.put({}, { disabled: true, maxHearts: 3, terms: { like: 'Cheer' } });
    early.append(likes.element);
    expect(likes.name).to.equal('Cheer');
    expect(likes.element.hasAttribute('disabled')).to.equal(true);
  });
});
