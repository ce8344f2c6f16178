// Announces messages, results of sending and the status to screen readers: makes the text of what
// `AnnouncementScheduler` selects, and puts it into the live region of the page.
import type { ReactiveController } from 'lit';
import type { ChatError } from '../../../room/model/chat-error.js';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { Room } from '../../../room/room.js';
import { retryImport } from '../../../util/retry-import.js';
import { devWarning } from '../../shared/element-utils.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import { errorText } from '../toast.js';
import type { ChatHost } from '../chat-host.js';
import { noticeText } from '../message-list/notice-text.js';
import type { LiveRegion } from './live-region.lazy.js';
import { AnnouncementScheduler } from './announcement-scheduler.js';

/** How messages are announced to screen readers. */
const ANNOUNCE_MODES = ['auto', 'all', 'mentions', 'off'] as const;

export type AnnounceMode = (typeof ANNOUNCE_MODES)[number];

export class AnnounceController implements ReactiveController {
  readonly #host: ChatHost;
  readonly #localize: LocalizeController;
  /** Undefined until its code is loaded: the list is drawn before. */
  #liveRegion: LiveRegion | undefined;
  readonly #scheduler = new AnnouncementScheduler({
    now: () => performance.now(),
    setTimer: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    announceMessage: (message) => this.announce(this.#messageText(message)),
    announceCount: (count) => this.announce(this.#localize.term('newMessages', { count })),
  });

  readonly #isShown: (message: ChatMessage) => boolean;

  /** `isShown`: whether the viewer wants to see a message. */
  constructor(host: ChatHost, localize: LocalizeController, isShown: (message: ChatMessage) => boolean) {
    this.#host = host;
    this.#localize = localize;
    this.#isShown = isShown;
    host.addController(this);
  }

  hostConnected(): void {
    void this.#openRegion();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) return; // the element was moved
      this.#scheduler.close();
      this.#liveRegion?.close();
    });
  }

  /** Anything that is no mode is `auto`. */
  set mode(mode: AnnounceMode) {
    this.#scheduler.mode = ANNOUNCE_MODES.includes(mode) ? mode : 'auto';
  }

  /** Puts `text` into the live region, after the texts that wait there. */
  announce(text: string): void {
    this.#liveRegion?.announce(text, this.#localize.lang);
  }

  /** Announces what happens in `room` until `signal` aborts. */
  listen(room: Room, signal: AbortSignal): void {
    room.on('messages', (messages) => this.#handleMessages(messages), { signal });
    room.on('sent', () => this.announce(this.#localize.term('sent')), { signal });
    room.on(
      'send-failed',
      ({ error }) => this.announce(this.#localize.term('notSentBecause', { reason: errorText(error, this.#localize) })),
      { signal },
    );
    room.on('status', ({ status, error }) => this.#announceStatus(status, error), { signal });
    signal.addEventListener('abort', () => this.#scheduler.close(), { once: true });
  }

  async #openRegion(): Promise<void> {
    try {
      const Region = await retryImport(() => import('./live-region.lazy.js'), 'LiveRegion');
      if (this.#host.isConnected) (this.#liveRegion ??= new Region(this.#host)).open();
    } catch (cause) {
      devWarning(`<live-chat>: nothing is announced to screen readers, a file could not be loaded (${String(cause)}).`);
    }
  }

  #handleMessages(messages: readonly ChatMessage[]): void {
    if (this.#host.ownerDocument.visibilityState === 'visible') this.#scheduler.add(messages.filter(this.#isShown));
  }

  #announceStatus(status: string, error: ChatError | undefined): void {
    if (status === 'reconnecting') this.announce(this.#localize.term('reconnecting'));
    if (status === 'failed')
      this.announce(`${this.#localize.term('failed')}. ${error ? errorText(error, this.#localize) : ''}`.trim());
    if (status === 'closed') this.announce(this.#localize.term('closed'));
  }

  #messageText({ from, kind, text, gift, notice, mentionsSelf, replyTo }: ChatMessage): string {
    if (kind === 'notice') return notice ? noticeText(notice, this.#localize) : '';
    if (kind === 'gift' && gift)
      return this.#localize.term('gift', { name: from.nick, gift: gift.name, count: gift.count });
    const says = !mentionsSelf ? 'says' : replyTo?.from?.isSelf ? 'repliesToYou' : 'mentionsYou';
    return this.#localize.term(says, { name: from.nick, text: text || this.#localize.term('sticker') });
  }
}
