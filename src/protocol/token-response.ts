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

/** The versions of Tencent's SDK that a page can load. */
export const SDK_VERSIONS = ['v2', 'v3'] as const;
type SdkVersion = (typeof SDK_VERSIONS)[number];

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
  /** The SDK with which pages log in that do not name one themselves. */
  readonly sdk?: SdkVersion;
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

function requireWithUser<T>(value: T | undefined, field: string): T {
  if (value === undefined) throw invalid(`"${field}" is missing (it is needed with "userId")`);
  return value;
}

/** The value of a field that may be missing. `expected` says what it has to be. */
function optional<T>(
  response: Record<string, unknown>,
  field: string,
  isValid: (value: unknown) => unknown,
  expected: string,
): T | undefined {
  const value = response[field] ?? undefined;
  if (value !== undefined && !isValid(value)) throw invalid(`"${field}" has to be ${expected}`);
  return value as T | undefined;
}

const isOneOf = (values: readonly unknown[]) => (value: unknown) => values.includes(value);
const areStrings = (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string');
const isSocketAddress = (value: unknown) => URL.canParse(value as string) && /^wss?:/i.test(value as string);

/** The response of a token endpoint, checked and frozen. Throws a TypeError that names the field, never its value. */
export function parseTokenResponse(value: unknown): TokenResponse {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('it has to be a JSON object');
  const response = value as Record<string, unknown>;
  const sdkAppId = response['sdkAppId'];
  if (sdkAppId === undefined) throw invalid('"sdkAppId" is missing');
  if (typeof sdkAppId !== 'number' || !Number.isSafeInteger(sdkAppId) || sdkAppId <= 0)
    throw invalid('"sdkAppId" has to be a positive whole number');
  const userId = optionalString(response, 'userId', 64);
  const expiresAt = optional<number>(
    response,
    'expiresAt',
    (at) => Number.isFinite(at) && (at as number) > 0,
    'a number of seconds since 1970',
  );
  if (expiresAt !== undefined && expiresAt > 1e11)
    throw invalid('"expiresAt" has to be in seconds, not in milliseconds');
  if (userId !== undefined) requireWithUser(expiresAt, 'expiresAt');
  const capabilities = optional<string[]>(response, 'capabilities', areStrings, 'a list of strings');
  const proxyServer = optionalString(response, 'proxyServer', 2000);
  const userSig = optionalString(response, 'userSig', 8192);
  return Object.freeze({
    sdkAppId,
    userId,
    userSig: userId === undefined ? undefined : requireWithUser(userSig, 'userSig'),
    groupId: optionalString(response, 'groupId', 128),
    expiresAt,
    nick: optionalString(response, 'nick', 1000),
    avatar: optionalString(response, 'avatar', 2000),
    role: optional<ChatRole>(response, 'role', isOneOf(ROLES), '"viewer", "host" or "moderator"'),
    capabilities: capabilities && Object.freeze([...capabilities]),
    proxyServer: proxyServer && optional<string>(response, 'proxyServer', isSocketAddress, 'a ws: or wss: address'),
    history: optional<boolean>(response, 'history', isOneOf([true, false]), 'true or false'),
    sdk: optional<SdkVersion>(response, 'sdk', isOneOf(SDK_VERSIONS), '"v2" or "v3"'),
  });
}
