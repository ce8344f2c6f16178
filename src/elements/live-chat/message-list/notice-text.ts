import type { ChatUser, NoticeBody } from '../../../room/model/chat-message.js';
import { formatDuration, formatList } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';

type Words = Pick<LocalizeController, 'term' | 'lang'>;

function crowd(
  verb: 'joined' | 'left',
  users: readonly ChatUser[],
  others: number,
  words: Words,
  namesAll: boolean,
): string {
  const [first, second] = users;
  if (namesAll && others === 0)
    return words.term(verb, {
      name: formatList(
        words.lang,
        users.map((user) => user.nick),
      ),
    });
  const name = first?.nick ?? '';
  const total = users.length + others;
  if (total === 2 && second) return words.term(`${verb}Two`, { name, other: second.nick });
  return total > 1 ? words.term(`${verb}Many`, { name, count: total - 1 }) : words.term(verb, { name });
}

/**
 * What a notice says, in the words of the element's language. `namesAll` lists everybody who came instead of counting.
 */
export function noticeText(notice: NoticeBody, words: Words, namesAll = false): string {
  switch (notice.type) {
    case 'joined':
    case 'left':
      return crowd(notice.type, notice.users, notice.others, words, namesAll);
    case 'muted': {
      const name = formatList(
        words.lang,
        notice.users.map((user) => user.nick),
      );
      return notice.seconds
        ? words.term('personMutedFor', { name, duration: formatDuration(words.lang, notice.seconds) })
        : words.term('personMuted', { name });
    }
    case 'unmuted':
      return words.term('personUnmuted', {
        name: formatList(
          words.lang,
          notice.users.map((user) => user.nick),
        ),
      });
    case 'kicked':
      return words.term('personKicked', {
        name: formatList(
          words.lang,
          notice.users.map((user) => user.nick),
        ),
      });
    case 'banned':
      return words.term('personBanned', {
        name: formatList(
          words.lang,
          notice.users.map((user) => user.nick),
        ),
      });
    case 'moderator-added':
      return words.term('moderatorAdded', {
        name: formatList(
          words.lang,
          notice.users.map((user) => user.nick),
        ),
      });
    case 'moderator-removed':
      return words.term('moderatorRemoved', {
        name: formatList(
          words.lang,
          notice.users.map((user) => user.nick),
        ),
      });
    case 'room-muted':
      return words.term('roomMuted');
    case 'room-unmuted':
      return words.term('roomUnmuted');
    case 'announcement':
    case 'server':
      return notice.text;
    case 'gap':
      return words.term('gap');
    case 'dropped':
      return words.term('skipped', { count: notice.count });
  }
}
