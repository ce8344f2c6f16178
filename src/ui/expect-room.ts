import type { Room } from '../room/room.js';
import type { RoomController } from './room-controller.js';
import type { RoomHost } from './room-host.js';

/**
 * The room of an element, as soon as there is one. Throws `TypeError` at once when the markup names none; rejects with
 * a
 * `ChatError` when the room's code cannot be fetched or the element leaves before.
 */
export function expectRoom(host: RoomHost, controller: RoomController<unknown>): Promise<Room> {
  const { isConnected, room, for: sourceId, tokenEndpoint, tokenProvider, groupId } = host;
  if (!isConnected || !(room || sourceId || ((tokenEndpoint || tokenProvider) && groupId))) {
    throw new TypeError(
      `<${host.localName}> has no room: put it into the document with token-endpoint and group-id, or for, or room.`,
    );
  }
  return controller.fetch().then((tie) => tie.expectRoom());
}
