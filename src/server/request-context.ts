// What a handler cannot read from a fetch Request and the platform passes beside it.

/**
 * The second argument of every handler of this kit. Other properties are ignored, so the context object of a platform
 * can be passed as it is where it has these names.
 */
export interface RequestContext {
  /** The network address of the client, for the limit per address. */
  readonly address?: string | null | undefined;
  /** Keeps the function alive until the promise settles: the `waitUntil` of Workers and of other serverless platforms. */
  waitUntil?(promise: Promise<unknown>): void;
}

/** A handler of this kit: never rejects. */
export type RequestHandler = (request: Request, context?: RequestContext) => Promise<Response>;
