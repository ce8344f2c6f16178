import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { TextSegment } from '../../../text/segments.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import { errorText } from '../toast.js';
import { noticeText } from './notice-text.js';

const LETTER = /[\p{L}\p{N}]/u;

/**
 * One or two letters that stand in for a picture: "Ana María" → "AM", "小明" → "小". A name without letters gives its
 * first character.
 */
export function initials(nick: string): string {
  const words = nick.split(/[\s._-]+/u).map((word) => [...word].find((letter) => LETTER.test(letter)));
  const letters = words.filter((letter) => letter !== undefined);
  const first = letters[0] ?? [...nick][0] ?? '';
  const second = letters.length > 1 && /\p{Script=Latin}/u.test(first) ? (letters.at(-1) ?? '') : '';
  return (first + second).toLocaleUpperCase();
}

/** How many author colours there are; `--chat-hue-1` to `--chat-hue-8` in the style sheet. */
export const AUTHOR_HUES = 8;

/** The number of a person's colour, 0 to 7: the same on every page and for ever, spread evenly (FNV-1a of the id). */
export function authorHue(userId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < userId.length; index++) {
    hash = Math.imul(hash ^ userId.charCodeAt(index), 0x01000193);
  }
  return ((hash >>> 0) ^ (hash >>> 15)) & (AUTHOR_HUES - 1);
}

// One row of the log as real nodes, made and changed by hand: a rolling window on Lit's `repeat` leaks a comment node
// for each
// row that goes. Words of strangers only ever become text nodes. Rows of people are used again for other messages.
// Which rows there are and where they stand is the business of LogView.

/** Edge of an avatar's picture in CSS pixels; the style sheet may draw it smaller. */
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

function drawSegment(segment: TextSegment): Node {
  if (segment.kind === 'text') return document.createTextNode(segment.text);
  if (segment.kind === 'mention') {
    const mention = create('span', segment.isSelf ? 'mention mention-self' : 'mention');
    mention.textContent = segment.text;
    return mention;
  }
  const link = create('a', 'link');
  // The room lets only http(s) through; this is the last door before the screen.
  if (!/^https?:\/\//i.test(segment.href)) return document.createTextNode(segment.text);
  link.href = segment.href;
  link.rel = 'noopener noreferrer nofollow ugc';
  link.referrerPolicy = 'no-referrer';
  link.target = '_blank';
  link.tabIndex = -1; // reached through the row's menu, so that Tab does not stop at every link of the room
  link.textContent = segment.text;
  if (!segment.text.includes(segment.host)) {
    const host = create('span', 'link-host');
    host.textContent = ` (${segment.host})`;
    link.append(host);
  }
  return link;
}

/** How a row looks, beside its message. */
export interface RowLayout {
  /** Goes on with the block of the row above: no name, no picture. */
  readonly continued: boolean;
  readonly avatars: boolean;
}

export class MessageRow {
  readonly element = create('div', 'row');
  /** Of the draw that last saw this row; belongs to LogView. */
  renderPass = 0;
  #message: ChatMessage;
  readonly #localize: LocalizeController;
  readonly #namesAll: boolean;
  #continued: boolean | undefined;
  #avatar: HTMLElement | undefined;
  #badge: HTMLElement | undefined;
  #failure: HTMLElement | undefined;
  readonly #body = create('div', 'body');
  readonly #meta = create('span', 'meta');
  readonly #author = createPart('bdi', 'author');
  readonly #text = createPart('div', 'text');
  readonly #textNode = document.createTextNode('');
  #rich = false;

  /** `namesAll`: a notice of who came or went names everybody it knows. */
  constructor(message: ChatMessage, words: LocalizeController, namesAll: boolean) {
    this.#message = message;
    this.#namesAll = namesAll;
    this.#localize = words;
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
    this.#draw();
  }

  get message(): ChatMessage {
    return this.#message;
  }

  get continued(): boolean {
    return this.#continued === true;
  }

  /** True for rows whose nodes fit any other message of a person. */
  get isReusable(): boolean {
    return this.#message.kind === 'text' || this.#message.kind === 'face';
  }

  /** Shows another state of the message, or (for a reusable row) another message. */
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
    this.#draw();
  }

  /** Draws the words again, in the language of now. */
  refresh(): void {
    this.#draw();
  }

  setLayout({ continued, avatars }: RowLayout): void {
    if (this.#message.kind === 'notice') return;
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

  #draw(): void {
    const { from, kind, status, notice, mentionsSelf } = this.#message;
    let className = `row row-${kind}${this.element.classList.contains('with-tools') ? ' with-tools' : ''}`;
    let part = 'row';
    if (kind === 'notice') {
      part += ' row-notice';
      if (notice) {
        className += ` notice-${notice.type}`;
        this.#textNode.data = noticeText(notice, this.#localize, this.#namesAll);
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
      this.#drawBadge();
      if (kind === 'gift') this.#drawGift();
      else this.#drawText();
      this.#drawFailure();
    }
    this.element.className = className;
    this.element.setAttribute('part', part);
  }

  #drawBadge(): void {
    const { role, isSelf } = this.#message.from;
    const words = role !== 'viewer' ? this.#localize.term(role) : isSelf ? this.#localize.term('you') : '';
    if (!words) {
      this.#badge?.remove();
      this.#badge = undefined;
      return;
    }
    if (!this.#badge) {
      this.#badge = createPart('span', 'badge');
      this.#meta.append(this.#badge);
    }
    this.#badge.textContent = words;
  }

  #drawText(): void {
    const { segments, text, replyTo } = this.#message;
    const [only] = segments;
    const plain = !replyTo && (segments.length === 0 || (segments.length === 1 && only?.kind === 'text'));
    if (plain) {
      if (this.#rich) this.#text.replaceChildren(this.#textNode);
      this.#rich = false;
      if (this.#textNode.data !== text) this.#textNode.data = text;
      return;
    }
    this.#rich = true;
    const nodes = segments.length > 0 ? segments.map(drawSegment) : [document.createTextNode(text)];
    if (replyTo) {
      const quote = create('span', 'quote');
      quote.dir = 'auto';
      quote.textContent = `${this.#localize.term('replyingTo', { name: replyTo.nick })}: ${replyTo.text}`;
      nodes.unshift(quote);
    }
    this.#text.replaceChildren(...nodes);
  }

  #drawGift(): void {
    const { gift, text } = this.#message;
    if (!gift) return this.#drawText();
    const words = create('span', 'gift-name');
    words.textContent = this.#localize.term('sentGift', { gift: gift.name || text });
    const count = create('span', 'gift-count');
    count.textContent = this.#localize.term('times', { count: gift.count });
    const nodes: Node[] = [words, count];
    if (gift.image.startsWith('https://')) {
      const image = create('img', 'gift-image');
      image.alt = '';
      image.width = image.height = 40;
      image.decoding = 'async';
      image.referrerPolicy = 'no-referrer';
      image.addEventListener('error', () => image.remove(), { once: true });
      image.src = gift.image;
      nodes.unshift(image);
    }
    this.#rich = true;
    this.#text.replaceChildren(...nodes);
  }

  #drawFailure(): void {
    this.#failure?.remove();
    this.#failure = undefined;
    if (this.#message.status !== 'failed') return;
    const failure = create('div', 'failure');
    const reason = create('span', 'reason');
    reason.textContent = this.#localize.term('notSentBecause', {
      reason: errorText(this.#message.error, this.#localize),
    });
    failure.append(reason);
    const choices = create('span', 'choices');
    failure.append(choices);
    for (const action of ['retry', 'discard'] as const) {
      const button = create('button', 'text-button');
      button.type = 'button';
      button.dataset.action = action;
      button.textContent = this.#localize.term(action);
      choices.append(button);
    }
    this.#failure = failure;
    this.#body.append(failure);
  }

  #createAvatar(): HTMLElement {
    const { nick, avatar: url } = this.#message.from;
    const avatar = createPart('span', 'avatar');
    avatar.setAttribute('aria-hidden', 'true');
    if (!url.startsWith('https://')) {
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
