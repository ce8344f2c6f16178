import { MAX_LIKES_PER_MESSAGE } from './max-likes-per-message.js';
import type { ReadMessage } from './read-message-result.js';
import type { WireObject } from './wire-object.js';

const ID = /^[\w-]{1,64}$/;

/**
 * A like of Tencent's apps (2021–25: `data` has `extInfo`, later `sender`) or ours, which adds `count` and `id`.
 * Lenient, as their Android readers are: whatever is in `data`, it is at least one like.
 */
export function readLike(wire: WireObject): ReadMessage | undefined {
  const data = wire.object('data');
  if (!data) return undefined;
  const count = data.whole('count') ?? 1;
  const id = data.text('id');
  return { kind: 'like', count: Math.min(Math.max(count, 1), MAX_LIKES_PER_MESSAGE), ...(ID.test(id) && { id }) };
}
