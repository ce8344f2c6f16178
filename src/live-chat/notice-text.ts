import type { ChatUser, NoticeBody } from '../room/chat-message.js';
import type { LocalizeController } from '../ui/localize-controller.js';

type Words = Pick<LocalizeController, 'term' | 'duration'>;

function crowd(verb: 'joined' | 'left', users: readonly ChatUser[], others: number, words: Words): string {
  const [first, second] = users;
  const name = first?.nick ?? '';
  const total = users.length + others;
  if (total === 2 && second) return words.term(`${verb}Two`, { name, other: second.nick });
  return total > 1 ? words.term(`${verb}Many`, { name, count: total - 1 }) : words.term(verb, { name });
}

/** What a notice says, in the words of the element's language. */
export function noticeText(notice: NoticeBody, words: Words): string {
  switch (notice.type) {
    case 'joined':
    case 'left':
      return crowd(notice.type, notice.users, notice.others, words);
    case 'muted': {
      const name = names(notice.users);
      return notice.seconds ? words.term('personMutedFor', { name, duration: words.duration(notice.seconds) }) : words.term('personMuted', { name });
    }
    case 'unmuted':
      return words.term('personUnmuted', { name: names(notice.users) });
    case 'kicked':
      return words.term('personKicked', { name: names(notice.users) });
    case 'banned':
      return words.term('personBanned', { name: names(notice.users) });
    case 'moderator-added':
      return words.term('moderatorAdded', { name: names(notice.users) });
    case 'moderator-removed':
      return words.term('moderatorRemoved', { name: names(notice.users) });
    case 'room-muted':
      return words.term('roomMuted');
    case 'room-unmuted':
      return words.term('roomUnmuted');
    case 'announcement':
    case 'server':
      return notice.text;
    case 'gap':
      return words.term('gap');
    case 'skipped':
      return words.term('skipped', { count: notice.count });
  }
}

function names(users: readonly ChatUser[]): string {
  return users.map((user) => user.nick).join(', ');
}
