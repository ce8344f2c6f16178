// The comments that a page passes in, and the check that needs no other code.

import type { DanmakuMode } from '../../room/model/chat-message.js';

/** A comment for `emit()`. */
export interface DanmakuInput {
  /** One line. Line breaks become spaces; a text over the maximum length is cut. */
  readonly text: string;
  /** `scroll` by default. */
  readonly mode?: DanmakuMode;
  /** `#rgb` or `#rrggbb`; a colour that is too dark to read is lightened. */
  readonly color?: string;
  /** Of the user of this page: marked, shown at once, and never dropped. */
  readonly own?: boolean;
  /** `host` and `moderator` come before viewers. */
  readonly role?: 'viewer' | 'host' | 'moderator';
  /** For removing the comment later. */
  readonly id?: string;
}

/** A comment of a recorded room. `time` is the media time at which it was sent, in seconds. */
export interface TimelineEntry extends DanmakuInput {
  readonly time: number;
}

/** A character that is drawn: no space, mark or control, and no filler of Hangul or Braille. */
const VISIBLE = /[^\s\p{M}\p{Cc}\p{Cf}\p{Cs}\p{DI}\p{NChar}\u2800]/u;
/** Only this much of a text is checked, UTF-16 units. */
const MAX_CHECKED = 3_000;

/** Whether a text has a visible character, as far as can be told without the sanitiser, which is loaded later. */
export function hasVisibleText(text: unknown): text is string {
  return typeof text === 'string' && VISIBLE.test(text.slice(0, MAX_CHECKED));
}
