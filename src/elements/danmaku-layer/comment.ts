import type { DanmakuMode } from '../../room/model/chat-message.js';
import { sanitizeLine } from '../../text/sanitize-text.js';
import { devWarning } from '../shared/element-utils.js';
import type { DanmakuInput } from './danmaku-input.js';

/** Minimum relative luminance (WCAG): a darker colour is lightened to it, for 4.5:1 against the dark outline. */
const MIN_LUMINANCE = 0.22;

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const luminance = (channels: readonly number[]) =>
  0.2126 * linear(channels[0] ?? 0) + 0.7152 * linear(channels[1] ?? 0) + 0.0722 * linear(channels[2] ?? 0);

/**
 * The requested colour as `#rrggbb`, light enough to be read on any picture; '' for anything but `#rgb` and `#rrggbb`,
 * so that no other text of a sender gets into CSS.
 */
export function legibleColor(color: unknown): string {
  const match = typeof color === 'string' ? /^#([\da-f]{3}|[\da-f]{6})$/i.exec(color.trim()) : null;
  if (!match) return '';
  const digits = match[1] as string;
  const size = digits.length / 3;
  let channels = [0, 1, 2].map(
    (index) => parseInt(digits.slice(index * size, (index + 1) * size).padStart(2, digits[index]), 16) / 255,
  );
  while (luminance(channels) < MIN_LUMINANCE) channels = channels.map((channel) => channel + (1 - channel) * 0.1);
  return `#${channels
    .map((channel) =>
      Math.round(channel * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** The order in which comments are dropped: a viewer's comment first, the user's own never. */
export const PRIORITY = { viewer: 0, staff: 1, own: 2 } as const;

export type DanmakuPriority = (typeof PRIORITY)[keyof typeof PRIORITY];

/** How a comment is drawn. A viewer's gift never looks like a comment of the host. */
type DanmakuVariant = 'viewer' | 'staff' | 'own' | 'gift';

/** A comment as the engine shows it: checked, with one line of text. */
export interface DanmakuComment {
  readonly text: string;
  readonly mode: DanmakuMode;
  /** `#rrggbb`, or '' for the layer's own colour. */
  readonly color: string;
  /** For the order of dropping only. */
  readonly priority: DanmakuPriority;
  readonly variant: DanmakuVariant;
  /** Id of the message, for retraction; '' when there is none. */
  readonly id: string;
  readonly userId: string;
  readonly nick: string;
  /** The text mentions the user of this page. */
  readonly mentionsSelf: boolean;
  /** https URL of a picture before the text, or ''. */
  readonly image: string;
}

/** A longer comment would fill a lane without being read; the log shows the whole message. Code points. */
const MAX_CHARACTERS = 120;

/**
 * Makes a comment from the data of a page or a message. Throws a `TypeError` when there is no text; every other invalid
 * value is replaced by its default.
 */
export function parseComment(
  input: DanmakuInput & Partial<Pick<DanmakuComment, 'userId' | 'nick' | 'mentionsSelf' | 'image'>>,
): DanmakuComment {
  const given: unknown = (input as DanmakuInput | undefined)?.text;
  // A page may pass on what a visitor typed. A room's text is sanitised already and does not change here.
  const text = typeof given === 'string' ? sanitizeLine(given, MAX_CHARACTERS * 8) : '';
  if (text === '') throw new TypeError('A danmaku comment needs a text: emit({ text: "…" }).');
  const characters = Array.from(text.replace(/\s+/g, ' '));
  const { mode = 'scroll', own, role, id = '', userId = '', nick = '', mentionsSelf = false, image = '' } = input;
  const variant = own ? 'own' : role === 'host' || role === 'moderator' ? 'staff' : 'viewer';
  const isKnownMode = mode === 'scroll' || mode === 'top' || mode === 'bottom';
  if (!isKnownMode) devWarning(`The mode of a danmaku comment is "scroll", "top" or "bottom", not "${String(mode)}".`);
  return {
    text:
      characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…` : characters.join(''),
    mode: isKnownMode ? mode : 'scroll',
    color: legibleColor(input.color),
    priority: PRIORITY[variant],
    variant,
    id,
    userId,
    nick,
    mentionsSelf,
    image,
  };
}
