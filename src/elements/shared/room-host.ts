import type { ReactiveControllerHost } from 'lit';
import type { TokenProvider } from '../../room/model/room-options.js';
import type { Room } from '../../room/room.js';

/**
 * What each of the three elements offers to its room controller: the ways in which a page can name a room.
 * An element declares these as reactive properties; the controller reads them and writes none.
 */
export interface RoomHost extends ReactiveControllerHost, HTMLElement {
  /** Id of another of our elements, in the same tree, that has the room. Wins over an endpoint. */
  for: string;
  tokenEndpoint: string;
  tokenCredentials: RequestCredentials;
  groupId: string;
  tokenProvider: TokenProvider | undefined;
  /** A room of the page's own. Wins over everything else; the page connects and closes it. */
  room: Room | undefined;
}
