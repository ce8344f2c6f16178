// Checks what a token endpoint or a page's token provider answered. Errors name the field and never show its value.
import { ChatError } from './chat-error.js';
import type { TokenAnswer } from './room-options.js';

const ROLES: readonly unknown[] = ['viewer', 'host', 'moderator'];

function invalid(words: string): ChatError {
  return new ChatError('token/invalid', `The token answer is not usable: ${words}.`, false);
}

function text(answer: Record<string, unknown>, field: string, max: number): string | undefined {
  const value = answer[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw invalid(`"${field}" has to be a string`);
  if (value.length > max) throw invalid(`"${field}" is longer than ${max} characters`);
  return value;
}

function required(value: string | undefined, field: string): string {
  if (value === undefined) throw invalid(`"${field}" is missing (it goes with "userId")`);
  return value;
}

function parseProxy(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocol !== 'ws:' && protocol !== 'wss:') throw invalid('"proxyServer" has to be a ws: or wss: address');
  return value;
}

/** The checked answer. Throws `token/invalid`, in words. */
export function parseToken(value: unknown): TokenAnswer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('it has to be a JSON object');
  const answer = value as Record<string, unknown>;
  const sdkAppId = answer['sdkAppId'];
  if (sdkAppId === undefined) throw invalid('"sdkAppId" is missing');
  if (typeof sdkAppId !== 'number' || !Number.isSafeInteger(sdkAppId) || sdkAppId <= 0)
    throw invalid('"sdkAppId" has to be a positive whole number');
  const userId = text(answer, 'userId', 64);
  const role = answer['role'] ?? undefined;
  if (role !== undefined && !ROLES.includes(role)) throw invalid('"role" has to be "viewer", "host" or "moderator"');
  const capabilities = answer['capabilities'] ?? undefined;
  if (
    capabilities !== undefined &&
    !(Array.isArray(capabilities) && capabilities.every((each) => typeof each === 'string'))
  )
    throw invalid('"capabilities" has to be a list of strings');
  const expiresAt = answer['expiresAt'] ?? undefined;
  if (expiresAt !== undefined && !(typeof expiresAt === 'number' && Number.isFinite(expiresAt) && expiresAt > 0))
    throw invalid('"expiresAt" has to be a number of seconds since 1970');
  if (typeof expiresAt === 'number' && expiresAt > 1e11)
    throw invalid('"expiresAt" has to be in seconds, not in milliseconds');
  if (userId !== undefined && expiresAt === undefined) throw invalid('"expiresAt" is missing (it goes with "userId")');
  const userSig = text(answer, 'userSig', 8192);
  return Object.freeze({
    sdkAppId,
    userId,
    userSig: userId === undefined ? undefined : required(userSig, 'userSig'),
    groupId: text(answer, 'groupId', 128),
    expiresAt,
    nick: text(answer, 'nick', 1000),
    avatar: text(answer, 'avatar', 2000),
    role: role as TokenAnswer['role'],
    capabilities: capabilities && Object.freeze([...capabilities]),
    proxyServer: parseProxy(text(answer, 'proxyServer', 2000)),
  });
}
