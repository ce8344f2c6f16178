import type { DanmakuMode } from '../../room/model/chat-message.js';
import { sanitizeLine } from '../../text/sanitize-text.js';
import { devWarning } from '../shared/element-utils.js';
import { legibleColor } from './legible-color.js';

/** A comment of a recorded room: `time` is the media's time at which it was said, in seconds. */
export interface TimelineEntry extends DanmakuInput {
  readonly time: number;
}

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

/** How much a comment may not be lost: a viewer's is dropped first, the user's own never. */
export const PRIORITY = { viewer: 0, staff: 1, own: 2 } as const;

export type DanmakuPriority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** One comment as the engine flies it: checked, with one line of text. */
export interface DanmakuComment {
  readonly text: string;
  readonly mode: DanmakuMode;
  /** `#rrggbb`, or '' for the layer's own. */
  readonly color: string;
  readonly priority: DanmakuPriority;
  /** Of the message, for retraction; '' when it has none. */
  readonly id: string;
  readonly userId: string;
  readonly nick: string;
  /** https URL of a picture before the text, or ''. */
  readonly image: string;
}

/** Longer comments fill a lane without being read; the log has them whole. */
const MAX_CHARACTERS = 120;

/**
 * A comment out of what a page or a message says. Throws a `TypeError` when there is no text; anything else odd falls
 * back.
 */
export function parseComment(
  input: DanmakuInput & Partial<Pick<DanmakuComment, 'userId' | 'nick' | 'image'>>,
): DanmakuComment {
  const given: unknown = (input as DanmakuInput | undefined)?.text;
  // A page may pass on what a visitor typed; what the room gives is clean already, and stays as it is.
  const text = typeof given === 'string' ? sanitizeLine(given, MAX_CHARACTERS * 8) : '';
  if (text === '') throw new TypeError('A danmaku needs a text: emit({ text: "…" }).');
  const characters = Array.from(text.replace(/\s+/g, ' '));
  const { mode = 'scroll', own, role, id = '', userId = '', nick = '', image = '' } = input;
  const known = mode === 'scroll' || mode === 'top' || mode === 'bottom';
  if (!known) devWarning(`A danmaku flies in mode "scroll", "top" or "bottom", not "${String(mode)}".`);
  return {
    text:
      characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…` : characters.join(''),
    mode: known ? mode : 'scroll',
    color: legibleColor(input.color),
    priority: own ? PRIORITY.own : role === 'host' || role === 'moderator' ? PRIORITY.staff : PRIORITY.viewer,
    id,
    userId,
    nick,
    image,
  };
}
