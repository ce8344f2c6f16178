import type { ChatMessage, ChatUser } from '../../../../src/room/model/chat-message.js';

/** A person for pure tests of the log. */
export function user(userId: string, more: Partial<ChatUser> = {}): ChatUser {
  return { userId, nick: userId, avatar: '', role: 'viewer', isSelf: false, ...more };
}

let made = 0;

/** A message for pure tests of the log; each has an id of its own and comes two minutes after the one before. */
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
