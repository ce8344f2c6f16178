import type { ReactiveControllerHost } from 'lit';
import { ChatError } from '../../room/model/chat-error.js';
import type { RoomSnapshot } from '../../room/model/room-snapshot.js';
import type { Room } from '../../room/room.js';
import type { Terms } from '../shared/terms/terms.js';
import type { AnnounceMode } from './announcer/announce-controller.js';
import { tokenRequest } from '../../protocol/token-request.js';
import { preloadJson } from '../../util/post-json.js';
import type { RoomHost } from '../shared/room-host.js';

// With the element come the types of its events.
export type { ChatBeforeSendEvent } from './live-chat-events.js';

/** How a chat is shown: the settings of the page, or the same with the choices of the viewer. */
export interface ChatSettings {
  readonly appearance: 'panel' | 'overlay' | 'compact';
  readonly notices: 'digest' | 'all' | 'none';
  /** What is announced to screen readers. */
  readonly announce: AnnounceMode;
  /** When the time of a message is shown. */
  readonly times: 'hover' | 'always';
  /** @internal `maxMessages` within its limits. */
  readonly maxRows: number;
  readonly noAvatars: boolean;
  readonly noUserImages: boolean;
  readonly noTimestamps: boolean;
}

/** What the parts of `<live-chat>` use of the element. Its settings are those of the page. */
export interface ChatHost extends ChatSettings, ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly maxLength: number;
  readonly maxMessages: number;
  /** Names of the settings that the viewer cannot change; null without the attribute. */
  readonly locked: string | null;
  /** `title`, or nothing; null without the attribute. */
  readonly alerts: string | null;
  readonly paused: boolean;
  /** @internal */
  readonly hasComposer: boolean;
  readonly terms: Partial<Terms> | undefined;
  scrollToLatest(): void;
}

/** What `<live-chat>` renders with Lit. Messages and likes are left out, because their changes need no Lit update. */
export type ChatSlice = Omit<RoomSnapshot, 'messages' | 'likeCount' | 'likeCountExact' | 'droppedCount'> & {
  readonly isEmpty: boolean;
};

export function selectChatSlice({
  messages,
  likeCount: _count,
  likeCountExact: _exact,
  droppedCount: _dropped,
  ...rest
}: RoomSnapshot): ChatSlice {
  return { ...rest, isEmpty: messages.length === 0 };
}

/** The room of a chat. Throws a `TypeError` if there is none. */
export function requireRoom(room: Room | undefined): Room {
  if (!room) throw new TypeError('<live-chat> has no room: give it token-endpoint and group-id, or for, or room.');
  return room;
}

/** A file of the chat could not be loaded. */
export function loadError(cause: unknown): ChatError {
  const text = 'A file of the chat could not be loaded. Are all files in one directory?';
  return new ChatError('im/unavailable', text, true, cause);
}

/**
 * Requests the token while the code of rooms is being loaded. Only `<live-chat>` does it: the other elements usually
 * follow its room. Rejects if `token-endpoint` is no URL.
 */
export async function preloadToken({ groupId, tokenCredentials, tokenEndpoint, ownerDocument }: RoomHost) {
  return preloadJson(tokenRequest(new URL(tokenEndpoint, ownerDocument.baseURI).href, groupId, tokenCredentials));
}
