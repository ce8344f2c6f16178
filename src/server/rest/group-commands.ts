import type { ResponseReader } from './response-reader.js';
import { type BatchSizes, inBatches } from './batches.js';
import type { CallOptions, RestCall } from './rest-transport.js';
import { REST_FAILURE, TencentError } from './tencent-error.js';

/** A group's profile. Maximum lengths in bytes of UTF-8: name 30, introduction 240, notification 300, faceUrl 100. */
export interface GroupProfile {
  name?: string;
  introduction?: string;
  notification?: string;
  faceUrl?: string;
  /** Keys must be enabled in the console. */
  custom?: Readonly<Record<string, string>>;
}

/** A group to create. */
export interface NewGroup extends GroupProfile {
  name: string;
  /** 1 to 48 printable ASCII characters, not starting with `@TGS#`. Default: the service chooses one. */
  groupId?: string;
  /** Must exist (`accountImport`); does not join the group by it. */
  ownerId?: string;
  /** Default AVChatRoom, the live room. */
  type?: 'AVChatRoom' | 'Public' | 'Private' | 'ChatRoom' | 'Community';
}

/** A group as the service stores it. */
export interface GroupInfo extends Required<Omit<GroupProfile, 'custom'>> {
  readonly groupId: string;
  /** Present when the service has no such group; the other fields are empty then. */
  readonly error?: TencentError;
  readonly type: string;
  readonly ownerId: string;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly memberCount: number;
  readonly allMuted: boolean;
  readonly custom: Readonly<Record<string, string>>;
}

const GONE = [10010, 10015];
const ALREADY_YOURS = 10025;

const profileFields = ({ name, introduction, notification, faceUrl, custom }: GroupProfile) => ({
  Name: name,
  Introduction: introduction,
  Notification: notification,
  FaceUrl: faceUrl,
  AppDefinedData: custom && Object.entries(custom).map(([Key, Value]) => ({ Key, Value })),
});

function readGroup(response: ResponseReader): GroupInfo {
  const code = response.number('ErrorCode');
  return {
    groupId: response.string('GroupId'),
    ...(code !== 0 && {
      error: new TencentError(
        code,
        response.string('ErrorInfo') || 'the service gave no reason',
        'group_open_http_svc/get_group_info',
      ),
    }),
    type: response.string('Type'),
    name: response.string('Name'),
    introduction: response.string('Introduction'),
    notification: response.string('Notification'),
    faceUrl: response.string('FaceUrl'),
    ownerId: response.string('Owner_Account'),
    createdAt: response.number('CreateTime'),
    memberCount: response.number('MemberNum'),
    allMuted: response.string('MuteAllMember') === 'On' || response.string('ShutUpAllMember') === 'On',
    custom: Object.fromEntries(
      response.list('AppDefinedData').map((each) => [each.string('Key'), each.string('Value')]),
    ),
  };
}

/** One group. Rejects when the service has no such group, or when its response has no entry for it. */
export async function requireGroupInfo(
  client: { getGroupInfo(groupIds: readonly string[], options?: CallOptions): Promise<GroupInfo[]> },
  groupId: string,
  options: CallOptions,
): Promise<GroupInfo> {
  const [group] = await client.getGroupInfo([groupId], options);
  if (!group)
    throw new TencentError(
      REST_FAILURE.notTencent,
      'the response has no entry for the group',
      'group_open_http_svc/get_group_info',
    );
  if (group.error) throw group.error;
  return group;
}

/** Creates, changes, reads and dissolves groups. */
export function groupCommands(call: RestCall, sizes: BatchSizes) {
  return {
    /** Resolves to the group's id. With an id of your own, a repeat after a lost response succeeds. */
    async createGroup(
      { groupId, ownerId, type = 'AVChatRoom', ...profile }: NewGroup,
      options?: CallOptions,
    ): Promise<string> {
      const body = { Type: type, GroupId: groupId, Owner_Account: ownerId, ...profileFields(profile) };
      const response = await call(
        'group_open_http_svc/create_group',
        body,
        groupId === undefined ? 'unsafe' : [ALREADY_YOURS],
        options,
      );
      return response.string('GroupId') || (groupId ?? '');
    },
    /** Dissolves a group. */
    async destroyGroup(groupId: string, options?: CallOptions): Promise<void> {
      await call('group_open_http_svc/destroy_group', { GroupId: groupId }, GONE, options);
    },
    /** One entry per requested id; a group that does not exist has `error`. */
    async getGroupInfo(groupIds: readonly string[], options?: CallOptions): Promise<GroupInfo[]> {
      const responses = await inBatches(groupIds, sizes.groups, (GroupIdList) =>
        call('group_open_http_svc/get_group_info', { GroupIdList }, 'safe', options),
      );
      return responses.flatMap((response) => response.list('GroupInfo').map(readGroup));
    },
    /** Changes the given fields and leaves the others. */
    async modifyGroupBaseInfo(
      groupId: string,
      { allMuted, ...profile }: GroupProfile & { allMuted?: boolean },
      options?: CallOptions,
    ): Promise<void> {
      const body = {
        GroupId: groupId,
        ...profileFields(profile),
        MuteAllMember: allMuted === undefined ? undefined : allMuted ? 'On' : 'Off',
      };
      await call('group_open_http_svc/modify_group_base_info', body, 'safe', options);
    },
  };
}
