import type { Account, Session } from './account.js';
import type { Connection } from './connection.js';
import type { Fields, JsonObject } from './fields.js';
import type { Service } from './service.js';

/** A refused request, with Tencent's error code and a message for the developer. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: number;
  /** More fields of the response body. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: number, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.extra = extra;
  }
}

/** The author of a request: a logged-in user, a guest without a login, or the application over REST. */
export type Caller =
  | { readonly kind: 'user'; readonly account: Account; readonly session: Session }
  | { readonly kind: 'guest' }
  | { readonly kind: 'application'; readonly account: Account };

/** A request as its handler gets it. */
export interface Call {
  /** `service.command`. */
  readonly command: string;
  readonly caller: Caller;
  readonly fields: Fields;
  /** Absent for REST calls. */
  readonly connection?: Connection;
  /** The head of the frame; empty for REST calls. */
  readonly head: JsonObject;
  /** Responds with a body that is serialised already, now or later. */
  readonly respondText: (bodyText: string) => void;
}

/**
 * Handles a command. Returns the fields of the response besides ErrorCode, or undefined if it responds through
 * `respondText` or not at all. Throws ServiceError to refuse.
 */
export type Handler = (call: Call, service: Service) => JsonObject | undefined | Promise<JsonObject | undefined>;

/** Handlers by `service.command`. */
export type Commands = Readonly<Record<string, Handler>>;
