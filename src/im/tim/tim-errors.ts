import { IM_ERROR_CODE, ImError } from '../im-error.js';

/**
 * Words for the errors that the SDK makes by itself: it would download their texts, and says nothing when it cannot.
 * Numbers are Tencent's.
 */
export const TIM_ERROR_MESSAGES: Readonly<Record<number, string>> = {
  2022: 'The login was answered without a user number.',
  2023: 'The login was answered without a session key.',
  2024: 'Not logged in.',
  2025: 'A login is under way already.',
  2100: 'The message could not be sent.',
  2101: 'Not in this live room.',
  2110: 'The message could not be taken back.',
  2403: 'A custom message needs data, description or extension.',
  2481: 'Messages of a live room cannot be edited.',
  2600: 'The type of the group is not valid.',
  2601: 'The id of the group is missing.',
  2602: 'The id of the group is not valid.',
  2603: 'There is no such group.',
  2623: 'Not in this group.',
  2660: 'The group could not be joined.',
  2662: 'Without a login only a live room can be joined.',
  2681: 'Only the owner of the group may do that.',
  2684: 'Nobody can mute himself.',
  2686: 'A ban needs a duration in seconds.',
  2687: 'A live room has no such function.',
  2721: 'The profile was refused.',
  2800: 'The network failed.',
  2801: 'The service did not answer in time.',
  2805: 'There is no network.',
  2903: 'The SDK failed inside.',
  2905: 'Not possible in this state.',
  2996: 'Too many requests in a short time.',
  2998: 'The SDK lacks a module.',
  2999: 'The SDK is not ready.',
  3000: 'The login is under way.',
  3001: 'The login failed.',
  3002: 'Logged out: the same user came in on another device.',
  3003: 'Logged out: the same user came in on another page.',
  3004: 'Logged out: the signature has expired.',
  3005: 'Logged out.',
  3006: 'Logged out by the server.',
  3122: "The application's plan does not have this function.",
  3123: 'The text holds forbidden words.',
  60022: 'The service is overloaded and asks to wait.',
};

/**
 * Whatever the SDK threw or rejected with, as an `ImError` that always says something. `doing` is a gerund: "joining
 * the room".
 * The SDK's own object is not kept as the cause: it says no more than number and text, and would keep its whole SDK, 1
 * MB, in
 * memory for as long as a failed message stands in a log.
 */
export function toImError(error: unknown, doing: string): ImError {
  if (error instanceof ImError) return error;
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    message?: unknown;
  };
  const words = typeof message === 'string' ? message : '';
  // An exception without a code is the SDK's check of arguments ("Params validate failed.").
  if (typeof code !== 'number')
    return new ImError(IM_ERROR_CODE.badArgument, `The SDK refused ${doing}: ${words || 'no reason given'}`);
  // A text made of separators only is what is left of the SDK's own texts when it could not download them.
  return new ImError(
    code,
    /[^\s|]/.test(words.replace(/\b\w+\b(?=\s*\|)/g, ''))
      ? words
      : (TIM_ERROR_MESSAGES[code] ?? `Error ${code} while ${doing}.`),
  );
}
