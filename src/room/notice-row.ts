import type { ChatMessage, ChatUser, NoticeBody } from './chat-message.js';

/** The speaker of notices: nobody. */
const NOBODY: ChatUser = Object.freeze({ userId: '', nick: '', avatar: '', role: 'viewer', isSelf: false });

let count = 0;

/** A row that says what happened; the element finds the words. `time` is unix ms. */
export function noticeRow(notice: NoticeBody, time: number, id = `notice-${++count}`): ChatMessage {
  return Object.freeze({
    id,
    kind: 'notice',
    from: NOBODY,
    text: 'text' in notice ? notice.text : '',
    segments: Object.freeze([]),
    time,
    status: 'sent',
    priority: 'normal',
    mentionsSelf: false,
    notice: Object.freeze(notice),
    seq: 0,
  });
}
