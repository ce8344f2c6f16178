import { expect } from 'chai';
import { LitElement } from 'lit';
import { ListRenderer, type ReadingState } from '../../../../src/elements/live-chat/message-list/list-renderer.js';
import { liveChatStyles } from '../../../../src/elements/live-chat/live-chat.styles.js';
import { rowStyles } from '../../../../src/elements/live-chat/message-list/row.styles.js';
import type { ChatMessage } from '../../../../src/room/model/chat-message.js';
import { LocalizeController } from '../../../../src/elements/shared/localize-controller.js';
import { en } from '../../../../src/elements/shared/terms/en.lazy.js';
import '../../../support/console-guard.js';
import { until } from '../../../support/until.js';
import { message, messages, user } from '../support/message-factory.js';

class LocalizeHost extends LitElement {
  readonly words = new LocalizeController(this, en);
}
customElements.define('words-host', LocalizeHost);

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** The message list alone, in a box of 300 × 400. */
class ListFixture {
  readonly host = document.createElement('div');
  readonly scroller = document.createElement('div');
  readonly list = document.createElement('div');
  readonly words = document.createElement('words-host') as LocalizeHost;
  readonly log: ListRenderer;
  events: ReadingState = { reading: false, unread: 0 };
  current: readonly ChatMessage[] = [];

  constructor(maxRows = 100) {
    const root = this.host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [rowStyles, ...liveChatStyles]
      .map(({ styleSheet }) => styleSheet)
      .filter((each) => each !== undefined);
    this.scroller.className = 'log';
    this.list.className = 'rows';
    this.scroller.append(this.list);
    root.append(this.scroller);
    this.host.style.setProperty('block-size', '400px');
    this.host.style.setProperty('inline-size', '300px');
    this.host.style.setProperty('display', 'flex');
    this.words.lang = 'en';
    document.body.append(this.words, this.host);
    this.log = new ListRenderer(
      this.scroller,
      this.list,
      this.words.words,
      { maxRows, notices: 'digest', avatars: true, images: true, times: false },
      { onReading: (state) => (this.events = state), onRemove: () => undefined },
    );
    this.log.connect();
  }

  /** The messages of the room. The list decides when it renders them. */
  show(list: readonly ChatMessage[]): void {
    this.current = list;
    this.log.update(list);
  }

  /** Adds messages to the room, which keeps the last `keep`. */
  async add(more: readonly ChatMessage[], keep = 100): Promise<void> {
    this.show([...this.current, ...more].slice(-keep));
    const newest = more.at(-1);
    await until(
      () => !newest || this.log.rowById(newest.id) !== undefined || this.events.reading,
      'the rows are drawn',
    );
    await frame();
  }

  async scrollTo(top: number): Promise<void> {
    this.scroller.scrollTop = top;
    await frame();
    await frame();
  }

  get texts(): string[] {
    return this.log.rows.map((row) => row.message.text);
  }

  get fromEnd(): number {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;
  }

  /** The first row whose top is visible, and its position. */
  get firstInView(): { element: HTMLElement; top: number } {
    const { top } = this.scroller.getBoundingClientRect();
    const row = this.log.rows.find((each) => each.element.getBoundingClientRect().top >= top);
    if (!row) throw new Error('No row is in view');
    return { element: row.element, top: row.element.getBoundingClientRect().top };
  }

  remove(): void {
    this.log.disconnect();
    this.host.remove();
    this.words.remove();
  }
}

describe('ListRenderer', () => {
  let list: ListFixture;
  const open = (maxRows?: number): ListFixture => (list = new ListFixture(maxRows));
  afterEach(() => list.remove());

  it('renders rows in the order of the room', async () => {
    const { log } = open();
    await list.add(messages(3));
    expect(list.texts).to.deep.equal(['message 1', 'message 2', 'message 3']);
    expect([...list.list.children]).to.deep.equal(log.rows.map((row) => row.element));
  });

  it('scrolls to the newest row while the user is at the end', async () => {
    open();
    await list.add(messages(60));
    expect(list.fromEnd).to.be.at.most(1);
    await list.add(messages(5, 61));
    expect(list.fromEnd).to.be.at.most(1);
    expect(list.events).to.deep.equal({ reading: false, unread: 0 });
  });

  it('keeps no more rows than its limit, and a constant number of nodes', async () => {
    open(50);
    for (let round = 0; round < 20; round++) {
      list.show(messages(100, round * 100));
      await until(() => list.log.rows.at(-1)?.message === list.current.at(-1), 'the batch is drawn');
    }
    expect(list.log.rows.length).to.be.within(40, 50);
    expect(list.list.childNodes).to.have.length(list.log.rows.length);
  });

  it('moves the row that is read by 0 px while rows are added and trimmed', async () => {
    open();
    await list.add(messages(100));
    await list.scrollTo(list.scroller.scrollTop - 900);
    const { element, top } = list.firstInView;
    for (let round = 0; round < 40; round++) await list.add(messages(10, 101 + round * 10), 100);
    expect(element.isConnected).to.equal(true);
    expect(list.log.rows.length).to.be.at.most(200);
    await until(() => list.events.unread === 400, 'all 400 are counted');
    expect(element.getBoundingClientRect().top - top).to.equal(0);
  });

  it('does not restore trimmed rows above the user', async () => {
    open();
    await list.add(messages(100));
    await list.add(messages(10, 101));
    await until(() => list.log.rows.length < 100, 'some rows are trimmed');
    await list.scrollTo(list.scroller.scrollTop - 300);
    const { element, top } = list.firstInView;
    await list.add(messages(5, 111));
    await until(() => list.events.unread === 5 && list.texts.at(-1) === 'message 115', 'the new ones stand');
    expect(element.getBoundingClientRect().top - top).to.equal(0);
    expect(list.log.rows.length).to.be.below(100);
  });

  it('moves the row that is read by 0 px when a row above it is retracted', async () => {
    open();
    await list.add(messages(60));
    await list.scrollTo(600);
    const { element, top } = list.firstInView;
    list.log.remove(list.log.rows.slice(0, 3).map((row) => row.message.id));
    expect(element.getBoundingClientRect().top - top).to.equal(0);
  });

  it('stays in place after a small scroll up, and follows again at the end', async () => {
    open();
    await list.add(messages(60));
    await list.scrollTo(list.scroller.scrollTop - 10);
    expect(list.events.reading).to.equal(true);
    await list.add(messages(2, 61));
    await until(() => list.events.unread === 2, 'both are counted');
    await list.scrollTo(1e6);
    expect(list.events).to.deep.equal({ reading: false, unread: 0 });
  });

  it('scrolls to the newest row at once', async () => {
    open();
    await list.add(messages(100));
    await list.scrollTo(0);
    await list.add(messages(300, 101), 100);
    list.log.scrollToLatest();
    expect(list.texts.at(-1)).to.equal('message 400');
    expect(list.log.rows.length).to.be.within(80, 100);
    expect(list.fromEnd).to.be.at.most(1);
  });

  it('delays other messages while it is held, but not the own message', async () => {
    open();
    await list.add(messages(3));
    list.log.freeze(true);
    await list.add([message('later')]);
    expect(list.texts).to.not.include('later');
    expect(list.events).to.deep.equal({ reading: true, unread: 1 });
    await list.add([message('mine', { from: user('me', { isSelf: true }), status: 'sending' })]);
    expect(list.texts).to.include('mine');
    list.log.freeze(false);
    expect(list.texts).to.deep.equal(['message 1', 'message 2', 'message 3', 'later', 'mine']);
  });

  it('renders many rows in batches, the newest first, with the end in view', async () => {
    open(500);
    list.show(messages(500));
    expect(list.log.rows.length).to.be.below(500);
    expect(list.texts.at(-1)).to.equal('message 500');
    expect(list.fromEnd).to.be.at.most(1);
    await until(() => list.log.rows.length === 500, 'all stand');
    expect(list.texts[0]).to.equal('message 1');
    expect([...list.list.children]).to.deep.equal(list.log.rows.map((row) => row.element));
    expect(list.fromEnd).to.be.at.most(1);
  });

  it('keeps the position of a user who scrolls up while older rows are still added', async () => {
    open(500);
    list.show(messages(500));
    list.scroller.scrollTop -= 500;
    const { element, top } = list.firstInView;
    await until(() => list.log.rows.length === 500, 'all stand');
    expect(element.getBoundingClientRect().top - top).to.equal(0);
  });

  it('groups consecutive messages of one author', async () => {
    open();
    await list.add([
      message('one', { time: 1000 }),
      message('two', { time: 30_000 }),
      message('late', { time: 100_000 }),
      message('other', { time: 101_000, from: user('ana') }),
    ]);
    expect(list.log.rows.map((row) => row.continued)).to.deep.equal([false, true, false, false]);
  });

  it('shows the name on the first row that is left of a group', async () => {
    open();
    const block = ['a', 'b', 'c'].map((text, index) => message(text, { time: 1000 + index }));
    list.show(block);
    list.show(block.slice(1));
    expect(list.log.rows[0]?.continued).to.equal(false);
    expect(list.log.rows[0]?.element.querySelector('.avatar')).to.not.equal(null);
  });

  it('renders in batches in a busy room, within 250 ms', async () => {
    open();
    let draws = 0;
    const observer = new MutationObserver(() => draws++);
    observer.observe(list.list, { childList: true });
    const start = performance.now();
    let longestFrame = 0;
    for (let count = 1; performance.now() - start < 1200; count++) {
      const frameStart = performance.now();
      list.show([...list.current, message(`m ${count}`)].slice(-100));
      await frame();
      longestFrame = Math.max(longestFrame, performance.now() - frameStart);
    }
    const newest = list.current.at(-1);
    const since = performance.now();
    await until(() => newest && list.log.rowById(newest.id), 'the newest row stands');
    observer.disconnect();
    expect(performance.now() - since).to.be.below(250 + 2 * longestFrame); // a loaded machine has long frames
    expect(draws).to.be.below(20);
  });

  it('omits join and leave notices on request', async () => {
    open();
    const from = user('');
    const joined = message('', {
      kind: 'notice',
      from,
      notice: { type: 'joined', users: [user('Ana')], others: 41 },
    });
    await list.add([joined, message('hi')]);
    expect(list.log.rows[0]?.element.textContent).to.equal('Ana and 41 others joined');
    list.log.setOptions({ maxRows: 100, notices: 'none', avatars: true, images: true, times: false });
    expect(list.texts).to.deep.equal(['hi']);
  });

  it('keeps messages that are not sent yet or have failed in a full list', async () => {
    open(50);
    const from = user('ana', { isSelf: true });
    const failed = message('failed', { from, status: 'failed' });
    const sending = message('sending', { from, status: 'sending' });
    await list.add([...messages(20), failed, sending]);
    const sent: ChatMessage[] = [];
    for (let first = 100; first < 300; first += 25) {
      sent.push(...messages(25, first));
      list.show([failed, sending, ...sent.slice(-50)]);
      await frame();
    }
    list.show([failed, sending, ...messages(60, 400)]);
    await until(() => list.texts.includes('message 459'), 'the newest message is shown');
    expect(list.texts.slice(0, 2)).to.deep.equal(['failed', 'sending']);
    expect(list.texts.length).to.be.at.most(52);
    list.log.remove([failed.id, sending.id]);
    expect(list.texts).not.to.include('failed');
  });

  it('keeps a focused row that would be trimmed', async () => {
    open(50);
    await list.add(messages(50), 50);
    list.log.rows[49]?.element.focus();
    const focused = list.log.rows[49];
    list.show(messages(80, 51).slice(-50));
    list.log.scrollToLatest();
    expect(focused?.element.isConnected).to.equal(true);
    expect(list.host.shadowRoot?.activeElement).to.equal(focused?.element);
  });

  it('shows the initials when a picture does not load, sends no referrer, and loads only over https', async () => {
    open();
    await list.add([
      message('a', { from: user('Ana M', { avatar: 'https://127.0.0.1:1/a.png' }) }),
      message('b', { from: user('ben', { avatar: 'http://127.0.0.1/b.png' }) }),
    ]);
    const picture = (): HTMLImageElement | null => list.list.querySelector('img');
    expect(picture()?.referrerPolicy ?? 'no-referrer').to.equal('no-referrer');
    await until(() => picture() === null, 'the broken picture is gone');
    expect([...list.list.querySelectorAll('.avatar')].map((avatar) => avatar.textContent)).to.deep.equal(['AM', 'B']);
  });

  it('renders text of other users only as text', async () => {
    open();
    const hostile = '<img src=x onerror="window.hacked=1"><script>1</script>';
    await list.add([
      message(hostile, { from: user('eve', { nick: hostile }) }),
      message('x', { segments: [{ kind: 'link', text: 'click', href: 'javascript:alert(1)', host: 'x' }] }),
    ]);
    expect(list.list.querySelectorAll('img, script, a')).to.have.length(0);
    expect(list.log.rows[0]?.element.querySelector('.text')?.textContent).to.equal(hostile);
  });
});
