import type { DanmakuLayer } from './danmaku-layer.js';

/**
 * What a layer follows: what `media` names; without it a record is of the player inside. Undefined: it follows nothing.
 */
export function mediaOf({
  media,
  timeline,
}: Pick<DanmakuLayer, 'media' | 'timeline'>): string | HTMLMediaElement | undefined {
  return media ?? ((timeline as typeof timeline | null | undefined)?.length ? '' : undefined);
}
