import { type BatchSizes, inBatches } from './batches.js';
import type { CallOptions, RestCall } from './rest-transport.js';

/** A user who is in a live room now. */
export interface LiveMember {
  readonly userId: string;
  readonly nick: string;
  readonly avatar: string;
  /** Unix seconds. */
  readonly joinedAt: number;
}

/** A user who is muted or banned, and until when. */
export interface TimedMember {
  readonly userId: string;
  /** Unix seconds. */
  readonly until: number;
}

/** Counts, mutes, bans and promotes the users of a room. */
export function memberCommands(call: RestCall, sizes: BatchSizes) {
  return {
    /** Mutes for `seconds` from now; 0 unmutes. The mute stays when the user leaves and joins again. */
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
    /** The users who are muted in a group now. */
    async getGroupMutedAccount(groupId: string, options?: CallOptions): Promise<TimedMember[]> {
      const response = await call('group_open_http_svc/get_group_muted_account', { GroupId: groupId }, 'safe', options);
      return response
        .list('MutedAccountList')
        .map((each) => ({ userId: each.string('Member_Account'), until: each.number('MutedUntil') }));
    },
    /**
     * Removes users from a live room and keeps them out for `seconds`. Needs the Ultimate plan and a switch in the
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
    /** Ends the ban of users. */
    async unbanGroupMember(groupId: string, userIds: readonly string[], options?: CallOptions): Promise<void> {
      await inBatches(userIds, sizes.ban, (batch) =>
        call('group_open_http_svc/unban_group_member', { GroupId: groupId, Members_Account: batch }, 'safe', options),
      );
    },
    /** A page of at most 100; `nextOffset` 0 means that it is the last. */
    async getGroupBanMember(
      groupId: string,
      { limit = 100, offset = 0, ...options }: CallOptions & { limit?: number; offset?: number } = {},
    ): Promise<{ readonly members: TimedMember[]; readonly nextOffset: number }> {
      const response = await call(
        'group_open_http_svc/get_group_ban_member',
        { GroupId: groupId, Limit: limit, Offset: offset },
        'safe',
        options,
      );
      return {
        members: response
          .list('BannedAccountList')
          .map((each) => ({ userId: each.string('Member_Account'), until: each.number('BannedUntil') })),
        nextOffset: response.number('NextOffset'),
      };
    },
    /** The number of users online. The service counts every 10 s, so the number is 10 to 20 s old. */
    async getOnlineMemberNum(groupId: string, options?: CallOptions): Promise<number> {
      return (await call('group_open_http_svc/get_online_member_num', { GroupId: groupId }, 'safe', options)).number(
        'OnlineMemberNum',
      );
    },
    /**
     * The users online in a live room, from `timestamp` (0 for the first page); `nextTimestamp` 0 means the last page.
     */
    async getMembers(
      groupId: string,
      { timestamp = 0, mark, ...options }: CallOptions & { timestamp?: number; mark?: number } = {},
    ): Promise<{ readonly members: LiveMember[]; readonly nextTimestamp: number }> {
      const response = await call(
        'group_open_avchatroom_http_svc/get_members',
        { GroupId: groupId, Timestamp: timestamp, Mark: mark },
        'safe',
        options,
      );
      const members = response.list('MemberList').map((each) => ({
        userId: each.string('Member_Account'),
        nick: each.string('NickName'),
        avatar: each.string('Avatar'),
        joinedAt: each.number('JoinTime'),
      }));
      return { members, nextTimestamp: response.number('NextTimestamp') };
    },
    /** Adds or removes admins of a live room; at most 5. They may mute others, and send while everybody is muted. */
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
      const response = await call(
        'group_open_avchatroom_http_svc/get_admin_list',
        { GroupId: groupId },
        'safe',
        options,
      );
      const named = response.list('AdminList').concat(response.list('MemberList'));
      return [
        ...named.map((each) => each.string('Member_Account') || each.string('Admin_Account')),
        ...response.strings('Admin_Account'),
        ...response.strings('AdminList'),
      ].filter(Boolean);
    },
    /**
     * Marks users of a live room: 1000 and above are the application's own, 500 keeps online, 600 hides from the list.
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
