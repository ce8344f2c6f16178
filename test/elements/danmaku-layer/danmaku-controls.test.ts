// The preferences of the viewer in <danmaku-layer>, and the controls with which they are chosen.
import { sendKeys } from '@web/test-runner-commands';
import 'axe-core/axe.min.js';
import type axeCore from 'axe-core';
import { expect } from 'chai';
import '../../support/console-guard.js';
import { FakeIm } from '../../room/support/fake-im.js';
import { fakeRoom } from '../../room/support/fake-room.js';
import { until } from '../../support/until.js';
import { stored, storedText, storeInAnotherTab, usePreferenceStorage } from '../shared/support/preference-entry.js';
import { DanmakuDriver } from './support/danmaku-driver.js';

/** Writes to the storage as another tab does. */
function store(danmaku: object, words: object = {}): void {
  storeInAnotherTab(JSON.stringify({ version: 1, danmaku, words }));
}

const find = <T extends HTMLElement>({ layer }: DanmakuDriver, selector: string): Promise<T> =>
  until(() => layer.shadowRoot?.querySelector<T>(selector), `<danmaku-layer> shows ${selector}`);

async function openPanel(danmaku: DanmakuDriver): Promise<HTMLElement> {
  (await find(danmaku, '.controls-button')).click();
  return find(danmaku, '.controls-panel');
}

/** The control with this label. */
function control<T extends HTMLElement = HTMLInputElement>(panel: HTMLElement, label: string): T {
  const option = [...panel.querySelectorAll('label')].find((each) => each.querySelector('span')?.textContent === label);
  const found = option?.querySelector<T>('input, select');
  if (!found) throw new Error(`The panel has no "${label}": ${panel.textContent}`);
  return found;
}

function choose(panel: HTMLElement, label: string, value: string): void {
  const field = control<HTMLSelectElement>(panel, label);
  field.value = value;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
}

/** A layer on a real room with a fake service, joined. */
async function inRoom(attributes: Record<string, string> = {}) {
  const im = new FakeIm();
  const { room } = fakeRoom({}, { createClient: im.createClient });
  const danmaku = await DanmakuDriver.put(attributes, { room });
  await room.connect();
  await until(() => danmaku.layer.status === 'joined', 'the layer follows the room');
  return { danmaku, im };
}

describe('<danmaku-layer controls>', () => {
  beforeEach(() => usePreferenceStorage());
  afterEach(() => DanmakuDriver.clear());

  it('has a button that opens a panel in the top layer; Escape closes it and gives the focus back', async () => {
    const danmaku = await DanmakuDriver.put({ controls: '' });
    const button = await find(danmaku, '.controls-button');
    button.focus();
    await sendKeys({ press: 'Enter' });
    const panel = await find(danmaku, '.controls-panel');
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    expect(panel.matches(':popover-open')).to.equal(true);
    const root = danmaku.layer.shadowRoot as ShadowRoot;
    await until(() => root.activeElement === control(panel, 'Show danmaku'), 'the first control has the focus');
    await sendKeys({ press: 'Tab' });
    expect(root.activeElement).to.equal(control(panel, 'Opacity'));
    await sendKeys({ press: 'ArrowLeft' });
    expect((stored().danmaku as { opacity: number }).opacity).to.be.closeTo(0.95, 0.001);
    await sendKeys({ press: 'Escape' });
    await until(() => !panel.isConnected, 'the panel is closed');
    expect(root.activeElement).to.equal(button);
    expect(button.getAttribute('aria-expanded')).to.equal('false');
  });

  it('is not there without the attribute, and goes with it and with a layer that is disabled', async () => {
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'hello' });
    await danmaku.item('hello');
    const isThere = () => danmaku.layer.shadowRoot?.querySelector('.controls') !== null;
    expect(isThere()).to.equal(false);
    danmaku.layer.controls = true;
    await find(danmaku, '.controls-button');
    danmaku.layer.disabled = true;
    await until(() => !isThere(), 'it is gone');
    danmaku.layer.disabled = false;
    await find(danmaku, '.controls-button');
    danmaku.layer.controls = false;
    await until(() => !isThere(), 'it is gone again');
  });

  it('changes opacity, size, area and the space for subtitles, and restores those of the page', async () => {
    const danmaku = await DanmakuDriver.put({ controls: '', area: '0.8', 'safe-bottom': '20px' });
    const { stage } = danmaku;
    const height = () => stage.getBoundingClientRect().height;
    expect(height()).to.be.closeTo(280 * 0.8, 0.5);
    const panel = await openPanel(danmaku);
    expect(control<HTMLSelectElement>(panel, 'Area').value).to.equal('0.8');
    choose(panel, 'Area', '0.5');
    await until(() => Math.abs(height() - 140) < 0.5, 'the stage is half as high');
    control(panel, 'Keep subtitles free').click();
    await until(() => Math.abs(height() - 120) < 0.5, 'a fifth of 300 px is free');
    choose(panel, 'Text size', '1.5');
    choose(panel, 'Opacity', '0.4');
    danmaku.layer.emit({ text: 'large' });
    const item = await danmaku.item('large');
    expect(getComputedStyle(item).fontSize).to.equal('36px');
    expect(getComputedStyle(item.closest('.layer') ?? item).opacity).to.equal('0.4');
    expect(danmaku.layer.area).to.equal(0.8);
    [...panel.querySelectorAll('button')].at(-1)?.click();
    await until(() => Math.abs(height() - 280 * 0.8) < 0.5, 'the page decides again');
    expect(stage.classList.contains('chosen')).to.equal(false);
    expect(storedText()).to.equal(null);
  });

  it('changes the speed as a factor of the page’s', async () => {
    const danmaku = await DanmakuDriver.put({ controls: '', speed: '100' });
    const panel = await openPanel(danmaku);
    choose(panel, 'Speed', '2');
    danmaku.layer.emit({ text: 'fast' });
    const item = await danmaku.item('fast');
    const from = performance.now();
    const start = danmaku.left(item);
    await until(() => start - danmaku.left(item) > 100, 'it moves');
    const perSecond = ((start - danmaku.left(item)) / (performance.now() - from)) * 1000;
    expect(perSecond).to.be.within(150, 250);
  });

  it('switches comments off and on; own ones too', async () => {
    const danmaku = await DanmakuDriver.put({ controls: '' });
    danmaku.layer.emit({ text: 'before' });
    await danmaku.item('before');
    const panel = await openPanel(danmaku);
    control(panel, 'Show danmaku').click();
    await until(() => danmaku.items().length === 0, 'the stage is empty');
    danmaku.layer.emit({ text: 'meanwhile', own: true });
    control(panel, 'Show danmaku').click();
    danmaku.layer.emit({ text: 'after' });
    await danmaku.item('after');
    expect(danmaku.texts()).to.not.include('meanwhile');
  });

  it('hides kinds of comments, of others only', async () => {
    store({ top: false, colored: false, opacity: 0.5 });
    const danmaku = await DanmakuDriver.put();
    danmaku.layer.emit({ text: 'first' });
    await until(() => danmaku.stage.classList.contains('chosen'), 'the choices apply');
    danmaku.layer.emit({ text: 'top', mode: 'top' });
    danmaku.layer.emit({ text: 'red', color: '#f00' });
    danmaku.layer.emit({ text: 'bottom', mode: 'bottom' });
    danmaku.layer.emit({ text: 'mine', mode: 'top', own: true });
    danmaku.layer.emit({ text: 'plain' });
    for (const text of ['bottom', 'mine', 'plain']) await danmaku.item(text);
    expect(danmaku.texts()).to.not.include('top');
    expect(danmaku.texts()).to.not.include('red');
  });

  it('keeps what the page has locked', async () => {
    store({ opacity: 0.3, area: 0.25 });
    const danmaku = await DanmakuDriver.put({ controls: '', locked: 'opacity top' });
    const panel = await openPanel(danmaku);
    await until(() => Math.abs(danmaku.stage.offsetHeight - 75) < 1, 'the area applies');
    expect(danmaku.stage.style.getPropertyValue('--_opacity')).to.equal('');
    const labels = [...panel.querySelectorAll('label > span')].map(({ textContent }) => textContent);
    expect(labels).to.include('Area');
    expect(labels).to.not.include.members(['Opacity']);
    expect(labels).to.not.include.members(['At the top']);
  });

  it('shows no comment with a blocked word, except for own ones, of the host, and mentions of this user', async () => {
    store({}, { blocked: ['coins'] });
    const { danmaku, im } = await inRoom();
    im.client.receive(im.text('warm up'));
    await danmaku.item('warm up');
    im.client.receive(im.text('free coins now'));
    im.client.receive(im.text('coins of the host', { userId: 'host', nick: 'Host' }));
    im.client.receive(im.text('coins for @Ana'));
    im.client.receive(im.text('the end'));
    await danmaku.item('the end');
    await danmaku.item('coins of the host');
    await danmaku.item('coins for @Ana');
    await until(() => !danmaku.texts().includes('free coins now'), 'it is not shown');
  });

  it('does not pass clicks and keys to the page’s player', async () => {
    const danmaku = await DanmakuDriver.put({ controls: '' });
    const seen: string[] = [];
    for (const type of ['click', 'keydown'])
      danmaku.frame.addEventListener(type, (event) => seen.push(`${type} ${(event as KeyboardEvent).key ?? ''}`));
    (await find(danmaku, '.controls-button')).focus();
    await sendKeys({ press: 'Space' });
    await find(danmaku, '.controls-panel');
    await sendKeys({ press: 'Space' });
    await sendKeys({ press: 'ArrowRight' });
    expect(seen).to.deep.equal([]);
  });

  it('may have a button of the page', async () => {
    const own = document.createElement('button');
    own.slot = 'controls';
    own.textContent = 'Danmaku';
    const danmaku = await DanmakuDriver.put({ controls: '' }, {}, [own]);
    await find(danmaku, '.controls');
    own.click();
    const panel = await find(danmaku, '.controls-panel');
    await sendKeys({ press: 'Escape' });
    await until(() => !panel.isConnected, 'it is closed');
    expect(document.activeElement).to.equal(own);
  });

  for (const attributes of [{}, { lang: 'zh-CN' }, { lang: 'ar', dir: 'rtl' }] as Record<string, string>[]) {
    it(`passes axe with the panel open, inside of the window, ${attributes.lang ?? 'en'}`, async () => {
      const danmaku = await DanmakuDriver.put({ controls: '', ...attributes });
      const panel = await openPanel(danmaku);
      const { left, right, bottom } = panel.getBoundingClientRect();
      expect(left).to.be.at.least(0);
      expect(right).to.be.at.most(innerWidth);
      expect(bottom).to.be.at.most(innerHeight);
      expect(panel.scrollWidth).to.be.at.most(panel.clientWidth);
      const { violations } = await (globalThis as unknown as { axe: typeof axeCore }).axe.run(danmaku.layer, {
        rules: { region: { enabled: false } },
      });
      expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`)).to.deep.equal([]);
    });
  }
});
