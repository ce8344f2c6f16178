// Runs in the page that rendering-site.ts serves, over the built package (rendering-site.ts replaces the sources by
// it): every element in every appearance on one room with a fake service that can deliver anything. It delivers texts
// and reports every defect.
import '../../../src/define.js';
import { ImError } from '../../../src/im/im-error.js';
import { ChatError, Room, type LiveChat } from '../../../src/index.js';
import { FakeIm } from '../../room/support/fake-im.js';
import { isPlain, PageInspection } from './page-inspection.js';

const YEARS_AHEAD = 4_000_000_000;
/** So that the room drops nothing and no comment is too old for danmaku. */
const INTERVAL_MS = 1_000;

const TALL_PX = 6_000;
const HARMLESS = 'a harmless row that everybody can read';

/** A message that the text of a failure quotes. */
const REFUSED_IN_WORDS = 10_150;

let ahead = 0;
const realNow = Date.now.bind(Date);
Date.now = () => realNow() + ahead;

/** The room limits the rate of messages by `performance.now()`, and animations must not see it jump. */
function atNextInterval(receive: () => void): void {
  ahead += INTERVAL_MS;
  const { now } = performance;
  performance.now = () => now.call(performance) + ahead;
  try {
    receive();
  } finally {
    performance.now = now;
  }
}

function frames(count: number): Promise<void> {
  return new Promise((resolve) => {
    const next = (left: number): void => void (left === 0 ? resolve() : requestAnimationFrame(() => next(left - 1)));
    next(count);
  });
}

class RenderingPage {
  readonly #im = new FakeIm();
  readonly #room = new Room({
    groupId: 'show',
    tokenProvider: () =>
      Promise.resolve({ sdkAppId: 1400000001, userId: 'ana', userSig: 'none', expiresAt: YEARS_AHEAD, nick: 'Ana' }),
    createClient: this.#im.createClient,
  });
  readonly #inspection = new PageInspection();
  inputs = 0;

  async open(): Promise<void> {
    for (const element of this.#elements) Reflect.set(element, 'room', this.#room);
    await this.#room.connect();
    await frames(3);
    this.#inspection.remember();
  }

  /** Rows of each kind with each text in each of their fields. */
  async showInRows(texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      const id = this.#im.nextId();
      const from = { userId: `eve${id}`, nick: text, avatar: text };
      const custom = { ...this.#im.text(''), kind: 'custom' as const, from, description: text, extension: text };
      this.#receive(
        { ...this.#im.text(text), from },
        {
          ...this.#im.text(`answer ${id}`, {
            cloudCustomData: JSON.stringify({
              liveChat: {
                v: 1,
                danmaku: { mode: text, color: text },
                mentions: [text],
                replyTo: { id: text, nick: text, text },
              },
            }),
          }),
        },
        { ...this.#im.text(`extras ${id}`, { cloudCustomData: text }) },
        {
          ...this.#im.text(`ids ${id}`),
          id: text,
          from: { userId: text === 'host' ? 'eve' : text, nick: '', avatar: text },
        },
        { ...this.#im.text(''), kind: 'face', index: 0, data: text, from },
        { ...custom, data: text },
        {
          ...custom,
          id: `gift${id}`,
          data: JSON.stringify({
            businessID: 'TUIGift',
            data: { giftCount: 2, gift: { giftId: text, giftName: text, imageUrl: text } },
          }),
        },
        { kind: 'notice', id: `notice${id}`, groupId: 'show', time: 1, action: 'custom', operatorId: text, text },
        {
          kind: 'group-event',
          id: `tip${id}`,
          groupId: 'show',
          time: 1,
          action: 'muted',
          operatorId: text,
          users: [{ ...from, mutedFor: 60 }],
        },
      );
      this.#emit(text);
      this.inputs++;
    }
    await this.#untilRendered();
    this.#inspection.inspect(texts.at(-1) ?? '');
    for (const layer of document.querySelectorAll('danmaku-layer')) layer.clear();
  }

  /**
   * Each text between two harmless rows, in a list that is high enough to show all of it. Returns the positions of the
   * harmless rows, in CSS pixels.
   */
  async showBetween(texts: readonly string[]): Promise<readonly DOMRect[]> {
    const [chat] = document.querySelectorAll('live-chat');
    if (!chat) throw new Error('There is no chat.');
    chat.style.setProperty('--chat-height', `${TALL_PX}px`);
    for (const text of texts) {
      const id = this.#im.nextId();
      this.#receive(
        { ...this.#im.text(HARMLESS), from: { userId: `ben${id}`, nick: 'Ben', avatar: '' } },
        { ...this.#im.text(text), from: { userId: `eve${id}`, nick: text, avatar: '' } },
      );
    }
    this.#receive({ ...this.#im.text(HARMLESS), from: { userId: 'ben', nick: 'Ben', avatar: '' } });
    await this.#untilRendered();
    await frames(20);
    const rows = [...(chat.shadowRoot?.querySelectorAll<HTMLElement>('.row') ?? [])].filter(
      (row) => row.querySelector('.text')?.textContent === HARMLESS,
    );
    return rows.slice(-texts.length - 1).map((row) => row.getBoundingClientRect().toJSON() as DOMRect);
  }

  /** Makes all rows but the harmless ones invisible, and visible again; nothing moves. */
  async showHostileRows(isShown: boolean): Promise<void> {
    for (const row of document.querySelector('live-chat')?.shadowRoot?.querySelectorAll<HTMLElement>('.row') ?? []) {
      if (row.querySelector('.text')?.textContent !== HARMLESS)
        row.style.setProperty('visibility', isShown ? 'visible' : 'hidden');
    }
    await frames(2);
  }

  /** What a room has only one of: its name, its announcement, joined users, its settings, the text of a refusal. */
  async showOnce(text: string): Promise<void> {
    const id = this.#im.nextId();
    const user = { userId: text, nick: text, avatar: text };
    this.#receive(
      {
        kind: 'group-event',
        id: `p${id}`,
        groupId: 'show',
        time: 1,
        action: 'profile',
        operatorId: text,
        users: [],
        profile: { name: text, notification: text, introduction: text, ownerId: text },
      },
      {
        kind: 'group-event',
        id: `j${id}`,
        groupId: 'show',
        time: 1,
        action: 'joined',
        operatorId: text,
        users: [user],
      },
      {
        kind: 'notice',
        id: `n${id}`,
        groupId: 'show',
        time: 1,
        action: 'recalled',
        operatorId: text,
        text,
        recalled: [{ id: text, seq: 0, fromId: text, reason: text }],
      },
    );
    this.#im.client.listener.onCounter(text, Number(text));
    this.#im.client.listener.onModified(this.#im.text(text, { id: `m${id - 1}` }));
    this.#im.on.send = () => Promise.reject(new ImError('refused-with-message', text, { code: REFUSED_IN_WORDS }));
    await this.#room.send(`refuse ${id}`).catch((error: unknown) => {
      if (!(error instanceof ChatError)) this.#inspection.report(`not a ChatError: ${String(error)}`);
    });
    await this.#untilRendered();
    this.inputs++;
    this.#inspection.inspect(text);
  }

  /** A token endpoint with this response, and one that fails with this text. */
  async useTokens(text: string): Promise<void> {
    const [chat] = document.querySelectorAll('live-chat');
    // Another application than that of the open room: a page has one room of an application at a time.
    const good = { sdkAppId: 1400000002, userId: 'ana', userSig: 'none', expiresAt: YEARS_AHEAD };
    const answers: unknown[] = [
      text,
      { sdkAppId: text },
      ...['userId', 'userSig', 'expiresAt', 'groupId', 'nick', 'avatar', 'role', 'proxyServer'].map((key) => ({
        ...good,
        [key]: text,
      })),
      { ...good, capabilities: [text] },
      { ...good, capabilities: text },
      { ...good, [text]: text },
    ];
    const providers = [
      ...answers.map((answer) => () => Promise.resolve(answer as typeof good)),
      () => Promise.reject(new ChatError('token/denied', text, false)),
      () => Promise.reject(new Error(text)),
    ];
    for (const tokenProvider of providers) {
      const im = new FakeIm();
      const room = new Room({ groupId: text || 'show', tokenProvider, createClient: im.createClient });
      if (chat) chat.room = room;
      const settled = new Promise<void>((resolve) => {
        room.on('status', ({ status }) => void (status !== 'connecting' && resolve()));
        room.on('error', () => resolve());
      });
      const connecting = room.connect().catch((error: unknown) => {
        if (!(error instanceof ChatError)) this.#inspection.report(`not a ChatError: ${String(error)}`);
      });
      await settled; // joined, failed, or about to retry
      await room.disconnect();
      await connecting;
      this.inputs++;
    }
    await frames(2);
    this.#inspection.inspect(text);
    if (chat) chat.room = this.#room;
    await frames(1);
  }

  /**
   * Attributes and properties of elements. The author of the page is trusted, but a site may pass on what a visitor
   * typed.
   */
  async setAttributes(text: string): Promise<void> {
    for (const name of ['live-chat', 'danmaku-layer', 'like-button'] as const) {
      const element = document.createElement(name);
      const names = (element.constructor as unknown as { readonly observedAttributes: readonly string[] })
        .observedAttributes;
      for (const attribute of names) if (attribute !== 'token-endpoint') element.setAttribute(attribute, text);
      if (element.localName === 'live-chat')
        (element as LiveChat).terms = { placeholder: text, send: text, chat: text };
      Reflect.set(element, 'room', this.#room);
      document.querySelector('.spare')?.append(element);
      this.inputs++;
      await frames(1);
      this.#inspection.inspectTree(element, text);
      element.remove();
    }
  }

  report(): { readonly found: readonly string[]; readonly inputs: number; readonly rows: number } {
    return { found: this.#inspection.drain(), inputs: this.inputs, rows: this.#inspection.rowsChecked };
  }

  /** Proves that the inspection works: inserts forbidden nodes into a row. */
  sabotage(what: 'tag' | 'link' | 'width' | 'text' | 'outside'): readonly string[] {
    const [chat] = document.querySelectorAll('live-chat');
    const row = chat?.shadowRoot?.querySelector('.row:last-child .text');
    if (!chat || !row) throw new Error('There is no row.');
    const bad = document.createElement(what === 'tag' ? 'object' : what === 'link' ? 'a' : 'div');
    if (bad instanceof HTMLAnchorElement) bad.href = 'javascript:0';
    const kept = row.textContent ?? '';
    if (what === 'text') row.textContent = '';
    else if (what === 'outside') document.querySelector('.after')?.before(bad, 'pushed down');
    else row.append(bad);
    bad.style.setProperty('inline-size', what === 'width' ? '4000px' : 'auto');
    this.#inspection.inspect(`sabotage ${what}`);
    bad.remove();
    if (what === 'text') row.textContent = kept;
    if (what === 'outside') document.querySelector('.after')?.previousSibling?.remove();
    return this.#inspection.drain();
  }

  /** As the site itself would, with text of another user. Without visible text it is an invalid call, which throws. */
  #emit(text: string): void {
    for (const layer of document.querySelectorAll('danmaku-layer')) {
      try {
        layer.emit({ text, color: text, own: true });
      } catch (error) {
        if (!(error instanceof TypeError) || !error.message.includes('needs a text')) throw error;
      }
    }
  }

  /**
   * Waits until the lists show the state of the room, for two seconds; after that the inspection reports what is
   * missing.
   */
  async #untilRendered(): Promise<void> {
    const end = realNow() + 2_000;
    const stands = (chat: LiveChat): boolean => {
      const last = chat.messages.findLast(isPlain);
      return (
        !last ||
        [...(chat.shadowRoot?.querySelectorAll('.row .text') ?? [])].some((row) => row.textContent === last.text)
      );
    };
    do await frames(2);
    while (realNow() < end && this.#room.snapshot.messages !== document.querySelector('live-chat')?.messages);
    while (realNow() < end && ![...document.querySelectorAll('live-chat')].every(stands)) await frames(1);
  }

  get #elements(): readonly HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>('live-chat, danmaku-layer, like-button')];
  }

  #receive(...items: Parameters<FakeIm['client']['receive']>): void {
    for (const item of items) {
      atNextInterval(() => this.#im.client.receive('time' in item ? { ...item, time: Date.now() } : item));
    }
  }
}

declare global {
  interface Window {
    renderingPage: RenderingPage;
  }
}
window.renderingPage = new RenderingPage();
