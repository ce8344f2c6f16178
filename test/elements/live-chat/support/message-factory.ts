import type { ChatMessage, ChatUser } from '../../../../src/room/model/chat-message.js';

/** A user for tests of the message list. */
export function user(userId: string, more: Partial<ChatUser> = {}): ChatUser {
  return { userId, nick: userId, avatar: '', role: 'viewer', isSelf: false, ...more };
}

let made = 0;

/** A message for tests of the message list. Each has its own id and is two minutes later than the one before. */
export function message(text: string, more: Partial<ChatMessage> = {}): ChatMessage {
  made++;
  return {
    id: `m${made}`,
    kind: 'text',
    from: user('ben'),
    text,
    segments: [{ kind: 'text', text }],
    time: made * 120_000,
    status: 'sent',
    priority: 'normal',
    mentionsSelf: false,
    seq: made,
    ...more,
  };
}

/** `count` messages, numbered from `first`. */
export function messages(count: number, first = 1): ChatMessage[] {
  return Array.from({ length: count }, (_each, index) => message(`message ${first + index}`));
}
