import { type Call, type Commands, type Handler, ServiceError } from '../call.js';
import type { Cancel } from '../environment.js';
import type { Room } from '../room.js';
import type { Service } from '../service.js';

/** The key with which a member asks for a room's events. It says all there is, so that it survives a restart. */
export function pollKey(groupId: string, reader: string): string {
  return `k|${encodeURIComponent(groupId)}|${encodeURIComponent(reader)}`;
}

/** Reads a key; undefined when it is not one. Readers whose name begins with `~` have no login. */
export function parsePollKey(key: string): { groupId: string; reader: string } | undefined {
  const [mark, groupId, reader] = key.split('|');
  if (mark !== 'k' || !groupId || !reader) return undefined;
  try {
    return { groupId: decodeURIComponent(groupId), reader: decodeURIComponent(reader) };
  } catch {
    return undefined; // a percent sign that stands for nothing: not one of our keys
  }
}

// The SDK's polls for what happened in a room. An idle one is held, and answered by the next event.

const FIRST_BROADCAST = 2;

function readableRoom(call: Call, service: Service, groupId: string, reader: string): Room {
  const { caller } = call;
  const grave = service.rooms.has(groupId) ? undefined : service.dismissedRooms.get(groupId);
  if (grave) return grave;
  if (caller.kind === 'user') {
    if (caller.account.userId !== reader) throw new ServiceError(10007, 'The key belongs to someone else');
    const room = service.roomForJoin(groupId);
    const member = room.members.get(reader);
    if (member) {
      member.seenAt = service.environment.now();
      return room;
    }
    if (room.leftMembers.has(reader) || room.bannedUntil(reader) > 0)
      throw new ServiceError(10007, 'You are not in the group');
    // A good key that is unknown: the service was started anew, and its people are still here.
    service.membership.restore(room, caller.account);
    return room;
  }
  if (!reader.startsWith('~')) throw new ServiceError(10007, 'The key needs a login');
  const room = service.roomForJoin(groupId);
  service.membership.touchGuest(room, reader);
  call.connection?.guestRooms.set(groupId, reader);
  return room;
}

const poll: Handler = (call, service) => {
  const { fields, connection } = call;
  const key = fields.string('Key');
  const parsed = parsePollKey(key);
  if (!parsed) throw new ServiceError(10004, 'Key must be what joining gave');
  const room = readableRoom(call, service, parsed.groupId, parsed.reader);
  const asked = fields.optionalInteger('StartSeq') ?? 0;
  // 0 is "from now"; a position beyond ours comes from before a restart, and clients would take lower numbers for
  // duplicates.
  if (room.dismissed && (asked <= 0 || asked >= room.timeline.next))
    throw new ServiceError(10010, 'The group was dismissed');
  if (asked > room.timeline.next) room.timeline.skipTo(asked);
  const start = asked <= 0 ? room.timeline.next : asked;
  const broadcastAsked = fields.optionalInteger('StartBroadcastSeq');
  const broadcastStart =
    broadcastAsked === undefined
      ? undefined
      : broadcastAsked < FIRST_BROADCAST
        ? service.broadcasts.next
        : broadcastAsked;
  const keyText = JSON.stringify(key);

  const cancels: Cancel[] = [];
  const answer = (list: string, next: number, broadcasts: string) => {
    for (const cancel of cancels.splice(0)) cancel();
    const broadcastPart =
      broadcastStart === undefined
        ? ''
        : `,"NextBroadcastSeq":${service.broadcasts.next}${broadcasts === '' ? '' : `,"RspBroadcastMsgList":[${broadcasts}]`}`;
    call.answerText(`{"ErrorCode":0,"Key":${keyText},"NextSeq":${next}${broadcastPart},"RspMsgList":[${list}]}`);
  };
  let answered = false;
  if (broadcastStart !== undefined && broadcastStart < service.broadcasts.next) {
    service.broadcasts.read(broadcastStart, 0, (list) => {
      answered = true;
      room.timeline.read(start, 0, (events, next) => answer(events, next, list));
    });
    if (answered) return undefined;
  }
  cancels.push(
    room.timeline.read(start, service.settings.holdMs, (list, next) => {
      answered = true;
      answer(list, next, '');
    }),
  );
  if (answered) return undefined;
  if (broadcastStart !== undefined)
    cancels.push(
      service.broadcasts.read(broadcastStart, service.settings.holdMs * 2, (list) =>
        answer('', Math.max(start, room.timeline.next), list),
      ),
    );
  if (connection) {
    const dropped = connection.hold(() => {
      for (const cancel of cancels.splice(0)) cancel();
    });
    cancels.push(dropped);
  }
  return undefined;
};

/** Polls of members and of guests. */
export const POLL_COMMANDS: Commands = {
  'group_open_long_polling_http_svc.get_msg': poll,
  'group_open_long_polling_http_noauth_svc.get_msg': poll,
};
