import type { ImClientFactory } from '../im/im-client.js';
import type { TextFilter } from './filters/text-filter.js';
import type { HiddenPeopleStore } from './hidden-people-store.js';

/** What the token endpoint answers, or a `tokenProvider` resolves to. Field by field in README, "Token endpoint". */
export interface TokenAnswer {
  readonly sdkAppId: number;
  readonly userId?: string;
  readonly userSig?: string;
  readonly groupId?: string;
  /** Unix seconds. */
  readonly expiresAt?: number;
  readonly nick?: string;
  readonly avatar?: string;
  readonly role?: 'viewer' | 'host' | 'moderator';
  readonly capabilities?: readonly string[];
  readonly proxyServer?: string;
}

/**
 * The page's own way to a token. Rejecting with a `ChatError` passes its code on; anything else becomes
 * `token/unreachable`.
 */
export type TokenProvider = (request: {
  readonly groupId: string;
  readonly signal: AbortSignal;
}) => Promise<TokenAnswer>;

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
  readonly hiddenPeopleStore?: HiddenPeopleStore;
  /** For tests and other services; default: tim-js-sdk, fetched on demand. */
  readonly createClient?: ImClientFactory;
}
