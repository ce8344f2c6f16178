// The response of the token endpoint, as the server kit writes it and the page reads it.

/** Roles that the token endpoint can give. A role decides what the page offers, not what the service allows. */
export const ROLES = ['viewer', 'host', 'moderator'] as const;

/** What a user may be in a room. `host` owns the group. */
export type ChatRole = (typeof ROLES)[number];

/** What a user may do; from the token endpoint, the group's role and the application's plan. */
export type Capability = 'send' | 'like' | 'mute' | 'mute-all' | 'ban' | 'retract' | 'announce' | 'settings';

const VIEWER_CAPABILITIES: readonly Capability[] = ['send', 'like'];
/** With what the service allows the owner and the admins of a group. */
const STAFF_CAPABILITIES: readonly Capability[] = [
  ...VIEWER_CAPABILITIES,
  ...(['mute', 'mute-all', 'ban', 'retract', 'announce', 'settings'] as const),
];

/** The capabilities that a role has by default. */
export function defaultCapabilities(role: ChatRole): readonly Capability[] {
  return role === 'viewer' ? VIEWER_CAPABILITIES : STAFF_CAPABILITIES;
}

/** The token endpoint's response, or what a `tokenProvider` resolves to. */
export interface TokenResponse {
  readonly sdkAppId: number;
  readonly userId?: string;
  readonly userSig?: string;
  readonly groupId?: string;
  /** Unix seconds. */
  readonly expiresAt?: number;
  readonly nick?: string;
  readonly avatar?: string;
  readonly role?: ChatRole;
  readonly capabilities?: readonly string[];
  readonly proxyServer?: string;
  /** The plan has the history for new members, and it is switched on in the console. */
  readonly history?: boolean;
}

function invalid(problem: string): TypeError {
  return new TypeError(`The token response is not usable: ${problem}.`);
}

function optionalString(response: Record<string, unknown>, field: string, max: number): string | undefined {
  const value = response[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw invalid(`"${field}" has to be a string`);
  if (value.length > max) throw invalid(`"${field}" is longer than ${max} characters`);
  return value;
}

function required(value: string | undefined, field: string): string {
  if (value === undefined) throw invalid(`"${field}" is missing (it is needed with "userId")`);
  return value;
}

function parseProxy(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocol !== 'ws:' && protocol !== 'wss:') throw invalid('"proxyServer" has to be a ws: or wss: address');
  return value;
}

/** The response of a token endpoint, checked and frozen. Throws a TypeError that names the field, never its value. */
export function parseTokenResponse(value: unknown): TokenResponse {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('it has to be a JSON object');
  const response = value as Record<string, unknown>;
  const sdkAppId = response['sdkAppId'];
  if (sdkAppId === undefined) throw invalid('"sdkAppId" is missing');
  if (typeof sdkAppId !== 'number' || !Number.isSafeInteger(sdkAppId) || sdkAppId <= 0)
    throw invalid('"sdkAppId" has to be a positive whole number');
  const userId = optionalString(response, 'userId', 64);
  const role = response['role'] ?? undefined;
  if (role !== undefined && !(ROLES as readonly unknown[]).includes(role))
    throw invalid('"role" has to be "viewer", "host" or "moderator"');
  const capabilities = response['capabilities'] ?? undefined;
  if (
    capabilities !== undefined &&
    !(Array.isArray(capabilities) && capabilities.every((each) => typeof each === 'string'))
  )
    throw invalid('"capabilities" has to be a list of strings');
  const expiresAt = response['expiresAt'] ?? undefined;
  if (expiresAt !== undefined && !(typeof expiresAt === 'number' && Number.isFinite(expiresAt) && expiresAt > 0))
    throw invalid('"expiresAt" has to be a number of seconds since 1970');
  if (typeof expiresAt === 'number' && expiresAt > 1e11)
    throw invalid('"expiresAt" has to be in seconds, not in milliseconds');
  if (userId !== undefined && expiresAt === undefined)
    throw invalid('"expiresAt" is missing (it is needed with "userId")');
  const history = response['history'] ?? undefined;
  if (history !== undefined && typeof history !== 'boolean') throw invalid('"history" has to be true or false');
  const userSig = optionalString(response, 'userSig', 8192);
  return Object.freeze({
    sdkAppId,
    userId,
    userSig: userId === undefined ? undefined : required(userSig, 'userSig'),
    groupId: optionalString(response, 'groupId', 128),
    expiresAt,
    nick: optionalString(response, 'nick', 1000),
    avatar: optionalString(response, 'avatar', 2000),
    role: role as TokenResponse['role'],
    capabilities: capabilities && Object.freeze([...capabilities]),
    proxyServer: parseProxy(optionalString(response, 'proxyServer', 2000)),
    history,
  });
}
