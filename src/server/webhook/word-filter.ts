import { WordList, WordMatcher } from '../word-list.js';
import type { BeforeSendHook } from './webhook-handler.js';
import { editMessage } from './message-elements.js';
import { webhookResponse } from './webhook-response.js';
import type { BeforeSendEvent } from './webhook-event.js';

/**
 * `mask`: delivers the message with the words' letters replaced by this character. `refuse`: does not deliver it, and
 * shows this text to the sender. `drop`: does not deliver it, without notice to the sender.
 */
export type WordFilterAction = { mask: string } | { refuse: string; code?: number } | { drop: true };

/** Exceptions of a word filter. */
export interface WordFilterExtras {
  /** Messages that are not filtered, such as the site's own announcements. */
  exempt?: (event: BeforeSendEvent) => boolean;
}

/**
 * A hook for `on.beforeSend`. Finds words in spite of spacing, width, case, accents and invisible characters, in linear
 * time; words of Latin and other spaced scripts only as whole words, those of Chinese, Japanese, Korean and Thai
 * anywhere. A `WordList` may change while the filter uses it.
 */
export function wordFilter(
  words: WordList | Iterable<string>,
  action: WordFilterAction,
  { exempt }: WordFilterExtras = {},
): BeforeSendHook {
  if ('mask' in action && action.mask.length === 0) throw new TypeError('mask must be a character.');
  const list = words instanceof WordList ? words : new WordList(words);
  let matcher = new WordMatcher(list.words);
  let version = list.version;

  return (event) => {
    if (exempt?.(event)) return undefined;
    if (version !== list.version) {
      matcher = new WordMatcher(list.words);
      version = list.version;
    }
    let found = false;
    const changed = editMessage(event, (text) => {
      const ranges = 'mask' in action ? matcher.maskRanges(text) : matcher.find(text);
      found ||= ranges.length > 0;
      return 'mask' in action ? ranges.map(({ start, end }) => ({ start, end, text: action.mask })) : [];
    });
    if (!found) return undefined;
    if ('drop' in action) return webhookResponse.drop();
    if ('refuse' in action) return webhookResponse.refuse(action.refuse, action.code);
    return webhookResponse.replace({
      body: changed.body,
      ...(changed.cloudCustomData !== event.cloudCustomData && { cloudCustomData: changed.cloudCustomData }),
    });
  };
}
