// The handler of the URL that the service calls before it delivers a message or admits a user, and after other events.
// The service waits 2 s for a response, so a slow hook is cut off here and the response is the one of `onFailure`.
import { HttpProblem } from '../http-problem.js';
import { readJsonObject } from '../read-json-object.js';
import type { RequestContext, RequestHandler } from '../request-context.js';
import { requireSdkAppId } from '../user-sig.js';
import { sha256Hex } from '../crypto.js';
import { checkWebhookSignature, readWebhookEvent, type ReadEvent } from './read-webhook-event.js';
import { IdempotencyCache } from './idempotency-cache.js';
import { webhookResponse, type WebhookResponse } from './webhook-response.js';
import type { BeforeJoinEvent, BeforeSendEvent, WebhookEvents } from './webhook-event.js';

type MaybePromise<Value> = Value | Promise<Value>;

/**
 * Decides about one message. Returning nothing allows it. `signal` is aborted when the time is over; `context` is the
 * second argument of the handler.
 */
export type BeforeSendHook = (
  event: BeforeSendEvent,
  signal: AbortSignal,
  context?: RequestContext,
) => MaybePromise<WebhookResponse | undefined | void>;
/** Decides whether a user may join. */
export type BeforeJoinHook = (
  event: BeforeJoinEvent,
  signal: AbortSignal,
) => MaybePromise<WebhookResponse | undefined | void>;

type Listener<Event> = (event: Event, signal: AbortSignal) => MaybePromise<unknown>;

/**
 * The application's listeners. Several `beforeSend` hooks run in order: each receives the message as the one before
 * changed it, and the first refusal ends the list.
 */
export type WebhookListeners = {
  [Name in Exclude<keyof WebhookEvents, 'beforeSend' | 'beforeJoin'>]?: Listener<WebhookEvents[Name]>;
} & {
  beforeSend?: BeforeSendHook | readonly BeforeSendHook[];
  beforeJoin?: BeforeJoinHook;
};

/** Options of `createWebhookHandler`; `token`, `sdkAppId` and `on` are required. */
export interface WebhookHandlerOptions {
  /** The token that is set for the URL in the console. `false`: unsigned, for development only. */
  token: string | false;
  sdkAppId: number;
  on: WebhookListeners;
  /** Milliseconds a hook may take; default 1500, which leaves the round trip of the service's 2000. */
  timeoutMs?: number;
  /** The decision when a hook is too slow or fails; default `allow`, as the service itself does. */
  onFailure?: 'allow' | 'refuse';
  /** Called when a hook failed or was too slow. Default: console.error. */
  onError?: (error: unknown) => void;
  /** Unix ms, for tests. */
  now?: () => number;
}

const LIMITS = { maxBytes: 262_144, maxDepth: 32 };

function responseBody(decision: WebhookResponse): Record<string, unknown> {
  const ok = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 };
  switch (decision.kind) {
    case 'allow':
      return ok;
    case 'drop':
      return { ...ok, ErrorCode: 2 };
    case 'refuse':
      return { ...ok, ErrorCode: decision.code, ErrorInfo: decision.text };
    case 'replace':
      return {
        ...ok,
        ...(decision.body && { MsgBody: decision.body }),
        ...(decision.cloudCustomData !== undefined && { CloudCustomData: decision.cloudCustomData }),
      };
  }
}

async function runBeforeSend(
  hooks: readonly BeforeSendHook[],
  first: BeforeSendEvent,
  signal: AbortSignal,
  context: RequestContext | undefined,
): Promise<WebhookResponse> {
  let event = first;
  let decision: WebhookResponse = webhookResponse.allow();
  for (const hook of hooks) {
    const next = (await hook(event, signal, context)) ?? webhookResponse.allow();
    if (next.kind === 'refuse' || next.kind === 'drop') return next;
    if (next.kind === 'replace') {
      event = {
        ...event,
        ...(next.body && { body: next.body }),
        ...(next.cloudCustomData !== undefined && { cloudCustomData: next.cloudCustomData }),
      };
      decision = { ...(decision.kind === 'replace' ? decision : {}), ...next };
    }
  }
  return decision;
}

async function dispatch(
  on: WebhookListeners,
  { name, event }: ReadEvent,
  signal: AbortSignal,
  context: RequestContext | undefined,
): Promise<WebhookResponse> {
  if (name === 'beforeSend')
    return runBeforeSend(
      on.beforeSend === undefined ? [] : typeof on.beforeSend === 'function' ? [on.beforeSend] : on.beforeSend,
      event,
      signal,
      context,
    );
  if (name === 'beforeJoin') return (await on.beforeJoin?.(event, signal)) ?? webhookResponse.allow();
  const listener = on[name] as Listener<typeof event> | undefined;
  await listener?.(event, signal);
  return webhookResponse.allow();
}

/**
 * Makes the handler. The response to a request that is not the service's is problem JSON (401, 403, 400, 413, 405). A
 * repeat of the same body gets the response of the first and calls no listener. When the listener of an after-event
 * failed, the response is 500, so that the service can repeat the event. Throws TypeError when an option is not valid.
 */
export function createWebhookHandler(options: WebhookHandlerOptions): RequestHandler {
  const {
    token,
    on,
    timeoutMs = 1500,
    onFailure = 'allow',
    onError = (error: unknown) => console.error(error),
    now = Date.now,
  } = options;
  const sdkAppId = requireSdkAppId(options.sdkAppId);
  if (token !== false && (typeof token !== 'string' || token.length < 8))
    throw new TypeError(
      'token must be the one set for the webhook in the console (8 characters or more), or false to accept ' +
        'unsigned requests.',
    );
  if (!(timeoutMs > 0 && timeoutMs < 2000))
    throw new TypeError('timeoutMs must be above 0 and below 2000: the service does not wait longer.');
  const cache = new IdempotencyCache(now, timeoutMs);

  async function decide(read: ReadEvent, context: RequestContext | undefined): Promise<Response> {
    const isDecision = read.name === 'beforeSend' || read.name === 'beforeJoin';
    const deadline = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        const error = new Error(`The ${read.name} hook took longer than ${timeoutMs} ms.`);
        reject(error);
        deadline.abort(error);
      }, timeoutMs);
    });
    try {
      return Response.json(responseBody(await Promise.race([dispatch(on, read, deadline.signal, context), late])));
    } catch (error) {
      onError(error);
      if (isDecision)
        return Response.json(responseBody(onFailure === 'allow' ? webhookResponse.allow() : webhookResponse.refuse()));
      return new HttpProblem(500, 'Internal error', 'The listener failed.').toResponse();
    } finally {
      clearTimeout(timer);
    }
  }

  return async (request, context) => {
    try {
      if (request.method !== 'POST')
        throw new HttpProblem(405, 'Method not allowed', 'Use POST.', { headers: { Allow: 'POST' } });
      const query = new URL(request.url).searchParams;
      if (token !== false) await checkWebhookSignature(query, token, now());
      if (query.get('SdkAppid') !== String(sdkAppId))
        throw new HttpProblem(403, 'Forbidden', 'This webhook belongs to another application.', { code: 'sdk-app-id' });
      const body = await readJsonObject(request, LIMITS);
      const command = query.get('CallbackCommand') ?? '';
      if (body.has('CallbackCommand') && body.get('CallbackCommand') !== command)
        throw new HttpProblem(400, 'Bad request', 'The command in the query and the one in the body differ.');
      const read = readWebhookEvent(command, query, body);
      // Two events without a time in them may be equal, so the time of the request makes the difference; a replayed
      // request has its old time.
      const time = body.has('EventTime') ? '' : query.get('RequestTime');
      if (time === null) return await decide(read, context);
      return await cache.respond(await sha256Hex(`${command}\n${time}\n${JSON.stringify([...body])}`), () =>
        decide(read, context),
      );
    } catch (error) {
      if (error instanceof HttpProblem) return error.toResponse();
      onError(error);
      return new HttpProblem(500, 'Internal error', 'The server could not process this request.').toResponse();
    }
  };
}
