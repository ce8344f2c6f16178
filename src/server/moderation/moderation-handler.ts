// An endpoint for hosts and moderators whom the service does not know as such: the application says who may what, and
// the
// application's administrator does it over REST.
import { HttpProblem, Refusal } from '../http-problem.js';
import { enforceRate, jsonEndpoint, type JsonEndpointOptions } from '../json-endpoint.js';
import { RateLimiter, type RateLimit } from '../rate-limiter.js';
import { TencentError } from '../rest/tencent-error.js';
import { type ModerationRequest, parseModerationRequest } from './moderation-request.js';
import { performModeration, type ModerationClient } from './perform-moderation.js';

/** Who asks and may do it; `moderatorId` is for the limit per person and for the record. */
export interface Moderator {
  readonly moderatorId: string;
}

/**
 * The application's own answer to "may they do this?", from its session. `null` refuses with 401, `false` with 403, a
 * thrown
 * `Refusal` in words.
 */
export type Authorize = (
  request: Request,
  asked: ModerationRequest,
) => Moderator | boolean | null | undefined | Promise<Moderator | boolean | null | undefined>;

/** What `createModerationHandler` wants; `client` and `authorize` are needed. */
export interface ModerationHandlerOptions extends JsonEndpointOptions {
  /** From `createRestClient`. */
  client: ModerationClient;
  authorize: Authorize;
  /**
   * Told after each action that was done: for the record, and for `roomRules`, which may then forget what it knew of
   * the room.
   */
  onDone?: (asked: ModerationRequest, by: Moderator | undefined) => void;
  /** Actions of one moderator; default 60 a minute. Needs `moderatorId`. */
  moderatorLimit?: RateLimit | false;
}

const LIMITS = { maxBytes: 8192, maxDepth: 4 };
const MODERATOR_LIMIT: RateLimit = { limit: 60, windowSeconds: 60 };
const ADDRESS_LIMIT: RateLimit = { limit: 240, windowSeconds: 60 };

const GONE = new Set([10010, 10015]);
/** The plan or the console has this switched off. */
const NOT_IN_PLAN = new Set([10026, 10059, 60020, 3122]);

/** The service's refusal as an answer: its number, and never its address or signature. */
function problemOf(error: TencentError): HttpProblem {
  const extra = { cause: error, fields: { tencentCode: error.code } };
  if (GONE.has(error.code))
    return new HttpProblem(404, 'Not found', 'There is no such room.', { ...extra, code: 'room' });
  if (NOT_IN_PLAN.has(error.code))
    return new HttpProblem(501, 'Not available', "The application's Tencent plan has this switched off.", {
      ...extra,
      code: 'plan',
    });
  if (error.retryable)
    return new HttpProblem(503, 'Not now', 'The chat service is busy. Try again.', {
      ...extra,
      code: 'busy',
      headers: { 'Retry-After': '2' },
    });
  return new HttpProblem(502, 'Refused', 'The chat service refused this.', { ...extra, code: 'service' });
}

async function authorizeModerator(
  authorize: Authorize,
  request: Request,
  asked: ModerationRequest,
): Promise<Moderator | undefined> {
  try {
    const answer = await authorize(request, asked);
    if (answer === true) return undefined;
    if (answer === false) throw new HttpProblem(403, 'Not allowed', 'You may not do this.', { code: 'not-allowed' });
    if (!answer) throw new HttpProblem(401, 'Not signed in', 'Sign in to moderate.', { code: 'sign-in' });
    if (typeof answer.moderatorId !== 'string' || answer.moderatorId === '')
      throw new TypeError('authorize returned neither true, false, null nor {moderatorId}.');
    return answer;
  } catch (error) {
    if (error instanceof Refusal)
      throw new HttpProblem(error.status, error.status === 401 ? 'Not signed in' : 'Not allowed', error.message, {
        code: error.status === 401 ? 'sign-in' : 'not-allowed',
      });
    throw error;
  }
}

/**
 * Makes the handler: `POST {"action", "groupId", …}` with the fields of `ModerationAction`, answered with `{"done":
 * action}`
 * or problem JSON (400 what is wrong with a field, 401 and 403, 404 no such room, 429, 501 not in the plan, 502 and 503
 * the
 * service). It never rejects.
 */
export function createModerationHandler(options: ModerationHandlerOptions): (request: Request) => Promise<Response> {
  const {
    client,
    authorize,
    onDone,
    moderatorLimit = MODERATOR_LIMIT,
    onError = (error: unknown) => console.error(error),
  } = options;
  if (typeof authorize !== 'function')
    throw new TypeError('authorize must be a function: (request, asked) => whether they may.');
  const limiter = moderatorLimit === false ? undefined : new RateLimiter(moderatorLimit, options.now);

  return jsonEndpoint(options, { limits: LIMITS, addressLimit: ADDRESS_LIMIT }, async (body, request) => {
    const asked = Object.freeze(parseModerationRequest(body));
    const by = await authorizeModerator(authorize, request, asked);
    enforceRate(limiter, by?.moderatorId);
    try {
      await performModeration(client, asked, request.signal);
    } catch (error) {
      if (!(error instanceof TencentError)) throw error;
      onError(error);
      throw problemOf(error);
    }
    onDone?.(asked, by);
    return { done: asked.action };
  });
}
