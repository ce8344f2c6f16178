import type { ChatUser, NoticeBody } from '../../../room/model/chat-message.js';
import { formatDuration, formatList } from '../../shared/format.js';
import type { LocalizeController } from '../../shared/localize-controller.js';

type Localize = Pick<LocalizeController, 'term' | 'lang'>;

/** Longest name in a notice, in code points: a notice is one line, and names are not its subject. */
const MAX_NAME_LENGTH = 20;
/** In place of a name: the index of a user between two noncharacters of Unicode. */
const PLACEHOLDER = /\uFDD0(\d+)\uFDD1/;

function shortName({ nick }: ChatUser): string {
  const letters = [...nick];
  return letters.length > MAX_NAME_LENGTH ? `${letters.slice(0, MAX_NAME_LENGTH - 1).join('')}…` : nick;
}

type NameOf = (user: ChatUser) => string;

function joinedOrLeft(
  { type, users, others }: Extract<NoticeBody, { type: 'joined' | 'left' }>,
  { term, nameOf, list }: { term: Localize['term']; nameOf: NameOf; list: (users: readonly ChatUser[]) => string },
  namesAll: boolean,
): string {
  if (namesAll && others === 0) return term(type, { name: list(users) });
  const [first, second] = users;
  const name = first ? nameOf(first) : '';
  const total = users.length + others;
  if (total === 2 && second) return term(`${type}Two`, { name, other: nameOf(second) });
  return total > 1 ? term(`${type}Many`, { name, count: total - 1 }) : term(type, { name });
}

/** The text of a notice in the language of the element. `namesAll` lists all users instead of counting them. */
export function noticeText(
  notice: NoticeBody,
  localize: Localize,
  namesAll = false,
  nameOf: NameOf = shortName,
): string {
  const { lang } = localize;
  const term = localize.term.bind(localize);
  const list = (users: readonly ChatUser[]): string => formatList(lang, users.map(nameOf));
  switch (notice.type) {
    case 'joined':
    case 'left':
      return joinedOrLeft(notice, { term, nameOf, list }, namesAll);
    case 'muted': {
      const name = list(notice.users);
      return notice.seconds
        ? term('userMutedFor', { name, duration: formatDuration(lang, notice.seconds) })
        : term('userMuted', { name });
    }
    case 'unmuted':
      return term('userUnmuted', { name: list(notice.users) });
    case 'kicked':
      return term('userKicked', { name: list(notice.users) });
    case 'banned':
      return term('userBanned', { name: list(notice.users) });
    case 'moderator-added':
      return term('moderatorAdded', { name: list(notice.users) });
    case 'moderator-removed':
      return term('moderatorRemoved', { name: list(notice.users) });
    case 'room-muted':
      return term('roomMuted');
    case 'room-unmuted':
      return term('roomUnmuted');
    case 'announcement':
    case 'server':
      return notice.text;
    case 'gap':
      return term('gap');
    case 'dropped':
      return term('dropped', { count: notice.count });
  }
}

/**
 * The same as nodes. Each name is an element, so that a name that reads like a sentence is not taken for the notice.
 */
export function noticeNodes(notice: NoticeBody, localize: Localize, namesAll: boolean): (Node | string)[] {
  if (!('users' in notice)) return [noticeText(notice, localize)];
  const users: ChatUser[] = [];
  const text = noticeText(notice, localize, namesAll, (user) => `\uFDD0${users.push(user) - 1}\uFDD1`);
  return text.split(PLACEHOLDER).map((part, index) => {
    const user = index % 2 === 1 ? users[Number(part)] : undefined;
    if (!user) return part;
    const name = document.createElement('bdi');
    name.className = 'notice-name';
    name.textContent = shortName(user);
    return name;
  });
}
