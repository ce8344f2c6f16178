import type { CannotSendReason, Capability, ChatStatus, RoomSettings } from './room-snapshot.js';
import type { ChatRole } from './chat-message.js';

/** A mute longer than this is shown without an end. */
const FOREVER_MS = 366 * 86_400_000;

/** What decides whether this user can send. */
export interface SendFacts {
  readonly status: ChatStatus;
  readonly isSuperseded: boolean;
  readonly isGuest: boolean;
  readonly role: ChatRole;
  readonly capabilities: ReadonlySet<Capability>;
  /** Unix ms, 0 when not muted. */
  readonly mutedUntil: number;
  readonly isRoomMuted: boolean;
  readonly settings: RoomSettings;
  /** When this user last sent, unix ms. */
  readonly lastSentAt: number;
}

export interface SendPermission {
  readonly canSend: boolean;
  readonly cannotSendReason: CannotSendReason | undefined;
  /** Unix ms; 0 when not known. */
  readonly canSendAt: number;
}

const YES: SendPermission = Object.freeze({ canSend: true, cannotSendReason: undefined, canSendAt: 0 });

function no(cannotSendReason: CannotSendReason, canSendAt = 0): SendPermission {
  return { canSend: false, cannotSendReason, canSendAt };
}

/** Whether this user can send at `now`, otherwise the reason that is said first, and until when it holds. */
export function sendPermission(facts: SendFacts, now: number): SendPermission {
  const { role, mutedUntil, settings } = facts;
  if (facts.isSuperseded) return no('superseded');
  if (facts.status !== 'joined') return no('offline');
  if (facts.isGuest) return no('guest');
  if (mutedUntil > now) return no('muted', mutedUntil - now > FOREVER_MS ? 0 : mutedUntil);
  if (!facts.capabilities.has('send')) return no('muted');
  if (facts.isRoomMuted && role === 'viewer') return no('room-muted');
  const nextAt = facts.lastSentAt + settings.slowMode * 1000;
  if (role === 'viewer' && settings.slowMode > 0 && facts.lastSentAt > 0 && nextAt > now)
    return no('slow-mode', nextAt);
  return YES;
}
