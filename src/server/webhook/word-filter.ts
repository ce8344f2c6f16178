import { WordList } from '../word-list.js';
import type { BeforeSendHook } from './webhook-handler.js';
import { editMessage } from './message-elements.js';
import { webhookResponse } from './webhook-response.js';
import type { BeforeSendEvent } from './webhook-event.js';
import { WordMatcher } from '../../text/word-matcher.js';

/**
 * `mask`: deliver with the words' letters replaced by this character. `refuse`: do not deliver, and tell the sender
 * this. `silence`: do not deliver, and do not tell.
 */
export type WordFilterAction = { mask: string } | { refuse: string; code?: number } | { silence: true };

/** Exceptions of a word filter. */
export interface WordFilterExtras {
  /** Whom to leave alone, such as the site's own announcements. */
  exempt?: (event: BeforeSendEvent) => boolean;
}

/**
 * A ready hook for `on.beforeSend`. Finds words through spacing, width, case, accents and invisible characters, in
 * linear
 * time; words of Latin and other spaced scripts only as whole words, those of Chinese, Japanese, Korean and Thai
 * anywhere.
 * A `WordList` may change while the filter is in use.
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
    if ('silence' in action) return webhookResponse.silence();
    if ('refuse' in action) return webhookResponse.refuse(action.refuse, action.code);
    return webhookResponse.replace({
      body: changed.body,
      ...(changed.cloudCustomData !== event.cloudCustomData && { cloudCustomData: changed.cloudCustomData }),
    });
  };
}
