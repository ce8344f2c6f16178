// The element's voice for screen readers: puts the words to what SpokenLog lets through, and speaks them on the page's
// region.
import type { ReactiveController } from 'lit';
import type { ChatError } from '../../../room/model/chat-error.js';
import type { ChatMessage } from '../../../room/model/chat-message.js';
import type { Room } from '../../../room/room.js';
import type { LocalizeController } from '../../shared/localize-controller.js';
import type { AnnounceMode } from './announce-preference.js';
import { errorText } from '../toast.js';
import type { LiveChat } from '../live-chat.js';
import { noticeText } from '../message-list/notice-text.js';
import { openAnnouncer } from './live-region.js';
import { SpokenLog } from './announcement-scheduler.js';

export class AnnounceController implements ReactiveController {
  readonly #host: LiveChat;
  readonly #words: LocalizeController;
  #announcer: ReturnType<typeof openAnnouncer> | undefined;
  readonly #spoken = new SpokenLog({
    now: () => performance.now(),
    setTimer: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    sayMessage: (message) => this.say(this.#messageText(message)),
    sayCount: (count) => this.say(this.#words.term('newMessages', { count })),
  });

  constructor(host: LiveChat, words: LocalizeController) {
    this.#host = host;
    this.#words = words;
    host.addController(this);
  }

  hostConnected(): void {
    this.#announcer ??= openAnnouncer(this.#host.ownerDocument);
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (this.#host.isConnected) return; // only moved
      this.#spoken.close();
      this.#announcer?.close();
      this.#announcer = undefined;
    });
  }

  set mode(mode: AnnounceMode) {
    this.#spoken.mode = mode;
  }

  /** Says `text` as soon as the screen reader has time. */
  say(text: string): void {
    this.#announcer?.say(text, this.#words.lang);
  }

  /** Speaks for `room` until `signal` aborts. */
  listen(room: Room, signal: AbortSignal): void {
    room.on('messages', (messages) => this.#heard(messages), { signal });
    room.on('sent', () => this.say(this.#words.term('sent')), { signal });
    room.on(
      'send-failed',
      ({ error }) => this.say(this.#words.term('notSentBecause', { reason: errorText(error, this.#words) })),
      { signal },
    );
    room.on('status', ({ status, error }) => this.#sayStatus(status, error), { signal });
    signal.addEventListener('abort', () => this.#spoken.close(), { once: true });
  }

  #heard(messages: readonly ChatMessage[]): void {
    if (this.#host.ownerDocument.visibilityState === 'visible') this.#spoken.heard(messages);
  }

  #sayStatus(status: string, error: ChatError | undefined): void {
    if (status === 'reconnecting') this.say(this.#words.term('reconnecting'));
    if (status === 'failed')
      this.say(`${this.#words.term('failed')}. ${error ? errorText(error, this.#words) : ''}`.trim());
    if (status === 'closed') this.say(this.#words.term('closed'));
  }

  #messageText({ from, kind, text, gift, notice, mentionsSelf }: ChatMessage): string {
    if (kind === 'notice') return notice ? noticeText(notice, this.#words) : '';
    if (kind === 'gift' && gift)
      return this.#words.term('gift', { name: from.nick, gift: gift.name, count: gift.count });
    return this.#words.term(mentionsSelf ? 'mentionsYou' : 'says', { name: from.nick, text });
  }
}
