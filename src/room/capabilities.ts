import type { ImRole } from '../im/im-client.js';
import type { ChatRole } from './chat-message.js';
import type { TokenAnswer } from './room-options.js';
import type { Capability } from './room-snapshot.js';

const VIEWER: readonly Capability[] = ['send', 'like'];
// What the service lets the owner and the admins of a group do themselves.
const MODERATION: readonly Capability[] = ['mute', 'mute-all', 'ban', 'retract', 'announce', 'settings'];

/** The role that is shown: the group's own wins, the token endpoint may lift a plain member. */
export function roleOf(token: TokenAnswer | undefined, groupRole: ImRole): ChatRole {
  if (groupRole === 'owner') return 'host';
  if (token?.role === 'host') return 'host';
  return groupRole === 'admin' ? 'moderator' : (token?.role ?? 'viewer');
}

/**
 * What this user may do. The token's list can only narrow what the role gives; a guest may only read.
 * The service checks all of it again.
 */
export function capabilitiesOf(token: TokenAnswer | undefined, role: ChatRole): ReadonlySet<Capability> {
  if (!token?.userId) return new Set();
  const byRole = role === 'viewer' ? VIEWER : [...VIEWER, ...MODERATION];
  const listed = token.capabilities;
  return new Set(listed ? byRole.filter((each) => listed.includes(each)) : byRole);
}
