// Group profiles, creation and dismissal.
import { type Call, type Commands, type Handler, ServiceError } from '../call.js';
import { Fields, type JsonObject, pickFields } from '../fields.js';
import { requireAccount, requireByteLimit, requireRole } from '../requirements.js';
import type { RoomChanges } from '../operations/moderation.js';
import type { Room } from '../room.js';
import type { Service } from '../service.js';
import { roomProfile } from './room-profile.js';

const MAX_GROUPS = 50;
/** Maximum number of live groups of an application, by plan. */
const LIVE_GROUPS = { trial: 10, pro: 50, ultimate: Infinity } as const;
const ONLINE_NUMBER_EXPIRES_S = 60;

const unknownGroup = (groupId: string) => ({
  GroupId: groupId,
  ErrorCode: 10010,
  ErrorInfo: 'The group does not exist, or was dismissed',
});

function requestedProfile(call: Call, service: Service, room: Room, userId: string | undefined): object {
  const profile = roomProfile(room, userId);
  if (!service.settings.honourFilters || !call.fields.has('ResponseFilter')) return profile;
  const filter = new Fields(call.fields.get('ResponseFilter'));
  const members = profile['MemberList'] as JsonObject[] | undefined;
  return {
    ...pickFields(profile, filter, 'GroupBaseInfoFilter', ['GroupId', 'ErrorCode', 'ErrorInfo']),
    ...(members && {
      MemberList: members.map((member) => pickFields(member, filter, 'MemberInfoFilter', ['Member_Account'])),
    }),
  };
}

/** Profiles of groups, with an error code per group. */
const groupInfos: Handler = (call, service) => {
  const groupIds = call.fields.strings('GroupIdList', { required: true, max: MAX_GROUPS });
  const self = call.caller.kind === 'user' ? call.caller.account.userId : undefined;
  return {
    GroupInfo: groupIds.map((groupId) => {
      const room = service.rooms.get(groupId);
      return room ? requestedProfile(call, service, room, self) : unknownGroup(groupId);
    }),
  };
};

/** Profiles of groups with the membership of the caller. */
const selfMemberInfo: Handler = (call, service) => {
  const groupIds = call.fields.strings('GroupIdList', { required: true, max: MAX_GROUPS });
  const { userId } = requireAccount(call);
  return {
    GroupInfo: groupIds.map((groupId) => {
      const room = service.rooms.get(groupId);
      if (!room) return unknownGroup(groupId);
      const member = room.members.get(userId);
      const isReadable = member
        ? service.environment.now() >= member.profileFrom
        : service.settings.profileForOutsiders;
      return isReadable
        ? requestedProfile(call, service, room, userId)
        : { GroupId: groupId, ErrorCode: 10007, ErrorInfo: 'You are not in the group' };
    }),
  };
};

const create: Handler = (call, service) => {
  const { fields } = call;
  const caller = requireAccount(call);
  const type = fields.string('Type');
  if (type !== 'AVChatRoom')
    throw new ServiceError(10004, `This emulator has live groups (AVChatRoom) only, not ${type}`);
  const name = fields.string('Name');
  requireByteLimit('Name', name);
  if (fields.has('MemberList')) throw new ServiceError(10007, 'A live group cannot be created with members');
  const owner = call.caller.kind === 'application' ? (fields.optionalString('Owner_Account') ?? '') : caller.userId;
  if (call.caller.kind === 'application' && owner !== '' && !service.accounts.has(owner))
    throw new ServiceError(10019, `The owner ${owner} is not an account of the application; import it first`);
  const groupId =
    fields.optionalString('GroupId') ??
    `@TGS#a${Math.floor(service.environment.random() * 2 ** 48)
      .toString(36)
      .toUpperCase()}`;
  if (fields.has('GroupId') && (!/^[\x20-\x7e]{1,48}$/.test(groupId) || groupId.startsWith('@TGS#')))
    throw new ServiceError(10004, 'GroupId must be 1 to 48 printable ASCII characters and must not begin with @TGS#');
  const existing = service.rooms.get(groupId);
  if (existing)
    throw existing.owner === owner && owner !== ''
      ? new ServiceError(10025, 'The group id is in use, and you own that group')
      : new ServiceError(10021, 'The group id is in use');
  if (service.rooms.size >= LIVE_GROUPS[service.settings.plan])
    throw new ServiceError(service.settings.plan === 'trial' ? 10058 : 10036, 'The plan allows no more live groups');
  const texts = {
    introduction: fields.optionalString('Introduction') ?? '',
    notification: fields.optionalString('Notification') ?? '',
    faceUrl: fields.optionalString('FaceUrl') ?? '',
  };
  requireByteLimit('Introduction', texts.introduction);
  requireByteLimit('Notification', texts.notification);
  requireByteLimit('FaceUrl', texts.faceUrl);
  const room = service.addRoom(groupId, owner);
  Object.assign(room, { name, ...texts, appDefinedData: fields.list('AppDefinedData') });
  service.webhooks.after('Group.CallbackAfterCreateGroup', {
    GroupId: groupId,
    Type: type,
    Owner_Account: owner,
    Operator_Account: caller.userId,
    Name: name,
    MemberList: [],
  });
  return { GroupId: groupId, Type: type };
};

const modify: Handler = (call, service) => {
  const { fields } = call;
  const room = service.room(fields.string('GroupId'));
  const caller = requireRole(call, service, room, 'owner');
  const muteAll = fields.optionalString('ShutUpAllMember') ?? fields.optionalString('MuteAllMember');
  if (muteAll !== undefined && muteAll !== 'On' && muteAll !== 'Off')
    throw new ServiceError(10004, 'MuteAllMember must be On or Off');
  const changes: RoomChanges = {
    name: fields.optionalString('Name'),
    introduction: fields.optionalString('Introduction'),
    notification: fields.optionalString('Notification'),
    faceUrl: fields.optionalString('FaceUrl'),
    muteAll: muteAll === undefined ? undefined : muteAll === 'On',
  };
  for (const [key, value] of Object.entries({
    Name: changes.name,
    Introduction: changes.introduction,
    Notification: changes.notification,
    FaceUrl: changes.faceUrl,
  }))
    if (value !== undefined) requireByteLimit(key, value);
  if (fields.has('AppDefinedData')) room.appDefinedData = fields.list('AppDefinedData');
  service.moderation.change(room, caller.userId, changes);
  return {};
};

const dismiss: Handler = (call, service) => {
  const room = service.room(call.fields.string('GroupId'));
  const caller = requireRole(call, service, room, 'owner');
  service.moderation.dismiss(room, caller.userId);
  return {};
};

/** Commands of groups. */
export const GROUP_COMMANDS: Commands = {
  'group_open_http_svc.get_group_self_member_info': selfMemberInfo,
  'group_open_http_svc.get_group_public_info': groupInfos,
  'group_open_http_svc.get_group_info': groupInfos,
  'group_open_http_svc.create_group': create,
  'group_open_http_svc.modify_group_base_info': modify,
  'group_open_http_svc.destroy_group': dismiss,
  'group_open_http_svc.get_online_member_num': (call, service) => ({
    OnlineMemberNum: service.room(call.fields.string('GroupId')).laggedOnlineCount,
    ExpireTime: ONLINE_NUMBER_EXPIRES_S,
  }),
};
