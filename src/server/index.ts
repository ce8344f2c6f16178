export { createUserSig, verifyUserSig, UserSigError } from './user-sig.js';
export type { CreateUserSigOptions, SigningKey, UserSigErrorKind, VerifiedUserSig, VerifyUserSigOptions } from './user-sig.js';
export { createTokenHandler } from './create-token-handler.js';
export type { Identify, IdentifiedGuest, IdentifiedUser, Identity, RefusedIdentity, TokenHandlerOptions, TokenResponse, TokenRole } from './create-token-handler.js';
export { Refusal } from './refusal.js';
export type { RateLimit } from './rate-limiter.js';
export { toNodeListener } from './to-node-listener.js';
export type { NodeListenerOptions } from './to-node-listener.js';
