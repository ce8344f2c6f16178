// The one polite live region of a document, in its light DOM: regions inside shadow roots are missed by some screen
// readers,
// and several regions talk across each other. Elements say what they have to say here; when to say it is theirs to
// decide.

/** A text stays this long, then the region is cleared, so that the same text again is a change. */
const STAY_MS = 1500;

interface Region {
  readonly element: HTMLElement;
  users: number;
  queue: string[];
  timer: ReturnType<typeof setTimeout> | undefined;
}

const regions = new WeakMap<Document, Region>();
/** More than this many waiting would be old news when read. */
const MAX_WAITING = 6;

function createRegion(page: Document): Region {
  const element = page.createElement('div');
  element.setAttribute('role', 'status');
  element.setAttribute('aria-live', 'polite');
  element.setAttribute('aria-atomic', 'true');
  element.dataset.liveChatAnnouncer = '';
  // Through CSSOM, which a strict CSP allows: the page has no style sheet of ours.
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
  if (text !== undefined) region.timer = setTimeout(() => showNext(region), STAY_MS);
}

/** Opens the region of `page`, empty and early, as screen readers want it. Call `close` when the element leaves. */
export function openLiveRegion(page: Document): { say(text: string, lang: string): void; close(): void } {
  const region = regions.get(page) ?? createRegion(page);
  regions.set(page, region);
  region.users++;
  let isOpen = true;
  return {
    say(text, lang) {
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
