import type { ChatUser, NoticeBody } from '../../../room/model/chat-message.js';
import { formatDuration, formatList } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';

type Localize = Pick<LocalizeController, 'term' | 'lang'>;

function joinedOrLeft(
  type: 'joined' | 'left',
  users: readonly ChatUser[],
  others: number,
  localize: Localize,
  namesAll: boolean,
): string {
  if (namesAll && others === 0) return localize.term(type, { name: names(users, localize) });
  const [first, second] = users;
  const name = first?.nick ?? '';
  const total = users.length + others;
  if (total === 2 && second) return localize.term(`${type}Two`, { name, other: second.nick });
  return total > 1 ? localize.term(`${type}Many`, { name, count: total - 1 }) : localize.term(type, { name });
}

function names(users: readonly ChatUser[], { lang }: Localize): string {
  return formatList(
    lang,
    users.map(({ nick }) => nick),
  );
}

/** The text of a notice in the language of the element. `namesAll` lists all users instead of counting them. */
export function noticeText(notice: NoticeBody, localize: Localize, namesAll = false): string {
  switch (notice.type) {
    case 'joined':
    case 'left':
      return joinedOrLeft(notice.type, notice.users, notice.others, localize, namesAll);
    case 'muted': {
      const name = names(notice.users, localize);
      return notice.seconds
        ? localize.term('userMutedFor', { name, duration: formatDuration(localize.lang, notice.seconds) })
        : localize.term('userMuted', { name });
    }
    case 'unmuted':
      return localize.term('userUnmuted', { name: names(notice.users, localize) });
    case 'kicked':
      return localize.term('userKicked', { name: names(notice.users, localize) });
    case 'banned':
      return localize.term('userBanned', { name: names(notice.users, localize) });
    case 'moderator-added':
      return localize.term('moderatorAdded', { name: names(notice.users, localize) });
    case 'moderator-removed':
      return localize.term('moderatorRemoved', { name: names(notice.users, localize) });
    case 'room-muted':
      return localize.term('roomMuted');
    case 'room-unmuted':
      return localize.term('roomUnmuted');
    case 'announcement':
    case 'server':
      return notice.text;
    case 'gap':
      return localize.term('gap');
    case 'dropped':
      return localize.term('dropped', { count: notice.count });
  }
}
