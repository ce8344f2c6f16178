import { cleanLine } from '../room/plain-text.js';
import { devWarning } from '../ui/dev-warning.js';
import { RANK, type DanmakuComment } from './danmaku-comment.js';
import type { DanmakuInput } from './danmaku-input.js';
import { legibleColor } from './legible-color.js';

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
  const text = typeof given === 'string' ? cleanLine(given, MAX_CHARACTERS * 8) : '';
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
    rank: own ? RANK.own : role === 'host' || role === 'moderator' ? RANK.staff : RANK.viewer,
    id,
    userId,
    nick,
    image,
  };
}
