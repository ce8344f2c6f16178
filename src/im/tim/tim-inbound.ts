import type { ImGroup, ImInbound, ImMessage, ImNotice, ImPriority, ImRole, ImTip, ImUser } from '../im-client.js';
import { readField, readNumber, readText } from './read.js';

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

// From the SDK's messages to ours: the only place that knows the shape of a TIMTextElem, a group tip or a system
// notice.
// It decides nothing and checks no content; what has no meaning for a room is dropped (null).

// A map: in an object "constructor" would be a priority, too.
const PRIORITIES = new Map<string, ImPriority>([
  ['High', 'high'],
  ['Low', 'low'],
  ['Lowest', 'lowest'],
]);
const GROUP_CONVERSATION = 'GROUP';
/** Tencent's operationType of a group tip. */
const TIP_ACTIONS: Readonly<Record<number, ImTip['action']>> = {
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
const NOTICE_ACTIONS: Readonly<Record<number, ImNotice['action']>> = {
  4: 'kicked',
  5: 'dismissed',
  9: 'admin-set',
  10: 'admin-unset',
  21: 'banned',
  255: 'custom',
};

/** In whose eyes a message is read. */
export interface InboundContext {
  /** '' for a guest. */
  readonly userId: string;
  /** For what names no group: a broadcast to all rooms. */
  readonly groupId: string;
}

/** Null for what a room has no use for. */
export function timInbound(message: unknown, context: InboundContext): ImInbound | null {
  switch (readText(message, 'type')) {
    case 'TIMGroupTipElem':
      return tip(message, context);
    case 'TIMGroupSystemNoticeElem':
      return notice(message, context);
    default:
      return timMessage(message, context);
  }
}

/** The SDK's `payload` is a message's first element; a text may follow it. */
function textAfter(message: unknown): { readonly text?: string } {
  const element = list(readField(message, '_elements')).find((each) => readText(each, 'type') === 'TIMTextElem');
  const text = readText(element, 'content', 'text');
  return text === '' ? {} : { text };
}

/** A message that somebody wrote; null for kinds that live rooms here do not show (pictures, files…). */
export function timMessage(message: unknown, context: InboundContext): ImMessage | null {
  const userId = readText(message, 'from');
  const base = {
    id: readText(message, 'ID'),
    groupId: groupIdOf(message) || context.groupId,
    from: { userId, nick: readText(message, 'nick'), avatar: readText(message, 'avatar') },
    isSelf: readText(message, 'flow') === 'out' || (context.userId !== '' && userId === context.userId),
    seq: readNumber(message, 'sequence'),
    time: readNumber(message, 'time') * 1000,
    priority: PRIORITIES.get(readText(message, 'priority')) ?? 'normal',
    cloudCustomData: readText(message, 'cloudCustomData'),
    isBroadcast: readField(message, 'isBroadcastMessage') === true,
  } as const;
  const payload = readField(message, 'payload');
  switch (readText(message, 'type')) {
    case 'TIMTextElem':
      return { ...base, kind: 'text', text: readText(payload, 'text') };
    case 'TIMCustomElem':
      return {
        ...base,
        kind: 'custom',
        data: readText(payload, 'data'),
        description: readText(payload, 'description'),
        extension: readText(payload, 'extension'),
        ...textAfter(message),
      };
    case 'TIMFaceElem':
      return { ...base, kind: 'face', index: readNumber(payload, 'index'), data: readText(payload, 'data') };
    default:
      return null;
  }
}

function tip(message: unknown, context: InboundContext): ImTip | null {
  const payload = readField(message, 'payload');
  const action = TIP_ACTIONS[readNumber(payload, 'operationType')];
  if (!action) return null;
  const onlineCount = readNumber(payload, 'memberCount') || readNumber(payload, 'memberNum');
  return {
    kind: 'tip',
    id: readText(message, 'ID'),
    seq: readNumber(message, 'sequence'),
    groupId: groupIdOf(message) || context.groupId,
    time: readNumber(message, 'time') * 1000,
    action,
    operatorId: readText(payload, 'operatorID'),
    users: tipUsers(message, action),
    ...(action === 'profile' && { profile: tipProfile(readField(payload, 'newGroupProfile')) }),
    ...((action === 'joined' || action === 'left') && onlineCount > 0 && { onlineCount }),
  };
}

function tipUsers(message: unknown, action: ImTip['action']): ImTip['users'] {
  const payload = readField(message, 'payload');
  const users = new Map<string, ImUser & { mutedFor?: number }>();
  for (const member of list(readField(payload, 'memberList'))) {
    const userId = readText(member, 'userID');
    if (!userId) continue;
    users.set(userId, {
      userId,
      nick: readText(member, 'nick'),
      avatar: readText(member, 'avatar'),
      ...(action === 'muted' && { mutedFor: readNumber(member, 'muteTime') }),
    });
  }
  // Of a mute the list of ids names who did it, not whom it befell.
  if (action !== 'muted') {
    for (const listed of list(readField(payload, 'userIDList'))) {
      if (typeof listed === 'string' && listed && !users.has(listed))
        users.set(listed, { userId: listed, nick: '', avatar: '' });
    }
  }
  const operator = readText(payload, 'operatorID');
  if (users.size === 0 && operator && (action === 'left' || action === 'joined')) {
    users.set(operator, { userId: operator, nick: readText(message, 'nick'), avatar: readText(message, 'avatar') });
  }
  return [...users.values()];
}

function tipProfile(changed: unknown): NonNullable<ImTip['profile']> {
  const allMuted = readField(changed, 'muteAllMembers');
  return {
    ...(typeof readField(changed, 'groupName') === 'string' && { name: readText(changed, 'groupName') }),
    ...(typeof readField(changed, 'notification') === 'string' && { notification: readText(changed, 'notification') }),
    ...(typeof readField(changed, 'introduction') === 'string' && { introduction: readText(changed, 'introduction') }),
    ...(typeof readField(changed, 'ownerID') === 'string' && { ownerId: readText(changed, 'ownerID') }),
    ...(typeof allMuted === 'boolean' && { allMuted }),
  };
}

function notice(message: unknown, context: InboundContext): ImNotice | null {
  const payload = readField(message, 'payload');
  const revoked = list(readField(payload, 'revokedInfos'));
  const base = {
    kind: 'notice',
    id: readText(message, 'ID'),
    groupId: readText(payload, 'groupProfile', 'groupID') || readText(revoked[0], 'groupID') || context.groupId,
    time: readNumber(message, 'time') * 1000,
    operatorId: readText(payload, 'operatorID'),
  } as const;
  if (revoked.length > 0) {
    const recalled = revoked.map((each) => ({
      seq: readNumber(each, 'sequence'),
      fromId: readText(each, 'from'),
      reason: readText(each, 'revokerInfo', 'reason'),
    }));
    return {
      ...base,
      operatorId: readText(revoked[0], 'revokerInfo', 'revoker') || base.operatorId,
      action: 'recalled',
      text: '',
      recalled,
    };
  }
  const action = NOTICE_ACTIONS[readNumber(payload, 'operationType')];
  if (!action) return null;
  const text = action === 'custom' ? readText(payload, 'userDefinedField') : readText(payload, 'reason');
  return { ...base, action, text, ...(action === 'banned' && { duration: readNumber(payload, 'duration') }) };
}

/** MESSAGE_REVOKED: messages of this user, taken back; told as the same notice that others get. */
export function timRevoked(messages: unknown, context: InboundContext): ImNotice | null {
  const revoked = list(messages);
  const first = revoked[0];
  if (first === undefined) return null;
  return {
    kind: 'notice',
    id: `recalled-${readText(first, 'ID')}`,
    groupId: groupIdOf(first) || context.groupId,
    time: readNumber(first, 'time') * 1000,
    action: 'recalled',
    operatorId: readText(first, 'revokerInfo', 'userID') || readText(first, 'revoker'),
    text: '',
    recalled: revoked.map((each) => ({
      id: readText(each, 'ID'),
      seq: readNumber(each, 'sequence'),
      fromId: readText(each, 'from'),
      reason: readText(each, 'revokeReason'),
    })),
  };
}

function groupIdOf(message: unknown): string {
  const conversation = readText(message, 'conversationID');
  return conversation.startsWith(GROUP_CONVERSATION) ? conversation.slice(GROUP_CONVERSATION.length) : '';
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
