import type {
  ImGroup,
  ImInbound,
  ImMessage,
  ImSystemNotice,
  ImPriority,
  ImRole,
  ImGroupEvent,
  ImUser,
} from '../im-client.js';
import { readField, readNumber, readString } from './read.js';

const ROLES = new Map<string, ImRole>([
  ['Owner', 'owner'],
  ['Admin', 'admin'],
]);

// Maps the SDK's messages to ours. Only this file knows the shape of a TIMTextElem, a group tip or a system notice. It
// decides nothing and checks no content; a message that has no meaning for a room is dropped (null).

/** When a mute ends, unix ms; 0 when it has ended. `muteUntil` is in seconds. */
function toMutedUntil(muteUntil: number): number {
  return muteUntil * 1000 > Date.now() ? muteUntil * 1000 : 0;
}

/**
 * When the mute of a member of the SDK ends, unix ms; 0 when it has ended. Resets the SDK's value: tim-js-sdk 2.27.6
 * merges the next response into this object and ignores a 0 in it (`updateMember`), so a mute could not end early.
 */
export function takeMutedUntil(member: unknown): number {
  const mutedUntil = toMutedUntil(readNumber(member, 'muteUntil'));
  if (typeof member === 'object' && member !== null) (member as { muteUntil?: number }).muteUntil = 0;
  return mutedUntil;
}

/**
 * The SDK's group as ours. `muteAllMembers` is "On" or "Off" after a join, and a boolean later. The role alone is not
 * reliable in a live room: the SDK itself compares the owner's id as well.
 */
export function toImGroup(group: unknown, userId: string): ImGroup {
  const muted = readField(group, 'muteAllMembers');
  const muteUntil = readField(group, 'selfInfo', 'muteUntil');
  const ownerId = readString(group, 'ownerID');
  return {
    groupId: readString(group, 'groupID'),
    name: readString(group, 'name'),
    notification: readString(group, 'notification'),
    introduction: readString(group, 'introduction'),
    ownerId,
    allMuted: muted === true || muted === 'On',
    role:
      ownerId !== '' && ownerId === userId ? 'owner' : (ROLES.get(readString(group, 'selfInfo', 'role')) ?? 'member'),
    // The SDK does not request it with the profile, and sets 0 then.
    mutedUntil: typeof muteUntil === 'number' && muteUntil > 0 ? toMutedUntil(muteUntil) : undefined,
  };
}

/** After these notices the service has removed this user from the room, and the SDK often does not notice. */
const REMOVED: ReadonlySet<string> = new Set(['kicked', 'banned', 'dismissed']);

/** Whether the service has removed this user from the room. */
export function isRemoval(item: ImInbound): boolean {
  return item.kind === 'notice' && REMOVED.has(item.action);
}

/** A guest cannot read the profile of the group. */
export function guestGroup(groupId: string): ImGroup {
  return { ...toImGroup({ groupID: groupId }, ''), mutedUntil: 0 };
}

/** The counters of a response, by key. */
export function countersOf(response: unknown): Readonly<Record<string, number>> {
  const counters = readField(response, 'counters');
  const keys = typeof counters === 'object' && counters !== null ? Object.keys(counters) : [];
  return Object.fromEntries(keys.map((key) => [key, readNumber(counters, key)]));
}

// A map, because in an object "constructor" would be a priority too.
const PRIORITIES = new Map<string, ImPriority>([
  ['High', 'high'],
  ['Low', 'low'],
  ['Lowest', 'lowest'],
]);
const GROUP_CONVERSATION = 'GROUP';
/** Tencent's operationType of a group tip. */
const TIP_ACTIONS: Readonly<Record<number, ImGroupEvent['action']>> = {
  1: 'joined',
  2: 'left',
  3: 'kicked',
  4: 'admin-set',
  5: 'admin-unset',
  6: 'profile',
  7: 'muted',
  10: 'banned',
  11: 'unbanned',
};
/** Tencent's operationType of a group system notice. */
const NOTICE_ACTIONS: Readonly<Record<number, ImSystemNotice['action']>> = {
  4: 'kicked',
  5: 'dismissed',
  9: 'admin-set',
  10: 'admin-unset',
  21: 'banned',
  255: 'custom',
};

/** The user and the room for which a message is read. */
export interface InboundContext {
  /** '' for a guest. */
  readonly userId: string;
  /** The room of a message that names none: a broadcast to all rooms. */
  readonly groupId: string;
}

/** Null for a message that has no meaning for a room. */
export function toImInbound(message: unknown, context: InboundContext): ImInbound | null {
  switch (readString(message, 'type')) {
    case 'TIMGroupTipElem':
      return toImGroupEvent(message);
    case 'TIMGroupSystemNoticeElem':
      return toImSystemNotice(message, context);
    default:
      return toImMessage(message, context);
  }
}

/** The SDK's `payload` is a message's first element; a text may follow it. */
function textAfter(message: unknown): { readonly text?: string } {
  const element = list(readField(message, '_elements')).find((each) => readString(each, 'type') === 'TIMTextElem');
  const text = readString(element, 'content', 'text');
  return text === '' ? {} : { text };
}

/**
 * A user's message in a group, or a broadcast; null for a private (C2C) message, which never belongs to a room, and for
 * kinds that these rooms do not show (pictures, files…).
 */
export function toImMessage(message: unknown, context: InboundContext): ImMessage | null {
  const isBroadcast = readField(message, 'isBroadcastMessage') === true;
  const groupId = groupIdOf(message) || (isBroadcast ? context.groupId : '');
  if (groupId === '') return null;
  const userId = readString(message, 'from');
  const base = {
    id: readString(message, 'ID'),
    groupId,
    from: { userId, nick: readString(message, 'nick'), avatar: readString(message, 'avatar') },
    isSelf: readString(message, 'flow') === 'out' || (context.userId !== '' && userId === context.userId),
    seq: readNumber(message, 'sequence'),
    time: readNumber(message, 'time') * 1000,
    priority: PRIORITIES.get(readString(message, 'priority')) ?? 'normal',
    cloudCustomData: readString(message, 'cloudCustomData'),
    isBroadcast,
  } as const;
  const payload = readField(message, 'payload');
  switch (readString(message, 'type')) {
    case 'TIMTextElem':
      return { ...base, kind: 'text', text: readString(payload, 'text') };
    case 'TIMCustomElem':
      return {
        ...base,
        kind: 'custom',
        data: readString(payload, 'data'),
        description: readString(payload, 'description'),
        extension: readString(payload, 'extension'),
        ...textAfter(message),
      };
    case 'TIMFaceElem':
      return { ...base, kind: 'face', index: readNumber(payload, 'index'), data: readString(payload, 'data') };
    default:
      return null;
  }
}

function toImGroupEvent(message: unknown): ImGroupEvent | null {
  const payload = readField(message, 'payload');
  const action = TIP_ACTIONS[readNumber(payload, 'operationType')];
  const groupId = groupIdOf(message);
  if (!action || groupId === '') return null;
  const onlineCount = readNumber(payload, 'memberCount') || readNumber(payload, 'memberNum');
  return {
    kind: 'group-event',
    id: readString(message, 'ID'),
    seq: readNumber(message, 'sequence'),
    groupId,
    time: readNumber(message, 'time') * 1000,
    action,
    operatorId: readString(payload, 'operatorID'),
    users: eventUsers(message, action),
    ...(action === 'profile' && { profile: eventProfile(readField(payload, 'newGroupProfile')) }),
    ...((action === 'joined' || action === 'left') && onlineCount > 0 && { onlineCount }),
  };
}

function eventUsers(message: unknown, action: ImGroupEvent['action']): ImGroupEvent['users'] {
  const payload = readField(message, 'payload');
  const users = new Map<string, ImUser & { mutedFor?: number }>();
  for (const member of list(readField(payload, 'memberList'))) {
    const userId = readString(member, 'userID');
    if (!userId) continue;
    users.set(userId, {
      userId,
      nick: readString(member, 'nick'),
      avatar: readString(member, 'avatar'),
      ...(action === 'muted' && { mutedFor: readNumber(member, 'muteTime') }),
    });
  }
  // For a mute the list of ids names the operator, not the muted user.
  if (action !== 'muted') {
    for (const listed of list(readField(payload, 'userIDList'))) {
      if (typeof listed === 'string' && listed && !users.has(listed))
        users.set(listed, { userId: listed, nick: '', avatar: '' });
    }
  }
  const operator = readString(payload, 'operatorID');
  if (users.size === 0 && operator && (action === 'left' || action === 'joined')) {
    users.set(operator, { userId: operator, nick: readString(message, 'nick'), avatar: readString(message, 'avatar') });
  }
  return [...users.values()];
}

function eventProfile(changed: unknown): NonNullable<ImGroupEvent['profile']> {
  const allMuted = readField(changed, 'muteAllMembers');
  return {
    ...(typeof readField(changed, 'groupName') === 'string' && { name: readString(changed, 'groupName') }),
    ...(typeof readField(changed, 'notification') === 'string' && {
      notification: readString(changed, 'notification'),
    }),
    ...(typeof readField(changed, 'introduction') === 'string' && {
      introduction: readString(changed, 'introduction'),
    }),
    ...(typeof readField(changed, 'ownerID') === 'string' && { ownerId: readString(changed, 'ownerID') }),
    ...(typeof allMuted === 'boolean' && { allMuted }),
  };
}

function toImSystemNotice(message: unknown, context: InboundContext): ImSystemNotice | null {
  const payload = readField(message, 'payload');
  const revoked = list(readField(payload, 'revokedInfos'));
  const base = {
    kind: 'notice',
    id: readString(message, 'ID'),
    groupId: readString(payload, 'groupProfile', 'groupID') || readString(revoked[0], 'groupID') || context.groupId,
    time: readNumber(message, 'time') * 1000,
    operatorId: readString(payload, 'operatorID'),
  } as const;
  if (revoked.length > 0) {
    const recalled = revoked.map((each) => ({
      seq: readNumber(each, 'sequence'),
      fromId: readString(each, 'from'),
      reason: readString(each, 'revokerInfo', 'reason'),
    }));
    return {
      ...base,
      operatorId: readString(revoked[0], 'revokerInfo', 'revoker') || base.operatorId,
      action: 'recalled',
      text: '',
      recalled,
    };
  }
  const action = NOTICE_ACTIONS[readNumber(payload, 'operationType')];
  if (!action) return null;
  const text = action === 'custom' ? readString(payload, 'userDefinedField') : readString(payload, 'reason');
  return { ...base, action, text, ...(action === 'banned' && { duration: readNumber(payload, 'duration') }) };
}

/** MESSAGE_REVOKED: recalled messages of this user, as the same notice that other users receive. */
export function toImRecall(messages: unknown, context: InboundContext): ImSystemNotice | null {
  const revoked = list(messages).filter((each) => groupIdOf(each) === context.groupId);
  const first = revoked[0];
  if (first === undefined || context.groupId === '') return null;
  return {
    kind: 'notice',
    id: `recalled-${readString(first, 'ID')}`,
    groupId: context.groupId,
    time: readNumber(first, 'time') * 1000,
    action: 'recalled',
    operatorId: readString(first, 'revokerInfo', 'userID') || readString(first, 'revoker'),
    text: '',
    recalled: revoked.map((each) => ({
      id: readString(each, 'ID'),
      seq: readNumber(each, 'sequence'),
      fromId: readString(each, 'from'),
      reason: readString(each, 'revokeReason'),
    })),
  };
}

/** '' for a conversation that is not a group: a private one (C2C), or the one of system notices. */
function groupIdOf(message: unknown): string {
  const conversation = readString(message, 'conversationID');
  return conversation.startsWith(GROUP_CONVERSATION) ? conversation.slice(GROUP_CONVERSATION.length) : '';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
