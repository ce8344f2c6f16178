import type { ChatMessage } from '../room/chat-message.js';
import { RANK, type DanmakuComment } from './danmaku-comment.js';
import { parseComment } from './parse-comment.js';

/** How a message of the room flies; undefined when it does not: notices, custom messages, and what has no words. */
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
    return banner.rank === RANK.viewer ? { ...banner, rank: RANK.staff } : banner; // who gave something is not dropped among the rest
  }
  return parseComment({ ...common, text, ...danmaku });
}
