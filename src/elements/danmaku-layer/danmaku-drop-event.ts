/**
 * `full`: no lane came free in time. `stale`: waited while the layer was hidden. `limit`: more than may be on screen.
 * `merged`: flew as part of an equal one.
 */
export type DanmakuDropReason = 'full' | 'stale' | 'limit' | 'merged';

/** `count` comments did not fly. `reason` tells why. */
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
