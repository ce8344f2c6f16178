// Who a browser is in the demo. A cookie remembers a made-up person; `?user=ana` picks one for a single window, so that
// two windows of one browser can be two people. Nobody proves anything here: a real site asks its own login instead.
import { randomInt } from 'node:crypto';

const COOKIE = 'demo_person';
const COOKIE_AGE_S = 365 * 24 * 3600;
const PERSON_ID = /^[a-z0-9][a-z0-9_-]{0,31}$/i; // Tencent takes 32 bytes for a user id
const MANNERS = [
  'Amber',
  'Brisk',
  'Calm',
  'Clever',
  'Cosy',
  'Gentle',
  'Golden',
  'Happy',
  'Lucky',
  'Mellow',
  'Misty',
  'Nimble',
  'Quiet',
  'Silver',
  'Sunny',
  'Swift',
];
const BEINGS = [
  'Badger',
  'Crane',
  'Finch',
  'Fox',
  'Hare',
  'Heron',
  'Koala',
  'Lynx',
  'Magpie',
  'Marten',
  'Otter',
  'Owl',
  'Panda',
  'Robin',
  'Seal',
  'Wren',
];
const ROLES = ['viewer', 'host', 'moderator'];

/** Gives a browser that has no person yet one of its own. Set before the body is written. */
export function rememberPerson(request, response) {
  if (personInCookie(request.headers.cookie) !== undefined) return;
  const id = `${pick(MANNERS)}-${pick(BEINGS)}-${randomInt(1000, 10_000)}`.toLowerCase();
  response.setHeader('Set-Cookie', `${COOKIE}=${id}; Path=/; Max-Age=${COOKIE_AGE_S}; HttpOnly; SameSite=Lax`);
  // The very request that brings the cookie is answered as that person.
  request.headers.cookie = [request.headers.cookie, `${COOKIE}=${id}`].filter(Boolean).join('; ');
}

/**
 * For `createTokenHandler`: the person named by the endpoint's own query, by the query of the page that asks, or by the
 * cookie.
 * `?user=` with nothing is a guest. `?role=host` and `?nick=…` go with it.
 * @param {Request} request
 */
export function identify(request) {
  const chosen = chosenBy(request.url) ?? chosenBy(request.headers.get('referer'));
  const userId = chosen ? chosen.get('user') : personInCookie(request.headers.get('cookie') ?? undefined);
  if (userId === '') return { guest: true };
  if (!userId || !PERSON_ID.test(userId)) return null;
  const role = chosen?.get('role') ?? 'viewer';
  return {
    userId,
    nick: chosen?.get('nick')?.slice(0, 40) || nickOf(userId),
    role: ROLES.includes(role) ? role : 'viewer',
  };
}

/** For `createModerationHandler`: whom the demo calls host or moderator, it lets moderate. @param {Request} request */
export function mayModerate(request) {
  const person = identify(request);
  if (!person || person.guest) return null;
  return person.role === 'viewer' ? false : { moderatorId: person.userId };
}

function chosenBy(url) {
  if (!url || !URL.canParse(url)) return undefined;
  const { searchParams } = new URL(url);
  return searchParams.has('user') ? searchParams : undefined;
}

function personInCookie(header) {
  const value = header
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
  return value !== undefined && PERSON_ID.test(value) ? value : undefined;
}

/** "quiet-otter-4711" becomes "Quiet Otter", "ana" becomes "Ana". */
function nickOf(userId) {
  const words = userId.replace(/-\d+$/, '').split(/[-_]/).filter(Boolean);
  return words.map((word) => word[0].toUpperCase() + word.slice(1)).join(' ') || userId;
}

function pick(words) {
  return words[randomInt(words.length)];
}
