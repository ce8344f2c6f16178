import type { Account } from './account.js';
import { type Call, ServiceError } from './call.js';
import type { Room } from './room.js';
import type { Service } from './service.js';

/** Tencent's limits of a group profile's texts, in UTF-8 bytes. */
const LIMITS = { Name: 30, Introduction: 240, Notification: 300, FaceUrl: 100 } as const;
const encoder = new TextEncoder();

/** Throws ServiceError 10004 when a text of a group's profile is longer than Tencent allows. */
export function requireByteLimit(key: string, value: string): void {
  const limit = LIMITS[key as keyof typeof LIMITS];
  if (encoder.encode(value).length > limit) throw new ServiceError(10004, `${key} may have at most ${limit} bytes`);
}

/** Throws ServiceError 10059 when the application's plan does not include a feature of the highest one. */
export function requirePlan(service: Service, feature: string): void {
  if (service.settings.plan !== 'ultimate') throw new ServiceError(10059, `${feature} needs the Ultimate plan`);
}

/** The person who asks (over REST: the administrator's account). Throws ServiceError 70003 for guests. */
export function requireAccount(call: Call): Account {
  if (call.caller.kind === 'guest') throw new ServiceError(70003, 'This needs a login');
  return call.caller.account;
}

/**
 * Checks that the caller may run the room: `owner` for the owner alone, `admin` for owner and administrators; the
 * application always may. Throws ServiceError 10007.
 */
export function requireRole(call: Call, service: Service, room: Room, power: 'owner' | 'admin'): Account {
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
