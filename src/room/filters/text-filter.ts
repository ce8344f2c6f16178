// What a page may give to filter texts by. Plain data and functions; filters.ts runs them.
import type { ChatUser } from '../chat-message.js';

/** Whose text a filter is asked about, and what it is. */
export interface FilteredText {
  /** Who wrote it, or who is about to. */
  readonly from: ChatUser;
  /** A message's text, the words of a face, a gift's name, the text that a message quotes, or somebody's name. */
  readonly kind: 'text' | 'face' | 'gift' | 'quote' | 'name';
  /** True: this person wants to send it. False: it arrived, now or as part of the history. */
  readonly isSending: boolean;
}

/**
 * Answers at once: a string stands in place of the text; `false` refuses a text that is about to be sent
 * (`send/blocked`) and
 * keeps one that arrived off the screen (in place of a name stands the user's id); anything else leaves it as it is. Is
 * asked again for texts that a filter has changed
 * already, at the sender's page and at each reader's: what it gave once has to pass.
 */
export type TextFilterFunction = (text: string, about: FilteredText) => string | boolean | null | undefined | void;

/** A list of words, found as people read them: through spaces, width, case, accents and invisible characters. */
export interface WordListFilter {
  readonly words: Iterable<string>;
  /** This person's own text: it is refused (the default) or sent with the words covered up. */
  readonly own?: 'refuse' | 'mask';
  /** What arrives: the words are covered up (the default) or the message is not shown. */
  readonly others?: 'mask' | 'hide';
}

/** One filter: a word, a list of words, or a function. */
export type TextFilter = string | WordListFilter | TextFilterFunction;
