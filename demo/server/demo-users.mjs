// Determines the user of a request. A cookie stores a generated user; `?user=ana` selects one for a single window, so
// that two windows of one browser can be two users. There is no authentication: a real site uses its own login instead.
import { randomInt } from 'node:crypto';

const COOKIE = 'demo_user';
const COOKIE_AGE_S = 365 * 24 * 3600;
const USER_ID = /^[a-z0-9][a-z0-9_-]{0,31}$/i; // Tencent allows 32 bytes
const ADJECTIVES = [
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
const ANIMALS = [
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

/** Sets the cookie of a browser that has none. Call before the body is written. */
export function ensureUserCookie(request, response) {
  if (userInCookie(request.headers.cookie) !== undefined) return;
  const id = `${pick(ADJECTIVES)}-${pick(ANIMALS)}-${randomInt(1000, 10_000)}`.toLowerCase();
  response.setHeader('Set-Cookie', `${COOKIE}=${id}; Path=/; Max-Age=${COOKIE_AGE_S}; HttpOnly; SameSite=Lax`);
  // This request is handled as that user, too.
  request.headers.cookie = [request.headers.cookie, `${COOKIE}=${id}`].filter(Boolean).join('; ');
}

/**
 * For `createTokenHandler`: the user in the query of the endpoint, in the query of the requesting page, or in the
 * cookie. An empty `?user=` is a guest. `?role=host` and `?nick=…` are optional.
 * @param {Request} request
 */
export function identify(request) {
  const chosen = userQuery(request.url) ?? userQuery(request.headers.get('referer'));
  const userId = chosen ? chosen.get('user') : userInCookie(request.headers.get('cookie') ?? undefined);
  if (userId === '') return { guest: true };
  if (!userId || !USER_ID.test(userId)) return null;
  const role = chosen?.get('role') ?? 'viewer';
  return {
    userId,
    nick: chosen?.get('nick')?.slice(0, 40) || nickOf(userId),
    role: ROLES.includes(role) ? role : 'viewer',
  };
}

/** For `createModerationHandler`: the demo's hosts and moderators may moderate. @param {Request} request */
export function mayModerate(request) {
  const user = identify(request);
  if (!user || user.guest) return null;
  return user.role === 'viewer' ? false : { moderatorId: user.userId };
}

function userQuery(url) {
  if (!url || !URL.canParse(url)) return undefined;
  const { searchParams } = new URL(url);
  return searchParams.has('user') ? searchParams : undefined;
}

function userInCookie(header) {
  const value = header
    ?.split(';')
    .map((each) => each.trim())
    .find((each) => each.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);
  return value !== undefined && USER_ID.test(value) ? value : undefined;
}

/** "quiet-otter-4711" becomes "Quiet Otter", "ana" becomes "Ana". */
function nickOf(userId) {
  const words = userId.replace(/-\d+$/, '').split(/[-_]/).filter(Boolean);
  return words.map((word) => word[0].toUpperCase() + word.slice(1)).join(' ') || userId;
}

function pick(list) {
  return list[randomInt(list.length)];
}
