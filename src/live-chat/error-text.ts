import { ChatError } from '../room/chat-error.js';
import type { LocalizeController } from '../ui/localize-controller.js';

/**
 * What went wrong, for the person: the words of the application's server when it gave some, otherwise ours for the
 * code.
 */
export function errorText(error: unknown, words: Pick<LocalizeController, 'term'>): string {
  if (!(error instanceof ChatError)) return words.term('error:send/network');
  return error.userMessage || words.term(`error:${error.code}`);
}
