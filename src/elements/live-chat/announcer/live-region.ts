// The one polite live region of a document, in its light DOM: some screen readers miss regions inside shadow roots, and
// several regions interrupt each other.

/** A text is removed from the region after this time, so that the same text is a change again. */
const DURATION_MS = 1500;
/** More waiting texts than this would be outdated when they are announced. */
const MAX_WAITING = 6;

interface Region {
  readonly element: HTMLElement;
  users: number;
  queue: string[];
  timer: ReturnType<typeof setTimeout> | undefined;
}

const regions = new WeakMap<Document, Region>();

function createRegion(page: Document): Region {
  const element = page.createElement('div');
  element.setAttribute('role', 'status');
  element.setAttribute('aria-live', 'polite');
  element.setAttribute('aria-atomic', 'true');
  element.dataset.liveChatAnnouncer = '';
  // By CSSOM, which a strict CSP allows.
  for (const [name, value] of [
    ['position', 'absolute'],
    ['inline-size', '1px'],
    ['block-size', '1px'],
    ['margin', '-1px'],
    ['overflow', 'hidden'],
    ['clip-path', 'inset(50%)'],
    ['white-space', 'nowrap'],
  ] as const) {
    element.style.setProperty(name, value);
  }
  page.body.append(element);
  return { element, users: 0, queue: [], timer: undefined };
}

function showNext(region: Region): void {
  region.timer = undefined;
  const text = region.queue.shift();
  region.element.textContent = text ?? '';
  if (text !== undefined) region.timer = setTimeout(() => showNext(region), DURATION_MS);
}

/**
 * Opens the region of `page`. Screen readers need it in the document, empty, before the first text. Call `close` when
 * the element is removed.
 */
export function openLiveRegion(page: Document): { announce(text: string, lang: string): void; close(): void } {
  const region = regions.get(page) ?? createRegion(page);
  regions.set(page, region);
  region.users++;
  let isOpen = true;
  return {
    announce(text, lang) {
      if (!isOpen || text === '') return;
      region.element.lang = lang;
      region.queue.push(text);
      if (region.queue.length > MAX_WAITING) region.queue.shift();
      if (!region.timer) showNext(region);
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      region.users--;
      if (region.users > 0) return;
      clearTimeout(region.timer);
      region.element.remove();
      regions.delete(page);
    },
  };
}
