import { type BatchSizes, inBatches } from './batches.js';
import type { CallOptions, RestCall } from './rest-transport.js';

/** Seconds for a mute that lasts until it is lifted. */
export const MUTE_FOREVER_S = 0xffff_ffff;

/** Somebody who is in a live room now. */
export interface LiveMember {
  readonly userId: string;
  readonly nick: string;
  readonly avatar: string;
  /** Unix seconds. */
  readonly joinedAt: number;
}

/** Somebody who is muted or banned, and until when. */
export interface TimedMember {
  readonly userId: string;
  /** Unix seconds. */
  readonly until: number;
}

/** People in a room: counted, muted, banned, promoted. */
export function memberCommands(call: RestCall, sizes: BatchSizes) {
  return {
    /** Seconds from now; 0 unmutes. Outlives leaving and coming back. */
    async forbidSendMsg(
      groupId: string,
      userIds: readonly string[],
      seconds: number,
      options?: CallOptions,
    ): Promise<void> {
      await inBatches(userIds, sizes.mute, (batch) =>
        call(
          'group_open_http_svc/forbid_send_msg',
          { GroupId: groupId, Members_Account: batch, MuteTime: seconds },
          'safe',
          options,
        ),
      );
    },
    /** Who is muted in a group now. */
    async getGroupMutedAccount(groupId: string, options?: CallOptions): Promise<TimedMember[]> {
      const answer = await call('group_open_http_svc/get_group_muted_account', { GroupId: groupId }, 'safe', options);
      return answer
        .list('MutedAccountList')
        .map((each) => ({ userId: each.string('Member_Account'), until: each.number('MutedUntil') }));
    },
    /**
     * Puts people out of a live room and keeps them out for `seconds`. Needs the Ultimate plan and a switch in the
     * console.
     */
    async banGroupMember(
      groupId: string,
      userIds: readonly string[],
      seconds: number,
      { description, ...options }: CallOptions & { description?: string } = {},
    ): Promise<void> {
      await inBatches(userIds, sizes.ban, (batch) =>
        call(
          'group_open_http_svc/ban_group_member',
          { GroupId: groupId, Members_Account: batch, Duration: seconds, Description: description },
          'safe',
          options,
        ),
      );
    },
    /** Lets banned people in again. */
    async unbanGroupMember(groupId: string, userIds: readonly string[], options?: CallOptions): Promise<void> {
      await inBatches(userIds, sizes.ban, (batch) =>
        call('group_open_http_svc/unban_group_member', { GroupId: groupId, Members_Account: batch }, 'safe', options),
      );
    },
    /** A page of at most 100; `nextOffset` 0 says that it was the last. */
    async getGroupBanMember(
      groupId: string,
      { limit = 100, offset = 0, ...options }: CallOptions & { limit?: number; offset?: number } = {},
    ): Promise<{ readonly members: TimedMember[]; readonly nextOffset: number }> {
      const answer = await call(
        'group_open_http_svc/get_group_ban_member',
        { GroupId: groupId, Limit: limit, Offset: offset },
        'safe',
        options,
      );
      return {
        members: answer
          .list('BannedAccountList')
          .map((each) => ({ userId: each.string('Member_Account'), until: each.number('BannedUntil') })),
        nextOffset: answer.number('NextOffset'),
      };
    },
    /** People online; the service counts every 10 s and lags by 10 to 20 s. */
    async getOnlineMemberNum(groupId: string, options?: CallOptions): Promise<number> {
      return (await call('group_open_http_svc/get_online_member_num', { GroupId: groupId }, 'safe', options)).number(
        'OnlineMemberNum',
      );
    },
    /**
     * Those online in a live room, from `timestamp` (0 to begin with); `nextTimestamp` 0 says that this was the last
     * page.
     */
    async getMembers(
      groupId: string,
      { timestamp = 0, mark, ...options }: CallOptions & { timestamp?: number; mark?: number } = {},
    ): Promise<{ readonly members: LiveMember[]; readonly nextTimestamp: number }> {
      const answer = await call(
        'group_open_avchatroom_http_svc/get_members',
        { GroupId: groupId, Timestamp: timestamp, Mark: mark },
        'safe',
        options,
      );
      const members = answer.list('MemberList').map((each) => ({
        userId: each.string('Member_Account'),
        nick: each.string('NickName'),
        avatar: each.string('Avatar'),
        joinedAt: each.number('JoinTime'),
      }));
      return { members, nextTimestamp: answer.number('NextTimestamp') };
    },
    /** Makes admins of a live room, or ends it; 5 at most. They may mute others, and speak while everybody is muted. */
    async modifyAdmin(
      groupId: string,
      userIds: readonly string[],
      isAdmin: boolean,
      options?: CallOptions,
    ): Promise<void> {
      await call(
        'group_open_avchatroom_http_svc/modify_admin',
        { GroupId: groupId, CommandType: isAdmin ? 1 : 2, Admin_Account: userIds },
        'safe',
        options,
      );
    },
    /** User ids of a live room's administrators. */
    async getAdminList(groupId: string, options?: CallOptions): Promise<string[]> {
      const answer = await call('group_open_avchatroom_http_svc/get_admin_list', { GroupId: groupId }, 'safe', options);
      const named = answer.list('AdminList').concat(answer.list('MemberList'));
      return [
        ...named.map((each) => each.string('Member_Account') || each.string('Admin_Account')),
        ...answer.strings('Admin_Account'),
        ...answer.strings('AdminList'),
      ].filter(Boolean);
    },
    /**
     * Marks people of a live room: 1000 and above are the application's own, 500 keeps online, 600 hides from the list.
     */
    async modifyUserInfo(
      groupId: string,
      marks: Readonly<Record<string, readonly number[]>>,
      isSet: boolean,
      options?: CallOptions,
    ): Promise<void> {
      const MemberList = Object.entries(marks).map(([Member_Account, Marks]) => ({ Member_Account, Marks }));
      await call(
        'group_open_avchatroom_http_svc/modify_user_info',
        { GroupId: groupId, CommandType: isSet ? 1 : 2, MemberList },
        'safe',
        options,
      );
    },
  };
}
