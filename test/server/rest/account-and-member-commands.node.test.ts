// The exact request of each command for accounts and members, and what it reads from the response.
import { describe } from 'node:test';
import { testCommands } from '../support/rest-commands.js';

describe('each command for accounts and members', () => {
  testCommands([
    [
      'accountImport',
      (client) => client.accountImport('bo', { nick: 'Bo', avatar: 'https://show.test/a.png' }),
      [['im_open_login_svc/account_import', { UserID: 'bo', Nick: 'Bo', FaceUrl: 'https://show.test/a.png' }]],
    ],
    ['kick', (client) => client.kick('bo'), [['im_open_login_svc/kick', { UserID: 'bo' }]]],
    [
      'portraitSet with one field',
      (client) => client.portraitSet('bo', { avatar: 'https://show.test/a.png' }),
      [
        [
          'profile/portrait_set',
          { From_Account: 'bo', ProfileItem: [{ Tag: 'Tag_Profile_IM_Image', Value: 'https://show.test/a.png' }] },
        ],
      ],
    ],
    [
      'portraitSet with an empty name',
      (client) => client.portraitSet('bo', { nick: '' }),
      [['profile/portrait_set', { From_Account: 'bo', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: '' }] }]],
    ],
    [
      'setNoSpeaking',
      (client) => client.setNoSpeaking('bo', 60),
      [['openconfigsvr/setnospeaking', { Set_Account: 'bo', GroupmsgNospeakingTime: 60 }]],
    ],
    [
      'banGroupMember',
      (client) => client.banGroupMember('g', ['bo'], 60, { description: 'spam' }),
      [
        [
          'group_open_http_svc/ban_group_member',
          { GroupId: 'g', Members_Account: ['bo'], Duration: 60, Description: 'spam' },
        ],
      ],
    ],
    [
      'unbanGroupMember of 21 users',
      (client) =>
        client.unbanGroupMember(
          'g',
          Array.from({ length: 21 }, (_, index) => `u${index}`),
        ),
      [
        [
          'group_open_http_svc/unban_group_member',
          { GroupId: 'g', Members_Account: Array.from({ length: 20 }, (_, index) => `u${index}`) },
        ],
        ['group_open_http_svc/unban_group_member', { GroupId: 'g', Members_Account: ['u20'] }],
      ],
    ],
    [
      'getGroupMutedAccount',
      (client) => client.getGroupMutedAccount('g'),
      [['group_open_http_svc/get_group_muted_account', { GroupId: 'g' }]],
      [{ MutedAccountList: [{ Member_Account: 'bo', MutedUntil: 9 }] }],
      [{ userId: 'bo', until: 9 }],
    ],
    [
      'getGroupBanMember, first page',
      (client) => client.getGroupBanMember('g'),
      [['group_open_http_svc/get_group_ban_member', { GroupId: 'g', Limit: 100, Offset: 0 }]],
      [{ BannedAccountList: [{ Member_Account: 'bo', BannedUntil: 9 }], NextOffset: 100 }],
      { members: [{ userId: 'bo', until: 9 }], nextOffset: 100 },
    ],
    [
      'getGroupBanMember, last page',
      (client) => client.getGroupBanMember('g', { limit: 5, offset: 100 }),
      [['group_open_http_svc/get_group_ban_member', { GroupId: 'g', Limit: 5, Offset: 100 }]],
      [],
      { members: [], nextOffset: 0 },
    ],
    [
      'getOnlineMemberNum',
      (client) => client.getOnlineMemberNum('g'),
      [['group_open_http_svc/get_online_member_num', { GroupId: 'g' }]],
      [{ OnlineMemberNum: 12 }],
      12,
    ],
    [
      'getMembers, first page',
      (client) => client.getMembers('g'),
      [['group_open_avchatroom_http_svc/get_members', { GroupId: 'g', Timestamp: 0 }]],
      [
        {
          MemberList: [{ Member_Account: 'bo', NickName: 'Bo', Avatar: 'A', JoinTime: 7 }],
          NextTimestamp: 8,
        },
      ],
      { members: [{ userId: 'bo', nick: 'Bo', avatar: 'A', joinedAt: 7 }], nextTimestamp: 8 },
    ],
    [
      'getMembers with a mark',
      (client) => client.getMembers('g', { timestamp: 8, mark: 1001 }),
      [['group_open_avchatroom_http_svc/get_members', { GroupId: 'g', Timestamp: 8, Mark: 1001 }]],
    ],
    [
      'modifyAdmin that adds',
      (client) => client.modifyAdmin('g', ['mo'], true),
      [['group_open_avchatroom_http_svc/modify_admin', { GroupId: 'g', CommandType: 1, Admin_Account: ['mo'] }]],
    ],
    [
      'modifyAdmin that removes',
      (client) => client.modifyAdmin('g', ['mo'], false),
      [['group_open_avchatroom_http_svc/modify_admin', { GroupId: 'g', CommandType: 2, Admin_Account: ['mo'] }]],
    ],
    [
      'getAdminList in all forms of the documentation',
      (client) => client.getAdminList('g'),
      [['group_open_avchatroom_http_svc/get_admin_list', { GroupId: 'g' }]],
      [
        {
          AdminList: [{ Member_Account: 'a' }, { Admin_Account: 'b' }, 'c', {}],
          MemberList: [{ Member_Account: 'd' }],
          Admin_Account: ['e'],
        },
      ],
      ['a', 'b', 'd', 'e', 'c'],
    ],
    [
      'modifyUserInfo that sets',
      (client) => client.modifyUserInfo('g', { bo: [1001] }, true),
      [
        [
          'group_open_avchatroom_http_svc/modify_user_info',
          { GroupId: 'g', CommandType: 1, MemberList: [{ Member_Account: 'bo', Marks: [1001] }] },
        ],
      ],
    ],
    [
      'modifyUserInfo that removes',
      (client) => client.modifyUserInfo('g', { bo: [1001] }, false),
      [
        [
          'group_open_avchatroom_http_svc/modify_user_info',
          { GroupId: 'g', CommandType: 2, MemberList: [{ Member_Account: 'bo', Marks: [1001] }] },
        ],
      ],
    ],
  ]);
});
