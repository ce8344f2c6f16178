import type { Account } from './account.js';
import { type Call, ServiceError } from './call.js';
import type { Room } from './room.js';
import type { Service } from './service.js';

/** Tencent's limits of the texts of a group profile, in UTF-8 bytes. */
const LIMITS = { Name: 30, Introduction: 240, Notification: 300, FaceUrl: 100 } as const;
const encoder = new TextEncoder();

/** Throws ServiceError 10004 if a text of a group profile is longer than Tencent allows. */
export function requireByteLimit(key: string, value: string): void {
  const limit = LIMITS[key as keyof typeof LIMITS];
  if (encoder.encode(value).length > limit) throw new ServiceError(10004, `${key} may have at most ${limit} bytes`);
}

/** Throws ServiceError 10059 if the plan of the application is below `ultimate`. */
export function requirePlan(service: Service, feature: string): void {
  if (service.settings.plan !== 'ultimate') throw new ServiceError(10059, `${feature} needs the Ultimate plan`);
}

/** The account of the caller (over REST: of the administrator). Throws ServiceError 70003 for guests. */
export function requireAccount(call: Call): Account {
  if (call.caller.kind === 'guest') throw new ServiceError(70003, 'This command needs a login');
  return call.caller.account;
}

/** Throws ServiceError 10007 if the caller is neither a member of the room nor the application. */
export function requireMember(call: Call, room: Room): void {
  if (call.caller.kind !== 'application' && !room.members.has(requireAccount(call).userId))
    throw new ServiceError(10007, 'You are not in the group');
}

/** Throws ServiceError 10007 if bans are not switched on, and 10059 if the plan does not include them. */
export function requireBans(service: Service): void {
  if (!service.settings.banSwitch) throw new ServiceError(10007, 'Bans are not switched on in the console');
  requirePlan(service, 'Banning');
}

/**
 * Checks the role of the caller: `owner` admits the owner, `admin` the owner and the administrators of the room. The
 * application is always admitted. Throws ServiceError 10007.
 */
export function requireRole(call: Call, service: Service, room: Room, required: 'owner' | 'admin'): Account {
  const account = requireAccount(call);
  const role = room.roleOf(account.userId);
  const isAdmitted =
    call.caller.kind === 'application' ||
    service.isAdministrator(account.userId) ||
    role === 'Owner' ||
    (required === 'admin' && role === 'Admin');
  if (!isAdmitted) throw new ServiceError(10007, 'Your role in the group does not allow this');
  return account;
}
