import type { DanmakuMode } from '../room/chat-message.js';

/** What `emit()` takes. */
export interface DanmakuInput {
  /** One line; line breaks become spaces, and what is longer than a comment can be is cut. */
  readonly text: string;
  /** `scroll` by default. */
  readonly mode?: DanmakuMode;
  /** `#rgb` or `#rrggbb`; too dark ones are lifted until they can be read. */
  readonly color?: string;
  /** Of the user who looks: marked, comes in at once, and is never dropped. */
  readonly own?: boolean;
  /** `host` and `moderator` come before viewers. */
  readonly role?: 'viewer' | 'host' | 'moderator';
  /** To take it out again. */
  readonly id?: string;
}
