// Keeps the stage in step with a media element: comments pause with the media and scroll at its rate, and the comments
// of a recorded room are shown at the moments at which they were sent, also after a seek and in a loop. Without a
// recording it only follows pause and rate. Loaded when a layer has `media`. Comments of a live room may be shown at
// the same time.

import { devWarning } from '../shared/element-utils.js';
import { type DanmakuComment, parseComment } from './comment.js';
import type { DanmakuEngine } from './danmaku-engine.js';
import { hasVisibleText, type TimelineEntry } from './danmaku-input.js';

/** How far ahead entries are passed to the engine, s of media time at rate 1; this happens twice in that time. */
const AHEAD_S = 1;
/** How far before a seek target entries are shown again, in crossings: long comments leave late. */
const PAST_CROSSINGS = 1.5;

/**
 * Finds the media element for `media`: the element itself, the one with that id in the host's tree, or, for '', the one
 * inside the host. May return an element of another kind; undefined when there is none (yet).
 */
export function resolveMedia(
  host: HTMLElement,
  media: string | HTMLMediaElement | null | undefined,
): Element | undefined {
  if (typeof media !== 'string') return media ?? undefined;
  return (
    (media === ''
      ? host.querySelector('video, audio')
      : (host.getRootNode() as Document | ShadowRoot).getElementById?.(media)) ?? undefined
  );
}

/** Whether an element plays media: `<video>` and `<audio>` of any document, and custom elements with their API. */
function isMedia(element: Element | undefined): element is HTMLMediaElement {
  return !!element && 'currentTime' in element && 'playbackRate' in element;
}

/** The valid entries, sorted by time: one invalid entry does not lose the whole recording. */
function readTimeline(timeline: unknown): readonly TimelineEntry[] {
  if (!Array.isArray(timeline)) return [];
  const entries = (timeline as readonly (TimelineEntry | null | undefined)[]).filter(
    (entry): entry is TimelineEntry => Number.isFinite(entry?.time) && hasVisibleText(entry?.text),
  );
  if (entries.length < timeline.length)
    devWarning('Timeline entries without a time (in seconds) or a text are ignored.');
  return entries.sort((a, b) => a.time - b.time);
}

/** The content of an entry: pages create new objects for the entries that they keep. */
function keyOf({ time, text, mode, color, own, role, id }: TimelineEntry): string {
  return JSON.stringify([time, text, mode, color, own, role, id]);
}

/** Adds `step` to the number of `key`; false if it would become negative. */
function count(numbers: Map<string, number>, key: string, step: 1 | -1): boolean {
  const next = (numbers.get(key) ?? 0) + step;
  if (next < 0) return false;
  numbers.set(key, next);
  return true;
}

export class Replay {
  readonly #host: HTMLElement;
  readonly #engine: DanmakuEngine;
  readonly #onRate: () => void;
  #entries: readonly TimelineEntry[] = [];
  /** The entries of the comments that were passed to the engine. */
  readonly #entryOf = new WeakMap<DanmakuComment, TimelineEntry>();
  #source: string | HTMLMediaElement | null | undefined;
  #media: HTMLMediaElement | undefined;
  /** Waits for a media element that does not exist yet. */
  readonly #mediaObserver = new MutationObserver(() => this.follow(this.#source));
  #unfollow: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWaiting = false;
  /** Media time up to which entries have been passed to the engine, s. */
  #emittedUntil = 0;

  /** `onRate` is called when `rate` has changed. */
  constructor(host: HTMLElement, engine: DanmakuEngine, onRate: () => void) {
    this.#host = host;
    this.#engine = engine;
    this.#onRate = onRate;
  }

  /** The rate of the media: 0 while it is paused, 1 when there is no media. */
  get rate(): number {
    const media = this.#media;
    if (!media) return 1;
    return media.paused || media.ended || media.seeking || this.#isWaiting ? 0 : media.playbackRate;
  }

  /**
   * Comments of entries that are in both lists, live comments and the user's own stay as they are; those of entries
   * that have gone are removed.
   */
  set timeline(timeline: readonly TimelineEntry[]) {
    const old = new Map<string, number>();
    for (const entry of this.#entries) count(old, keyOf(entry), 1);
    this.#entries = readTimeline(timeline);
    const added = this.#entries.filter((entry) => !count(old, keyOf(entry), -1));
    this.#engine.remove((comment) => {
      const entry = this.#entryOf.get(comment);
      return !!entry && count(old, keyOf(entry), -1);
    });
    if (this.#entries.length > 0 && !this.#media && document.readyState !== 'loading')
      devWarning(
        '<danmaku-layer> has a timeline but no media to replay it with: put a <video> or <audio> inside, or set ' +
          'media to the id of one.',
      );
    if (!this.#media) return;
    const from = this.#pastTime;
    if (added.length === this.#entries.length) this.#emittedUntil = from;
    else if (!this.#media.seeking && this.#engine.isVisible)
      for (const entry of added) if (entry.time > from && entry.time <= this.#emittedUntil) this.#show(entry);
    this.#emit();
  }

  /** Follows the media for `source` (see `resolveMedia`), now or as soon as it exists. */
  follow(source: string | HTMLMediaElement | null | undefined): void {
    const found = resolveMedia(this.#host, source);
    const media = isMedia(found) ? found : undefined;
    this.#mediaObserver.disconnect();
    if (!media && typeof source === 'string')
      this.#mediaObserver.observe(source === '' ? this.#host : this.#host.getRootNode(), {
        childList: true,
        subtree: true,
        attributeFilter: ['id'],
      });
    if (
      source !== this.#source &&
      source &&
      !media &&
      typeof source === 'string' &&
      document.readyState !== 'loading'
    ) {
      devWarning(
        found
          ? `<danmaku-layer media="${source}">: the element with this id is a ` +
              `<${found.localName}>, not a <video> or <audio>.`
          : `<danmaku-layer media="${source}">: no element in the same tree has this id yet.`,
      );
    }
    this.#source = source;
    if (media === this.#media) return;
    this.#unfollow?.abort();
    this.#media = media;
    this.#isWaiting = false;
    if (media) {
      this.#unfollow = new AbortController();
      const { signal } = this.#unfollow;
      const changed = (isWaiting: boolean) => () => {
        // A player that is removed from the page stops; another with the same id may exist, or be added.
        if (typeof this.#source === 'string' && !media.isConnected) {
          this.follow(this.#source);
          return;
        }
        this.#isWaiting = isWaiting;
        this.#onRate();
        this.#emit();
      };
      for (const type of ['playing', 'pause', 'ended', 'ratechange', 'seeking'])
        media.addEventListener(type, changed(false), { signal });
      media.addEventListener('waiting', changed(true), { signal });
      media.addEventListener(
        'seeked',
        () => {
          this.#onRate();
          this.seek();
        },
        { signal },
      );
      // Another recording in the same player: it may start without a seek.
      media.addEventListener(
        'emptied',
        () => {
          this.#onRate();
          this.seek();
        },
        { signal },
      );
    }
    this.#onRate();
    this.seek();
  }

  /**
   * Shows the stage as it is at the media's time, with the comments that entered before. Also called when the stage
   * becomes visible again.
   */
  seek(): void {
    if (this.#entries.length === 0 || !this.#media) return;
    this.#engine.clear();
    this.#emittedUntil = this.#pastTime;
    this.#emit();
  }

  /** Comments that entered after this media time, s, may still be on the stage. */
  get #pastTime(): number {
    return (this.#media?.currentTime ?? 0) - (this.#engine.crossing / 1000) * PAST_CROSSINGS;
  }

  stop(): void {
    this.#unfollow?.abort();
    this.#mediaObserver.disconnect();
    this.#media = undefined;
    clearTimeout(this.#timer);
  }

  #emit(): void {
    clearTimeout(this.#timer);
    const media = this.#media;
    if (!media || this.#entries.length === 0 || media.seeking || !this.#engine.isVisible) return;
    const now = media.currentTime;
    const until = now + (this.rate > 0 ? AHEAD_S * this.rate : 0);
    for (let index = this.#firstAfter(this.#emittedUntil); index < this.#entries.length; index++) {
      const entry = this.#entries[index] as TimelineEntry;
      if (entry.time > until) break;
      this.#show(entry);
    }
    this.#emittedUntil = Math.max(this.#emittedUntil, until);
    if (this.rate > 0) this.#timer = setTimeout(() => this.#emit(), (AHEAD_S * 1000) / 2);
  }

  #show(entry: TimelineEntry): void {
    const comment = parseComment(entry);
    this.#entryOf.set(comment, entry);
    this.#engine.add(comment, (entry.time - (this.#media?.currentTime ?? 0)) * 1000);
  }

  /** Index of the first entry after `time`. */
  #firstAfter(time: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle] as TimelineEntry).time <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
