// The part of the chat that needs a room: message list, announcement, status, panels, the behaviour of the composer and
// the announcements for screen readers. Loaded in parallel with the code of the first room.
import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ChatMessage, SendExtras } from '../../room/model/chat-message.js';
import type { Room } from '../../room/room.js';
import { retryImport } from '../../util/retry-import.js';
import { adoptStyles } from '../shared/adopt-styles.js';
import { ChatSignInEvent } from '../shared/session-events.js';
import type { LocalizeController } from '../shared/localize-controller.js';
import { devWarning } from '../shared/element-utils.js';
import { watchPreferences } from '../shared/preferences/stored-preferences.js';
import type { RoomController } from '../shared/room-controller.js';
import { AnnounceController } from './announcer/announce-controller.js';
import type { Alerts } from './alerts.lazy.js';
import type { Banner } from './banner.lazy.js';
import { chatViewStyles } from './chat-view.styles.js';
import { type ChatHost, type ChatSettings, type ChatSlice, requireRoom } from './chat-host.js';
import { ComposerController, submitText } from './composer/composer-controller.js';
import type { Composer } from './composer/composer.js';
import { renderEmpty, renderEnded, type EmptyState } from './empty-states.js';
import type { ReadingState } from './message-list/list-renderer.js';
import { appendLinkHost } from './link-host.js';
import { MessageList, type MessageListElements, arrowDownIcon } from './message-list/message-list.js';
import { ChatPanels } from './panels/panels.js';
import type { ChatPreferences } from './preferences/chat-preferences.lazy.js';
import { Toast } from './toast.js';
import { validateAttributes } from './validate-attributes.js';

interface ChatViewOptions {
  readonly localize: LocalizeController;
  readonly room: RoomController<ChatSlice>;
  readonly composer: Composer;
  readonly elements: MessageListElements;
  /** The page shows this error: a listener cancelled its `chat-error`. */
  readonly isShownByPage: (error: unknown) => boolean;
  readonly onTryAgain: () => void;
}

export class ChatView implements ReactiveController {
  readonly list: MessageList;
  readonly panels: ChatPanels;
  readonly #host: ChatHost;
  readonly #options: ChatViewOptions;
  readonly #localize: LocalizeController;
  readonly #announcer: AnnounceController;
  readonly #toast: Toast;
  readonly #composerController: ComposerController;
  /** Loaded for the first message of a chat with `alerts`. */
  #alerts: Alerts | undefined;
  /** Loaded with the first announcement. */
  #banner: Banner | undefined;
  /** The announcement for which it was loaded. */
  #announced = '';
  /** Undefined while the viewer has none. */
  #preferences: ChatPreferences | undefined;
  #preferencesLoading: Promise<ChatPreferences> | undefined;
  #unwatch: (() => void) | undefined;
  #reading: ReadingState = { reading: false, unread: 0 };

  constructor(host: ChatHost, options: ChatViewOptions) {
    const { localize, composer, elements, room } = options;
    this.#localize = localize;
    this.#host = host;
    this.#options = options;
    adoptStyles(host.renderRoot, chatViewStyles);
    const announce = (text: string): void => this.#announcer.announce(text);
    this.#announcer = new AnnounceController(host, localize, this.#isShown);
    this.#toast = new Toast(host, localize, announce);
    this.#composerController = new ComposerController(host, composer, localize, {
      state: () => ({ ...room.slice, canSend: room.slice.canSend || this.#canQueue }),
      onSubmit: (text, extras) => this.#submit(text, extras),
      onTakeOver: () => this.#takeOver(),
      announce,
      assist: { groupId: () => room.room?.groupId ?? '', messages: () => room.snapshot.messages },
    });
    this.list = new MessageList(host, elements, {
      localize,
      toast: this.#toast,
      room: () => this.#room,
      settings: () => this.#settings,
      capabilities: () => this.#slice.capabilities,
      mention: (userId, nick) => this.#composerController.mention(userId, nick),
      reply: (draft) => this.#composerController.reply(draft),
      onLoadError: (cause, retry) => this.panels.showLoadError(cause, retry),
      onReading: (reading) => {
        this.#reading = reading;
        host.requestUpdate();
      },
    });
    this.panels = new ChatPanels(host, localize, {
      room,
      preferences: () => this.#loadPreferences(),
      toast: this.#toast,
      insert: (emoji) => this.#composerController.insert(emoji),
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#unwatch ??= watchPreferences(() => {
      this.#loadPreferences().catch((error: unknown) =>
        devWarning(
          `<live-chat>: preferences of the viewer are not applied, a file could not be loaded (${String(error)}).`,
        ),
      );
    });
  }

  hostDisconnected(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  hostUpdate(): void {
    validateAttributes(this.#host);
  }

  hostUpdated(): void {
    this.#announcer.mode = this.#settings.announce;
  }

  /** Shows and announces the messages of `room` until `signal` aborts. */
  showRoom(room: Room, signal: AbortSignal): void {
    const { renderer } = this.list;
    room.on('change', () => this.#showMessages(room), { signal });
    room.on(
      'retracted',
      (ids) => {
        renderer.remove(ids);
        this.#composerController.forget(ids);
      },
      { signal },
    );
    this.#announcer.listen(room, signal);
    room.on('messages', (messages) => void this.#alert(messages), { signal });
    signal.addEventListener(
      'abort',
      () => {
        renderer.clear();
        this.#composerController.forget();
      },
      { once: true },
    );
    this.#showMessages(room);
  }

  /** The number of users in the room, as text. */
  get online(): string | undefined {
    const { onlineCount } = this.#slice;
    return onlineCount === undefined ? undefined : this.#localize.term('online', { count: onlineCount });
  }

  renderStatus(): TemplateResult | typeof nothing {
    const { status, cannotSendReason } = this.#slice;
    if (status === 'reconnecting')
      return html`<div class="status" part="status">${this.#localize.term('reconnecting')}</div>`;
    // A composer shows this as its hint.
    if (cannotSendReason !== 'superseded' || this.#host.hasComposer) return nothing;
    return html`<div class="status" part="status"
      >${this.#localize.term('cannotSendSuperseded')}
      <button class="text-button" type="button" @click=${() => this.#takeOver()}
        >${this.#localize.term('useHere')}</button
      ></div
    >`;
  }

  renderBanner(): TemplateResult | typeof nothing {
    const { announcement } = this.#slice;
    if (announcement && !this.#banner && this.#announced !== announcement.text) {
      this.#announced = announcement.text;
      retryImport(() => import('./banner.lazy.js'), 'Banner').then(
        (Banner) => {
          this.#banner ??= new Banner(this.#host, this.#localize, appendLinkHost);
          this.#host.requestUpdate();
        },
        // Tried again with the next announcement.
        (error: unknown) => devWarning(`<live-chat>: the announcement could not be loaded (${String(error)}).`),
      );
    }
    return this.#banner?.render(announcement) ?? nothing;
  }

  /** The content of the list while it has no messages. */
  renderPlaceholder(): TemplateResult | typeof nothing {
    return this.#slice.isEmpty ? renderEmpty(this.#emptyState) : nothing;
  }

  /** What is shown over the end of the message list. */
  renderFloat(): TemplateResult {
    return html`${this.#toast.render()}${this.#renderPill()}`;
  }

  /** The composer, or what replaces it. */
  renderFooter(): TemplateResult | typeof nothing {
    const { status, isEmpty, cannotSendReason } = this.#slice;
    if (status === 'failed' || status === 'closed') return isEmpty ? nothing : renderEnded(this.#emptyState);
    if (!this.#host.hasComposer) return nothing;
    if (cannotSendReason === 'guest') return this.#renderSignIn();
    return this.#options.composer.render(this.#composerController.viewModel(), this.panels.isEmojiOpen);
  }

  /** Panels and the row menu. */
  renderOverlays(): TemplateResult {
    return html`${this.panels.render()}${this.list.menu?.render(this.#slice.capabilities)}`;
  }

  readonly #isShown = (message: ChatMessage): boolean => this.#preferences?.isShown(message) ?? true;

  async #alert(messages: readonly ChatMessage[]): Promise<void> {
    if (this.#host.alerts !== 'title') return;
    try {
      const Alerts = await retryImport(() => import('./alerts.lazy.js'), 'Alerts');
      (this.#alerts ??= new Alerts(this.#host, this.#isShown)).add(messages);
    } catch (error) {
      devWarning(`<live-chat>: the alerts could not be loaded (${String(error)}).`);
    }
  }

  get #settings(): ChatSettings {
    return this.#preferences ?? this.#host;
  }

  #showMessages(room = this.#options.room.room): void {
    const messages = room?.snapshot.messages ?? [];
    this.list.renderer.update(this.#preferences?.view(messages) ?? messages);
  }

  /** Rejects when a file could not be loaded; the next call tries again. */
  #loadPreferences(): Promise<ChatPreferences> {
    const { elements, room } = this.#options;
    this.#preferencesLoading ??= retryImport(
      () => import('./preferences/chat-preferences.lazy.js'),
      'openChatPreferences',
    )
      .then((open) =>
        open(this.#host, {
          frame: elements.frame,
          renderer: this.list.renderer,
          messages: () => room.snapshot.messages,
          onChange: () => this.#showMessages(),
        }),
      )
      .then((preferences) => {
        this.#preferences = preferences;
        preferences.apply();
        return preferences;
      })
      .catch((error: unknown) => {
        this.#preferencesLoading = undefined;
        throw error;
      });
    return this.#preferencesLoading;
  }

  get #slice(): ChatSlice {
    return this.#options.room.slice;
  }

  /** Throws a `TypeError` if there is no room. */
  get #room(): Room {
    return requireRoom(this.#options.room.room);
  }

  /** While the room reconnects, messages are queued. */
  get #canQueue(): boolean {
    const { status, cannotSendReason } = this.#slice;
    return status === 'reconnecting' && cannotSendReason === 'offline';
  }

  get #emptyState(): EmptyState {
    const { status, error } = this.#slice;
    const { isShownByPage, onTryAgain } = this.#options;
    return {
      status,
      error,
      localize: this.#localize,
      canSend: this.#host.hasComposer,
      isShownByPage: error !== undefined && isShownByPage(error),
      signIn: this.#renderSignIn(),
      onTryAgain,
    };
  }

  /** The button that scrolls to the newest message. */
  #renderPill(): TemplateResult | typeof nothing {
    const { reading, unread } = this.#reading;
    if (!reading || (this.list.menu?.isOpen && unread === 0)) return nothing;
    const text = unread > 0 ? this.#localize.term('newMessages', { count: unread }) : this.#localize.term('toLatest');
    const paused = html`<span>${this.#localize.term('paused')}</span><span aria-hidden="true">·</span>`;
    return html`<button class="pill" part="new-messages" type="button" @click=${this.#handlePillClick}
      >${this.#host.paused ? paused : nothing}<span>${text}</span>${arrowDownIcon()}</button
    >`;
  }

  #renderSignIn(): TemplateResult {
    return html`<slot name="sign-in" @click=${this.#handleSignInClick}
      ><button class="button sign-in" type="button">${this.#localize.term('signIn')}</button></slot
    >`;
  }

  #submit(text: string, extras: SendExtras): boolean {
    const { room } = this.#options.room;
    if (!room || !(room.snapshot.canSend || this.#canQueue)) return false;
    const isShown = submitText(this.#host, room, text, extras, (error) => {
      this.#toast.showError(error);
    });
    if (isShown) this.#host.scrollToLatest();
    return isShown;
  }

  #takeOver(): void {
    this.#room.takeOver().catch((error: unknown) => this.#toast.showError(error));
  }

  readonly #handlePillClick = (): void => {
    this.#host.scrollToLatest();
    this.#options.elements.scroller.focus({ preventScroll: true }); // the button that had the focus is gone
  };

  readonly #handleSignInClick = (): void => {
    this.#host.dispatchEvent(new ChatSignInEvent());
  };
}
