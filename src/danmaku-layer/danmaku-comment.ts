import type { DanmakuMode } from '../room/chat-message.js';

/** How much a comment may not be lost: a viewer's is dropped first, the user's own never. */
export const RANK = { viewer: 0, staff: 1, own: 2 } as const;

export type DanmakuRank = (typeof RANK)[keyof typeof RANK];

/** One comment as the engine flies it: checked, with one line of text. */
export interface DanmakuComment {
  readonly text: string;
  readonly mode: DanmakuMode;
  /** `#rrggbb`, or '' for the layer's own. */
  readonly color: string;
  readonly rank: DanmakuRank;
  /** Of the message, for retraction; '' when it has none. */
  readonly id: string;
  readonly userId: string;
  readonly nick: string;
  /** https URL of a picture before the text, or ''. */
  readonly image: string;
}
