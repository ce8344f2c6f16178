// The polite live region for a chat, in the light DOM of the page: some screen readers miss regions inside shadow
// roots, and several regions interrupt each other, so all chats of a page use one. A chat inside a dialog, a popover or
// an element in fullscreen uses a region in there, because everything outside of it may be inert.
import { isElement, isShadowRoot } from '../../shared/element-utils.js';

/** A text is removed from the region after this time, so that the same text is a change again. */
const DURATION_MS = 1500;
/** Screen readers need an empty region in the document before the first text. This is how long before, ms. */
const FIRST_TEXT_MS = 100;
/** More waiting texts than this would be outdated when they are announced. */
const MAX_WAITING = 6;
/** What can be in the top layer. */
const TOP_LAYER = 'dialog[open], :popover-open, :fullscreen';

interface Region {
  readonly element: HTMLElement;
  users: number;
  queue: string[];
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** The regions, by the body, dialog, popover or fullscreen element that they are in. */
const regions = new WeakMap<Node, Region>();

/** The parent of a node, out of shadow roots too. */
function parentOf(node: Node): Node | null {
  return isShadowRoot(node) ? node.host : ((node as Element).assignedSlot ?? node.parentNode);
}

function isInTopLayer(element: Element): boolean {
  try {
    return element.matches(TOP_LAYER);
  } catch {
    return false; // jsdom does not know `:popover-open`
  }
}

/** Where the region for `host` belongs: the closest element in the top layer around it, or the body. */
function containerOf(host: Element): Node {
  for (let node: Node | null = host; node; node = parentOf(node)) {
    // An element with a shadow root shows its children only where it has a slot for them.
    if (isElement(node) && isInTopLayer(node)) return node.shadowRoot ?? node;
  }
  return host.ownerDocument.body;
}

const isRegion = (node: Node): node is HTMLElement => isElement(node) && node.hasAttribute('data-live-chat-announcer');

function createElement(page: Document): HTMLElement {
  const element = page.createElement('div');
  element.role = 'status';
  element.ariaLive = 'polite';
  element.ariaAtomic = 'true';
  element.dataset.liveChatAnnouncer = '';
  // By CSSOM, which a strict CSP allows.
  element.style.cssText =
    'position:absolute;inline-size:1px;block-size:1px;margin:-1px;overflow:hidden;' +
    'clip-path:inset(50%);white-space:nowrap';
  return element;
}

/**
 * The region in `container`. One that is there already is used: a copy that a page cache (Turbo, htmx) has put back
 * with the page, which nobody would remove.
 */
function regionIn(container: Node, page: Document): Region {
  let region = regions.get(container);
  if (region?.element.parentNode === container) return region;
  clearTimeout(region?.timer);
  const [first, ...copies] = [...container.childNodes].filter(isRegion);
  for (const copy of copies) copy.remove();
  const element = first ?? createElement(page);
  element.textContent = '';
  if (!first) container.appendChild(element);
  region = { element, users: region?.users ?? 0, queue: region?.queue ?? [], timer: undefined };
  region.timer = setTimeout(() => region && showNext(region), FIRST_TEXT_MS);
  regions.set(container, region);
  return region;
}

function showNext(region: Region): void {
  region.timer = undefined;
  const text = region.queue.shift();
  region.element.textContent = text ?? '';
  if (text !== undefined) region.timer = setTimeout(() => showNext(region), DURATION_MS);
}

/** The live region of one chat. Open it when the element is connected, close it when the element is removed. */
export class LiveRegion {
  readonly #host: Element;
  #container: Node | undefined;

  constructor(host: Element) {
    this.#host = host;
  }

  /** Creates the region where the chat is now. Each text is announced where the chat is then. */
  open(): Region {
    const container = containerOf(this.#host);
    const region = regionIn(container, this.#host.ownerDocument);
    if (container !== this.#container) {
      this.close();
      this.#container = container;
      region.users++;
    }
    return region;
  }

  announce(text: string, lang: string): void {
    if (!this.#container || text === '') return;
    const region = this.open();
    region.element.lang = lang;
    region.queue.push(text);
    if (region.queue.length > MAX_WAITING) region.queue.shift();
    if (!region.timer) showNext(region);
  }

  close(): void {
    const container = this.#container;
    const region = container && regions.get(container);
    this.#container = undefined;
    if (!region || --region.users > 0) return;
    clearTimeout(region.timer);
    region.element.remove();
    regions.delete(container);
  }
}
