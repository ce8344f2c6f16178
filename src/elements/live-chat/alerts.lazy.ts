// Counts the messages that arrive while the page is hidden: in the title of the page and as the badge of the app. Loaded
// for a chat with `alerts`.
import type { ReactiveController } from 'lit';
import type { ChatMessage } from '../../room/model/chat-message.js';
import type { ChatHost } from './chat-host.js';

/** A higher count is shown as "99+". */
const MAX_SHOWN = 99;

/** Shared by the chats of a page, which has one title. */
let count = 0;
/** The title of the page without the count, and the one that was set in its place. */
let title = '';
let counted = '';

/** `count` 0 gives the page its own title back. A title that the page has set meanwhile is its own. */
function show(): void {
  if (document.title !== counted) title = document.title;
  counted = count > 0 ? `(${count > MAX_SHOWN ? `${MAX_SHOWN}+` : count}) ${title}` : title;
  if (document.title !== counted) document.title = counted;
  // Missing in Firefox; refused for a page that is not installed in some browsers.
  const badge: Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>> = navigator;
  (count > 0 ? badge.setAppBadge?.(count) : badge.clearAppBadge?.())?.catch(() => undefined);
}

export class Alerts implements ReactiveController {
  readonly #host: ChatHost;
  readonly #isShown: (message: ChatMessage) => boolean;

  /** `isShown`: whether the viewer wants to see a message. */
  constructor(host: ChatHost, isShown: (message: ChatMessage) => boolean) {
    this.#host = host;
    this.#isShown = isShown;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#handleVisibility);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#handleVisibility);
    this.#reset();
  }

  /** Counts those that others have sent, if the page is hidden. */
  add(messages: readonly ChatMessage[]): void {
    if (document.visibilityState !== 'hidden' || !this.#host.isConnected) return;
    const isNew = (message: ChatMessage): boolean =>
      message.kind !== 'notice' && !message.from.isSelf && this.#isShown(message);
    const added = messages.filter(isNew).length;
    if (added === 0) return;
    count += added;
    show();
  }

  #reset(): void {
    if (count === 0) return;
    count = 0;
    show();
  }

  readonly #handleVisibility = (): void => {
    if (document.visibilityState === 'visible') this.#reset();
  };
}
