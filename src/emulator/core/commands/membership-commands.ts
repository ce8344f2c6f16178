// Joining and leaving, with a login or as a guest who only reads.
import { type Commands, type Handler, ServiceError } from '../call.js';
import type { JsonObject } from '../fields.js';
import { requireAccount } from '../requirements.js';
import { cloudConfig } from './cloud-config.js';
import { pollKey } from './poll-commands.js';

const DEFAULT_POLL_MS = 300;

const join: Handler = (call, service) => {
  const { caller, fields, connection } = call;
  if (caller.kind !== 'user') throw new ServiceError(70003, 'Joining needs a login');
  const room = service.roomForJoin(fields.string('GroupId'));
  const answer = (start: number) => {
    // Someone who read here as a guest before logging in is not two people.
    const guestKey = connection?.guestRooms.get(room.groupId);
    if (guestKey !== undefined) service.membership.removeGuest(room.groupId, guestKey);
    const body: JsonObject = {
      JoinedStatus: 'JoinedSuccess',
      HugeGroupFlag: 1,
      StartSeq: start,
      AVChatRoomKey: pollKey(room.groupId, caller.account.userId),
    };
    if (room.polled) body['LongPollingKey'] = pollKey(room.groupId, caller.account.userId);
    const history = fields.get('HugeGroupHistoryMsgFlag') === 1 ? before : '';
    const text = JSON.stringify({ ErrorCode: 0, ErrorInfo: '', ...body });
    call.answerText(history === '' ? text : `${text.slice(0, -1)},"RspMsgList":[${history}]}`);
    // Leaving a room has reset the client's poll times; only a new version makes it take them up again.
    if (connection && service.settings.pollMs !== DEFAULT_POLL_MS)
      service.push(
        connection,
        'im_sdk_config_mgr.push_configv2',
        cloudConfig(service, (caller.session.configVersion += 1)),
      );
    return undefined;
  };
  const before = room.history();
  if (service.webhooks.present) return service.membership.askAndJoin(room, caller.account).then(answer);
  return answer(service.membership.join(room, caller.account));
};

/** Only `LongPollingKey` matters to the SDK here. */
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

/** Success for people who are not in as well: the SDK keeps a room that it could not quit. */
const quit: Handler = (call, service) => {
  const account = requireAccount(call);
  const room = service.rooms.get(call.fields.string('GroupId'));
  if (!room) return {};
  if (room.owner === account.userId && room.members.has(account.userId) && service.settings.ownerMayNotQuit)
    throw new ServiceError(10009, 'The owner cannot quit the group; dismiss it instead');
  service.membership.leave(room, account);
  return {};
};

/** Joining and leaving. */
export const MEMBERSHIP_COMMANDS: Commands = {
  'group_open_http_svc.apply_join_group': join,
  'group_open_http_noauth_svc.apply_join_group': joinAsGuest,
  'group_open_http_svc.quit_group': quit,
};
