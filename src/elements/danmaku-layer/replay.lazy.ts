import { devWarning } from '../shared/element-utils.js';
import { type TimelineEntry, parseComment } from './comment.js';
import type { DanmakuEngine } from './danmaku-engine.js';
import { hasVisibleText } from './media-and-text.js';

/**
 * The media element that `media` names: itself, the one with that id in the host's tree, or, when it is empty, the one
 * inside
 * the host. Otherwise what stands there instead; undefined when nothing does (yet), or nothing is named.
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

// Keeps the stage in step with a media element: it stands still while the media does, goes at its rate, and flies the
// comments of a recorded room at the moments at which they were said, after a seek and in a loop too. Without a
// recording
// it only follows. Loaded when a layer has `media`. Comments of the live room may fly between those of the record.

/**
 * Entries are handed over this long before their time, s of media time at rate 1; twice as often they are looked for.
 */
const AHEAD_S = 1;
/** What the stage may hold that has come in before the moment of a seek, in crossings: long comments leave late. */
const PAST_CROSSINGS = 1.5;

/**
 * Sorted, with what cannot fly left out: one wrong entry must not cost the whole record. Nothing is made of an entry
 * before its time.
 */
function readTimeline(timeline: unknown): readonly TimelineEntry[] {
  if (!Array.isArray(timeline)) return [];
  const entries = (timeline as readonly (TimelineEntry | null | undefined)[]).filter(
    (entry): entry is TimelineEntry => Number.isFinite(entry?.time) && hasVisibleText(entry?.text),
  );
  if (entries.length < timeline.length)
    devWarning('A timeline entry without a time (in seconds) or a text is left out.');
  return entries.sort((a, b) => a.time - b.time);
}

export class Replay {
  readonly #host: HTMLElement;
  readonly #engine: DanmakuEngine;
  readonly #onRate: () => void;
  #entries: readonly TimelineEntry[] = [];
  #name: string | HTMLMediaElement | null | undefined;
  #media: HTMLMediaElement | undefined;
  /** Waits for a media element that is named and not there. */
  readonly #mediaObserver = new MutationObserver(() => this.follow(this.#name));
  #release: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWaiting = false;
  /** Media time up to which entries have been handed over. */
  #emitted = 0;

  /** `onRate` is called when `rate` has changed. */
  constructor(host: HTMLElement, engine: DanmakuEngine, onRate: () => void) {
    this.#host = host;
    this.#engine = engine;
    this.#onRate = onRate;
  }

  /** The pace that the media sets: 0 while it stands, 1 when there is none. */
  get rate(): number {
    const media = this.#media;
    if (!media) return 1;
    return media.paused || media.ended || media.seeking || this.#isWaiting ? 0 : media.playbackRate;
  }

  set timeline(timeline: readonly TimelineEntry[]) {
    if (this.#entries.length > 0) this.#engine.clear();
    this.#entries = readTimeline(timeline);
    if (this.#entries.length > 0 && !this.#media && document.readyState !== 'loading')
      devWarning(
        '<danmaku-layer> has a timeline and nothing to replay it with: put a <video> or <audio> inside, or name one with media="its-id".',
      );
    this.seek();
  }

  /** Follows the media that `name` names (see `resolveMedia`), now or as soon as it is there. */
  follow(name: string | HTMLMediaElement | null | undefined): void {
    const found = resolveMedia(this.#host, name);
    const media = found instanceof HTMLMediaElement ? found : undefined;
    this.#mediaObserver.disconnect();
    if (!media && typeof name === 'string')
      this.#mediaObserver.observe(name === '' ? this.#host : this.#host.getRootNode(), {
        childList: true,
        subtree: true,
        attributeFilter: ['id'],
      });
    if (name !== this.#name && name && !media && typeof name === 'string' && document.readyState !== 'loading') {
      devWarning(
        found
          ? `<danmaku-layer media="${name}"> names a <${found.localName}>; it follows a <video> or <audio>.`
          : `<danmaku-layer media="${name}"> follows nothing: no element in the same tree has id="${name}", yet.`,
      );
    }
    this.#name = name;
    if (media === this.#media) return;
    this.#release?.abort();
    this.#media = media;
    this.#isWaiting = false;
    if (media) {
      this.#release = new AbortController();
      const { signal } = this.#release;
      const changed = (isWaiting: boolean) => () => {
        // A player that leaves the page stops; there may be another one of its name, or come.
        if (typeof this.#name === 'string' && !media.isConnected) {
          this.follow(this.#name);
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
    }
    this.#onRate();
    this.seek();
  }

  /**
   * The stage as it is at the media's time, with all that has come in before. To be called also when the stage is seen
   * again.
   */
  seek(): void {
    if (this.#entries.length === 0 || !this.#media) return;
    this.#engine.clear();
    this.#emitted = this.#media.currentTime - (this.#engine.crossing / 1000) * PAST_CROSSINGS;
    this.#emit();
  }

  stop(): void {
    this.#release?.abort();
    this.#mediaObserver.disconnect();
    this.#media = undefined;
    clearTimeout(this.#timer);
  }

  #emit(): void {
    clearTimeout(this.#timer);
    const media = this.#media;
    if (!media || this.#entries.length === 0 || media.seeking || !this.#engine.awake) return;
    const now = media.currentTime;
    const until = now + (this.rate > 0 ? AHEAD_S * this.rate : 0);
    for (let index = this.#firstAfter(this.#emitted); index < this.#entries.length; index++) {
      const entry = this.#entries[index] as TimelineEntry;
      if (entry.time > until) break;
      this.#engine.add(parseComment(entry), (entry.time - now) * 1000);
    }
    this.#emitted = Math.max(this.#emitted, until);
    if (this.rate > 0) this.#timer = setTimeout(() => this.#emit(), (AHEAD_S * 1000) / 2);
  }

  /** Index of the first entry later than `time`. */
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
