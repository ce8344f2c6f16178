export { createUserSig, verifyUserSig, UserSigError } from './user-sig.js';
export type { CreateUserSigOptions, SigningKey, UserSigErrorKind, VerifiedUserSig, VerifyUserSigOptions } from './user-sig.js';
