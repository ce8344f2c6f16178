// Joining and quitting groups, with a login or as a guest who only reads.
import { type Commands, type Handler, ServiceError } from '../call.js';
import type { JsonObject } from '../fields.js';
import { requireAccount } from '../requirements.js';
import { cloudConfig } from './startup-commands.js';
import { pollKey } from './poll-commands.js';

const DEFAULT_POLL_MS = 300;

const join: Handler = (call, service) => {
  const { caller, fields, connection } = call;
  if (caller.kind !== 'user') throw new ServiceError(70003, 'Joining needs a login');
  const room = service.roomForJoin(fields.string('GroupId'));
  const respond = (start: number) => {
    // A user who read this room as a guest before the login is counted once.
    const guestKey = connection?.guestRooms.get(room.groupId);
    if (guestKey !== undefined) service.membership.removeGuest(room.groupId, guestKey);
    const body: JsonObject = {
      JoinedStatus: 'JoinedSuccess',
      HugeGroupFlag: 1,
      StartSeq: start,
      AVChatRoomKey: pollKey(room.groupId, caller.account.userId),
    };
    if (room.polled) body['LongPollingKey'] = pollKey(room.groupId, caller.account.userId);
    const history = fields.get('HugeGroupHistoryMsgFlag') === 1 ? earlier : '';
    const text = JSON.stringify({ ErrorCode: 0, ErrorInfo: '', ...body });
    call.respondText(history === '' ? text : `${text.slice(0, -1)},"RspMsgList":[${history}]}`);
    // The SDK resets its poll intervals when it leaves a room, and applies the configuration only with a new version.
    if (connection && service.settings.pollMs !== DEFAULT_POLL_MS)
      service.push(
        connection,
        'im_sdk_config_mgr.push_configv2',
        cloudConfig(service, (caller.session.configVersion += 1)),
      );
    return undefined;
  };
  const earlier = room.history();
  if (service.webhooks.present) return service.membership.joinWithWebhook(room, caller.account).then(respond);
  return respond(service.membership.join(room, caller.account));
};

const joinAsGuest: Handler = (call, service) => {
  const room = service.roomForJoin(call.fields.string('GroupId'));
  const key = `~${Math.floor(service.environment.random() * 2 ** 48).toString(36)}`;
  service.membership.touchGuest(room, key);
  call.connection?.guestRooms.set(room.groupId, key);
  return {
    JoinedStatus: 'JoinedSuccess',
    HugeGroupFlag: 1,
    LongPollingKey: pollKey(room.groupId, key),
    StartSeq: room.timeline.next,
  };
};

/** With the lenient settings it succeeds for users who are not members: after an error the SDK keeps the room. */
const quit: Handler = (call, service) => {
  const account = requireAccount(call);
  const room = service.rooms.get(call.fields.string('GroupId'));
  const { refuseOutsiderQuit, ownerMayNotQuit } = service.settings;
  if (!room) {
    if (refuseOutsiderQuit) throw new ServiceError(10010, 'The group does not exist, or was dismissed');
    return {};
  }
  const isMember = room.members.has(account.userId);
  if (room.owner === account.userId && ownerMayNotQuit && (isMember || refuseOutsiderQuit))
    throw new ServiceError(10009, 'The owner cannot quit the group; dismiss it instead');
  if (!isMember && refuseOutsiderQuit) throw new ServiceError(10007, 'You are not in the group');
  service.membership.leave(room, account);
  return {};
};

/** Commands of membership. */
export const MEMBERSHIP_COMMANDS: Commands = {
  'group_open_http_svc.apply_join_group': join,
  'group_open_http_noauth_svc.apply_join_group': joinAsGuest,
  'group_open_http_svc.quit_group': quit,
};
