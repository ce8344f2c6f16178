// A request on its way to its handler: who asks, what, and over which connection.
import type { Account, Session } from './account.js';
import type { Connection } from './connection.js';
import type { Fields } from './fields.js';
import type { JsonObject } from './json-object.js';
import type { Service } from './service.js';

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
