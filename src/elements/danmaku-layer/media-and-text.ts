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

/** More than spaces, marks, controls and fillers. Private characters and emoji newer than the browser are visible. */
const VISIBLE = /[^\s\p{M}\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{NChar}\u2800]/u;

/** What comes later of a longer text is never looked at, UTF-16 units. */
const MAX_CHECKED = 3_000;

/** Whether there is anything to fly in a text, as far as can be said without the code that cleans it. */
export function hasVisibleText(text: unknown): text is string {
  return typeof text === 'string' && VISIBLE.test(text.slice(0, MAX_CHECKED));
}
