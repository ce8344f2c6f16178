import type { ResponseReader } from './response-reader.js';
import { type BatchSizes, inBatches } from './batches.js';
import type { CallOptions, RestCall } from './rest-transport.js';
import { TencentError } from './tencent-error.js';

/**
 * What can be said about a group. Lengths in bytes of UTF-8: name 30, introduction 240, notification 300, faceUrl 100.
 */
export interface GroupProfile {
  name?: string;
  introduction?: string;
  notification?: string;
  faceUrl?: string;
  /** Keys must be enabled in the console. */
  custom?: Readonly<Record<string, string>>;
}

/** A group that is to be made. */
export interface NewGroup extends GroupProfile {
  name: string;
  /** 1 to 48 printable ASCII characters, not starting with `@TGS#`. The service makes one up when not given. */
  groupId?: string;
  /** Must exist (`accountImport`); is not joined by it. */
  ownerId?: string;
  /** Default AVChatRoom, the live room. */
  type?: 'AVChatRoom' | 'Public' | 'Private' | 'ChatRoom' | 'Community';
}

/** A group as the service knows it. */
export interface GroupInfo extends Required<Omit<GroupProfile, 'custom'>> {
  readonly groupId: string;
  /** Set when the service knows nothing of this group; the other fields are empty then. */
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

function readGroup(answer: ResponseReader): GroupInfo {
  const code = answer.number('ErrorCode');
  return {
    groupId: answer.string('GroupId'),
    ...(code !== 0 && {
      error: new TencentError(
        code,
        answer.string('ErrorInfo') || 'refused without a reason',
        'group_open_http_svc/get_group_info',
      ),
    }),
    type: answer.string('Type'),
    name: answer.string('Name'),
    introduction: answer.string('Introduction'),
    notification: answer.string('Notification'),
    faceUrl: answer.string('FaceUrl'),
    ownerId: answer.string('Owner_Account'),
    createdAt: answer.number('CreateTime'),
    memberCount: answer.number('MemberNum'),
    allMuted: answer.string('MuteAllMember') === 'On' || answer.string('ShutUpAllMember') === 'On',
    custom: Object.fromEntries(answer.list('AppDefinedData').map((each) => [each.string('Key'), each.string('Value')])),
  };
}

/** Groups: made, changed, looked up, ended. */
export function groupCommands(call: RestCall, sizes: BatchSizes) {
  return {
    /** Resolves to the group's id. With an id of your own a repeat after a lost answer finds the group as yours. */
    async createGroup(
      { groupId, ownerId, type = 'AVChatRoom', ...profile }: NewGroup,
      options?: CallOptions,
    ): Promise<string> {
      const body = { Type: type, GroupId: groupId, Owner_Account: ownerId, ...profileFields(profile) };
      const answer = await call(
        'group_open_http_svc/create_group',
        body,
        groupId === undefined ? 'unsafe' : [ALREADY_YOURS],
        options,
      );
      return answer.string('GroupId') || (groupId ?? '');
    },
    /** Dissolves a group for everybody in it. */
    async destroyGroup(groupId: string, options?: CallOptions): Promise<void> {
      await call('group_open_http_svc/destroy_group', { GroupId: groupId }, GONE, options);
    },
    /** One entry for each id asked for; a group that the service does not know has `error`. */
    async getGroupInfo(groupIds: readonly string[], options?: CallOptions): Promise<GroupInfo[]> {
      const answers = await inBatches(groupIds, sizes.groups, (GroupIdList) =>
        call('group_open_http_svc/get_group_info', { GroupIdList }, 'safe', options),
      );
      return answers.flatMap((answer) => answer.list('GroupInfo').map(readGroup));
    },
    /** Changes what is named and leaves the rest. */
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
