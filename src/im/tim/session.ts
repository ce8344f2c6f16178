// What the client needs of a session, whoever logs in: tim-session.ts logs in an SDK of its own, in a sandbox;
// ../attached/attached-session.ts uses an instance that the page has logged in.
import type { ImClientOptions, ImCredentials, ImListener, ImUser } from '../im-client.js';
import type { TimInstance } from './tim-sdk.js';

/** Callbacks of a session: the room's, and those of the client. */
export interface SessionListener extends Omit<ImListener, 'onMembershipLost'> {
  /** A guest lost the connection. The SDK would reconnect late and receive nothing, so a new session is needed. */
  onGuestLost(): void;
  /** A short frame of the service. */
  onFrame(text: string): void;
  /** Every half second or so while the user is logged in. `isReady`: connected, and timers are not throttled. */
  onCheck(isReady: boolean): void;
}

/** One login of one user. A session is never used again after its end. */
export interface Session {
  /** '' for a guest. */
  readonly userId: string;
  readonly credentials: ImCredentials;
  readonly isGuest: boolean;
  /** Logged in, and not ended. */
  readonly isUsable: boolean;
  /** The user as the service knows them, where the session has to read it: the page logged in. */
  readonly user?: ImUser;
  /** The room in which arriving items are read; set when it is joined. */
  groupId: string;
  /** The SDK keeps a room, because the service refused to end the membership: only a new session can join. */
  keepsRoom: boolean;
  /** The service stopped to deliver the room although the connection is healthy. */
  isMembershipLost: boolean;

  /** A login with these credentials would change nothing. */
  matches(credentials: ImCredentials): boolean;
  /** Once per session. */
  login(signals: readonly AbortSignal[]): Promise<void>;
  /** Joins at the service. Resolves to the SDK's response. */
  join(groupId: string): Promise<unknown>;
  /** Ends the membership at the service, if this session may end it. */
  quit(groupId: string): Promise<unknown>;
  /** One call of the SDK. Whatever it throws or rejects with becomes an `ImError`. */
  call(operation: string, work: (tim: TimInstance) => Promise<{ readonly data?: unknown }>): Promise<unknown>;
  /** For what the SDK makes without a request: messages. */
  make<T>(operation: string, work: (tim: TimInstance) => T): T;
  /** Leaves and logs out what this session joined and logged in, then frees everything. Never rejects. */
  end(): Promise<void>;
  /** Frees everything at once. */
  dispose(): void;
}

/**
 * Makes a session that is not logged in yet, after loading what it needs. Rejects with an `ImError`, also when a signal
 * is aborted.
 */
export type OpenSession = (
  credentials: ImCredentials,
  listener: SessionListener,
  options: ImClientOptions,
  signals: readonly AbortSignal[],
) => Promise<Session>;
