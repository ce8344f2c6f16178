import { LitElement, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { retryImport } from '../../util/retry-import.js';
import type { TokenProvider } from '../../room/model/room-options.js';
import type { ChatStatus } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import { devWarning } from '../shared/element-utils.js';
import { DanmakuDropEvent } from './danmaku-drop-event.js';
import { RoomController } from '../shared/room-controller.js';
import type { RoomHost } from '../shared/room-host.js';
import type { DanmakuInput, TimelineEntry } from './comment.js';
import { danmakuLayerStyles } from './danmaku-layer.styles.js';
import type { DanmakuController } from './danmaku-controller.lazy.js';
import { hasVisibleText, mediaOf } from './media-and-text.js';

/**
 * While the code that flies comments is on its way, so many calls and batches of the room are kept; the oldest go
 * first.
 */
const MAX_QUEUED = 1_000;

interface QueuedCall {
  /** How many comments would fly with it. */
  readonly comments: number;
  readonly act: (control: DanmakuController) => void;
}

/**
 * Comments that fly over a picture.
 *
 * Put the picture (a video, a canvas) inside; without one the layer covers its positioned parent. Everything that is
 * said in
 * the room flies by from inline-end to inline-start; comments never overlap, and what finds no lane in time is dropped
 * and told.
 * The comments are decoration: `<live-chat>` has the words for those who cannot see them, so the stage is hidden from
 * assistive technology and lets every pointer through.
 *
 * @tagname danmaku-layer
 * @slot - The picture.
 * @fires danmaku-drop - Comments did not fly: `count` and `reason`.
 * @csspart stage - Where comments fly.
 * @csspart item - A comment.
 * @csspart item-own - A comment of the user who looks.
 * @csspart hovered - The still copy of a comment that the pointer holds.
 * @csspart hovered-action - One of its buttons.
 * @cssproperty --danmaku-color - Colour of comments that ask for none.
 * @cssproperty --danmaku-font - Font family.
 * @cssproperty --danmaku-size - Font size.
 * @cssproperty --danmaku-weight - Font weight.
 * @cssproperty --danmaku-line-height - Height of a lane.
 * @cssproperty --danmaku-outline - Outline of the letters: width and colour.
 * @cssproperty --danmaku-opacity - Opacity of comments.
 * @cssproperty --danmaku-own - Frame of own comments.
 * @cssproperty --danmaku-staff-background - Ground of the host's and moderators' comments.
 * @cssproperty --danmaku-fixed-background - Ground of comments that stand at the top or the bottom, and of a held one.
 * @cssproperty --danmaku-mask - A CSS mask over the stage, to keep faces clear.
 */
export class DanmakuLayer extends LitElement implements RoomHost {
  static override styles = danmakuLayerStyles;
  static override properties: PropertyDeclarations = {
    for: {},
    tokenEndpoint: { attribute: 'token-endpoint' },
    tokenCredentials: { attribute: 'token-credentials' },
    groupId: { attribute: 'group-id' },
    tokenProvider: { attribute: false },
    room: { attribute: false },
    area: { type: Number },
    safeTop: { attribute: 'safe-top' },
    safeBottom: { attribute: 'safe-bottom' },
    speed: { type: Number },
    density: {},
    maxOnScreen: { type: Number, attribute: 'max-on-screen' },
    overflow: {},
    paused: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    motion: {},
    interactive: { type: Boolean },
    media: {},
    timeline: { attribute: false },
    filled: { state: true, attribute: false },
  };

  /** Id of the element that has the room. */
  for = '';
  /** URL that answers who the user is; see `<live-chat>`. */
  tokenEndpoint = '';
  /** Whether cookies go to an endpoint of another origin. */
  tokenCredentials: RequestCredentials = 'same-origin';
  /** The room's group. */
  groupId = '';
  /** A function that does what the token endpoint does. */
  tokenProvider: TokenProvider | undefined;
  /** A room of the page's own. */
  room: Room | undefined;

  /** Share of the stage, from the top, in which comments fly: 0 to 1. */
  area = 1;
  /** CSS length at the top that stays free. */
  safeTop = '';
  /** CSS length at the bottom that stays free, for subtitles and controls. */
  safeBottom = '';
  /** px/s; by default such that a comment crosses in 8 s, between 90 and 260. */
  speed = 0;
  /** How close comments of a lane follow one another: `low`, `normal`, `high`. */
  density: 'low' | 'normal' | 'high' = 'normal';
  /** So many fly at once; own ones are not counted. 0: as many as have a lane. */
  maxOnScreen = 0;
  /** `drop` what finds no lane, or let comments `overlap`. */
  overflow: 'drop' | 'overlap' = 'drop';
  /** Everything stands still. */
  paused = false;
  /** Nothing flies, nothing is kept. */
  disabled = false;
  /** `auto` does as the system says; `reduce` shows two quiet lines; `full` flies in any case. */
  motion: 'auto' | 'full' | 'reduce' = 'auto';

  /** A pointer on a comment holds it, with actions beside it. The pointer still reaches the picture. */
  interactive = false;
  /** A media element, or its id, to go and stand still with; empty: the one inside. */
  media: string | HTMLMediaElement | null | undefined;
  /** A recorded room, to be replayed with `media`, or with the media element inside. */
  timeline: readonly TimelineEntry[] = [];

  private filled = false;
  #engineController: DanmakuController | undefined;
  #isLoading = false;
  /** What came before the code that flies comments, in order. */
  #queued: QueuedCall[] = [];
  #leave: AbortController | undefined;
  readonly #controller: RoomController<ReadonlySet<string>>;

  constructor() {
    super();
    this.#controller = new RoomController(this, {
      select: ({ hiddenUsers }) => hiddenUsers,
      eventRole: 'none',
      internals: this.attachInternals(),
      onRoom: (room, signal) => {
        if (!room) return;
        this.#listen(room, signal);
        if (!this.disabled) void this.#load();
      },
    });
  }

  get status(): ChatStatus {
    return this.#controller.snapshot.status;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave ??= new AbortController();
    this.ownerDocument.addEventListener('fullscreenchange', () => this.#followFullscreen(), {
      signal: this.#leave.signal,
    });
    this.#engineController?.connect();
    if (this.hasUpdated) this.#followFullscreen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#leave?.abort();
      this.#leave = undefined;
      this.#queued = [];
      this.#engineController?.disconnect();
    });
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('area') || changed.has('safeTop') || changed.has('safeBottom')) this.#applyLayout();
    if (this.disabled) this.#queued = [];
    else if (this.for || this.status !== 'idle' || this.interactive || mediaOf(this) !== undefined) void this.#load();
    const isOtherGround =
      changed.has('interactive') || changed.has('disabled') || changed.has('filled' as keyof DanmakuLayer);
    this.#engineController?.update(this.#controller.slice, changed.has('timeline'), isOtherGround);
  }

  /** Lets a comment fly. Throws a `TypeError` when it has no text. */
  emit(comment: DanmakuInput): void {
    if (!hasVisibleText((comment as DanmakuInput | undefined)?.text))
      throw new TypeError('A danmaku needs a text: emit({ text: "…" }).');
    if (!this.disabled && this.isConnected) this.#whenLoaded(1, (control) => control.emit(comment));
  }

  /** Removes everything that flies or waits. */
  clear(): void {
    this.#queued = [];
    this.#engineController?.clear();
  }

  /** Stops everything where it is. */
  pause(): void {
    this.paused = true;
  }

  /** Goes on where everything stopped. */
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

  #listen(room: Room, signal: AbortSignal): void {
    room.on(
      'messages',
      (messages) => {
        if (!this.disabled) this.#whenLoaded(messages.length, (control) => control.showMessages(messages));
      },
      { signal },
    );
    room.on(
      'retracted',
      (ids) => {
        const gone = new Set(ids);
        this.#whenLoaded(0, (control) => control.remove(({ id }) => gone.has(id)));
      },
      { signal },
    );
  }

  /** Acts now, or as soon as the code that flies comments is there. */
  #whenLoaded(comments: number, act: (control: DanmakuController) => void): void {
    if (this.#engineController) {
      act(this.#engineController);
      return;
    }
    this.#queued.push({ comments, act });
    const lost = this.#queued.length > MAX_QUEUED ? (this.#queued.shift()?.comments ?? 0) : 0;
    if (lost > 0) this.dispatchEvent(new DanmakuDropEvent(lost, 'full'));
    void this.#load();
  }

  /** The code that flies comments is fetched when there is something to fly. */
  async #load(): Promise<void> {
    if (this.#engineController || this.#isLoading) return;
    this.#isLoading = true;
    let loaded: typeof import('./danmaku-controller.lazy.js');
    try {
      loaded = await retryImport(() => import('./danmaku-controller.lazy.js'));
    } catch (cause) {
      // Tried again with the next comment. The page itself lacks nothing: the log has the words.
      devWarning(
        `<danmaku-layer> cannot fly comments: its code could not be fetched (${String(cause)}). Are all files of live-chat-elements served side by side?`,
      );
      return;
    } finally {
      this.#isLoading = false;
    }
    await this.updateComplete;
    this.#engineController ??= new loaded.DanmakuController(this, {
      stage: this.#stage,
      probe: this.#query('.probe'),
      room: () => this.#controller.room,
      pointerTarget: () => (this.filled ? this : ((this.#stage.offsetParent as HTMLElement | null) ?? this)),
    });
    this.#engineController.update(this.#controller.slice, true, true);
    for (const early of this.#queued.splice(0)) early.act(this.#engineController);
  }

  #applyLayout(): void {
    const isShare = this.area >= 0 && this.area <= 1;
    if (!isShare) devWarning(`<danmaku-layer area="${this.area}"> is not a share between 0 and 1.`);
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
      if (length !== '' && !usable) devWarning(`<danmaku-layer> cannot keep "${length}" free: that is no CSS length.`);
      style.setProperty(name, usable ? (length === '0' ? '0px' : length) : '0px');
    }
  }

  /** A player that went fullscreen by itself leaves the stage behind: the top layer is the one place above it. */
  #followFullscreen(): void {
    const { fullscreenElement } = this.ownerDocument;
    const above = !!fullscreenElement && fullscreenElement !== this && this.contains(fullscreenElement);
    // Optional: without popovers (before 2024) comments stay with the page.
    if (above !== this.#stage.matches('.above')) this.#stage.togglePopover?.(above);
    this.#stage.classList.toggle('above', above);
  }

  #handleSlotChange(event: Event): void {
    this.filled = (event.target as HTMLSlotElement).assignedElements().length > 0;
    this.requestUpdate(); // the media may have come
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'danmaku-layer': DanmakuLayer;
  }
}
