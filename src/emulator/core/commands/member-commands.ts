// Members of groups: lists, mutes, bans, administrators, marks.
import { type Call, type Commands, type Handler, ServiceError } from '../call.js';
import { pickFields } from '../fields.js';
import { requireAccount, requireBans, requirePlan, requireRole } from '../requirements.js';
import type { Room } from '../room.js';
import type { Service } from '../service.js';

const MEMBER_PAGE = 250;
/** Number of the most recent members in the member list, with the paid feature and without. */
const MAX_LISTED_PAID = 1000;
const MAX_LISTED = 30;
const MAX_MUTED = 500;
const MAX_BANNED = 20;
const MAX_BAN_PAGE = 100;
const FOREVER_S = 0xffff_ffff;
const SET = 1;

const untilSeconds = (until: number) => Math.min(FOREVER_S, Math.ceil(until / 1000));

function memberInfo(room: Room, userId: string, call: Call, service: Service): object {
  const member = room.members.get(userId);
  const info = {
    Member_Account: userId,
    Role: room.roleOf(userId),
    JoinTime: member?.joinedAt ?? 0,
    NameCard: '',
    ShutUpUntil: untilSeconds(room.mutedUntil(userId)),
    MsgFlag: 'AcceptAndNotify',
  };
  return service.settings.honourFilters ? pickFields(info, call.fields, 'MemberInfoFilter', ['Member_Account']) : info;
}

const members: Handler = (call, service) => {
  const room = service.room(call.fields.string('GroupId'));
  const offset = call.fields.optionalInteger('Timestamp') ?? 0;
  const listed = [...room.members.values()]
    .reverse()
    .slice(0, service.settings.plan === 'ultimate' ? MAX_LISTED_PAID : MAX_LISTED);
  const page = listed.slice(offset, offset + MEMBER_PAGE);
  return {
    MemberList: page.map(({ account, joinedAt, marks }) => ({
      Member_Account: account.userId,
      NickName: account.nick,
      Avatar: account.avatar,
      JoinTime: joinedAt,
      Marks: marks,
    })),
    NextTimestamp: offset + MEMBER_PAGE < listed.length ? offset + MEMBER_PAGE : 0,
  };
};

const memberInfos: Handler = (call, service) => {
  const room = service.room(call.fields.string('GroupId'));
  const offset = call.fields.optionalInteger('Offset') ?? 0;
  const limit = Math.min(MEMBER_PAGE, call.fields.optionalInteger('Limit') ?? MAX_LISTED);
  return {
    MemberNum: room.onlineCount,
    MemberList: [...room.members.keys()]
      .slice(offset, offset + limit)
      .map((userId) => memberInfo(room, userId, call, service)),
  };
};

const specifiedMembers: Handler = (call, service) => {
  const room = service.room(call.fields.string('GroupId'));
  return {
    MemberList: call.fields
      .strings('Member_List_Account', { max: MEMBER_PAGE })
      .filter((userId) => room.members.has(userId))
      .map((userId) => memberInfo(room, userId, call, service)),
  };
};

/** Mutes one member or changes the role, as the SDK requests it. */
const modifyMember: Handler = (call, service) => {
  const room = service.room(call.fields.string('GroupId'));
  const userId = call.fields.string('Member_Account');
  const seconds = call.fields.optionalInteger('ShutUpTime') ?? call.fields.optionalInteger('MuteTime');
  const role = call.fields.optionalString('Role');
  if (seconds !== undefined) {
    const operator = requireRole(call, service, room, 'admin');
    refuseOwner(room, userId);
    service.moderation.mute(room, operator.userId, userId, seconds);
  }
  if (role !== undefined)
    service.moderation.setAdmin(room, requireRole(call, service, room, 'owner').userId, userId, role === 'Admin');
  return {};
};

function refuseOwner(room: Room, userId: string): void {
  if (userId === room.owner) throw new ServiceError(10007, 'The owner cannot be muted or banned');
}

const mute: Handler = (call, service) => {
  const room = service.room(call.fields.string('GroupId'));
  const operator = requireRole(call, service, room, 'admin');
  const seconds = call.fields.optionalInteger('MuteTime') ?? call.fields.integer('ShutUpTime');
  if (seconds < 0 || seconds > FOREVER_S) throw new ServiceError(10004, 'MuteTime must be 0 to 4294967295 seconds');
  const userIds = call.fields.strings('Members_Account', { required: true, max: MAX_MUTED });
  for (const userId of userIds) refuseOwner(room, userId);
  for (const userId of userIds) service.moderation.mute(room, operator.userId, userId, seconds);
  return {};
};

const mutedMembers: Handler = (call, service) => {
  const room = service.room(call.fields.string('GroupId'));
  requireRole(call, service, room, 'admin');
  const list = [...room.muted.keys()]
    .map((userId) => ({ Member_Account: userId, MutedUntil: untilSeconds(room.mutedUntil(userId)) }))
    .filter((each) => each.MutedUntil > 0);
  return { GroupId: room.groupId, MutedAccountList: list };
};

const ban: Handler = (call, service) => {
  requireBans(service);
  const room = service.room(call.fields.string('GroupId'));
  const operator = requireRole(call, service, room, 'admin');
  const seconds = call.fields.integer('Duration');
  if (seconds <= 0) throw new ServiceError(10004, 'Duration must be more than 0 seconds');
  const userIds = call.fields.strings('Members_Account', { required: true, max: MAX_BANNED });
  for (const userId of userIds) refuseOwner(room, userId);
  for (const userId of userIds)
    service.moderation.ban(room, operator.userId, userId, seconds, call.fields.optionalString('Description'));
  return {};
};

const unban: Handler = (call, service) => {
  requireBans(service);
  const room = service.room(call.fields.string('GroupId'));
  const operator = requireRole(call, service, room, 'admin');
  for (const userId of call.fields.strings('Members_Account', { required: true, max: MAX_BANNED }))
    service.moderation.unban(room, operator.userId, userId);
  return {};
};

const bannedMembers: Handler = (call, service) => {
  requireBans(service);
  const room = service.room(call.fields.string('GroupId'));
  requireRole(call, service, room, 'admin');
  const offset = call.fields.optionalInteger('Offset') ?? 0;
  const limit = Math.min(MAX_BAN_PAGE, call.fields.optionalInteger('Limit') ?? MAX_BAN_PAGE);
  const all = [...room.banned.keys()]
    .map((userId) => ({ Member_Account: userId, BannedUntil: untilSeconds(room.bannedUntil(userId)) }))
    .filter((each) => each.BannedUntil > 0);
  return {
    BannedAccountList: all.slice(offset, offset + limit),
    NextOffset: offset + limit < all.length ? offset + limit : 0,
  };
};

const modifyAdmins: Handler = (call, service) => {
  requirePlan(service, 'Administrators of live groups');
  const room = service.room(call.fields.string('GroupId'));
  const operator = requireRole(call, service, room, 'owner');
  const on = call.fields.integer('CommandType') === SET;
  for (const userId of call.fields.strings('Admin_Account', { required: true }))
    service.moderation.setAdmin(room, operator.userId, userId, on);
  return {};
};

const modifyMarks: Handler = (call, service) => {
  const room = service.room(call.fields.string('GroupId'));
  requireRole(call, service, room, 'admin');
  const on = call.fields.integer('CommandType') === SET;
  const done = call.fields.objects('MemberList', { required: true }).flatMap((each) => {
    const member = room.members.get(each.string('Member_Account'));
    if (!member) return [];
    const marks = each.list('Marks').filter((mark): mark is number => Number.isSafeInteger(mark));
    member.marks = on
      ? [...new Set([...member.marks, ...marks])]
      : member.marks.filter((mark) => !marks.includes(mark));
    return [{ Member_Account: member.account.userId, Marks: member.marks }];
  });
  return { MemberList: done };
};

const G = 'group_open_http_svc';
const A = 'group_open_avchatroom_http_svc';

/** Commands of members. */
export const MEMBER_COMMANDS: Commands = {
  [`${A}.get_members`]: members,
  [`${G}.get_group_member_info`]: memberInfos,
  [`${G}.get_specified_group_member_info`]: specifiedMembers,
  [`${G}.modify_group_member_info`]: modifyMember,
  [`${G}.forbid_send_msg`]: mute,
  [`${G}.get_group_muted_account`]: mutedMembers,
  [`${G}.ban_group_member`]: ban,
  [`${G}.unban_group_member`]: unban,
  [`${G}.get_group_ban_member`]: bannedMembers,
  [`${A}.modify_admin`]: modifyAdmins,
  [`${A}.get_admin_list`]: (call, service) => ({
    Admin_Account: [...service.room(call.fields.string('GroupId')).admins],
  }),
  [`${A}.modify_user_info`]: modifyMarks,
  // A live group stores no members, so these are refused.
  [`${G}.delete_group_member`]: () => {
    throw new ServiceError(10004, 'Not supported for live groups; ban the user instead');
  },
  [`${G}.add_group_member`]: () => {
    throw new ServiceError(10007, 'Not supported for live groups');
  },
  [`${G}.import_group`]: () => {
    throw new ServiceError(10007, 'Not supported for live groups');
  },
  [`${G}.delete_group_msg_by_sender`]: (call) => {
    requireAccount(call);
    return {};
  },
};
