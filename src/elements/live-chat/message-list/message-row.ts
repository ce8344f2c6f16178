// One row of the message list as DOM nodes that are created and changed directly: a rolling list with Lit's `repeat`
// leaks a comment node for each removed row. Untrusted text only ever becomes text nodes. `ListRenderer` decides which
// rows there are and where; rows of users are reused for other messages.
import type { ChatMessage, ChatQuote, ChatUser } from '../../../room/model/chat-message.js';
import type { TextSegment } from '../../../text/segments.js';
import { formatTime } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import { appendLinkHost } from '../link-host.js';
import { errorText } from '../toast.js';
import { noticeNodes } from './notice-text.js';

const LETTER = /[\p{L}\p{N}]/u;

/**
 * One or two letters in place of an avatar: "Ana María" → "AM", "小明" → "小". For a name without letters, its first
 * character.
 */
export function initials(nick: string): string {
  const letters = nick
    .split(/[\s._-]+/u)
    .map((word) => [...word].find((letter) => LETTER.test(letter)))
    .filter((letter) => letter !== undefined);
  const first = letters[0] ?? [...nick][0] ?? '';
  const second = letters.length > 1 && /\p{Script=Latin}/u.test(first) ? (letters.at(-1) ?? '') : '';
  return (first + second).toLocaleUpperCase();
}

/** Number of author colours: `--chat-hue-1` to `--chat-hue-8`. */
export const AUTHOR_HUES = 8;

/** The number of a user's colour, 0 to 7: the same on every page, evenly distributed (FNV-1a hash of the id). */
export function authorHue(userId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < userId.length; index++) {
    hash = Math.imul(hash ^ userId.charCodeAt(index), 0x01000193);
  }
  return ((hash >>> 0) ^ (hash >>> 15)) & (AUTHOR_HUES - 1);
}

/** Width and height of an avatar in CSS pixels; the style sheet may show it smaller. */
const AVATAR_PX = 28;

function create<K extends keyof HTMLElementTagNameMap>(tag: K, className: string): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function createPart<K extends keyof HTMLElementTagNameMap>(tag: K, part: string): HTMLElementTagNameMap[K] {
  const element = create(tag, part);
  element.setAttribute('part', part);
  return element;
}

function createSegment(segment: TextSegment): Node {
  if (segment.kind === 'text') return document.createTextNode(segment.text);
  if (segment.kind === 'mention') {
    const mention = create('span', segment.isSelf ? 'mention mention-self' : 'mention');
    mention.textContent = segment.text;
    return mention;
  }
  const link = create('a', 'link');
  // The room accepts only http(s); this checks again before the link can be clicked.
  if (!/^https?:\/\//i.test(segment.href)) return document.createTextNode(segment.text);
  link.href = segment.href;
  link.rel = 'noopener noreferrer nofollow ugc';
  link.referrerPolicy = 'no-referrer';
  link.target = '_blank';
  link.tabIndex = -1; // the row's menu has it, so that Tab does not stop at every link
  link.textContent = segment.text;
  appendLinkHost(link);
  return link;
}

/**
 * The quote of a reply. With name, badge and colour only where the message itself is known; otherwise as a claim of
 * `sender`, without the name that is claimed.
 */
function createQuote({ from, nick, text }: ChatQuote, sender: ChatUser, localize: LocalizeController): HTMLElement {
  if (!from) {
    const claim = create('span', 'quote');
    claim.dir = 'auto';
    claim.textContent = text
      ? localize.term('quotedBy', { name: sender.nick, text })
      : localize.term('replyingToEarlier');
    return claim;
  }
  const quote = createPart('button', 'quote');
  quote.className = `quote hue-${authorHue(from.userId)} ${from.role}`;
  quote.type = 'button';
  quote.tabIndex = -1; // the row's menu has it
  quote.dir = 'auto';
  quote.dataset.action = 'quote';
  quote.setAttribute('aria-description', localize.term('goToQuoted'));
  const author = create('bdi', 'quote-author');
  author.textContent = nick;
  quote.append(author, ' ');
  if (from.role !== 'viewer') {
    const badge = create('span', 'badge');
    badge.textContent = localize.term(from.role);
    quote.append(badge);
  }
  quote.append(text);
  return quote;
}

/** How a row is shown, apart from its message. */
export interface RowLayout {
  /** Belongs to the block of the row above: no name, no avatar. */
  readonly continued: boolean;
  readonly avatars: boolean;
  /** Images from addresses that other users sent are loaded. */
  readonly images: boolean;
  /** The row has the time of its message. */
  readonly times: boolean;
}

export interface RowOptions extends Pick<RowLayout, 'images'> {
  /** A notice of users who joined or left lists all users it knows. */
  readonly namesAll: boolean;
}

export class MessageRow {
  readonly element = create('div', 'row');
  /** Id of the last render pass that included this row; owned by `ListRenderer`. */
  renderPass = 0;
  #message: ChatMessage;
  readonly #localize: LocalizeController;
  readonly #namesAll: boolean;
  #images: boolean;
  #continued: boolean | undefined;
  #avatar: HTMLElement | undefined;
  #badge: HTMLElement | undefined;
  #failure: HTMLElement | undefined;
  #time: HTMLTimeElement | undefined;
  readonly #body = create('div', 'body');
  readonly #meta = create('span', 'meta');
  readonly #author = createPart('bdi', 'author');
  readonly #text = createPart('div', 'text');
  readonly #textNode = document.createTextNode('');
  /** The text has nodes other than `#textNode`. */
  #isRich = false;

  constructor(message: ChatMessage, localize: LocalizeController, { namesAll, images }: RowOptions) {
    this.#message = message;
    this.#namesAll = namesAll;
    this.#images = images;
    this.#localize = localize;
    this.element.setAttribute('role', 'listitem');
    this.element.tabIndex = -1;
    this.#text.dir = 'auto';
    this.#text.append(this.#textNode);
    if (message.kind === 'notice') {
      this.element.append(this.#text);
    } else {
      this.#author.dir = 'auto';
      this.#meta.append(this.#author);
      this.#body.append(this.#meta, this.#text);
      this.element.append(this.#body);
    }
    this.#render();
  }

  get message(): ChatMessage {
    return this.#message;
  }

  get continued(): boolean {
    return this.#continued === true;
  }

  /** The nodes can be reused for any other text message. */
  get isReusable(): boolean {
    return this.#message.kind === 'text' || this.#message.kind === 'face';
  }

  /** Renders another state of the message, or (in a reusable row) another message. */
  update(message: ChatMessage): void {
    if (
      message.from.userId !== this.#message.from.userId ||
      message.from.avatar !== this.#message.from.avatar ||
      message.from.nick !== this.#message.from.nick
    ) {
      this.#avatar?.remove();
      this.#avatar = undefined;
    }
    this.#message = message;
    this.#render();
  }

  /** Renders the texts again, after the language has changed. */
  refresh(): void {
    this.#render();
  }

  setLayout({ continued, avatars, images, times }: RowLayout): void {
    if (this.#message.kind === 'notice') return;
    if (times !== !!this.#time) {
      this.#time?.remove();
      this.#time = times ? createPart('time', 'time') : undefined;
      this.#renderTime();
    }
    if (images !== this.#images) {
      this.#images = images;
      this.#avatar?.remove();
      this.#avatar = undefined;
      this.#render();
    }
    if (continued !== this.#continued) {
      this.#continued = continued;
      this.element.classList.toggle('continued', continued);
    }
    const wantsAvatar = avatars && !continued;
    if (wantsAvatar && !this.#avatar) {
      this.#avatar = this.#createAvatar();
      this.element.prepend(this.#avatar);
    } else if (!wantsAvatar && this.#avatar) {
      this.#avatar.remove();
      this.#avatar = undefined;
    }
  }

  #render(): void {
    const { from, kind, status, notice, mentionsSelf } = this.#message;
    let className = `row row-${kind}${this.element.classList.contains('with-tools') ? ' with-tools' : ''}`;
    let part = 'row';
    if (kind === 'notice') {
      part += ' row-notice';
      if (notice) {
        className += ` notice-${notice.type}`;
        this.#text.replaceChildren(...noticeNodes(notice, this.#localize, this.#namesAll));
      }
    } else {
      className += ` hue-${authorHue(from.userId)} ${status}`;
      if (from.isSelf) {
        className += ' own';
        part += ' row-own';
      }
      if (from.role !== 'viewer') className += ` ${from.role}`;
      if (from.role === 'host') part += ' row-host';
      if (mentionsSelf) className += ' mentions-self';
      if (this.#continued) className += ' continued';
      this.#author.textContent = from.nick;
      this.#renderBadge();
      if (kind === 'gift') this.#renderGift();
      else this.#renderText();
      this.#renderFailure();
      this.#renderTime();
    }
    this.element.className = className;
    this.element.setAttribute('part', part);
  }

  #renderBadge(): void {
    const { role, isSelf } = this.#message.from;
    const text = role !== 'viewer' ? this.#localize.term(role) : isSelf ? this.#localize.term('you') : '';
    if (!text) {
      this.#badge?.remove();
      this.#badge = undefined;
      return;
    }
    if (!this.#badge) {
      this.#badge = createPart('span', 'badge');
      this.#meta.append(this.#badge);
    }
    this.#badge.textContent = text;
  }

  /** At the inline end of the first line, also in a row without a name. */
  #renderTime(): void {
    if (!this.#time) return;
    const { time } = this.#message;
    this.#time.dateTime = new Date(time).toISOString();
    this.#time.textContent = formatTime(this.#localize.lang, time);
    this.#body.prepend(this.#time);
  }

  #renderText(): void {
    const { segments, replyTo } = this.#message;
    const text = this.#message.text || this.#localize.term('sticker');
    const [only] = segments;
    const isPlain = !replyTo && (segments.length === 0 || (segments.length === 1 && only?.kind === 'text'));
    if (isPlain) {
      if (this.#isRich) this.#text.replaceChildren(this.#textNode);
      this.#isRich = false;
      if (this.#textNode.data !== text) this.#textNode.data = text;
      return;
    }
    this.#isRich = true;
    const nodes = segments.length > 0 ? segments.map(createSegment) : [document.createTextNode(text)];
    if (replyTo) {
      nodes.unshift(createQuote(replyTo, this.#message.from, this.#localize));
    }
    this.#text.replaceChildren(...nodes);
  }

  #renderGift(): void {
    const { gift, text } = this.#message;
    if (!gift) return this.#renderText();
    const name = create('span', 'gift-name');
    name.textContent = this.#localize.term('sentGift', { gift: gift.name || text });
    const count = create('span', 'gift-count');
    count.textContent = this.#localize.term('times', { count: gift.count });
    const nodes: Node[] = [name, count];
    if (this.#images && gift.image.startsWith('https://')) {
      const image = create('img', 'gift-image');
      image.alt = '';
      image.width = image.height = 40;
      image.decoding = 'async';
      image.referrerPolicy = 'no-referrer';
      image.addEventListener('error', () => image.remove(), { once: true });
      image.src = gift.image;
      nodes.unshift(image);
    }
    this.#isRich = true;
    this.#text.replaceChildren(...nodes);
  }

  #renderFailure(): void {
    this.#failure?.remove();
    this.#failure = undefined;
    if (this.#message.status !== 'failed') return;
    const failure = create('div', 'failure');
    const reason = create('span', 'reason');
    reason.textContent = this.#localize.term('notSentBecause', {
      reason: errorText(this.#message.error, this.#localize),
    });
    failure.append(reason);
    const actions = create('span', 'choices');
    failure.append(actions);
    for (const action of ['retry', 'discard'] as const) {
      const button = create('button', 'text-button');
      button.type = 'button';
      button.dataset.action = action;
      button.textContent = this.#localize.term(action);
      actions.append(button);
    }
    this.#failure = failure;
    this.#body.append(failure);
  }

  #createAvatar(): HTMLElement {
    const { nick, avatar: url } = this.#message.from;
    const avatar = createPart('span', 'avatar');
    avatar.setAttribute('aria-hidden', 'true');
    if (!this.#images || !url.startsWith('https://')) {
      avatar.textContent = initials(nick);
    } else {
      const letters = create('span', 'initials');
      letters.textContent = initials(nick);
      avatar.append(letters);
      const image = create('img', 'picture');
      image.alt = '';
      image.width = image.height = AVATAR_PX;
      image.loading = 'lazy';
      image.decoding = 'async';
      image.referrerPolicy = 'no-referrer';
      image.addEventListener('error', () => image.remove(), { once: true });
      image.src = url;
      avatar.append(image);
    }
    return avatar;
  }
}
