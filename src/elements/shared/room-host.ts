import type { ReactiveControllerHost } from 'lit';
import type { SdkChoice, TencentChat, TokenProvider } from '../../room/model/room-options.js';
import type { RoomSnapshot } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import type { EventRole } from './room-event-dispatcher.js';

// With the elements come the types of their events, also for `document.addEventListener`.
export type { ChatMessageEvent } from './room-dom-events.js';
export type { ChatErrorEvent } from './session-events.js';

/**
 * What each of the three elements offers to its room controller: the properties by which a page names a room. The
 * element declares them as reactive properties; the controller only reads them.
 */
export interface RoomHost extends ReactiveControllerHost, HTMLElement {
  /** Id of another of our elements, in the same tree, that has the room. Takes precedence over an endpoint. */
  for: string;
  tokenEndpoint: string;
  tokenCredentials: RequestCredentials;
  groupId: string;
  tokenProvider: TokenProvider | undefined;
  /** The page's own instance of Tencent's SDK, which the page logs in and out. */
  chat: TencentChat | undefined;
  /** Who is logged in to `chat`; '' if the page does not say so. */
  userId: string;
  /** Which of Tencent's SDKs is loaded; '' if the page does not say so. */
  sdk: SdkChoice | '';
  /** A room that the page created. Takes precedence over everything else; the page connects and closes it. */
  room: Room | undefined;
}

/** What an element wants of its room. */
export interface RoomControllerOptions<Slice> {
  /**
   * The part of the snapshot that the element renders. The element is updated only when this part changes (compared by
   * `Object.is`, or field by field for an object).
   */
  select(snapshot: RoomSnapshot): Slice;
  /** Which events of the room the element dispatches; each is dispatched once per room. */
  readonly eventRole: EventRole;
  readonly internals: ElementInternals | undefined;
  /** Requests the token while the code of rooms is being loaded. A rejection is ignored: the room reports it. */
  preloadToken?(host: RoomHost): Promise<unknown>;
  /**
   * The element has another room, or none. `signal` aborts when the element releases this room: pass it to `room.on`.
   */
  onRoom?(room: Room | undefined, signal: AbortSignal): void;
}
