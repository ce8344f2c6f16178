// Commands of the REST API: those that only the application may call, and those shared with clients.
import { type Commands, type Handler, ServiceError } from '../call.js';
import { COMMANDS } from '../commands/index.js';
import { readDraft } from '../commands/send-commands.js';
import { requireAccount, requirePlan } from '../requirements.js';
import { userMessage } from '../downlink/user-message.js';

const MAX_ACCOUNTS = 100;
const USER_ID = /^[\x20-\x7e]{1,32}$/;
const MAX_NOTICE_BYTES = 8 * 1024;
const REST_KICK = 3;

const importAccount: Handler = (call, service) => {
  const userId = call.fields.string(call.fields.has('UserID') ? 'UserID' : 'Identifier');
  if (!USER_ID.test(userId)) throw new ServiceError(70402, 'UserID must be 1 to 32 printable ASCII characters');
  const account = service.account(userId);
  account.nick = call.fields.optionalString('Nick') ?? account.nick;
  account.avatar = call.fields.optionalString('FaceUrl') ?? account.avatar;
  return {};
};

const kick: Handler = (call, service) => {
  const userId = call.fields.string(call.fields.has('UserID') ? 'UserID' : 'Identifier');
  const account = service.accounts.get(userId);
  if (!account) throw new ServiceError(70107, 'The account does not exist');
  for (const session of [...account.sessions]) service.kick(session, REST_KICK);
  return {};
};

const notify: Handler = (call, service) => {
  const room = service.room(call.fields.string('GroupId'));
  const content = call.fields.string('Content');
  if (new TextEncoder().encode(content).length > MAX_NOTICE_BYTES)
    throw new ServiceError(80002, `Content may have at most ${MAX_NOTICE_BYTES} bytes`);
  if (call.fields.list('ToMembers_Account').length > 0)
    throw new ServiceError(10004, 'In a live group a notice goes to all members');
  service.moderation.notice(room, content, requireAccount(call).userId);
  return {};
};

/** Sends a message to all live rooms. */
const broadcast: Handler = (call, service) => {
  requirePlan(service, 'Broadcast');
  const sender = call.fields.optionalString('From_Account');
  const from = sender === undefined ? requireAccount(call) : service.account(sender);
  const draft = readDraft(call.fields, service.seconds());
  const position = service.broadcasts.next;
  for (const room of service.rooms.values()) {
    if (room.polled) continue;
    room.publish((seq) => ({ ...userMessage(room, from, draft, seq, service.seconds()), Event: 17 }));
  }
  const allRooms = { groupId: '', name: '' };
  service.broadcasts.append(
    JSON.stringify({ ...userMessage(allRooms, from, draft, position, service.seconds()), Event: 17 }),
  );
  return { MsgSeq: position };
};

const setNoSpeaking: Handler = (call, service) => {
  const seconds = call.fields.optionalInteger('GroupmsgNospeakingTime');
  const account = service.account(call.fields.string('Set_Account'));
  if (seconds !== undefined)
    account.mutedUntil =
      seconds === 0 ? 0 : seconds >= 0xffff_ffff ? Infinity : service.environment.now() + seconds * 1000;
  return {};
};

const getNoSpeaking: Handler = (call, service) => {
  const { mutedUntil } = service.account(call.fields.string('Get_Account'));
  return {
    C2CmsgNospeakingTime: 0,
    GroupmsgNospeakingTime: Math.max(
      0,
      Math.min(0xffff_ffff, Math.ceil((mutedUntil - service.environment.now()) / 1000)),
    ),
  };
};

const G = 'group_open_http_svc';
const A = 'group_open_avchatroom_http_svc';

/** Client commands that are available over REST under the same name. */
const SHARED = [
  `${G}.create_group`,
  `${G}.destroy_group`,
  `${G}.get_group_info`,
  `${G}.modify_group_base_info`,
  `${G}.send_group_msg`,
  `${G}.group_msg_recall`,
  `${G}.forbid_send_msg`,
  `${G}.get_group_muted_account`,
  `${G}.ban_group_member`,
  `${G}.unban_group_member`,
  `${G}.get_group_ban_member`,
  `${G}.delete_group_member`,
  `${G}.add_group_member`,
  `${G}.import_group`,
  `${G}.delete_group_msg_by_sender`,
  `${G}.get_online_member_num`,
  `${G}.get_group_member_info`,
  `${G}.update_group_counter`,
  `${G}.get_group_counter`,
  `${G}.delete_group_counter`,
  `${G}.set_group_attr`,
  `${G}.modify_group_attr`,
  `${G}.delete_group_attr`,
  `${G}.clear_group_attr`,
  `${A}.get_members`,
  `${A}.modify_admin`,
  `${A}.get_admin_list`,
  `${A}.modify_user_info`,
  'profile.portrait_set',
  'profile.portrait_get',
  'group_open_attr_http_svc.get_group_attr',
] as const;

const REST_ONLY: Commands = {
  'im_open_login_svc.account_import': importAccount,
  'im_open_login_svc.multiaccount_import': (call, service) => {
    for (const userId of call.fields.strings('Accounts', { required: true, max: MAX_ACCOUNTS }))
      service.account(userId);
    return { FailAccounts: [] };
  },
  'im_open_login_svc.account_check': (call, service) => ({
    ResultItem: call.fields.objects('CheckItem', { required: true, max: MAX_ACCOUNTS }).map((item) => {
      const userId = item.string('UserID');
      return {
        UserID: userId,
        ResultCode: 0,
        ResultInfo: '',
        AccountStatus: service.accounts.has(userId) ? 'Imported' : 'NotImported',
      };
    }),
  }),
  'im_open_login_svc.kick': kick,
  [`${G}.send_group_system_notification`]: notify,
  [`${G}.send_broadcast_msg`]: broadcast,
  [`${G}.get_appid_group_list`]: (_call, service) => ({
    TotalCount: service.rooms.size,
    GroupIdList: [...service.rooms.keys()].map((GroupId) => ({ GroupId })),
    Next: 0,
  }),
  'openconfigsvr.setnospeaking': setNoSpeaking,
  'openconfigsvr.getnospeaking': getNoSpeaking,
  // Tencent removed these commands; they respond with this code.
  'openim_dirty_words.get': () => {
    throw new ServiceError(10042, 'This interface is invalid');
  },
  'openim_dirty_words.add': () => {
    throw new ServiceError(10042, 'This interface is invalid');
  },
  'openim_dirty_words.delete': () => {
    throw new ServiceError(10042, 'This interface is invalid');
  },
};

/** Handlers of the REST API by `service.command`. */
export const REST_COMMANDS: ReadonlyMap<string, Handler | undefined> = new Map([
  ...SHARED.map((name) => [name, COMMANDS.get(name)] as const),
  ...Object.entries(REST_ONLY),
]);
