// An endpoint for hosts and moderators whom only the application knows: the application authorises the request, and its
// administrator account carries it out over REST.
import type { ModerationRequest } from '../../protocol/moderation.js';
import { MetadataTooLongError } from '../../protocol/room-metadata.js';
import { HttpProblem, Refusal } from '../http-problem.js';
import type { RequestHandler } from '../request-context.js';
import { enforceRate, jsonEndpoint, type JsonEndpointOptions } from '../json-endpoint.js';
import { RateLimiter, type RateLimit } from '../rate-limiter.js';
import { TencentError } from '../rest/tencent-error.js';
import { parseModerationRequest } from './moderation-request.js';
import { performModeration, type ModerationClient } from './perform-moderation.js';

/** The user who sends the request; `moderatorId` is for the limit per user and for the record. */
export interface Moderator {
  readonly moderatorId: string;
}

/**
 * The application's own decision, from its session, whether the user may do this. `null` refuses with 401, `false` with
 * 403, a thrown `Refusal` with its message.
 */
export type Authorize = (
  request: Request,
  action: ModerationRequest,
) => Moderator | boolean | null | undefined | Promise<Moderator | boolean | null | undefined>;

/** Options of `createModerationHandler`; `client` and `authorize` are required. */
export interface ModerationHandlerOptions extends JsonEndpointOptions {
  /** From `createRestClient`. */
  client: ModerationClient;
  authorize: Authorize;
  /** Called after each action that was carried out: for the record, and for `roomRules.forget`. */
  onDone?: (action: ModerationRequest, by: Moderator | undefined) => unknown;
  /** Actions of one moderator; default 60 per minute. Needs `moderatorId`. */
  moderatorLimit?: RateLimit | false;
}

/** For one request, waits and retries included. */
const ACTION_TIMEOUT_MS = 10_000;
const LIMITS = { maxBytes: 8192, maxDepth: 4 };
const MODERATOR_LIMIT: RateLimit = { limit: 60, windowSeconds: 60 };
const ADDRESS_LIMIT: RateLimit = { limit: 240, windowSeconds: 60 };

const GONE = new Set([10010, 10015]);
/** The plan does not have the function, or the console has it switched off. */
const NOT_IN_PLAN = new Set([10026, 10059, 60020, 3122]);

function busy(cause: unknown, fields: Readonly<Record<string, number>> = {}): HttpProblem {
  return new HttpProblem(503, 'Not now', 'The chat service is busy. Try again.', {
    cause,
    fields,
    code: 'busy',
    headers: { 'Retry-After': '2' },
  });
}

/** To an administrator account a ban is refused with this code when bans are switched off in the console. */
const BANS_SWITCHED_OFF = 10007;

/** The service's refusal as problem JSON: its number, never its address or signature. */
function problemOf(error: TencentError, { action }: ModerationRequest): HttpProblem {
  const extra = { cause: error, fields: { tencentCode: error.code } };
  if (GONE.has(error.code))
    return new HttpProblem(404, 'Not found', 'There is no such room.', { ...extra, code: 'room' });
  if ((action === 'ban' || action === 'unban') && error.code === BANS_SWITCHED_OFF)
    return new HttpProblem(
      501,
      'Not available',
      "Bans are not switched on: Tencent's console, group configuration, group features.",
      { ...extra, code: 'plan' },
    );
  if (NOT_IN_PLAN.has(error.code))
    return new HttpProblem(501, 'Not available', "The application's Tencent plan does not have this function.", {
      ...extra,
      code: 'plan',
    });
  if (error.retryable) return busy(error, extra.fields);
  return new HttpProblem(502, 'Refused', 'The chat service refused this.', { ...extra, code: 'service' });
}

async function authorizeModerator(
  authorize: Authorize,
  request: Request,
  action: ModerationRequest,
): Promise<Moderator | undefined> {
  try {
    const decision = await authorize(request, action);
    if (decision === true) return undefined;
    if (decision === false) throw new HttpProblem(403, 'Not allowed', 'You may not do this.', { code: 'not-allowed' });
    if (!decision) throw new HttpProblem(401, 'Not signed in', 'Sign in to moderate.', { code: 'sign-in' });
    if (typeof decision.moderatorId !== 'string' || decision.moderatorId === '')
      throw new TypeError('authorize must return true, false, null or {moderatorId}.');
    return decision;
  } catch (error) {
    if (error instanceof Refusal)
      throw new HttpProblem(error.status, error.status === 401 ? 'Not signed in' : 'Not allowed', error.message, {
        code: error.status === 401 ? 'sign-in' : 'not-allowed',
      });
    throw error;
  }
}

/**
 * Makes the handler. The request is `POST {"action", "groupId", …}` with the fields of `ModerationRequest`; the
 * response is `{"done": action}` or problem JSON: 400 for an invalid field, 401 and 403, 404 for an unknown room, 429,
 * 501 for a function that the plan does not have, 502 and 503 for the service. It never rejects.
 */
export function createModerationHandler(options: ModerationHandlerOptions): RequestHandler {
  const {
    client,
    authorize,
    onDone,
    moderatorLimit = MODERATOR_LIMIT,
    onError = (error: unknown) => console.error(error),
  } = options;
  if (typeof authorize !== 'function')
    throw new TypeError('authorize must be a function: (request, action) => true, false, null or {moderatorId}.');
  const limiter = moderatorLimit === false ? undefined : new RateLimiter(moderatorLimit, options.now);

  return jsonEndpoint(options, { limits: LIMITS, addressLimit: ADDRESS_LIMIT }, async (body, request) => {
    const action = Object.freeze(parseModerationRequest(body));
    const by = await authorizeModerator(authorize, request, action);
    enforceRate(limiter, by?.moderatorId);
    const deadline = AbortSignal.timeout(ACTION_TIMEOUT_MS);
    try {
      await performModeration(client, action, AbortSignal.any([request.signal, deadline]));
    } catch (error) {
      if (deadline.aborted && !(error instanceof TencentError)) throw busy(error);
      if (error instanceof MetadataTooLongError)
        throw new HttpProblem(409, 'No space', error.message, { code: 'too-long' });
      if (!(error instanceof TencentError)) throw error;
      onError(error);
      throw problemOf(error, action);
    }
    try {
      await onDone?.(action, by);
    } catch (error) {
      onError(error); // the action itself was carried out
    }
    return { done: action.action };
  });
}
