import { type Call, type Commands, type Handler, ServiceError } from '../call.js';
import type { Cancel } from '../environment.js';
import type { Room } from '../room.js';
import type { Service } from '../service.js';

/** The poll key of a reader in a room. It contains both ids, so that it stays valid after a restart. */
export function pollKey(groupId: string, reader: string): string {
  return `k|${encodeURIComponent(groupId)}|${encodeURIComponent(reader)}`;
}

/** Parses a poll key; undefined for an invalid one. The reader of a guest begins with `~`. */
export function parsePollKey(key: string): { groupId: string; reader: string } | undefined {
  const [prefix, groupId, reader] = key.split('|');
  if (prefix !== 'k' || !groupId || !reader) return undefined;
  try {
    return { groupId: decodeURIComponent(groupId), reader: decodeURIComponent(reader) };
  } catch {
    return undefined; // a malformed percent encoding
  }
}

// Polls of the SDK for the events of a room. A poll without new events is held until the next event.

const FIRST_BROADCAST = 2;

/** A client that is unknown after a restart is at most so many events ahead of this process. */
const MAX_SKIPPED = 1_000_000;

/** The room that the caller may poll. Throws ServiceError for anybody else. `startSeq` is the position of the poll. */
function readableRoom(call: Call, service: Service, groupId: string, reader: string, startSeq: number): Room {
  const { caller } = call;
  const { pollRestoresMembership } = service.settings;
  const dismissedRoom = service.rooms.has(groupId) ? undefined : service.dismissedRooms.get(groupId);
  if (dismissedRoom) return dismissedRoom;
  if (caller.kind === 'user') {
    if (caller.account.userId !== reader) throw new ServiceError(10007, 'The key belongs to another user');
    const room = service.roomForJoin(groupId);
    const member = room.members.get(reader);
    if (member) {
      member.seenAt = service.environment.now();
      return room;
    }
    const isKnown = room.leftMembers.has(reader) || room.bannedUntil(reader) > 0;
    if (isKnown || !pollRestoresMembership) {
      if (!isKnown) continueAfterRestart(room, startSeq);
      throw new ServiceError(10007, 'You are not in the group');
    }
    // A valid key of a user unknown to this process: the service was restarted.
    service.membership.restore(room, caller.account);
    return room;
  }
  if (!reader.startsWith('~')) throw new ServiceError(10007, 'The key needs a login');
  const room = service.roomForJoin(groupId);
  // The code is the one that Tencent's changelog of the web SDK (2.9.2) names for polls of guests.
  const isRefused = room.removedGuests.has(reader) || !(room.guests.has(reader) || pollRestoresMembership);
  if (isRefused) {
    if (!room.removedGuests.has(reader)) continueAfterRestart(room, startSeq);
    throw new ServiceError(70402, 'The guest is not in the group');
  }
  service.membership.touchGuest(room, reader);
  call.connection?.guestRooms.set(groupId, reader);
  return room;
}

/**
 * A reader unknown to this process has read the room before a restart of the emulator. The positions continue after
 * that reader's, as those of a service that keeps its rooms do: clients drop lower sequence numbers as duplicates.
 */
function continueAfterRestart(room: Room, startSeq: number): void {
  if (startSeq - room.timeline.next <= MAX_SKIPPED) room.timeline.skipTo(startSeq);
}

const poll: Handler = (call, service) => {
  const { fields, connection } = call;
  const key = fields.string('Key');
  const parsed = parsePollKey(key);
  if (!parsed) throw new ServiceError(10004, 'Key must be the LongPollingKey of the join response');
  const startSeq = fields.optionalInteger('StartSeq') ?? 0;
  const room = readableRoom(call, service, parsed.groupId, parsed.reader, startSeq);
  if (room.dismissed && (startSeq <= 0 || startSeq >= room.timeline.next))
    throw new ServiceError(10010, 'The group was dismissed');
  if (service.settings.refuseUnknownPositions) {
    if (startSeq > 0 && !room.dismissed && !room.timeline.has(startSeq))
      throw new ServiceError(10007, 'The position of the poll is not known');
    // A later position is from before a restart. The SDK would drop events with lower numbers as duplicates.
  } else if (startSeq > room.timeline.next) room.timeline.skipTo(startSeq);
  // 0 means "from now on".
  const start = startSeq <= 0 ? room.timeline.next : startSeq;
  const broadcastSeq = fields.optionalInteger('StartBroadcastSeq');
  const broadcastStart =
    broadcastSeq === undefined ? undefined : broadcastSeq < FIRST_BROADCAST ? service.broadcasts.next : broadcastSeq;
  const keyText = JSON.stringify(key);

  const cancels: Cancel[] = [];
  const respond = (list: string, next: number, broadcasts: string) => {
    for (const cancel of cancels.splice(0)) cancel();
    if (!room.dismissed && !room.members.has(parsed.reader) && !room.guests.has(parsed.reader)) {
      // The member was removed while the poll was held.
      const code = parsed.reader.startsWith('~') ? 70402 : 10007;
      call.respondText(`{"ErrorCode":${code},"ErrorInfo":"You are not in the group"}`);
      return;
    }
    if (service.settings.refuseUnknownPositions && !room.dismissed && !room.timeline.has(start)) {
      call.respondText('{"ErrorCode":10007,"ErrorInfo":"The position of the poll is not known"}');
      return;
    }
    const broadcastList = broadcasts === '' ? '' : `,"RspBroadcastMsgList":[${broadcasts}]`;
    const broadcastPart =
      broadcastStart === undefined ? '' : `,"NextBroadcastSeq":${service.broadcasts.next}${broadcastList}`;
    call.respondText(`{"ErrorCode":0,"Key":${keyText},"NextSeq":${next}${broadcastPart},"RspMsgList":[${list}]}`);
  };
  let responded = false;
  if (broadcastStart !== undefined && broadcastStart < service.broadcasts.next) {
    service.broadcasts.read(broadcastStart, 0, (list) => {
      responded = true;
      room.timeline.read(start, 0, (events, next) => respond(events, next, list));
    });
    if (responded) return undefined;
  }
  cancels.push(
    room.timeline.read(start, service.settings.holdMs, (list, next) => {
      responded = true;
      respond(list, next, '');
    }),
  );
  if (responded) return undefined;
  if (broadcastStart !== undefined)
    cancels.push(
      service.broadcasts.read(broadcastStart, service.settings.holdMs * 2, (list) =>
        respond('', Math.max(start, room.timeline.next), list),
      ),
    );
  if (connection) {
    const unregister = connection.hold(() => {
      for (const cancel of cancels.splice(0)) cancel();
    });
    cancels.push(unregister);
  }
  return undefined;
};

/** Commands of polls. */
export const POLL_COMMANDS: Commands = {
  'group_open_long_polling_http_svc.get_msg': poll,
  'group_open_long_polling_http_noauth_svc.get_msg': poll,
};
