// Keeps the stage in step with a media element: it stands still while the media does, goes at its rate, and flies the
// comments of a recorded room at the moments at which they were said, after a seek and in a loop too. Without a recording
// it only follows. Loaded when a layer has `media`. Comments of the live room may fly between those of the record.

import { devWarning } from '../ui/dev-warning.js';
import type { DanmakuComment } from './danmaku-comment.js';
import type { DanmakuEngine } from './danmaku-engine.js';
import { parseComment } from './parse-comment.js';
import { resolveMedia } from './resolve-media.js';
import type { TimelineEntry } from './timeline-entry.js';

/** Entries are handed over this long before their time, s of media time at rate 1; twice as often they are looked for. */
const AHEAD_S = 1;
/** What the stage may hold that has come in before the moment of a seek, in crossings: long comments leave late. */
const PAST_CROSSINGS = 1.5;

interface Moment {
  readonly time: number;
  readonly comment: DanmakuComment;
}

/** Sorted, with what cannot fly left out: one wrong entry must not cost the whole record. */
function readTimeline(timeline: readonly TimelineEntry[]): Moment[] {
  const moments: Moment[] = [];
  for (const entry of timeline) {
    const isMoment = Number.isFinite(entry?.time) && typeof entry.text === 'string' && entry.text.trim() !== '';
    if (isMoment) moments.push({ time: entry.time, comment: parseComment(entry) });
    else devWarning('A timeline entry without a time (in seconds) or a text is left out.');
  }
  return moments.sort((a, b) => a.time - b.time);
}

export class Replay {
  readonly #host: HTMLElement;
  readonly #engine: DanmakuEngine;
  readonly #onRate: () => void;
  #moments: readonly Moment[] = [];
  #media: HTMLMediaElement | undefined;
  #release: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWaiting = false;
  /** Media time up to which entries have been handed over. */
  #told = 0;

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
    if (this.#moments.length > 0) this.#engine.clear();
    this.#moments = readTimeline(timeline);
    this.seek();
  }

  /** Follows the media that `name` names; see `resolveMedia`. */
  follow(name: string | HTMLMediaElement | null | undefined): void {
    const media = resolveMedia(this.#host, name);
    if (media === this.#media) return;
    this.#release?.abort();
    this.#media = media;
    this.#isWaiting = false;
    if (media) {
      this.#release = new AbortController();
      const { signal } = this.#release;
      const changed = (isWaiting: boolean) => () => {
        this.#isWaiting = isWaiting;
        this.#onRate();
        this.#tell();
      };
      for (const type of ['playing', 'pause', 'ended', 'ratechange', 'seeking']) media.addEventListener(type, changed(false), { signal });
      media.addEventListener('waiting', changed(true), { signal });
      media.addEventListener('seeked', () => {
        this.#onRate();
        this.seek();
      }, { signal });
    }
    this.#onRate();
    this.seek();
  }

  /** The stage as it is at the media's time, with all that has come in before. To be called also when the stage is seen again. */
  seek(): void {
    if (this.#moments.length === 0) return;
    this.#engine.clear();
    this.#told = (this.#media?.currentTime ?? 0) - (this.#engine.crossing / 1000) * PAST_CROSSINGS;
    this.#tell();
  }

  stop(): void {
    this.#release?.abort();
    this.#media = undefined;
    clearTimeout(this.#timer);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    const media = this.#media;
    if (!media || this.#moments.length === 0 || media.seeking || !this.#engine.awake) return;
    const now = media.currentTime;
    const until = now + (this.rate > 0 ? AHEAD_S * this.rate : 0);
    for (let index = this.#firstAfter(this.#told); index < this.#moments.length; index++) {
      const { time, comment } = this.#moments[index] as Moment;
      if (time > until) break;
      this.#engine.add(comment, (time - now) * 1000);
    }
    this.#told = Math.max(this.#told, until);
    if (this.rate > 0) this.#timer = setTimeout(() => this.#tell(), (AHEAD_S * 1000) / 2);
  }

  /** Index of the first entry later than `time`. */
  #firstAfter(time: number): number {
    let low = 0;
    let high = this.#moments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#moments[middle] as Moment).time <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
