// The token endpoint: identifies the user and returns a UserSig to log in with. The application itself identifies the
// user (`identify`, from its session); the request's body names a room and nothing else.
import { APP_ADMINISTRATOR } from '../protocol/moderation.js';
import {
  type ChatRole,
  defaultCapabilities,
  ROLES,
  SDK_VERSIONS,
  type TokenResponse as ParsedTokenResponse,
} from '../protocol/token-response.js';
import { HttpProblem, Refusal } from './http-problem.js';
import { isGroupId } from './moderation/moderation-request.js';
import type { RequestHandler } from './request-context.js';
import { enforceRate, jsonEndpoint, type JsonEndpointOptions } from './json-endpoint.js';
import { RateLimiter, type RateLimit } from './rate-limiter.js';
import { requireSdkAppId, requireSigningKey, createUserSig, type SigningKey } from './user-sig.js';

/** The role of a user in the room. It decides what the page offers, not what the service allows. */
export type TokenRole = ChatRole;

/** A user the application knows. */
export interface IdentifiedUser {
  /** 1 to 32 characters of `A-Z a-z 0-9 _ -`; always the same for the same user. */
  userId: string;
  guest?: false;
  nick?: string;
  /** https URL. */
  avatar?: string;
  /** Default `viewer`. */
  role?: TokenRole;
  /** What the page offers; the default depends on the role. */
  capabilities?: readonly string[];
  /** Another room than the requested one. */
  groupId?: string;
}

/** A user who may read without being signed in. */
export interface IdentifiedGuest {
  guest: true;
  nick?: string;
  groupId?: string;
}

/** A refusal: 401 (sign in first) unless `status` is 403. The message is shown to the user. */
export interface RefusedIdentity {
  refused: string;
  status?: 401 | 403;
}

/** What `identify` may return: a user, a guest, a refusal with a message, or nobody. */
export type Identity = IdentifiedUser | IdentifiedGuest | RefusedIdentity | null | undefined;

/**
 * The application's own function that identifies the user of a request. `null` refuses with 401; a thrown `Refusal`
 * refuses with its message. `groupId` is '' when the page named no room.
 */
export type Identify = (request: Request, requested: { readonly groupId: string }) => Identity | Promise<Identity>;

/** Options of `createTokenHandler`; `identify`, `sdkAppId` and one key are required. */
export type TokenHandlerOptions = SigningKey &
  JsonEndpointOptions & {
    sdkAppId: number;
    identify: Identify;
    /** A proxy or the emulator in place of Tencent's own servers; a `ws:` or `wss:` URL. */
    proxyServer?: string;
    /**
     * The plan has the history for new members (Ultimate), and it is switched on in Tencent's console: pages wait with
     * the join until they can request it, up to 3.5 s. Default: false.
     */
    history?: boolean;
    /**
     * The SDK that pages load which do not name one themselves: `v2` is tim-js-sdk 2.27.6, `v3` is @tencentcloud/chat
     * 3.6.6. Default: the page's own default, `v2`.
     */
    sdk?: 'v2' | 'v3';
    /** Lifetime of a UserSig in seconds; default 86,400, the least that Tencent recommends (error
     * 70001): at its end the whole audience logs in again. The page requests a new one at 80 % of it. */
    lifetime?: number;
    /** Tokens of one user; default 60 per minute; `false` for no limit. */
    userLimit?: RateLimit | false;
    /**
     * User ids for which no page may get a UserSig; default `administrator`, whose UserSig gives access to the REST
     * API.
     */
    reservedUserIds?: readonly string[];
  };

/** What the page receives: a token response in which the room, the role and the capabilities are always present. */
export type TokenResponse = ParsedTokenResponse &
  Required<Pick<ParsedTokenResponse, 'groupId' | 'role' | 'capabilities'>>;

const LIMITS = { maxBytes: 4096, maxDepth: 8 };
/** A viewer needs one every 96 minutes; tabs and reloads need more. */
const USER_LIMIT: RateLimit = { limit: 60, windowSeconds: 60 };
/** All viewers of a school or an office may have one address and arrive when a show starts. */
const ADDRESS_LIMIT: RateLimit = { limit: 600, windowSeconds: 60 };
const DEFAULT_LIFETIME_S = 86_400;
/** The vendor's own default, 180 days. */
const MAX_LIFETIME_S = 180 * 86_400;

async function requireIdentity(
  identify: Identify,
  request: Request,
  groupId: string,
): Promise<IdentifiedUser | IdentifiedGuest> {
  let identity: Identity;
  try {
    identity = await identify(request, { groupId });
  } catch (error) {
    if (error instanceof Refusal) identity = { refused: error.message, status: error.status };
    else throw error;
  }
  if (!identity) throw new HttpProblem(401, 'Not signed in', 'Sign in to enter this room.', { code: 'sign-in' });
  if ('refused' in identity) {
    const status = identity.status ?? 401;
    throw new HttpProblem(status, status === 401 ? 'Not signed in' : 'Not allowed', identity.refused, {
      code: status === 401 ? 'sign-in' : 'not-allowed',
    });
  }
  return identity;
}

function requireText(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'string')
    throw new TypeError(`identify returned a ${name} that is not a string.`);
}

function requireUser(identity: IdentifiedUser, reserved: ReadonlySet<string>): void {
  const { userId, role = 'viewer', capabilities = [] } = identity;
  if (typeof userId !== 'string' || !/^[\w-]{1,32}$/.test(userId))
    throw new TypeError('identify returned a userId that is not 1 to 32 characters of A-Z a-z 0-9 _ -.');
  if (reserved.has(userId.toLowerCase()))
    throw new TypeError(`identify returned the reserved userId "${userId}", whose UserSig must never reach a page.`);
  if (!ROLES.includes(role)) throw new TypeError(`identify returned a role other than ${ROLES.join(', ')}.`);
  if (!Array.isArray(capabilities) || !capabilities.every((each) => typeof each === 'string'))
    throw new TypeError('identify returned capabilities that are not a list of strings.');
  requireText('nick', identity.nick);
  requireText('avatar', identity.avatar);
}

/**
 * Makes the handler of the token endpoint. The handler never rejects: every failure becomes problem JSON (RFC 9457).
 * Throws TypeError at once when the key is missing, short or a placeholder, or when another option is not valid.
 */
export function createTokenHandler(options: TokenHandlerOptions): RequestHandler {
  const {
    identify,
    proxyServer,
    history = false,
    sdk,
    lifetime = DEFAULT_LIFETIME_S,
    userLimit = USER_LIMIT,
    reservedUserIds = [APP_ADMINISTRATOR],
    now = Date.now,
  } = options;
  const key = requireSigningKey(options);
  const sdkAppId = requireSdkAppId(options.sdkAppId);
  if (typeof identify !== 'function')
    throw new TypeError('identify must be a function: (request, {groupId}) => the user, a guest, a refusal or null.');
  if (!Number.isInteger(lifetime) || lifetime < 60 || lifetime > MAX_LIFETIME_S)
    throw new TypeError(`lifetime must be a whole number of seconds from 60 to ${MAX_LIFETIME_S}.`);
  if (proxyServer !== undefined && (!URL.canParse(proxyServer) || !/^wss?:$/.test(new URL(proxyServer).protocol)))
    throw new TypeError('proxyServer must be a ws: or wss: URL.');
  if (typeof history !== 'boolean') throw new TypeError('history must be true or false.');
  if (sdk !== undefined && !SDK_VERSIONS.includes(sdk)) throw new TypeError('sdk must be "v2" or "v3".');
  const limiter = userLimit === false ? undefined : new RateLimiter(userLimit, now);
  const reserved = new Set(reservedUserIds.map((each) => each.toLowerCase()));

  return jsonEndpoint(
    options,
    { limits: LIMITS, addressLimit: ADDRESS_LIMIT },
    async (body, request): Promise<TokenResponse> => {
      const requested = body.get('groupId') ?? '';
      if (requested !== '' && !isGroupId(requested))
        throw new HttpProblem(400, 'Bad request', 'groupId must be 1 to 48 printable ASCII characters.', {
          code: 'group-id',
        });
      const identity = await requireIdentity(identify, request, requested);
      const groupId = identity.groupId ?? requested;
      if (groupId === '') throw new HttpProblem(400, 'Bad request', 'The groupId is missing.', { code: 'group-id' });
      if (!isGroupId(groupId))
        throw new TypeError('identify returned a groupId that is not 1 to 48 printable ASCII characters.');
      const common = {
        sdkAppId,
        groupId,
        ...(proxyServer !== undefined && { proxyServer }),
        ...(history && { history }),
        ...(sdk && { sdk }),
      };
      if (identity.guest) {
        requireText('nick', identity.nick);
        return {
          ...common,
          ...(identity.nick !== undefined && { nick: identity.nick }),
          role: 'viewer',
          capabilities: [],
        };
      }
      requireUser(identity, reserved);
      const { userId, nick, avatar, role = 'viewer', capabilities = defaultCapabilities(role) } = identity;
      enforceRate(limiter, userId);
      const issuedAt = Math.floor(now() / 1000);
      const userSig = await createUserSig({ ...key, sdkAppId, userId, expire: lifetime, now: issuedAt });
      return {
        ...common,
        userId,
        userSig,
        expiresAt: issuedAt + lifetime,
        ...(nick !== undefined && { nick }),
        ...(avatar !== undefined && { avatar }),
        role,
        capabilities,
      };
    },
  );
}
