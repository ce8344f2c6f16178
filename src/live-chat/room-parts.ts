// What the chat draws of a room: rows, what a pointer and the keyboard do in them, their menu, the announcement. The element
// fetches it with its first room; until then a page has only paid for the frame and the place to write.
import type { ChatMessage } from '../room/chat-message.js';
import type { Room } from '../room/room.js';
import { addStyles } from '../ui/add-styles.js';
import { ChatUserSelectEvent } from '../ui/events/chat-user-select-event.js';
import type { LocalizeController } from '../ui/localize-controller.js';
import { appearanceStyles } from './appearance.styles.js';
import { bannerStyles } from './banner.styles.js';
import { Banner } from './banner.js';
import type { LiveChat } from './live-chat.js';
import { LogInteractions } from './log-interactions.js';
import { LogView, type LogOptions, type ReadingState } from './log-view.js';
import { performRowAction } from './perform-row-action.js';
import { RowMenu, type RowAction } from './row-menu.js';
import { rowMenuStyles } from './row-menu.styles.js';
import { rowStyles } from './row.styles.js';
import type { RowView } from './row-view.js';
import type { Toast } from './toast.js';

/** Where the parts are drawn. */
export interface RoomPartsPlace {
  readonly frame: HTMLElement;
  readonly scroller: HTMLElement;
  readonly list: HTMLElement;
}

export interface RoomPartsDeps {
  readonly words: LocalizeController;
  readonly toast: Toast;
  /** Throws a `TypeError` when there is none. */
  room(): Room;
  readonly mention: (userId: string, nick: string) => void;
  readonly onReading: (state: ReadingState) => void;
}

export class RoomParts {
  readonly log: LogView;
  readonly menu: RowMenu;
  readonly banner: Banner;
  readonly #host: LiveChat;
  readonly #frame: HTMLElement;
  readonly #deps: RoomPartsDeps;
  readonly #interactions: LogInteractions;

  constructor(host: LiveChat, { frame, scroller, list }: RoomPartsPlace, options: LogOptions, deps: RoomPartsDeps) {
    const { words } = deps;
    this.#host = host;
    this.#frame = frame;
    this.#deps = deps;
    addStyles(host.renderRoot, [rowStyles, rowMenuStyles, bannerStyles], appearanceStyles);
    this.#interactions = new LogInteractions({
      words,
      log: () => this.log,
      onMenu: (row) => this.#openMenu(row),
      onLeave: () => host.focus(),
      onFailedRow: (action, message) => this.#perform(action, message),
    });
    this.log = new LogView(scroller, list, words, options, {
      onReading: deps.onReading,
      onDrop: (row) => this.#interactions.tools.leave(row),
    });
    this.banner = new Banner(host, words);
    this.menu = new RowMenu(host, words, {
      onAction: (action, message) => this.#perform(action, message),
      onClose: () => this.log.hold(host.paused),
    });
  }

  /** What happened in the log: a press, a key, a pointer or the focus that comes and goes. */
  handleEvent(event: Event): void {
    this.#interactions.handleEvent(event);
  }

  set showTimes(showTimes: boolean) {
    this.#interactions.tools.showTimes = showTimes;
  }

  #perform(action: RowAction, message: ChatMessage): void {
    const { words, toast, mention } = this.#deps;
    void performRowAction(action, message, { room: this.#deps.room(), words, toast, mention });
  }

  #openMenu(row: RowView): void {
    const { message } = row;
    if (message.kind === 'notice' || message.from.userId === '') return;
    if (!this.#host.dispatchEvent(new ChatUserSelectEvent(message.from))) return;
    this.log.hold(true);
    this.menu.open(message, row.element, this.#frame);
  }
}
