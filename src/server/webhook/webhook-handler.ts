// The URL that the service asks before it delivers a message or lets someone in, and tells what happened. It waits 2 s
// for
// an answer, so a slow handler is cut off here, and the answer is then the one chosen beforehand.
import { HttpProblem } from '../http-problem.js';
import { readJsonObject } from '../read-json-object.js';
import { requireSdkAppId } from '../signing-key.js';
import { sha256Hex } from '../crypto.js';
import { checkWebhookSignature } from './check-webhook-signature.js';
import { IdempotencyCache } from './idempotency-cache.js';
import { readWebhookEvent, type ReadEvent } from './read-webhook-event.js';
import { webhookResponse, type WebhookResponse } from './webhook-response.js';
import type { BeforeJoinEvent, BeforeSendEvent, WebhookEvents } from './webhook-event.js';

type MaybePromise<Value> = Value | Promise<Value>;

/** Decides about one message. Returning nothing lets it pass. `signal` ends when the time is up. */
export type BeforeSendHook = (
  event: BeforeSendEvent,
  signal: AbortSignal,
) => MaybePromise<WebhookResponse | undefined | void>;
/** Decides whether someone may come in. */
export type BeforeJoinHook = (
  event: BeforeJoinEvent,
  signal: AbortSignal,
) => MaybePromise<WebhookResponse | undefined | void>;

type Listener<Event> = (event: Event, signal: AbortSignal) => MaybePromise<unknown>;

/**
 * What is to be done. Several hooks before sending are asked in order: each sees what the one before made of the
 * message, and the first refusal ends it.
 */
export type WebhookListeners = {
  [Name in Exclude<keyof WebhookEvents, 'beforeSend' | 'beforeJoin'>]?: Listener<WebhookEvents[Name]>;
} & {
  beforeSend?: BeforeSendHook | readonly BeforeSendHook[];
  beforeJoin?: BeforeJoinHook;
};

/** What `createWebhookHandler` wants; `token`, `sdkAppId` and `on` are needed. */
export interface WebhookHandlerOptions {
  /** The token set in the console beside the URL. `false`: not signed, for trying things out only. */
  token: string | false;
  sdkAppId: number;
  on: WebhookListeners;
  /** Milliseconds a hook may take; default 1500, which leaves the way there and back of the service's 2000. */
  timeoutMs?: number;
  /** The answer when a hook is too slow or fails; default `allow`, as the service itself does. */
  onFailure?: 'allow' | 'refuse';
  /** Hears of hooks that failed or were too slow. Default: console.error. */
  onError?: (error: unknown) => void;
  /** Unix ms, for tests. */
  now?: () => number;
}

const LIMITS = { maxBytes: 262_144, maxDepth: 32 };

function envelope(decision: WebhookResponse): Record<string, unknown> {
  const ok = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 };
  switch (decision.kind) {
    case 'allow':
      return ok;
    case 'silence':
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

async function askBeforeSend(
  hooks: readonly BeforeSendHook[],
  first: BeforeSendEvent,
  signal: AbortSignal,
): Promise<WebhookResponse> {
  let event = first;
  let decision: WebhookResponse = webhookResponse.allow();
  for (const hook of hooks) {
    const next = (await hook(event, signal)) ?? webhookResponse.allow();
    if (next.kind === 'refuse' || next.kind === 'silence') return next;
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
): Promise<WebhookResponse> {
  if (name === 'beforeSend')
    return askBeforeSend(
      on.beforeSend === undefined ? [] : typeof on.beforeSend === 'function' ? [on.beforeSend] : on.beforeSend,
      event,
      signal,
    );
  if (name === 'beforeJoin') return (await on.beforeJoin?.(event, signal)) ?? webhookResponse.allow();
  const listener = on[name] as Listener<typeof event> | undefined;
  await listener?.(event, signal);
  return webhookResponse.allow();
}

/**
 * Makes the handler. A request that is not the service's gets problem JSON (401, 403, 400, 413, 405); a repeat of the
 * same
 * body gets the answer of the first and is not counted twice. An after-event whose listener failed is answered with
 * 500, so
 * that the service may tell it again. Throws TypeError when an option cannot be right.
 */
export function createWebhookHandler(options: WebhookHandlerOptions): (request: Request) => Promise<Response> {
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
      'token must be the one set in the console for the webhook (8 characters or more), or false to take unsigned requests.',
    );
  if (!(timeoutMs > 0 && timeoutMs < 2000))
    throw new TypeError('timeoutMs must be above 0 and below 2000: the service waits no longer.');
  const recent = new IdempotencyCache(now);

  async function decide(read: ReadEvent): Promise<Response> {
    const isAsked = read.name === 'beforeSend' || read.name === 'beforeJoin';
    const limit = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        const error = new Error(`The ${read.name} hook took longer than ${timeoutMs} ms.`);
        reject(error);
        limit.abort(error);
      }, timeoutMs);
    });
    try {
      return Response.json(envelope(await Promise.race([dispatch(on, read, limit.signal), late])));
    } catch (error) {
      onError(error);
      if (isAsked)
        return Response.json(envelope(onFailure === 'allow' ? webhookResponse.allow() : webhookResponse.refuse()));
      return new HttpProblem(500, 'Internal error', 'The listener failed.').toResponse();
    } finally {
      clearTimeout(timer);
    }
  }

  return async (request) => {
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
      // Two events may look alike where the service did not put a time into them; a request caught on the way has its
      // old time.
      const moment = body.has('EventTime') ? '' : query.get('RequestTime');
      if (moment === null) return await decide(read);
      return await recent.respond(await sha256Hex(`${command}\n${moment}\n${JSON.stringify([...body])}`), () =>
        decide(read),
      );
    } catch (error) {
      if (error instanceof HttpProblem) return error.toResponse();
      onError(error);
      return new HttpProblem(500, 'Internal error', 'The server could not answer this.').toResponse();
    }
  };
}
