// The exact request of each command for groups, messages and room data, and what it reads from the response.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messageBody, type RestClient } from '../../../src/server/index.js';
import { recordingClient, testCommands } from '../support/rest-commands.js';

describe('each command for groups, messages and room data', () => {
  testCommands([
    [
      'createGroup without an id',
      (client) => client.createGroup({ name: 'Show', type: 'Public' }),
      [['group_open_http_svc/create_group', { Type: 'Public', Name: 'Show' }]],
      [{ GroupId: '@TGS#1' }],
      '@TGS#1',
    ],
    ['destroyGroup', (client) => client.destroyGroup('g'), [['group_open_http_svc/destroy_group', { GroupId: 'g' }]]],
    [
      'modifyGroupBaseInfo with all fields',
      (client) =>
        client.modifyGroupBaseInfo('g', {
          name: 'N',
          introduction: 'I',
          notification: '',
          faceUrl: 'https://show.test/f.png',
          custom: { a: '1' },
          allMuted: true,
        }),
      [
        [
          'group_open_http_svc/modify_group_base_info',
          {
            GroupId: 'g',
            Name: 'N',
            Introduction: 'I',
            Notification: '',
            FaceUrl: 'https://show.test/f.png',
            AppDefinedData: [{ Key: 'a', Value: '1' }],
            MuteAllMember: 'On',
          },
        ],
      ],
    ],
    [
      'modifyGroupBaseInfo that ends the mute of all',
      (client) => client.modifyGroupBaseInfo('g', { allMuted: false }),
      [['group_open_http_svc/modify_group_base_info', { GroupId: 'g', MuteAllMember: 'Off' }]],
    ],
    [
      'modifyGroupBaseInfo that changes one field only',
      (client) => client.modifyGroupBaseInfo('g', { name: 'N' }),
      [['group_open_http_svc/modify_group_base_info', { GroupId: 'g', Name: 'N' }]],
    ],
    [
      'getGroupInfo',
      (client) => client.getGroupInfo(['a', 'b', 'c']),
      [['group_open_http_svc/get_group_info', { GroupIdList: ['a', 'b', 'c'] }]],
      [
        {
          GroupInfo: [
            {
              GroupId: 'a',
              Type: 'AVChatRoom',
              Name: 'A',
              Introduction: 'I',
              Notification: 'N',
              FaceUrl: 'F',
              Owner_Account: 'ana',
              CreateTime: 5,
              MemberNum: 6,
              ShutUpAllMember: 'On',
            },
            { GroupId: 'b', MuteAllMember: 'Off', ShutUpAllMember: 'Off' },
          ],
        },
      ],
      [
        {
          groupId: 'a',
          type: 'AVChatRoom',
          name: 'A',
          introduction: 'I',
          notification: 'N',
          faceUrl: 'F',
          ownerId: 'ana',
          createdAt: 5,
          memberCount: 6,
          allMuted: true,
          custom: {},
        },
        {
          groupId: 'b',
          type: '',
          name: '',
          introduction: '',
          notification: '',
          faceUrl: '',
          ownerId: '',
          createdAt: 0,
          memberCount: 0,
          allMuted: false,
          custom: {},
        },
      ],
    ],
    [
      'forbidSendMsg',
      (client) => client.forbidSendMsg('g', ['bo'], 60),
      [['group_open_http_svc/forbid_send_msg', { GroupId: 'g', Members_Account: ['bo'], MuteTime: 60 }]],
    ],
    [
      'sendGroupMsg with its own random number',
      (client) => client.sendGroupMsg('g', { body: messageBody.text('hi') }),
      [
        [
          'group_open_http_svc/send_group_msg',
          { GroupId: 'g', Random: 2_147_483_647, MsgBody: messageBody.text('hi') },
        ],
      ],
      [{ MsgTime: 5, MsgSeq: 6 }],
      { time: 5, seq: 6, dropped: false, dropReason: '' },
    ],
    [
      'sendGroupSystemNotification',
      (client) => client.sendGroupSystemNotification('g', 'hi'),
      [['group_open_http_svc/send_group_system_notification', { GroupId: 'g', Content: 'hi' }]],
    ],
    [
      'sendBroadcastMsg',
      (client) => client.sendBroadcastMsg({ from: 'bot', body: messageBody.text('hi'), cloudCustomData: '{}' }),
      [
        [
          'group_open_http_svc/send_broadcast_msg',
          { From_Account: 'bot', Random: 2_147_483_647, MsgBody: messageBody.text('hi'), CloudCustomData: '{}' },
        ],
      ],
      [{ MsgSeq: 9 }],
      { seq: 9 },
    ],
    [
      'sendBroadcastMsg with a given random number',
      (client) => client.sendBroadcastMsg({ body: messageBody.text('hi'), random: 0 }),
      [['group_open_http_svc/send_broadcast_msg', { Random: 0, MsgBody: messageBody.text('hi') }]],
    ],
    [
      'groupMsgRecall of 11 messages',
      (client) =>
        client.groupMsgRecall(
          'g',
          Array.from({ length: 11 }, (_, index) => index + 1),
          { reason: 'spam' },
        ),
      [
        [
          'group_open_http_svc/group_msg_recall',
          {
            GroupId: 'g',
            MsgSeqList: Array.from({ length: 10 }, (_, index) => ({ MsgSeq: index + 1 })),
            Reason: 'spam',
          },
        ],
        ['group_open_http_svc/group_msg_recall', { GroupId: 'g', MsgSeqList: [{ MsgSeq: 11 }], Reason: 'spam' }],
      ],
      [{ RecallRetList: [{ MsgSeq: 1, RetCode: 0 }] }, { RecallRetList: [{ MsgSeq: 11, RetCode: 10031 }] }],
      [
        { seq: 1, code: 0 },
        { seq: 11, code: 10031 },
      ],
    ],
    [
      'updateGroupCounter',
      (client) => client.updateGroupCounter('g', 'Set', { likes: 4 }),
      [
        [
          'group_open_http_svc/update_group_counter',
          { GroupId: 'g', GroupCounter: [{ Key: 'likes', Value: 4 }], Mode: 'Set' },
        ],
      ],
      [{ GroupCounter: [{ Key: 'likes', Value: 4 }] }],
      { likes: 4 },
    ],
    [
      'getGroupCounter',
      (client) => client.getGroupCounter('g', ['likes']),
      [['group_open_http_svc/get_group_counter', { GroupId: 'g', GroupCounterKeys: ['likes'] }]],
      [{ GroupCounter: [{ Key: 'likes', Value: 4 }] }],
      { likes: 4 },
    ],
    [
      'deleteGroupCounter',
      (client) => client.deleteGroupCounter('g', ['likes']),
      [['group_open_http_svc/delete_group_counter', { GroupId: 'g', GroupCounterKeys: ['likes'] }]],
    ],
    [
      'getGroupAttr',
      (client) => client.getGroupAttr('g'),
      [['group_open_attr_http_svc/get_group_attr', { GroupId: 'g' }]],
      [{ GroupAttrAry: [{ key: 'a', value: 'b' }] }],
      { a: 'b' },
    ],
    [
      'modifyGroupAttr',
      (client) => client.modifyGroupAttr('g', { a: 'b' }),
      [['group_open_http_svc/modify_group_attr', { GroupId: 'g', GroupAttr: [{ key: 'a', value: 'b' }] }]],
    ],
    [
      'setGroupAttr',
      (client) => client.setGroupAttr('g', { a: 'b' }),
      [['group_open_http_svc/set_group_attr', { GroupId: 'g', GroupAttr: [{ key: 'a', value: 'b' }] }]],
    ],
    [
      'deleteGroupAttr',
      (client) => client.deleteGroupAttr('g', ['a']),
      [['group_open_http_svc/delete_group_attr', { GroupId: 'g', GroupAttr: [{ key: 'a' }] }]],
    ],
    [
      'clearGroupAttr',
      (client) => client.clearGroupAttr('g'),
      [['group_open_http_svc/clear_group_attr', { GroupId: 'g' }]],
    ],
  ]);

  it('passes on its signal and its time limit', async () => {
    const { client } = recordingClient();
    const signal = AbortSignal.abort(new Error('enough'));
    const runs: ((client: RestClient) => Promise<unknown>)[] = [
      (each) => each.accountImport('bo', {}, { signal }),
      (each) => each.kick('bo', { signal }),
      (each) => each.portraitSet('bo', {}, { signal }),
      (each) => each.setNoSpeaking('bo', 1, { signal }),
      (each) => each.createGroup({ name: 'n' }, { signal }),
      (each) => each.destroyGroup('g', { signal }),
      (each) => each.getGroupInfo(['g'], { signal }),
      (each) => each.modifyGroupBaseInfo('g', {}, { signal }),
      (each) => each.forbidSendMsg('g', ['bo'], 1, { signal }),
      (each) => each.banGroupMember('g', ['bo'], 1, { signal }),
      (each) => each.unbanGroupMember('g', ['bo'], { signal }),
      (each) => each.groupMsgRecall('g', [1], { signal }),
      (each) => each.sendGroupMsg('g', { body: [] }, { signal }),
      (each) => each.getAdminList('g', { signal }),
    ];
    for (const run of runs) await assert.rejects(run(client), /enough/);
  });
});
