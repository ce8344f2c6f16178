// Tencent's error numbers and what they mean in the port's terms. No number of Tencent's is known outside `im`.
import type { ImError } from '../im-error.js';
import { createImError, type ImErrorReason, isImError } from '../im-failure.js';

/** Tencent's published numbers; those of 2xxx and 3xxx are the SDK's own. */
const CODES: Partial<Record<ImErrorReason, readonly number[]>> = {
  'signature-expired': [70001, 6206, 3004, 20002, 70002, 70003, 70005],
  'signature-invalid': [70009, 70013, 70014, 70016, 60004, 60005],
  'application-unavailable': [70020, 70051, 70107, 70398, 72000, 60020, 60006, 60010, 60012, 10026],
  busy: [...[70169, 70202, 70500, 10002, 60007, 60008], ...[60011, 60018, 60019, 60022, 90992, 90993, 90994, 90995]],
  'too-many-logins': [70050, 70114],
  superseded: [3002, 3003, 6208, 91101],
  'logged-out': [3006],
  'not-ready': [3000, 3001, 3005, 2024, 2999, 2025],
  'group-not-found': [10010, 10015, 2602, 2603],
  'group-full': [10014],
  'join-refused': [2660, 2662],
  refused: [10016],
  'server-timeout': [80003],
  muted: [10017, 20012],
  'rate-limited': [10023, 2996, 7008, 10006],
  blocked: [80001, 80004, 3123, 7015],
  'too-long': [80002, 93000, 8001],
  'not-in-group': [2101, 2623],
  'no-permission': [10007],
  'not-allowed': [2681, 2683, 2684, 2685, 2686, 2687, 2481, 10004, 10009, 10035],
  'cannot-recall': [10030, 10031, 10032, 10033, 10041, 2110],
  unsupported: [10036, 10037, 10058, 10059, 3122, 7013],
  network: [2100, 2800, 2801, 2805],
};
const REASONS = new Map(
  Object.entries(CODES).flatMap(([reason, codes]) => codes.map((code) => [code, reason as ImErrorReason] as const)),
);

/** Whether the application's own server chose the code; its text is for the user then. */
function isServerCode(code: number): boolean {
  return (code >= 10100 && code <= 10200) || (code >= 120001 && code <= 130000);
}

/** What a number of the service or of the SDK means. */
export function reasonOf(code: number): ImErrorReason {
  return isServerCode(code) ? 'refused-with-message' : (REASONS.get(code) ?? 'unknown');
}

/**
 * Messages for the errors that the SDK makes itself: it would download their texts, and has none when it cannot.
 */
const MESSAGES: Readonly<Record<number, string>> = {
  2024: 'Not logged in.',
  2025: 'A login is already in progress.',
  2100: 'The message could not be sent.',
  2101: 'Not in this live room.',
  2110: 'The message could not be recalled.',
  2403: 'A custom message needs data, description or extension.',
  2602: 'The id of the group is not valid.',
  2603: 'There is no such group.',
  2623: 'Not in this group.',
  2660: 'The group could not be joined.',
  2662: 'Without a login only a live room can be joined.',
  2681: 'Only the owner of the group may do that.',
  2684: 'Users cannot mute themselves.',
  2686: 'A ban needs a duration in seconds.',
  2687: 'A live room has no such function.',
  2721: 'The profile was refused.',
  2800: 'The network failed.',
  2801: 'The service did not respond in time.',
  2805: 'There is no network.',
  2903: 'The SDK failed internally.',
  2905: 'Not possible in this state.',
  2996: 'Too many requests in a short time.',
  2998: 'The SDK lacks a module.',
  2999: 'The SDK is not ready.',
  3000: 'The login is in progress.',
  3001: 'The login failed.',
  3002: 'Logged out: the same user logged in on another device.',
  3003: 'Logged out: the same user logged in on another page.',
  3004: 'Logged out: the signature has expired.',
  3005: 'Logged out.',
  3006: 'Logged out by the server.',
  3122: "The application's plan does not have this function.",
  3123: 'The text contains forbidden words.',
  60022: 'The service is overloaded and asks clients to wait.',
};

/** The SDK's number for leaving a group that the user is not in. */
const NOT_IN_GROUP = 2623;

/** Whether the SDK refused to leave a group because the user is not in it. */
export function isNotInGroup(error: unknown): boolean {
  return isImError(error) && error.code === NOT_IN_GROUP;
}

/**
 * Makes an `ImError` with a message out of anything that the SDK threw or rejected with. `operation` is a gerund:
 * "joining the room". The SDK's own object is not kept as the cause: it has only the number and the text, and would
 * keep the whole SDK, 1 MB, in memory for as long as a failed message stays in a log.
 */
export function toImError(error: unknown, operation: string): ImError {
  if (isImError(error)) return error;
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    message?: unknown;
  };
  const text = typeof message === 'string' ? message : '';
  // An exception without a code is the SDK's check of arguments ("Params validate failed.").
  if (typeof code !== 'number')
    return createImError('bad-argument', `The SDK refused ${operation}: ${text || 'no reason given'}`);
  // When the SDK could not download its texts, only their separators are left.
  const hasText = /[^\s|]/.test(text.replace(/\b\w+\b(?=\s*\|)/g, ''));
  return createImError(reasonOf(code), hasText ? text : (MESSAGES[code] ?? `Error ${code} while ${operation}.`), {
    code,
  });
}
