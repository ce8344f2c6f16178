import type { DecodedMessage } from './decode-message.js';
import { MAX_LIKES_PER_MESSAGE } from './limits.js';
import type { UntrustedJson } from './untrusted-json.js';

const ID = /^[\w-]{1,64}$/;

const clampCount = (count: number) => Math.min(Math.max(count, 1), MAX_LIKES_PER_MESSAGE);

/**
 * A like of Tencent's apps (2021–25: `data` has `extInfo`, later `sender`) or ours, which adds `count` and `id`.
 * Lenient, as their Android readers are: whatever `data` holds, it is at least one like.
 */
export function readLike(wire: UntrustedJson): DecodedMessage | undefined {
  const data = wire.object('data');
  if (!data) return undefined;
  const id = data.string('id');
  return { kind: 'like', count: clampCount(data.integer('count') ?? 1), ...(ID.test(id) && { id }) };
}

// One like message that every generation of Tencent's live apps accepts and that our reader reads in full. The two
// generations that decode strictly need: the full envelope; `extInfo` with three fields (2021–24); `sender` with
// `level` as a string (2024–25). They show one heart for it; `count` and `id` are ours.

export interface OutgoingLike {
  readonly count: number;
  /** Unique per message, so that receivers can drop a copy. */
  readonly id: string;
  readonly user: { readonly userId: string; readonly nick: string; readonly avatar: string };
}

/** The parts of a custom message that carries `count` likes, limited to 1 to `MAX_LIKES_PER_MESSAGE`. */
export function writeLike({ count, id, user }: OutgoingLike): {
  readonly data: string;
  readonly description: string;
  readonly extension: string;
} {
  const { userId, nick, avatar } = user;
  const data = JSON.stringify({
    version: '1.0',
    platform: 'Web',
    businessID: 'TUIGift_like',
    data: {
      message: '',
      sender: { userId, userName: nick, avatarUrl: avatar, level: '0' },
      extInfo: { userID: userId, nickName: nick, avatarUrl: avatar },
      count: clampCount(Math.floor(count) || 1),
      id,
    },
  });
  return { data, description: '', extension: '' };
}
