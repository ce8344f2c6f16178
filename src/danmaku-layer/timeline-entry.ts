import type { DanmakuInput } from './danmaku-input.js';

/** A comment of a recorded room: `time` is the media's time at which it was said, in seconds. */
export interface TimelineEntry extends DanmakuInput {
  readonly time: number;
}
