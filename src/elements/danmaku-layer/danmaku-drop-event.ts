/**
 * `full`: no lane became free in time. `stale`: waited too long while the layer was hidden. `limit`: `max-on-screen`
 * was reached. `merged`: shown as part of an equal comment.
 */
export type DanmakuDropReason = 'full' | 'stale' | 'limit' | 'merged';

/** `count` comments were not shown; `reason` is why. */
export class DanmakuDropEvent extends Event {
  static readonly type = 'danmaku-drop';

  constructor(
    readonly count: number,
    readonly reason: DanmakuDropReason,
  ) {
    super(DanmakuDropEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'danmaku-drop': DanmakuDropEvent;
  }
}
