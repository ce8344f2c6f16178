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
import { message, messages, person } from '../support/message-factory.js';

class WordsHost extends LitElement {
  readonly words = new LocalizeController(this, en);
}
customElements.define('words-host', WordsHost);

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** The log alone, in a box of 300 × 400. */
class LogBench {
  readonly host = document.createElement('div');
  readonly scroller = document.createElement('div');
  readonly list = document.createElement('div');
  readonly words = document.createElement('words-host') as WordsHost;
  readonly log: ListRenderer;
  said: ReadingState = { reading: false, unread: 0 };
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
      { maxRows, notices: 'digest', avatars: true },
      { onReading: (state) => (this.said = state), onDrop: () => undefined },
    );
    this.log.connect();
  }

  /** What stands in the room now; drawn when the log says so. */
  show(list: readonly ChatMessage[]): void {
    this.current = list;
    this.log.update(list);
  }

  /** Adds to the room, which keeps its last `keep`. */
  async add(more: readonly ChatMessage[], keep = 100): Promise<void> {
    this.show([...this.current, ...more].slice(-keep));
    const newest = more.at(-1);
    await until(() => !newest || this.log.rowById(newest.id) !== undefined || this.said.reading, 'the rows are drawn');
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

  /** The first row whose top is in view, and where it is. */
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
  let bench: LogBench;
  const open = (maxRows?: number): LogBench => (bench = new LogBench(maxRows));
  afterEach(() => bench.remove());

  it('renders rows in the order of the room', async () => {
    const { log } = open();
    await bench.add(messages(3));
    expect(bench.texts).to.deep.equal(['message 1', 'message 2', 'message 3']);
    expect([...bench.list.children]).to.deep.equal(log.rows.map((row) => row.element));
  });

  it('scrolls to the newest row while the user is at the end', async () => {
    open();
    await bench.add(messages(60));
    expect(bench.fromEnd).to.be.at.most(1);
    await bench.add(messages(5, 61));
    expect(bench.fromEnd).to.be.at.most(1);
    expect(bench.said).to.deep.equal({ reading: false, unread: 0 });
  });

  it('keeps no more rows than its limit, and a constant number of nodes', async () => {
    open(50);
    for (let round = 0; round < 20; round++) {
      bench.show(messages(100, round * 100));
      await until(() => bench.log.rows.at(-1)?.message === bench.current.at(-1), 'the batch is drawn');
    }
    expect(bench.log.rows.length).to.be.within(40, 50);
    expect(bench.list.childNodes).to.have.length(bench.log.rows.length);
  });

  it('moves the row that is read by 0 px while rows are added and trimmed', async () => {
    open();
    await bench.add(messages(100));
    await bench.scrollTo(bench.scroller.scrollTop - 900);
    const { element, top } = bench.firstInView;
    for (let round = 0; round < 40; round++) await bench.add(messages(10, 101 + round * 10), 100);
    expect(element.isConnected).to.equal(true);
    expect(bench.log.rows.length).to.be.at.most(200);
    await until(() => bench.said.unread === 400, 'all 400 are counted');
    expect(element.getBoundingClientRect().top - top).to.equal(0);
  });

  it('does not restore trimmed rows above the user', async () => {
    open();
    await bench.add(messages(100));
    await bench.add(messages(10, 101));
    await until(() => bench.log.rows.length < 100, 'some rows are trimmed');
    await bench.scrollTo(bench.scroller.scrollTop - 300);
    const { element, top } = bench.firstInView;
    await bench.add(messages(5, 111));
    await until(() => bench.said.unread === 5 && bench.texts.at(-1) === 'message 115', 'the new ones stand');
    expect(element.getBoundingClientRect().top - top).to.equal(0);
    expect(bench.log.rows.length).to.be.below(100);
  });

  it('moves the row that is read by 0 px when a row above it is retracted', async () => {
    open();
    await bench.add(messages(60));
    await bench.scrollTo(600);
    const { element, top } = bench.firstInView;
    bench.log.remove(bench.log.rows.slice(0, 3).map((row) => row.message.id));
    expect(element.getBoundingClientRect().top - top).to.equal(0);
  });

  it('stays in place after a small scroll up, and follows again at the end', async () => {
    open();
    await bench.add(messages(60));
    await bench.scrollTo(bench.scroller.scrollTop - 10);
    expect(bench.said.reading).to.equal(true);
    await bench.add(messages(2, 61));
    await until(() => bench.said.unread === 2, 'both are counted');
    await bench.scrollTo(1e6);
    expect(bench.said).to.deep.equal({ reading: false, unread: 0 });
  });

  it('scrolls to the newest row at once', async () => {
    open();
    await bench.add(messages(100));
    await bench.scrollTo(0);
    await bench.add(messages(300, 101), 100);
    bench.log.scrollToLatest();
    expect(bench.texts.at(-1)).to.equal('message 400');
    expect(bench.log.rows.length).to.be.within(80, 100);
    expect(bench.fromEnd).to.be.at.most(1);
  });

  it('delays other messages while it is held, but not the own message', async () => {
    open();
    await bench.add(messages(3));
    bench.log.freeze(true);
    await bench.add([message('later')]);
    expect(bench.texts).to.not.include('later');
    expect(bench.said).to.deep.equal({ reading: true, unread: 1 });
    await bench.add([message('mine', { from: person('me', { isSelf: true }), status: 'sending' })]);
    expect(bench.texts).to.include('mine');
    bench.log.freeze(false);
    expect(bench.texts).to.deep.equal(['message 1', 'message 2', 'message 3', 'later', 'mine']);
  });

  it('renders many rows in batches, the newest first, with the end in view', async () => {
    open(500);
    bench.show(messages(500));
    expect(bench.log.rows.length).to.be.below(500);
    expect(bench.texts.at(-1)).to.equal('message 500');
    expect(bench.fromEnd).to.be.at.most(1);
    await until(() => bench.log.rows.length === 500, 'all stand');
    expect(bench.texts[0]).to.equal('message 1');
    expect([...bench.list.children]).to.deep.equal(bench.log.rows.map((row) => row.element));
    expect(bench.fromEnd).to.be.at.most(1);
  });

  it('keeps the position of a user who scrolls up while older rows are still added', async () => {
    open(500);
    bench.show(messages(500));
    bench.scroller.scrollTop -= 500;
    const { element, top } = bench.firstInView;
    await until(() => bench.log.rows.length === 500, 'all stand');
    expect(element.getBoundingClientRect().top - top).to.equal(0);
  });

  it('groups consecutive messages of one author', async () => {
    open();
    await bench.add([
      message('one', { time: 1000 }),
      message('two', { time: 30_000 }),
      message('late', { time: 100_000 }),
      message('other', { time: 101_000, from: person('ana') }),
    ]);
    expect(bench.log.rows.map((row) => row.continued)).to.deep.equal([false, true, false, false]);
  });

  it('shows the name on the first row that is left of a group', async () => {
    open();
    const block = ['a', 'b', 'c'].map((text, index) => message(text, { time: 1000 + index }));
    bench.show(block);
    bench.show(block.slice(1));
    expect(bench.log.rows[0]?.continued).to.equal(false);
    expect(bench.log.rows[0]?.element.querySelector('.avatar')).to.not.equal(null);
  });

  it('renders in batches in a busy room, within 250 ms', async () => {
    open();
    let draws = 0;
    const observer = new MutationObserver(() => draws++);
    observer.observe(bench.list, { childList: true });
    const start = performance.now();
    for (let count = 1; performance.now() - start < 1200; count++) {
      bench.show([...bench.current, message(`m ${count}`)].slice(-100));
      await frame();
    }
    const newest = bench.current.at(-1);
    const since = performance.now();
    await until(() => newest && bench.log.rowById(newest.id), 'the newest row stands');
    observer.disconnect();
    expect(performance.now() - since).to.be.below(250);
    expect(draws).to.be.below(20);
  });

  it('omits join and leave notices on request', async () => {
    open();
    const from = person('');
    const joined = message('', {
      kind: 'notice',
      from,
      notice: { type: 'joined', users: [person('Ana')], others: 41 },
    });
    await bench.add([joined, message('hi')]);
    expect(bench.log.rows[0]?.element.textContent).to.equal('Ana and 41 others joined');
    bench.log.setOptions({ maxRows: 100, notices: 'none', avatars: true });
    expect(bench.texts).to.deep.equal(['hi']);
  });

  it('keeps a focused row that would be trimmed', async () => {
    open(50);
    await bench.add(messages(50), 50);
    bench.log.rows[49]?.element.focus();
    const focused = bench.log.rows[49];
    bench.show(messages(80, 51).slice(-50));
    bench.log.scrollToLatest();
    expect(focused?.element.isConnected).to.equal(true);
    expect(bench.host.shadowRoot?.activeElement).to.equal(focused?.element);
  });

  it('shows the initials when a picture does not load, sends no referrer, and loads only over https', async () => {
    open();
    await bench.add([
      message('a', { from: person('Ana M', { avatar: 'https://127.0.0.1:1/a.png' }) }),
      message('b', { from: person('ben', { avatar: 'http://127.0.0.1/b.png' }) }),
    ]);
    const picture = (): HTMLImageElement | null => bench.list.querySelector('img');
    expect(picture()?.referrerPolicy ?? 'no-referrer').to.equal('no-referrer');
    await until(() => picture() === null, 'the broken picture is gone');
    expect([...bench.list.querySelectorAll('.avatar')].map((avatar) => avatar.textContent)).to.deep.equal(['AM', 'B']);
  });

  it('renders text of other users only as text', async () => {
    open();
    const hostile = '<img src=x onerror="window.hacked=1"><script>1</script>';
    await bench.add([
      message(hostile, { from: person('eve', { nick: hostile }) }),
      message('x', { segments: [{ kind: 'link', text: 'click', href: 'javascript:alert(1)', host: 'x' }] }),
    ]);
    expect(bench.list.querySelectorAll('img, script, a')).to.have.length(0);
    expect(bench.log.rows[0]?.element.querySelector('.text')?.textContent).to.equal(hostile);
  });
});
