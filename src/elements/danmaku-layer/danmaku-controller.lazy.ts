// All that makes comments fly, put together: the engine, the eye on the stage, the room's messages, media and the
// pointer.
// The layer fetches it when there is something to fly; until then a page has only paid for the element. It reads the
// layer's properties and never writes them.

import type { ChatMessage } from '../../room/model/chat-message.js';
import { retryImport } from '../../util/retry-import.js';
import type { Room } from '../../room/room.js';
import { adoptStyles } from '../shared/adopt-styles.js';
import { devWarning } from '../shared/element-utils.js';
import { DanmakuDropEvent } from './danmaku-drop-event.js';
import { type DanmakuComment, type DanmakuInput, parseComment } from './comment.js';
import { commentFromMessage, isRecent } from './comment-from-message.js';
import { DanmakuEngine } from './danmaku-engine.js';
import type { DanmakuLayer } from './danmaku-layer.js';
import { flightStyles } from './comments.styles.js';
import { GiftCombos } from './gift-combos.js';
import type { CommentHover } from './comment-hover.lazy.js';
import { mediaOf } from './media-and-text.js';
import type { Replay } from './replay.lazy.js';
import { StageObserver } from './stage-observer.js';

/** Least distance between two comments of a lane, in units of the font size. */
const GAPS = { low: 10, normal: 0.66, high: 0.33 } as const;
/** Without `speed` a comment crosses the stage in this time… */
const CROSSING_S = 8;
/** …but never so slowly or so fast that it cannot be read, px/s. */
const MIN_CRUISE_SPEED = 90;
const MAX_CRUISE_SPEED = 260;
/** Beyond this `speed` means nothing, px/s. */
const MAX_SPEED = 100_000;

/** A part that only some pages need; undefined when it cannot be had. It is tried again when the layer changes. */
async function fetched<Module, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
): Promise<Module[Name] | undefined> {
  try {
    return await retryImport(load, name);
  } catch (cause) {
    devWarning(`<danmaku-layer> lacks a part, which could not be fetched (${String(cause)}). Comments fly without it.`);
    return undefined;
  }
}

/** What the layer has apart from its properties. */
export interface DanmakuElements {
  readonly stage: HTMLElement;
  readonly probe: HTMLElement;
  /** The room that is drawn now. */
  room(): Room | undefined;
  /** What the pointer is on: the picture, or what the layer covers. */
  pointerTarget(): HTMLElement;
}

export class DanmakuController {
  readonly #layer: DanmakuLayer;
  readonly #elements: DanmakuElements;
  readonly #engine: DanmakuEngine;
  readonly #observer: StageObserver;
  readonly #gifts = new GiftCombos();
  #replay: Replay | undefined;
  #hover: CommentHover | undefined;

  constructor(layer: DanmakuLayer, place: DanmakuElements) {
    this.#layer = layer;
    this.#elements = place;
    adoptStyles(place.stage.getRootNode(), [flightStyles]);
    const engine = new DanmakuEngine(
      place.stage,
      (count, reason) => layer.dispatchEvent(new DanmakuDropEvent(count, reason)),
      () => this.#observer.checkVisibility(),
    );
    this.#engine = engine;
    this.#observer = new StageObserver(place.stage, place.probe, (view) => {
      engine.stage = view;
      if (view.font) engine.face = view.font;
      this.#apply();
    });
  }

  /** The layer is back on the page. */
  connect(): void {
    if (!this.#layer.disabled) this.#observer.start();
    void this.#replayOrFollow(false);
    void this.#updateHover();
  }

  /** The layer has left the page. */
  disconnect(): void {
    this.#observer.stop();
    this.#replay?.stop();
    this.#hover?.stop();
    this.#engine.clear();
  }

  /** The layer's properties, its picture or the people whom the reader hides have changed. */
  update(hidden: ReadonlySet<string>, isOtherTimeline: boolean, isOtherGround: boolean): void {
    const { disabled, isConnected } = this.#layer;
    if (disabled) {
      this.#engine.clear();
      this.#observer.stop();
    } else if (isConnected) this.#observer.start();
    if (hidden.size > 0) this.remove(({ userId }) => hidden.has(userId));
    this.#apply();
    void this.#replayOrFollow(isOtherTimeline);
    if (isOtherGround) void this.#updateHover();
  }

  /** Lets a comment of the page's fly. Throws a `TypeError` when it has no text. */
  emit(comment: DanmakuInput): void {
    this.#engine.add(parseComment(comment));
  }

  /** Flies what was said in the room just now. */
  showMessages(messages: readonly ChatMessage[]): void {
    const fresh = isRecent(messages, Date.now());
    for (const each of messages) {
      if (!fresh(each)) continue;
      const { message, replaces } = this.#gifts.add(each, performance.now());
      const comment = commentFromMessage(message);
      if (replaces) {
        this.#hover?.remove(({ id }) => id === replaces);
        if (comment && this.#engine.replace(replaces, comment)) continue;
        this.remove(({ id }) => id === replaces);
      }
      if (comment) this.#engine.add(comment);
    }
  }

  /** Takes comments off the stage, wherever they are. */
  remove(unwanted: (comment: DanmakuComment) => boolean): void {
    this.#engine.remove(unwanted);
    this.#hover?.remove(unwanted);
  }

  clear(): void {
    this.#engine.clear();
  }

  /** Gives the engine what attributes, the page and the system say now. */
  #apply(): void {
    const engine = this.#engine;
    const layer = this.#layer;
    const { view } = this.#observer;
    const density = GAPS[layer.density] ? layer.density : 'normal';
    if (density !== layer.density && (layer.density as unknown) !== null)
      devWarning(`<danmaku-layer density="${layer.density}"> is not known: use "low", "normal" or "high".`);
    engine.settings = {
      speed:
        layer.speed > 0
          ? Math.min(layer.speed, MAX_SPEED)
          : Math.min(MAX_CRUISE_SPEED, Math.max(MIN_CRUISE_SPEED, view.width / CROSSING_S)),
      gap: GAPS[density],
      maxOnScreen: layer.maxOnScreen > 0 ? layer.maxOnScreen : Infinity,
      overlap: layer.overflow === 'overlap',
      quiet: layer.motion === 'reduce' || (layer.motion !== 'full' && view.reducedMotion),
    };
    engine.rate = layer.paused ? 0 : (this.#replay?.rate ?? 1);
    const awake = view.isVisible && !layer.disabled;
    if (awake === engine.awake) return;
    engine.awake = awake;
    if (awake) this.#replay?.seek();
  }

  /** The code that follows media is loaded by those who use it. */
  async #replayOrFollow(isOtherTimeline: boolean): Promise<void> {
    const layer = this.#layer;
    if (!this.#replay && mediaOf(layer) === undefined) return;
    const Replay = await fetched(() => import('./replay.lazy.js'), 'Replay');
    if (!Replay || !layer.isConnected) return;
    const isNew = !this.#replay;
    this.#replay ??= new Replay(layer, this.#engine, () => this.#apply());
    this.#replay.follow(layer.disabled ? undefined : mediaOf(layer));
    if (isNew || isOtherTimeline) this.#replay.timeline = layer.timeline;
  }

  /** The code of `interactive` is loaded by those who use it. */
  async #updateHover(): Promise<void> {
    const layer = this.#layer;
    if (!layer.interactive || layer.disabled) {
      this.#hover?.stop();
      return;
    }
    const CommentHover = await fetched(() => import('./comment-hover.lazy.js'), 'CommentHover');
    if (!CommentHover || !layer.interactive || layer.disabled || !layer.isConnected) return;
    this.#hover ??= new CommentHover(layer, this.#elements.stage, this.#engine, () => {
      const room = this.#elements.room();
      return { like: room && (() => room.like()), hideUser: room && ((userId) => room.hideUser(userId)) };
    });
    this.#hover.start(this.#elements.pointerTarget());
  }
}
