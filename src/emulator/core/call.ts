import type { Account, Session } from './account.js';
import type { Connection } from './connection.js';
import type { Fields, JsonObject } from './fields.js';
import type { Service } from './service.js';

/** A request that the service refuses, with Tencent's error code and words for the developer. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: number;
  /** More fields for the answer's body. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: number, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.extra = extra;
  }
}

// A request on its way to its handler: who asks, what, and over which connection.

/** Who asks: a logged-in person, someone without a login, or the application itself over REST. */
export type Caller =
  | { readonly kind: 'user'; readonly account: Account; readonly session: Session }
  | { readonly kind: 'guest' }
  | { readonly kind: 'application'; readonly account: Account };

/** One request. */
export interface Call {
  /** `service.command`. */
  readonly command: string;
  readonly caller: Caller;
  readonly fields: Fields;
  /** Absent for REST. */
  readonly connection?: Connection;
  /** The frame's head; empty for REST. */
  readonly head: JsonObject;
  /** Answers with a body that is JSON text already, now or later. */
  readonly answerText: (bodyText: string) => void;
}

/**
 * Handles a command. Returns the answer's fields besides ErrorCode, or undefined when it answers by `answerText` or not
 * at all. Throws ServiceError to refuse.
 */
export type Handler = (call: Call, service: Service) => JsonObject | undefined | Promise<JsonObject | undefined>;

/** Handlers by `service.command`. */
export type Commands = Readonly<Record<string, Handler>>;
