import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { PortableElement } from '../shared/portable-element.js';
import { retryImport } from '../../util/retry-import.js';
import type { SdkChoice, TencentChat, TokenProvider } from '../../room/model/room-options.js';
import type { ChatStatus } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import { devWarning } from '../shared/element-utils.js';
import { DanmakuDropEvent } from './danmaku-drop-event.js';
import { RoomController } from '../shared/room-controller.js';
import type { RoomHost } from '../shared/room-host.js';
import { danmakuLayerStyles } from './danmaku-layer.styles.js';
import type { DanmakuController } from './danmaku-controller.lazy.js';
import { type DanmakuInput, hasVisibleText, type TimelineEntry } from './danmaku-input.js';

export type { DanmakuDropEvent } from './danmaku-drop-event.js';

/** How many calls and batches of messages are kept while the controller is loading; the oldest are dropped first. */
const MAX_QUEUED = 1_000;

interface QueuedCall {
  /** How many comments are lost with the call. */
  readonly comments: number;
  readonly act: (controller: DanmakuController) => void;
}

/**
 * Comments that scroll over a picture.
 *
 * Put the picture (a video, a canvas) inside; without one the layer covers its positioned parent. Each message of the
 * room scrolls from inline-end to inline-start. Comments never overlap; a comment that finds no lane in time is
 * dropped, and `danmaku-drop` reports it. The comments are decoration: `<live-chat>` shows the same text to assistive
 * technology, so the stage is hidden from it and does not receive pointer events.
 *
 * @tagname danmaku-layer
 * @slot - The picture.
 * @slot controls - Replaces the button of `controls`.
 * @fires danmaku-drop - Comments were not shown: `count` and `reason`.
 * @csspart stage - The area in which comments are shown.
 * @csspart item - A comment.
 * @csspart item-own - A comment of the user of this page.
 * @csspart item-gift - A gift.
 * @csspart hovered - The fixed copy of the comment under the pointer.
 * @csspart hovered-action - A button of that copy.
 * @csspart controls-button - The button of `controls`.
 * @csspart controls-panel - The panel that it opens.
 * @cssproperty --danmaku-color - Text colour of comments without a colour of their own.
 * @cssproperty --danmaku-font - Font family.
 * @cssproperty --danmaku-size - Font size.
 * @cssproperty --danmaku-weight - Font weight.
 * @cssproperty --danmaku-line-height - Height of a lane.
 * @cssproperty --danmaku-outline - Text outline: width and colour.
 * @cssproperty --danmaku-opacity - Opacity of comments.
 * @cssproperty --danmaku-own - Border of own comments.
 * @cssproperty --danmaku-staff-background - Background of the host's and moderators' comments.
 * @cssproperty --danmaku-fixed-background - Background of comments at the top or the bottom, of gifts, and of the one
 * under the pointer.
 * @cssproperty --danmaku-mask - A CSS mask over the stage, for example to keep faces visible.
 */
export class DanmakuLayer extends PortableElement implements RoomHost {
  static override styles = danmakuLayerStyles;
  static override properties: PropertyDeclarations = {
    for: {},
    tokenEndpoint: { attribute: 'token-endpoint' },
    tokenCredentials: { attribute: 'token-credentials' },
    groupId: { attribute: 'group-id' },
    tokenProvider: { attribute: false },
    chat: { attribute: false },
    userId: { attribute: 'user-id' },
    sdk: {},
    room: { attribute: false },
    area: { type: Number },
    safeTop: { attribute: 'safe-top' },
    safeBottom: { attribute: 'safe-bottom' },
    speed: { type: Number },
    density: {},
    maxOnScreen: { type: Number, attribute: 'max-on-screen' },
    overflow: {},
    fixed: {},
    noUserImages: { attribute: 'no-user-images', type: Boolean },
    paused: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    motion: {},
    interactive: { type: Boolean },
    controls: { type: Boolean },
    locked: {},
    media: {},
    timeline: { attribute: false },
    filled: { state: true, attribute: false },
  };

  /** Id of the element whose room is used. */
  for = '';
  /** URL of the token endpoint; see `<live-chat>`. */
  tokenEndpoint = '';
  /** Whether cookies are sent to an endpoint of another origin. */
  tokenCredentials: RequestCredentials = 'same-origin';
  /** The room's group. */
  groupId = '';
  /** A function in place of the token endpoint. */
  tokenProvider: TokenProvider | undefined;
  /** The page's own instance of Tencent's SDK, logged in by the page; no other login is made. */
  chat: TencentChat | undefined;
  /** Who is logged in to `chat`; needed for tim-js-sdk 2.x without a token. */
  userId = '';
  /** Which of Tencent's SDKs is loaded: `v2` (default), `v3`, or `auto`: the one that the token names. */
  sdk: SdkChoice | '' = '';
  /** A room that the page has created. */
  room: Room | undefined;

  /** Share of the picture, from the top, in which comments are shown: 0 to 1. */
  area = 1;
  /** CSS length to keep free at the top. */
  safeTop = '';
  /** CSS length to keep free at the bottom, for subtitles and controls. */
  safeBottom = '';
  /** Scrolling speed, px/s. 0: a comment crosses in 8 s, at 90 to 260 px/s. */
  speed = 0;
  /** How close comments of a lane follow each other: `low`, `normal` or `high`. */
  density: 'low' | 'normal' | 'high' = 'normal';
  /** Maximum comments on screen, not counting the user's own. 0: as many as fit. */
  maxOnScreen = 0;
  /** When no lane is free: `drop` the comment, or let comments `overlap`. */
  overflow: 'drop' | 'overlap' = 'drop';
  /** Whose comments may be fixed at the top or the bottom: `all` users' or only `staff`'s; others scroll. */
  fixed: 'all' | 'staff' = 'all';
  /** Shows gifts without the picture that their sender names. */
  noUserImages = false;
  /** Pauses all comments. */
  paused = false;
  /** Shows no comments and keeps none. */
  disabled = false;
  /** `auto` follows the system setting; `reduce` shows two lines that fade; `full` always scrolls. */
  motion: 'auto' | 'full' | 'reduce' = 'auto';

  /** A comment under the pointer stops and shows action buttons. The picture still receives the pointer's events. */
  interactive = false;
  /** Shows a button over the picture with which viewers choose how they see comments. */
  controls = false;
  /** Options that the viewer cannot change: `on opacity area size speed density top bottom colored gifts subtitles`. */
  locked = '';
  /** A media element, or its id, to follow: comments pause with it and scroll at its rate. Empty: the one inside. */
  media: string | HTMLMediaElement | null | undefined;
  /** A recorded room, replayed with `media`, or with the media element inside. */
  timeline: readonly TimelineEntry[] = [];

  private filled = false;
  #controller: DanmakuController | undefined;
  #isLoading = false;
  /** Calls until the controller is loaded, in order. */
  #queued: QueuedCall[] = [];
  #connection: AbortController | undefined;
  readonly #room: RoomController<ReadonlySet<string>>;

  constructor() {
    super();
    this.#room = new RoomController(this, {
      select: ({ hiddenUsers }) => hiddenUsers,
      eventRole: 'none',
      internals: this.attachInternals?.(),
      onRoom: (room, signal) => {
        if (!room) return;
        this.#listen(room, signal);
      },
    });
  }

  get status(): ChatStatus {
    return this.#room.snapshot.status;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection ??= new AbortController();
    this.ownerDocument.addEventListener('fullscreenchange', () => this.#followFullscreen(), {
      signal: this.#connection.signal,
    });
    this.#controller?.connect();
    if (this.hasUpdated) this.#followFullscreen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#connection?.abort();
      this.#connection = undefined;
      this.#queued = [];
      this.#controller?.disconnect();
    });
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('area') || changed.has('safeTop') || changed.has('safeBottom')) this.#applyLayout();
    if (this.disabled) this.#queued = [];
    else if (this.status === 'joined' || this.interactive || this.controls || this.#mediaSource() !== undefined)
      void this.#load();
    const isTargetChanged =
      changed.has('interactive') || changed.has('disabled') || changed.has('filled' as keyof DanmakuLayer);
    this.#controller?.update(this.#room.slice, changed.has('timeline'), isTargetChanged);
  }

  /** Shows a comment. Throws a `TypeError` when it has no text. */
  emit(comment: DanmakuInput): void {
    if (!hasVisibleText((comment as DanmakuInput | undefined)?.text))
      throw new TypeError('A danmaku comment needs a text: emit({ text: "…" }).');
    if (!this.disabled && this.isConnected) this.#whenLoaded(1, (controller) => controller.emit(comment));
  }

  /** Removes all comments, shown or waiting. */
  clear(): void {
    this.#queued = [];
    this.#controller?.clear();
  }

  /** Pauses all comments. */
  pause(): void {
    this.paused = true;
  }

  /** Resumes all comments. */
  resume(): void {
    this.paused = false;
  }

  override render(): TemplateResult {
    return html`<div class="frame ${this.filled ? 'filled' : ''}">
      <slot @slotchange=${this.#handleSlotChange}></slot>
      <div class="stage" part="stage" popover="manual" aria-hidden="true"><span class="probe">Mgw字</span></div>
    </div>`;
  }

  get #stage(): HTMLElement {
    return this.#query('.stage');
  }

  #query(selector: string): HTMLElement {
    return this.renderRoot.querySelector(selector) as HTMLElement;
  }

  /** `media`; without it a timeline follows the media element inside. */
  #mediaSource(): string | HTMLMediaElement | undefined {
    return this.media ?? ((this.timeline as TimelineEntry[] | null | undefined)?.length ? '' : undefined);
  }

  #listen(room: Room, signal: AbortSignal): void {
    // The room passes on its history before anything else, in the task in which it is joined.
    let isHistory = room.snapshot.status !== 'joined';
    room.on(
      'status',
      ({ status }) => {
        isHistory = true;
        if (status !== 'joined') return;
        queueMicrotask(() => (isHistory = false));
        this.requestUpdate(); // loads the controller
      },
      { signal },
    );
    room.on(
      'messages',
      (messages) => {
        if (this.disabled) return;
        const wasHistory = isHistory;
        this.#whenLoaded(messages.length, (controller) => controller.showMessages(messages, wasHistory));
      },
      { signal },
    );
    room.on(
      'retracted',
      (ids) => {
        const retracted = new Set(ids);
        this.#whenLoaded(0, (controller) => controller.remove(({ id }) => retracted.has(id)));
      },
      { signal },
    );
  }

  /** Calls `act` now, or when the controller is loaded. */
  #whenLoaded(comments: number, act: (controller: DanmakuController) => void): void {
    if (this.#controller) {
      act(this.#controller);
      return;
    }
    this.#queued.push({ comments, act });
    const lost = this.#queued.length > MAX_QUEUED ? (this.#queued.shift()?.comments ?? 0) : 0;
    if (lost > 0) this.dispatchEvent(new DanmakuDropEvent(lost, 'full'));
    void this.#load();
  }

  /** Loads the controller, once there is something to show. */
  async #load(): Promise<void> {
    if (this.#controller || this.#isLoading) return;
    this.#isLoading = true;
    let Controller: typeof DanmakuController;
    try {
      Controller = await retryImport(() => import('./danmaku-controller.lazy.js'), 'DanmakuController');
    } catch (cause) {
      // Tried again with the next comment. The message list shows the text in any case.
      devWarning(
        `<danmaku-layer>: no comments, their code could not be loaded (${String(cause)}). Are all files in one directory?`,
      );
      return;
    } finally {
      this.#isLoading = false;
    }
    await this.updateComplete;
    this.#controller ??= new Controller(this, {
      stage: this.#stage,
      probe: this.#query('.probe'),
      room: () => this.#room.room,
      mediaSource: () => this.#mediaSource(),
      pointerTarget: () => (this.filled ? this : ((this.#stage.offsetParent as HTMLElement | null) ?? this)),
    });
    this.#controller.update(this.#room.slice, true, true);
    for (const { act } of this.#queued.splice(0)) act(this.#controller);
  }

  #applyLayout(): void {
    const isShare = this.area >= 0 && this.area <= 1;
    if (!isShare) devWarning(`<danmaku-layer area="${this.area}"> is not a number from 0 to 1.`);
    const { style } = this.#stage;
    style.setProperty('--_area', isShare ? String(this.area) : '1');
    for (const [name, value] of [
      ['--_safe-top', this.safeTop],
      ['--_safe-bottom', this.safeBottom],
    ] as const) {
      const length = value.trim();
      const usable =
        length !== '' &&
        CSS.supports('inset-block-start', length) &&
        !/^(auto|inherit|initial|unset|revert)/.test(length);
      if (length !== '' && !usable) devWarning(`<danmaku-layer>: "${length}" is no CSS length.`);
      style.setProperty(name, usable ? (length === '0' ? '0px' : length) : '0px');
    }
  }

  /** A player in fullscreen by itself is above the page; only a popover in the top layer is above the player. */
  #followFullscreen(): void {
    const { fullscreenElement } = this.ownerDocument;
    const isAbove = !!fullscreenElement && fullscreenElement !== this && this.contains(fullscreenElement);
    // Browsers from before 2024 have no popovers: there comments stay in the page.
    if (isAbove !== this.#stage.matches('.above')) this.#stage.togglePopover?.(isAbove);
    this.#stage.classList.toggle('above', isAbove);
  }

  #handleSlotChange(event: Event): void {
    this.filled = (event.target as HTMLSlotElement).assignedElements().length > 0;
    this.requestUpdate(); // for a media element that was added
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'danmaku-layer': DanmakuLayer;
  }
}
