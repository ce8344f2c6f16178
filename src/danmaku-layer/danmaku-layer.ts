import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { TokenProvider } from '../room/room-options.js';
import type { ChatStatus } from '../room/room-snapshot.js';
import type { Room } from '../room/room.js';
import { devWarning } from '../ui/dev-warning.js';
import { DanmakuDropEvent } from '../ui/events/danmaku-drop-event.js';
import { RoomController } from '../ui/room-controller.js';
import type { RoomHost } from '../ui/room-host.js';
import { commentFromMessage } from './comment-from-message.js';
import type { DanmakuComment } from './danmaku-comment.js';
import { DanmakuEngine } from './danmaku-engine.js';
import type { DanmakuInput } from './danmaku-input.js';
import { danmakuLayerStyles } from './danmaku-layer.styles.js';
import { GiftCombos } from './gift-combos.js';
import type { Hold } from './hold.js';
import { isFresh } from './is-fresh.js';
import { parseComment } from './parse-comment.js';
import type { Replay } from './replay.js';
import { StageWatcher } from './stage-watcher.js';
import type { TimelineEntry } from './timeline-entry.js';

/** Least distance between two comments of a lane, in units of the font size. */
const GAPS = { low: 10, normal: 0.66, high: 0.33 } as const;
/** Without `speed` a comment crosses the stage in this time… */
const CROSSING_S = 8;
/** …but never so slowly or so fast that it cannot be read, px/s. */
const SLOWEST = 90;
const FASTEST = 260;

/**
 * Comments that fly over a picture.
 *
 * Put the picture (a video, a canvas) inside; without one the layer covers its positioned parent. Everything that is said in
 * the room flies by from inline-end to inline-start; comments never overlap, and what finds no lane in time is dropped and told.
 * The comments are decoration: `<live-chat>` has the words for those who cannot see them, so the stage is hidden from
 * assistive technology and lets every pointer through.
 *
 * @tagname danmaku-layer
 * @slot - The picture.
 * @fires danmaku-drop - Comments did not fly: `count` and `reason`.
 * @csspart stage - Where comments fly.
 * @csspart item - A comment.
 * @csspart item-own - A comment of the user who looks.
 * @csspart held - The still copy of a comment that the pointer holds.
 * @csspart held-action - One of its buttons.
 * @cssproperty --danmaku-color - Colour of comments that ask for none.
 * @cssproperty --danmaku-font - Font family.
 * @cssproperty --danmaku-size - Font size.
 * @cssproperty --danmaku-weight - Font weight.
 * @cssproperty --danmaku-line-height - Height of a lane.
 * @cssproperty --danmaku-outline - Outline of the letters: width and colour.
 * @cssproperty --danmaku-opacity - Opacity of comments.
 * @cssproperty --danmaku-own - Frame of own comments.
 * @cssproperty --danmaku-staff-background - Ground of the host's and moderators' comments.
 * @cssproperty --danmaku-still-background - Ground of comments that stand at the top or the bottom, and of a held one.
 * @cssproperty --danmaku-mask - A CSS mask over the stage, to keep faces clear.
 */
export class DanmakuLayer extends LitElement implements RoomHost {
  static override styles = danmakuLayerStyles;

  /** Id of the element that has the room. */
  @property() for = '';
  /** URL that answers who the user is; see `<live-chat>`. */
  @property({ attribute: 'token-endpoint' }) tokenEndpoint = '';
  /** Whether cookies go to an endpoint of another origin. */
  @property({ attribute: 'token-credentials' }) tokenCredentials: RequestCredentials = 'same-origin';
  /** The room's group. */
  @property({ attribute: 'group-id' }) groupId = '';
  /** A function that does what the token endpoint does. */
  @property({ attribute: false }) tokenProvider: TokenProvider | undefined;
  /** A room of the page's own. */
  @property({ attribute: false }) room: Room | undefined;

  /** Share of the stage, from the top, in which comments fly: 0 to 1. */
  @property({ type: Number }) area = 1;
  /** CSS length at the top that stays free. */
  @property({ attribute: 'safe-top' }) safeTop = '';
  /** CSS length at the bottom that stays free, for subtitles and controls. */
  @property({ attribute: 'safe-bottom' }) safeBottom = '';
  /** px/s; by default such that a comment crosses in 8 s, between 90 and 260. */
  @property({ type: Number }) speed = 0;
  /** How close comments of a lane follow one another: `low`, `normal`, `high`. */
  @property() density: 'low' | 'normal' | 'high' = 'normal';
  /** So many fly at once; own ones are not counted. 0: as many as have a lane. */
  @property({ type: Number, attribute: 'max-on-screen' }) maxOnScreen = 0;
  /** `drop` what finds no lane, or let comments `overlap`. */
  @property() overflow: 'drop' | 'overlap' = 'drop';
  /** Everything stands still. */
  @property({ type: Boolean, reflect: true }) paused = false;
  /** Nothing flies, nothing is kept. */
  @property({ type: Boolean, reflect: true }) disabled = false;
  /** `auto` does as the system says; `reduce` shows two quiet lines; `full` flies in any case. */
  @property() motion: 'auto' | 'full' | 'reduce' = 'auto';

  /** A pointer on a comment holds it, with actions beside it. The pointer still reaches the picture. */
  @property({ type: Boolean }) interactive = false;
  /** A media element, or its id, to go and stand still with; empty: the one inside. */
  @property() media: string | HTMLMediaElement | null | undefined;
  /** A recorded room, to be replayed with `media`. */
  @property({ attribute: false }) timeline: readonly TimelineEntry[] = [];

  @state() private filled = false;
  @query('.stage') private stage!: HTMLElement;
  @query('.probe') private probe!: HTMLElement;

  #engine: DanmakuEngine | undefined;
  #watcher: StageWatcher | undefined;
  #replay: Replay | undefined;
  #hold: Hold | undefined;
  #leave: AbortController | undefined;
  readonly #gifts = new GiftCombos();
  readonly #controller: RoomController<ReadonlySet<string>>;

  constructor() {
    super();
    this.#controller = new RoomController(this, {
      select: ({ hiddenPeople }) => hiddenPeople,
      voice: 'none',
      internals: this.attachInternals(),
      onRoom: (room, signal) => {
        if (room) this.#listen(room, signal);
      },
    });
  }

  get status(): ChatStatus {
    return this.#controller.snapshot.status;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leave ??= new AbortController();
    this.ownerDocument.addEventListener('fullscreenchange', () => this.#followFullscreen(), { signal: this.#leave.signal });
    if (!this.disabled) this.#watcher?.start();
    if (this.interactive) void this.#holdOrLetGo();
    if (this.hasUpdated) this.#followFullscreen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#leave?.abort();
      this.#leave = undefined;
      this.#watcher?.stop();
      this.#replay?.stop();
      this.#hold?.stop();
      this.#engine?.clear();
    });
  }

  override firstUpdated(): void {
    const engine = new DanmakuEngine(
      this.stage,
      (count, reason) => this.dispatchEvent(new DanmakuDropEvent(count, reason)),
      () => this.#watcher?.glance(),
    );
    this.#engine = engine;
    this.#watcher = new StageWatcher(this.stage, this.probe, (view) => {
      engine.stage = view;
      if (view.face) engine.face = view.face;
      this.#apply();
    });
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('area') || changed.has('safeTop') || changed.has('safeBottom')) this.#shape();
    if (this.disabled) {
      this.#engine?.clear();
      this.#watcher?.stop();
    } else if (this.isConnected) this.#watcher?.start();
    const { slice: hidden } = this.#controller;
    if (hidden.size > 0) this.#remove(({ userId }) => hidden.has(userId));
    this.#apply();
    if (this.#replay || (this.media ?? undefined) !== undefined) void this.#replayOrFollow(changed.has('timeline'));
    if (changed.has('interactive') || changed.has('disabled') || changed.has('filled' as keyof DanmakuLayer)) void this.#holdOrLetGo();
  }

  /** Lets a comment fly. Throws a `TypeError` when it has no text. */
  emit(comment: DanmakuInput): void {
    const parsed = parseComment(comment);
    if (!this.disabled && this.isConnected) this.#engine?.add(parsed);
  }

  /** Removes everything that flies or waits. */
  clear(): void {
    this.#engine?.clear();
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

  #listen(room: Room, signal: AbortSignal): void {
    room.on('messages', (messages) => {
      if (this.disabled) return;
      const fresh = isFresh(messages, Date.now());
      for (const each of messages) {
        if (!fresh(each)) continue;
        const { message, replaces } = this.#gifts.add(each, performance.now());
        if (replaces) this.#remove(({ id }) => id === replaces);
        const comment = commentFromMessage(message);
        if (comment) this.#engine?.add(comment);
      }
    }, { signal });
    room.on('retracted', (ids) => {
      const gone = new Set(ids);
      this.#remove(({ id }) => gone.has(id));
    }, { signal });
  }

  /** Takes comments off the stage, wherever they are. */
  #remove(unwanted: (comment: DanmakuComment) => boolean): void {
    this.#engine?.remove(unwanted);
    this.#hold?.remove(unwanted);
  }

  /** Gives the engine what attributes, the page and the system say now. */
  #apply(): void {
    const engine = this.#engine;
    const view = this.#watcher?.view;
    if (!engine || !view) return;
    const density = GAPS[this.density] ? this.density : 'normal';
    if (density !== this.density && (this.density as unknown) !== null) devWarning(`<danmaku-layer density="${this.density}"> is not known: use "low", "normal" or "high".`);
    engine.settings = {
      speed: this.speed > 0 ? this.speed : Math.min(FASTEST, Math.max(SLOWEST, view.width / CROSSING_S)),
      gap: GAPS[density],
      maxOnScreen: this.maxOnScreen > 0 ? this.maxOnScreen : Infinity,
      overlap: this.overflow === 'overlap',
      quiet: this.motion === 'reduce' || (this.motion !== 'full' && view.reducedMotion),
    };
    engine.rate = this.paused ? 0 : (this.#replay?.rate ?? 1);
    const awake = view.seen && !this.disabled;
    if (awake === engine.awake) return;
    engine.awake = awake;
    if (awake) this.#replay?.seek();
  }

  #shape(): void {
    const isShare = this.area >= 0 && this.area <= 1;
    if (!isShare) devWarning(`<danmaku-layer area="${this.area}"> is not a share between 0 and 1.`);
    const { style } = this.stage;
    style.setProperty('--_area', isShare ? String(this.area) : '1');
    for (const [name, value] of [['--_safe-top', this.safeTop], ['--_safe-bottom', this.safeBottom]] as const) {
      const length = value.trim();
      const usable = length !== '' && CSS.supports('inset-block-start', length) && !/^(auto|inherit|initial|unset|revert)/.test(length);
      if (length !== '' && !usable) devWarning(`<danmaku-layer> cannot keep "${length}" free: that is no CSS length.`);
      style.setProperty(name, usable ? (length === '0' ? '0px' : length) : '0px');
    }
  }

  /** The code that follows media is loaded by those who use it. */
  async #replayOrFollow(isOtherTimeline: boolean): Promise<void> {
    const { Replay } = await import('./replay.js');
    if (!this.isConnected || !this.#engine) return;
    const isNew = !this.#replay;
    this.#replay ??= new Replay(this, this.#engine, () => this.#apply());
    this.#replay.follow(this.disabled ? undefined : this.media);
    if (isNew || isOtherTimeline) this.#replay.timeline = this.timeline;
  }

  /** The code of `interactive` is loaded by those who use it. */
  async #holdOrLetGo(): Promise<void> {
    if (!this.interactive || this.disabled) {
      this.#hold?.stop();
      return;
    }
    const { Hold } = await import('./hold.js');
    if (!this.interactive || this.disabled || !this.isConnected || !this.#engine) return;
    this.#hold ??= new Hold(this, this.stage, this.#engine, () => {
      const { room } = this.#controller;
      return { like: room && (() => room.like()), hidePerson: room && ((userId) => room.hidePerson(userId)) };
    });
    this.#hold.start(this.filled ? this : ((this.stage.offsetParent as HTMLElement | null) ?? this));
  }

  /** A player that went fullscreen by itself leaves the stage behind: the top layer is the one place above it. */
  #followFullscreen(): void {
    const { fullscreenElement } = this.ownerDocument;
    const above = !!fullscreenElement && fullscreenElement !== this && this.contains(fullscreenElement);
    // Optional: without popovers (before 2024) comments stay with the page.
    if (above !== this.stage.matches('.above')) this.stage.togglePopover?.(above);
    this.stage.classList.toggle('above', above);
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
