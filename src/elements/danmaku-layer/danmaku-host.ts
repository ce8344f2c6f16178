import type { LocalizeHost } from '../shared/localize-controller.js';
import type { TimelineEntry } from './danmaku-input.js';

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
  readonly timeline: readonly TimelineEntry[];
}
