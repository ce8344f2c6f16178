import type { ImGroup, ImRole } from './im-client.js';
import { readField } from './read-field.js';
import { readNumber } from './read-number.js';
import { readText } from './read-text.js';

const ROLES = new Map<string, ImRole>([
  ['Owner', 'owner'],
  ['Admin', 'admin'],
]);

/** The SDK's group as ours. `muteAllMembers` comes as "On" and "Off" from a join, and as a boolean later. */
export function timGroup(group: unknown): ImGroup {
  const muted = readField(group, 'muteAllMembers');
  const mutedUntil = readNumber(group, 'selfInfo', 'muteUntil') * 1000;
  return {
    groupId: readText(group, 'groupID'),
    name: readText(group, 'name'),
    notification: readText(group, 'notification'),
    introduction: readText(group, 'introduction'),
    ownerId: readText(group, 'ownerID'),
    allMuted: muted === true || muted === 'On',
    role: ROLES.get(readText(group, 'selfInfo', 'role')) ?? 'member',
    mutedUntil: mutedUntil > Date.now() ? mutedUntil : 0,
  };
}
