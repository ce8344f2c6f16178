import type { ReactiveControllerHost } from 'lit';
import type { RoomSnapshot } from '../../room/model/room-snapshot.js';
import type { Terms } from '../shared/terms/terms.js';
import type { AnnounceMode } from './announcer/announce-controller.js';
import { tokenRequest } from '../../protocol/token-request.js';
import { preloadJson } from '../../util/post-json.js';
import type { RoomHost } from '../shared/room-host.js';

/** What the parts of `<live-chat>` use of the element. */
export interface ChatHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly appearance: 'panel' | 'overlay' | 'compact';
  readonly notices: 'digest' | 'all' | 'none';
  /** What the page wants screen readers to announce. */
  readonly announce: AnnounceMode;
  readonly maxLength: number;
  readonly maxMessages: number;
  /** @internal `maxMessages` within its limits. */
  readonly maxRows: number;
  readonly noAvatars: boolean;
  readonly noUserImages: boolean;
  readonly noTimestamps: boolean;
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

/**
 * Requests the token while the code of rooms is being loaded. Only `<live-chat>` does it: the other elements usually
 * follow its room. Rejects if `token-endpoint` is no URL.
 */
export async function preloadToken({ groupId, tokenCredentials, tokenEndpoint, ownerDocument }: RoomHost) {
  return preloadJson(tokenRequest(new URL(tokenEndpoint, ownerDocument.baseURI).href, groupId, tokenCredentials));
}
