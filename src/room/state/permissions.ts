import type { ImRole } from '../../im/im-client.js';
import { defaultCapabilities } from '../../protocol/token-response.js';
import type { ChatRole } from '../model/chat-message.js';
import type { TokenResponse } from '../model/room-options.js';
import type { CannotSendReason, Capability, ChatStatus, RoomSettings } from '../model/room-snapshot.js';

/** The role that is shown: the group's own, or the token's for a plain member. */
export function roleOf(token: Pick<TokenResponse, 'role'> | undefined, groupRole: ImRole): ChatRole {
  if (groupRole === 'owner') return 'host';
  if (token?.role === 'host') return 'host';
  return groupRole === 'admin' ? 'moderator' : (token?.role ?? 'viewer');
}

/**
 * What this user may do. The token's list can only reduce what the role allows; a guest may only read. The service
 * checks all of it again.
 */
export function capabilitiesOf(
  token: Pick<TokenResponse, 'userId' | 'capabilities'> | undefined,
  role: ChatRole,
): ReadonlySet<Capability> {
  if (!token?.userId) return new Set();
  const byRole = defaultCapabilities(role);
  const listed = token.capabilities;
  return new Set(listed ? byRole.filter((each) => listed.includes(each)) : byRole);
}

/** A mute that is longer than this is shown without its end. */
const FOREVER_MS = 366 * 86_400_000;

/** What decides whether this user can send. */
export interface SendContext {
  readonly status: ChatStatus;
  readonly isSuperseded: boolean;
  readonly isGuest: boolean;
  readonly role: ChatRole;
  readonly capabilities: ReadonlySet<Capability>;
  /** By the clock of `now`, 0 when not muted. */
  readonly mutedUntil: number;
  readonly isRoomMuted: boolean;
  readonly settings: RoomSettings;
  /** When this user last sent, by the clock of `now`; -Infinity: never. */
  readonly lastSentAt: number;
}

export interface SendPermission {
  readonly canSend: boolean;
  readonly cannotSendReason: CannotSendReason | undefined;
  /** By the clock of `now`; 0 when not known. */
  readonly canSendAt: number;
}

const YES: SendPermission = Object.freeze({ canSend: true, cannotSendReason: undefined, canSendAt: 0 });

function no(cannotSendReason: CannotSendReason, canSendAt = 0): SendPermission {
  return { canSend: false, cannotSendReason, canSendAt };
}

/** Whether this user can send at `now`; if not, the most important reason, and until when it applies. */
export function sendPermission(context: SendContext, now: number): SendPermission {
  const { role, mutedUntil, settings } = context;
  if (context.isSuperseded) return no('superseded');
  if (context.status !== 'joined') return no('offline');
  if (context.isGuest) return no('guest');
  if (mutedUntil > now) return no('muted', mutedUntil - now > FOREVER_MS ? 0 : mutedUntil);
  if (!context.capabilities.has('send')) return no('muted');
  if (context.isRoomMuted && role === 'viewer') return no('room-muted');
  const nextAt = context.lastSentAt + settings.slowMode * 1000;
  if (role === 'viewer' && settings.slowMode > 0 && nextAt > now) return no('slow-mode', nextAt);
  return YES;
}
