import type { ChatMessage } from '../../room/model/chat-message.js';
import { PRIORITY, parseComment, type DanmakuComment } from './comment.js';

/** How much older than the latest of its batch a message may be, ms. */
const BEHIND_MS = 20_000;
/** How old a message may be by this machine's clock, which may be wrong, ms. */
const OLD_MS = 600_000;

/**
 * Says which messages of a batch are of now: a room's history comes in one batch too, and belongs into the log only.
 */
export function isRecent(messages: readonly ChatMessage[], now: number): (message: ChatMessage) => boolean {
  const latest = messages.reduce((time, message) => Math.max(time, message.time), 0);
  return ({ time, status }) => status === 'sending' || (time > latest - BEHIND_MS && time > now - OLD_MS);
}

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
    return banner.priority === PRIORITY.viewer ? { ...banner, priority: PRIORITY.staff } : banner; // who gave something is not dropped among the rest
  }
  return parseComment({ ...common, text, ...danmaku });
}
