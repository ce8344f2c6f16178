import type { ChatMessage } from '../../room/model/chat-message.js';
import { PRIORITY, parseComment, type DanmakuComment } from './comment.js';

/** How much older than the latest message of its batch a message may be, ms. */
const MAX_BEHIND_MS = 20_000;
/** How old a message may be by this machine's clock, which may be wrong, ms. */
const MAX_AGE_MS = 600_000;

/**
 * Returns a test for the messages of one batch that are recent. A room's history also arrives as a batch, and is shown
 * in the message list only.
 */
export function isRecent(messages: readonly ChatMessage[], now: number): (message: ChatMessage) => boolean {
  const latest = messages.reduce((time, message) => Math.max(time, message.time), 0);
  return ({ time, status }) => status === 'sending' || (time > latest - MAX_BEHIND_MS && time > now - MAX_AGE_MS);
}

/** The comment for a message; undefined for notices, custom messages and messages without text. */
export function commentFromMessage({ kind, id, text, from, danmaku, gift }: ChatMessage): DanmakuComment | undefined {
  if ((kind !== 'text' && kind !== 'face' && kind !== 'gift') || text.trim() === '') return undefined;
  const common = { id, own: from.isSelf, role: from.role, userId: from.userId, nick: from.nick };
  if (gift) {
    const banner = parseComment({
      ...common,
      text: `${from.nick}: ${gift.name} ×${gift.count}`,
      mode: 'top',
      image: gift.image,
    });
    // A gift is not dropped among the comments of viewers.
    return banner.priority === PRIORITY.viewer ? { ...banner, priority: PRIORITY.staff } : banner;
  }
  return parseComment({ ...common, text, ...danmaku });
}
