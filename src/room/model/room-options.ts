import type { ImClientFactory } from '../../im/im-client.js';
import type { TokenResponse } from '../../protocol/token-response.js';
import type { ChatUser } from './chat-message.js';

export type { TokenResponse };

// What a page may give to filter texts by. Plain data and functions; filters.ts runs them.

/**
 * Where a reader's list of hidden people is kept, per room. A page may bring its own; nothing in it may throw for the
 * room to work.
 */
export interface HiddenUsersStore {
  /** User ids whose messages this reader does not want to see. */
  load(groupId: string): readonly string[];
  /** Replaces the list of that room. */
  save(groupId: string, userIds: readonly string[]): void;
}

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

/**
 * The page's own way to a token. Rejecting with a `ChatError` passes its code on; anything else becomes
 * `token/unreachable`.
 */
export type TokenProvider = (request: {
  readonly groupId: string;
  readonly signal: AbortSignal;
}) => Promise<TokenResponse>;

/** Which room, who says who the viewer is, and how much is kept. Fixed for the life of a `Room`. */
export interface RoomOptions {
  readonly groupId: string;
  /** One of the two is needed. */
  readonly tokenEndpoint?: string;
  readonly tokenProvider?: TokenProvider;
  /** Cookies to another origin; default `same-origin`. */
  readonly tokenCredentials?: RequestCredentials;
  /**
   * Where the server kit's moderation handler answers, for hosts and moderators whom only the application knows: what
   * the service
   * does not let this user do itself is asked of it. Cookies as `tokenCredentials` says.
   */
  readonly moderationEndpoint?: string;
  /** Rows kept, default 500, 20 to 5000. */
  readonly maxMessages?: number;
  /** Filters of texts that are sent and that arrive, such as lists of words; see `Room.addFilters`. */
  readonly filters?: readonly TextFilter[];
  /** Keeps own messages that are not out yet across a reload, in this tab's sessionStorage; default: not. */
  readonly keepOutbox?: boolean;
  /** Where hidden people are remembered; default: this browser's localStorage. */
  readonly hiddenUsersStore?: HiddenUsersStore;
  /** For tests and other services; default: tim-js-sdk, fetched on demand. */
  readonly createClient?: ImClientFactory;
}
