import type { Account } from './account.js';
import type { Call } from './call.js';
import { requireAccount } from './require-account.js';
import type { Room } from './room.js';
import { ServiceError } from './service-error.js';
import type { Service } from './service.js';

/**
 * Checks that the caller may run the room: `owner` for the owner alone, `admin` for owner and administrators; the
 * application always may. Throws ServiceError 10007.
 */
export function requirePower(call: Call, service: Service, room: Room, power: 'owner' | 'admin'): Account {
  const account = requireAccount(call);
  const role = room.roleOf(account.userId);
  const enough =
    call.caller.kind === 'application' ||
    service.isAdministrator(account.userId) ||
    role === 'Owner' ||
    (power === 'admin' && role === 'Admin');
  if (!enough) throw new ServiceError(10007, 'You have no right to do this in the group');
  return account;
}
