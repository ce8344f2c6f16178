import type { ChatUser } from '../room/model/chat-message.js';
import type { DecodedMessage } from './decode-message.js';
import { MAX_LIKES_PER_MESSAGE } from './limits.js';
import type { UntrustedJson } from './untrusted-json.js';

const ID = /^[\w-]{1,64}$/;

/**
 * A like of Tencent's apps (2021–25: `data` has `extInfo`, later `sender`) or ours, which adds `count` and `id`.
 * Lenient, as their Android readers are: whatever is in `data`, it is at least one like.
 */
export function readLike(wire: UntrustedJson): DecodedMessage | undefined {
  const data = wire.object('data');
  if (!data) return undefined;
  const count = data.integer('count') ?? 1;
  const id = data.string('id');
  return { kind: 'like', count: Math.min(Math.max(count, 1), MAX_LIKES_PER_MESSAGE), ...(ID.test(id) && { id }) };
}

// One like message that every generation of Tencent's live apps accepts and that ours reads whole. The two that decode
// strictly want: the full envelope; `extInfo` with three fields (2021–24); `sender` with `level` as text (2024–25).
// They show one heart for it; `count` and `id` are ours.

export interface OutgoingLike {
  readonly count: number;
  /** Unique per message, for receivers to drop a copy. */
  readonly id: string;
  readonly user: Pick<ChatUser, 'userId' | 'nick' | 'avatar'>;
}

/** The parts of a custom message that says `count` likes. `count` is held within 1 and `MAX_LIKES_PER_MESSAGE`. */
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
      count: Math.min(Math.max(Math.floor(count) || 1, 1), MAX_LIKES_PER_MESSAGE),
      id,
    },
  });
  return { data, description: '', extension: '' };
}
