// The token endpoint: who is this, may they enter, and a UserSig with which they log in. Who they are is the
// application's
// own answer (`identify`, from its session); the request's body names a room and nothing else.
import { HttpProblem, Refusal } from './http-problem.js';
import { isGroupId } from './moderation/moderation-request.js';
import { enforceRate, jsonEndpoint, type JsonEndpointOptions } from './json-endpoint.js';
import { RateLimiter, type RateLimit } from './rate-limiter.js';
import { requireSdkAppId, requireSigningKey } from './signing-key.js';
import { createUserSig, type SigningKey } from './user-sig.js';

/** What a person is in the room; decides what the page offers, not what the service allows. */
export type TokenRole = 'viewer' | 'host' | 'moderator';

/** A person the application knows. */
export interface IdentifiedUser {
  /** 1 to 32 characters of `A-Z a-z 0-9 _ -`; the same person always has the same. */
  userId: string;
  guest?: false;
  nick?: string;
  /** https URL. */
  avatar?: string;
  /** Default `viewer`. */
  role?: TokenRole;
  /** What the page offers; default by role. */
  capabilities?: readonly string[];
  /** Another room than the one that was asked for. */
  groupId?: string;
}

/** Someone who may read without being known. */
export interface IdentifiedGuest {
  guest: true;
  nick?: string;
  groupId?: string;
}

/** Not let in: 401 (sign in first) unless `status` says 403. The words are shown to the person. */
export interface RefusedIdentity {
  refused: string;
  status?: 401 | 403;
}

/** What `identify` may answer: a person, a guest, a refusal in words, or nobody. */
export type Identity = IdentifiedUser | IdentifiedGuest | RefusedIdentity | null | undefined;

/**
 * The application's own answer to "who is this?". `null` refuses with 401; a thrown `Refusal` refuses in words.
 * `groupId` is '' when the page named no room.
 */
export type Identify = (request: Request, asked: { readonly groupId: string }) => Identity | Promise<Identity>;

/** What `createTokenHandler` wants; `identify`, `sdkAppId` and one key are needed. */
export type TokenHandlerOptions = SigningKey &
  JsonEndpointOptions & {
    sdkAppId: number;
    identify: Identify;
    /** A proxy or the emulator instead of Tencent's own servers; `ws:` or `wss:` URL. */
    proxyServer?: string;
    /** Seconds a UserSig holds; default 7200. The page asks again at 80 % of it. */
    lifetime?: number;
    /** Tokens of one user; default 60 a minute; `false` for no limit. */
    userLimit?: RateLimit | false;
    /** User ids that no page may ever get a UserSig for; default `administrator`, whose UserSig opens the REST API. */
    reservedUserIds?: readonly string[];
  };

/** What the page gets; field by field in README, "Token endpoint". */
export interface TokenResponse {
  sdkAppId: number;
  groupId: string;
  userId?: string;
  userSig?: string;
  /** Unix seconds. */
  expiresAt?: number;
  nick?: string;
  avatar?: string;
  role: TokenRole;
  capabilities: readonly string[];
  proxyServer?: string;
}

const LIMITS = { maxBytes: 4096, maxDepth: 8 };
/** A viewer needs one every 96 minutes; tabs and reloads add to it. */
const USER_LIMIT: RateLimit = { limit: 60, windowSeconds: 60 };
/** A school or an office may sit behind one address when a show starts. */
const ADDRESS_LIMIT: RateLimit = { limit: 600, windowSeconds: 60 };
const DEFAULT_LIFETIME_S = 7200;
/** The vendor's own default of 180 days is as long as anybody may ask for. */
const MAX_LIFETIME_S = 180 * 86_400;

const VIEWER_CAPABILITIES = ['send', 'like'];
const STAFF_CAPABILITIES = [...VIEWER_CAPABILITIES, 'mute', 'mute-all', 'ban', 'retract', 'announce', 'settings'];

async function askIdentity(
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
    throw new TypeError(`identify returned a ${name} that is not text.`);
}

function requireUser(identity: IdentifiedUser, reserved: ReadonlySet<string>): void {
  const { userId, role = 'viewer', capabilities = [] } = identity;
  if (typeof userId !== 'string' || !/^[\w-]{1,32}$/.test(userId))
    throw new TypeError('identify returned a userId that is not 1 to 32 characters of A-Z a-z 0-9 _ -.');
  if (reserved.has(userId.toLowerCase()))
    throw new TypeError(`identify returned the reserved userId "${userId}", whose UserSig must never reach a page.`);
  if (!['viewer', 'host', 'moderator'].includes(role))
    throw new TypeError('identify returned a role other than viewer, host and moderator.');
  if (!Array.isArray(capabilities) || !capabilities.every((each) => typeof each === 'string'))
    throw new TypeError('identify returned capabilities that are not a list of texts.');
  requireText('nick', identity.nick);
  requireText('avatar', identity.avatar);
}

/**
 * Makes the handler of the token endpoint. The handler never rejects: whatever is wrong becomes problem JSON (RFC
 * 9457).
 * Throws TypeError at once when the key is missing, short or a placeholder, or another option cannot be right.
 */
export function createTokenHandler(options: TokenHandlerOptions): (request: Request) => Promise<Response> {
  const {
    identify,
    proxyServer,
    lifetime = DEFAULT_LIFETIME_S,
    userLimit = USER_LIMIT,
    reservedUserIds = ['administrator'],
    now = Date.now,
  } = options;
  const key = requireSigningKey(options);
  const sdkAppId = requireSdkAppId(options.sdkAppId);
  if (typeof identify !== 'function')
    throw new TypeError('identify must be a function: (request, {groupId}) => who this is.');
  if (!Number.isInteger(lifetime) || lifetime < 60 || lifetime > MAX_LIFETIME_S)
    throw new TypeError(`lifetime must be whole seconds from 60 to ${MAX_LIFETIME_S}.`);
  if (proxyServer !== undefined && (!URL.canParse(proxyServer) || !/^wss?:$/.test(new URL(proxyServer).protocol)))
    throw new TypeError('proxyServer must be a ws: or wss: URL.');
  const limiter = userLimit === false ? undefined : new RateLimiter(userLimit, now);
  const reserved = new Set(reservedUserIds.map((each) => each.toLowerCase()));

  return jsonEndpoint(
    options,
    { limits: LIMITS, addressLimit: ADDRESS_LIMIT },
    async (body, request): Promise<TokenResponse> => {
      const asked = body.get('groupId') ?? '';
      if (asked !== '' && !isGroupId(asked))
        throw new HttpProblem(400, 'Bad request', 'groupId must be 1 to 48 printable ASCII characters.', {
          code: 'group-id',
        });
      const identity = await askIdentity(identify, request, asked);
      const groupId = identity.groupId ?? asked;
      if (groupId === '') throw new HttpProblem(400, 'Bad request', 'No groupId was named.', { code: 'group-id' });
      if (!isGroupId(groupId))
        throw new TypeError('identify returned a groupId that is not 1 to 48 printable ASCII characters.');
      const common = { sdkAppId, groupId, ...(proxyServer !== undefined && { proxyServer }) };
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
      const {
        userId,
        nick,
        avatar,
        role = 'viewer',
        capabilities = role === 'viewer' ? VIEWER_CAPABILITIES : STAFF_CAPABILITIES,
      } = identity;
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
