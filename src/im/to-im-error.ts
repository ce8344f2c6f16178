import { IM_ERROR_CODE, ImError } from './im-error.js';
import { TIM_ERROR_WORDS } from './tim-error-words.js';

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
      : (TIM_ERROR_WORDS[code] ?? `Error ${code} while ${doing}.`),
  );
}
