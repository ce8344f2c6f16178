import type { ChatMessage, DanmakuMode, DanmakuStyle } from '../room/model/chat-message.js';
import { UntrustedJson } from './untrusted-json.js';

/**
 * What travels beside a text: written into and read from the message's `cloudCustomData`. All of it is the sender's
 * claim.
 */
export interface TextExtras {
  readonly danmaku?: DanmakuStyle;
  /** User ids. */
  readonly mentions?: readonly string[];
  /** The names of these users as the sender sees them, for readers who have not received a message of them. */
  readonly mentionNames?: readonly string[];
  /** `nick` and `text` are quoted by the sender: prefer the message itself where it is at hand. */
  readonly replyTo?: NonNullable<ChatMessage['replyTo']>;
  /** The sender's own name for the message, to recognise it when it comes back another way. */
  readonly clientMessageId?: string;
}

// The shape of our extras in cloudCustomData, shared by their reader and their writer:
//   {"liveChat":{"v":1,"danmaku":{"mode","color"},"mentions":["userId"],"mentionNames":["nick"],
//     "replyTo":{"id","nick","text"},"clientId":"…"}}

/** Our corner of an object in which other apps may have theirs. */
export const EXTRAS_KEY = 'liveChat';
/** Raised when a reader of the version before would misread; a new optional field is no reason. */
export const EXTRAS_VERSION = 1;
export const MAX_MENTIONS = 20;
/** Message ids are about 40 characters, user ids at most 32 bytes. */
export const MAX_ID_LENGTH = 128;
/** Of the quoted text; enough for one line. */
export const MAX_QUOTE_LENGTH = 100;

// Reads our extras out of a message's cloudCustomData. Other apps write there too: what is not ours is left alone, and
// the raw text stays in the message for the page.

const MODES: readonly string[] = ['scroll', 'top', 'bottom'] satisfies DanmakuMode[];
const COLOR = /^#[0-9a-f]{6}$/i;
const NO_EXTRAS: TextExtras = Object.freeze({});

function readDanmaku(wire: UntrustedJson | undefined): DanmakuStyle | undefined {
  if (!wire) return undefined;
  const mode = wire.string('mode');
  const color = wire.string('color');
  return {
    mode: MODES.includes(mode) ? (mode as DanmakuMode) : 'scroll',
    color: COLOR.test(color) ? color.toLowerCase() : '',
  };
}

function readReplyTo(wire: UntrustedJson | undefined): TextExtras['replyTo'] {
  const id = wire?.string('id') ?? '';
  if (!wire || !id || id.length > MAX_ID_LENGTH) return undefined;
  return { id, nick: wire.string('nick', MAX_ID_LENGTH), text: wire.string('text', MAX_QUOTE_LENGTH) };
}

/** The extras in `cloudCustomData`; empty when there are none of ours, or of a version that this code does not know. */
export function readTextExtras(cloudCustomData: string): TextExtras {
  if (!cloudCustomData.includes(EXTRAS_KEY)) return NO_EXTRAS;
  const wire = UntrustedJson.parse(cloudCustomData)?.object(EXTRAS_KEY);
  if (wire?.integer('v') !== EXTRAS_VERSION) return NO_EXTRAS;
  const danmaku = readDanmaku(wire.object('danmaku'));
  const mentions = wire.strings('mentions', MAX_MENTIONS, MAX_ID_LENGTH);
  const mentionNames = wire.strings('mentionNames', MAX_MENTIONS, MAX_ID_LENGTH);
  const replyTo = readReplyTo(wire.object('replyTo'));
  const clientMessageId = wire.string('clientId');
  return {
    ...(danmaku && { danmaku }),
    ...(mentions.length > 0 && { mentions }),
    ...(mentionNames.length > 0 && mentionNames.length === mentions.length && { mentionNames }),
    ...(replyTo && { replyTo }),
    ...(clientMessageId && clientMessageId.length <= MAX_ID_LENGTH && { clientMessageId }),
  };
}

/**
 * The `cloudCustomData` for a text: '' when there is nothing to say beside it, so that a plain text stays plain.
 * Default danmaku (scrolling, no colour) is not written.
 */
export function writeTextExtras({ danmaku, mentions, mentionNames, replyTo, clientMessageId }: TextExtras): string {
  const styled = danmaku && (danmaku.mode !== 'scroll' || danmaku.color !== '');
  const named = mentions && mentions.length > 0;
  if (!styled && !named && !replyTo && !clientMessageId) return '';
  return JSON.stringify({
    [EXTRAS_KEY]: {
      v: EXTRAS_VERSION,
      ...(styled && { danmaku: { mode: danmaku.mode, color: danmaku.color } }),
      ...(named && { mentions: mentions.slice(0, MAX_MENTIONS) }),
      ...(named && mentionNames && { mentionNames: mentionNames.slice(0, MAX_MENTIONS) }),
      ...(replyTo && {
        replyTo: {
          id: replyTo.id,
          nick: replyTo.nick,
          text: [...replyTo.text].slice(0, MAX_QUOTE_LENGTH / 2).join(''),
        },
      }),
      ...(clientMessageId && { clientId: clientMessageId }),
    },
  });
}
