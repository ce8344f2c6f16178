// Connects the parts that show comments: the engine, the stage observer, the room's messages, media and the pointer.
// The layer loads it when there is something to show; until then a page has only loaded the element. It reads the
// layer's properties and never writes them.
import type { ChatMessage } from '../../room/model/chat-message.js';
import { retryImport } from '../../util/retry-import.js';
import { adoptStyles } from '../shared/adopt-styles.js';
import { devWarning } from '../shared/element-utils.js';
import { watchPreferences } from '../shared/preferences/stored-preferences.js';
import { type DanmakuComment, parseComment } from './comment.js';
import { commentFromMessage, GiftCombos, RecentMessages } from './comment-from-message.js';
import type { CommentHover } from './comment-hover.lazy.js';
import { commentStyles } from './comments.styles.js';
import { DanmakuDropEvent } from './danmaku-drop-event.js';
import { DanmakuEngine } from './danmaku-engine.js';
import type { DanmakuInput, TimelineEntry } from './danmaku-input.js';
import type { DanmakuPreferences } from './danmaku-preferences.lazy.js';
import type { Replay } from './replay.lazy.js';
import { StageObserver } from './stage-observer.js';
import type { Room } from '../../room/room.js';
import type { LocalizeHost } from '../shared/localize-controller.js';

/** The members of `<danmaku-layer>` that its parts read; they never write any. */
export interface DanmakuHost extends LocalizeHost {
  readonly speed: number;
  readonly density: 'low' | 'normal' | 'high';
  readonly maxOnScreen: number;
  readonly overflow: 'drop' | 'overlap';
  readonly paused: boolean;
  readonly disabled: boolean;
  readonly motion: 'auto' | 'full' | 'reduce';
  readonly interactive: boolean;
  readonly controls: boolean;
  /** Names of the choices that the viewer cannot make; null without the attribute. */
  readonly locked: string | null;
  readonly area: number;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly fixed: 'all' | 'staff';
  readonly noUserImages: boolean;
  readonly timeline: readonly TimelineEntry[];
}

/** The settings that a viewer can choose in place of the page's. */
type DanmakuChoice = Pick<DanmakuHost, 'density'> & { readonly speedFactor?: number };

/** The parts of the layer that are not among its properties. */
export interface DanmakuElements {
  readonly stage: HTMLElement;
  readonly probe: HTMLElement;
  /** The room whose messages are shown. */
  room(): Room | undefined;
  /** The element that receives the pointer's events: the picture, or the element that the layer covers. */
  pointerTarget(): HTMLElement;
  /** The media to follow: an element, its id, '' for the one inside, or undefined for none. */
  mediaSource(): string | HTMLMediaElement | undefined;
}

/** Minimum distance between two comments of a lane for each `density`, in units of the font size. */
const GAPS = { low: 10, normal: 0.66, high: 0.33 } as const;
/** Without `speed` a comment crosses the stage in this time, s, … */
const DEFAULT_CROSSING_S = 8;
/** … within these limits, so that it can be read, px/s. */
const MIN_DEFAULT_SPEED = 90;
const MAX_DEFAULT_SPEED = 260;
/** Upper limit of the `speed` attribute, px/s. */
const MAX_SPEED = 100_000;

/** Loads an optional part; undefined when that fails. It is tried again when the layer changes. */
async function loadPart<Module, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
): Promise<Module[Name] | undefined> {
  try {
    return await retryImport(load, name);
  } catch (cause) {
    devWarning(`<danmaku-layer>: missing file (${String(cause)}).`);
    return undefined;
  }
}

export class DanmakuController {
  readonly #host: DanmakuHost;
  readonly #elements: DanmakuElements;
  readonly #engine: DanmakuEngine;
  readonly #observer: StageObserver;
  readonly #recent = new RecentMessages();
  readonly #gifts = new GiftCombos();
  #replay: Replay | undefined;
  #hover: CommentHover | undefined;
  /** Undefined while the viewer has none, and the layer has no controls. */
  #preferences: DanmakuPreferences | undefined;
  /** They are loaded, or being loaded. */
  #hasPreferences = false;
  #unwatch: (() => void) | undefined;

  constructor(host: DanmakuHost, elements: DanmakuElements) {
    this.#host = host;
    this.#elements = elements;
    const { stage, probe } = elements;
    adoptStyles(stage.getRootNode(), [commentStyles]);
    const engine = new DanmakuEngine(
      stage,
      (count, reason) => host.dispatchEvent(new DanmakuDropEvent(count, reason)),
      () => this.#observer.checkVisibility(),
    );
    this.#engine = engine;
    this.#observer = new StageObserver(stage, probe, (view) => {
      engine.stage = view;
      if (view.font) engine.font = view.font;
      this.#applySettings();
    });
  }

  /** Called when the layer is connected again. */
  connect(): void {
    if (!this.#host.disabled) this.#observer.start();
    this.#watch();
    void this.#updateReplay(false);
    void this.#updateHover();
  }

  /** Called when the layer is disconnected. */
  disconnect(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.#preferences?.disconnect();
    this.#observer.stop();
    this.#replay?.stop();
    this.#hover?.stop();
    this.#engine.clear();
  }

  /** Called when the layer's properties, its picture or the hidden users have changed. */
  update(hiddenUsers: ReadonlySet<string>, isTimelineChanged: boolean, isTargetChanged: boolean): void {
    const { disabled, isConnected } = this.#host;
    if (isConnected) this.#watch();
    if (disabled) {
      this.#engine.clear();
      this.#observer.stop();
    } else if (isConnected) this.#observer.start();
    if (hiddenUsers.size > 0) this.remove(({ userId }) => hiddenUsers.has(userId));
    this.#applySettings();
    void this.#updateReplay(isTimelineChanged);
    if (isTargetChanged) void this.#updateHover();
  }

  /** Shows a comment of the page. Throws a `TypeError` when it has no text. */
  emit(comment: DanmakuInput): void {
    this.#engine.add(parseComment(comment));
  }

  /** Shows the recent ones of a batch of messages. `isHistory`: it was received while the room was being joined. */
  showMessages(messages: readonly ChatMessage[], isHistory: boolean): void {
    for (const each of this.#recent.filter(messages, isHistory)) {
      const { message, replaces } = this.#gifts.add(each, performance.now());
      const comment = commentFromMessage(message, !this.#host.noUserImages);
      if (replaces) {
        this.#hover?.remove(({ id }) => id === replaces);
        if (comment && this.#engine.replace(replaces, comment)) continue;
        this.remove(({ id }) => id === replaces);
      }
      if (comment) this.#engine.add(comment);
    }
  }

  /** Removes comments, on the stage or waiting. */
  remove(isUnwanted: (comment: DanmakuComment) => boolean): void {
    this.#engine.remove(isUnwanted);
    this.#hover?.remove(isUnwanted);
  }

  clear(): void {
    this.#engine.clear();
  }

  /** Passes to the engine the settings that follow from the layer, the stage and the system. */
  #applySettings(): void {
    const engine = this.#engine;
    const host = this.#host;
    const { view } = this.#observer;
    const { density, speedFactor = 1 }: DanmakuChoice = this.#preferences ?? host;
    const gap = GAPS[density] as number | undefined; // an attribute may have any value
    if (!gap && (density as unknown) !== null) devWarning(`<danmaku-layer density="${density}">: low, normal or high`);
    engine.settings = {
      speed:
        speedFactor *
        (host.speed > 0
          ? Math.min(host.speed, MAX_SPEED)
          : Math.min(MAX_DEFAULT_SPEED, Math.max(MIN_DEFAULT_SPEED, view.width / DEFAULT_CROSSING_S))),
      gap: gap ?? GAPS.normal,
      maxOnScreen: host.maxOnScreen > 0 ? host.maxOnScreen : Infinity,
      overlap: host.overflow === 'overlap',
      viewersFixed: host.fixed !== 'staff',
      quiet: host.motion === 'reduce' || (host.motion !== 'full' && view.reducedMotion),
    };
    engine.rate = host.paused ? 0 : (this.#replay?.rate ?? 1);
    const isVisible = view.isVisible && !host.disabled;
    if (isVisible === engine.isVisible) return;
    engine.isVisible = isVisible;
    if (isVisible) this.#replay?.seek();
  }

  /** Loads the preferences when there are some, also later. */
  #watch(): void {
    this.#unwatch ??= watchPreferences(() => void this.#loadPreferences());
    if (this.#host.controls) void this.#loadPreferences();
    this.#preferences?.update();
  }

  /** Once; after a failure with the next change. */
  async #loadPreferences(): Promise<void> {
    if (this.#hasPreferences) return;
    this.#hasPreferences = true;
    const open = await loadPart(() => import('./danmaku-preferences.lazy.js'), 'openDanmakuPreferences');
    this.#preferences = await open?.(this.#host, this.#engine, () => this.#applySettings());
    this.#hasPreferences = !!this.#preferences;
    this.#preferences?.update();
  }

  /** Loads the code that follows media when the layer has media. */
  async #updateReplay(isTimelineChanged: boolean): Promise<void> {
    const host = this.#host;
    const elements = this.#elements;
    if (!this.#replay && elements.mediaSource() === undefined) return;
    const Replay = await loadPart(() => import('./replay.lazy.js'), 'Replay');
    if (!Replay || !host.isConnected) return;
    const isNew = !this.#replay;
    this.#replay ??= new Replay(host, this.#engine, () => this.#applySettings());
    this.#replay.follow(host.disabled ? undefined : elements.mediaSource());
    if (isNew || isTimelineChanged) this.#replay.timeline = host.timeline;
  }

  /** Loads the code for `interactive` when the layer has that attribute. */
  async #updateHover(): Promise<void> {
    const host = this.#host;
    if (!host.interactive || host.disabled) {
      this.#hover?.stop();
      return;
    }
    const CommentHover = await loadPart(() => import('./comment-hover.lazy.js'), 'CommentHover');
    if (!CommentHover || !host.interactive || host.disabled || !host.isConnected) return;
    this.#hover ??= new CommentHover(host, this.#elements.stage, this.#engine, () => {
      const room = this.#elements.room();
      return { like: room && (() => room.like()), hideUser: room && ((userId) => room.hideUser(userId)) };
    });
    this.#hover.start(this.#elements.pointerTarget());
  }
}
