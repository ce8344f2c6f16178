import type { ImClientFactory, ImSdkVersion } from '../../im/im-client.js';
import type { TokenResponse } from '../../protocol/token-response.js';
import type { ChatUser } from './chat-message.js';

export type { TokenResponse };

/** Messages that a room keeps: the default, and the range that a page may choose from. */
export const DEFAULT_MAX_MESSAGES = 500;
export const MIN_MESSAGES = 20;
export const MAX_MESSAGES = 5_000;

/**
 * Stores which users a reader has hidden, per room. A page may provide its own. Neither method may throw, or the room
 * does not work.
 */
export interface HiddenUsersStore {
  /** Ids of the users whose messages this reader has hidden. */
  load(groupId: string): readonly string[];
  /** Replaces the list of that room. */
  save(groupId: string, userIds: readonly string[]): void;
}

/** Describes the text that a filter function gets. */
export interface FilteredText {
  /** The author of the text. */
  readonly from: ChatUser;
  /** The text of a message, the text of a face, the name of a gift, a quoted text, or the name of a user. */
  readonly kind: 'text' | 'face' | 'gift' | 'quote' | 'name';
  /** True: this user is about to send it. False: it was received, now or as part of the history. */
  readonly isSending: boolean;
}

/**
 * A synchronous filter. A returned string replaces the text. `false` refuses a text that is about to be sent
 * (`send/blocked`) and hides one that was received (a name is replaced by the user's id). Any other value leaves the
 * text unchanged. A text that a filter changed is filtered again, on the sender's page and on each reader's page, so a
 * filter must accept its own output.
 */
export type TextFilterFunction = (text: string, about: FilteredText) => string | boolean | null | undefined | void;

/** A list of words. They are found despite spaces, width, case, accents and invisible characters. */
export interface WordListFilter {
  readonly words: Iterable<string>;
  /** This user's own text: it is refused (the default), or sent with the words masked. */
  readonly own?: 'refuse' | 'mask';
  /** A received text: the words are masked (the default), or the message is not shown. */
  readonly others?: 'mask' | 'hide';
}

/** One filter: a word, a list of words, or a function. */
export type TextFilter = string | WordListFilter | TextFilterFunction;

/**
 * A function of the page that gets a token. When it rejects with a `ChatError`, the room fails with the code of that
 * error; any other rejection becomes `token/unreachable`.
 */
export type TokenProvider = (request: {
  readonly groupId: string;
  readonly signal: AbortSignal;
}) => Promise<TokenResponse>;

/**
 * An instance of tim-js-sdk 2.x or @tencentcloud/chat 3.x, made by its `create()`. The page logs it in and out. These
 * are some of its methods.
 */
export interface TencentChat {
  readonly on: (...values: never[]) => unknown;
  readonly off: (...values: never[]) => unknown;
  readonly joinGroup: (...values: never[]) => unknown;
  readonly sendMessage: (...values: never[]) => unknown;
}

/** Which of Tencent's SDKs a room loads; see `RoomOptions.sdk`. */
export type SdkChoice = ImSdkVersion | 'auto';

/** The options of a `Room`. They cannot be changed later, except where `Room` has a method for it. */
export interface RoomOptions {
  readonly groupId: string;
  /** Either this or `tokenProvider` or `chat` is required. */
  readonly tokenEndpoint?: string;
  readonly tokenProvider?: TokenProvider;
  /**
   * The page's own instance of Tencent's SDK: the room uses its login and its socket, loads no SDK, and leaves both to
   * the page. With a token as well, the role and the capabilities of the token count; its signature is not used.
   */
  readonly chat?: TencentChat;
  /** Who is logged in to `chat`. Needed for tim-js-sdk 2.x, unless the token names the user. */
  readonly userId?: string;
  /**
   * Which of Tencent's SDKs the room loads: `v2` is tim-js-sdk 2.27.6, `v3` is @tencentcloud/chat 3.6.6. `auto`: the
   * one that the token names, which is then not loaded before the token is there. Default: the one that the token
   * names, otherwise `v2`, which is loaded at once. Has no effect with `chat`.
   */
  readonly sdk?: SdkChoice;
  /** Whether cookies are sent to an endpoint of another origin; default `same-origin`. */
  readonly tokenCredentials?: RequestCredentials;
  /**
   * URL of the server kit's moderation handler. It carries out what the service does not let this user do: for a host
   * or moderator who is one only by the application's token. Cookies are sent as `tokenCredentials` defines.
   */
  readonly moderationEndpoint?: string;
  /** How many messages are kept: 20 to 5000, default 500. */
  readonly maxMessages?: number;
  /** Filters of texts that are sent or received; see `Room.addFilters`. */
  readonly filters?: readonly TextFilter[];
  /** Keeps unsent messages of this user across a reload, in the tab's sessionStorage; default: off. */
  readonly keepOutbox?: boolean;
  /** Stores the hidden users; default: this browser's localStorage. */
  readonly hiddenUsersStore?: HiddenUsersStore;
  /** For tests and for other services; default: tim-js-sdk, loaded on demand. */
  readonly createClient?: ImClientFactory;
}
