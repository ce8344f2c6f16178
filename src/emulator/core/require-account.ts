import type { Account } from './account.js';
import type { Call } from './call.js';
import { ServiceError } from './service-error.js';

/** The person who asks (over REST: the administrator's account). Throws ServiceError 70003 for guests. */
export function requireAccount(call: Call): Account {
  if (call.caller.kind === 'guest') throw new ServiceError(70003, 'This needs a login');
  return call.caller.account;
}
