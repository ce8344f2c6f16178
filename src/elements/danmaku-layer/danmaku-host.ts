import type { Room } from '../../room/room.js';
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
  readonly fixed: 'all' | 'staff';
  readonly noUserImages: boolean;
  readonly timeline: readonly TimelineEntry[];
}

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
